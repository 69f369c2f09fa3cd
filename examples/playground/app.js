/** The page: what a visitor sees and does. Programs and the devnet run in the sandbox, and are reached by messages. */
import { programs } from "./programs.js";

const $ = (id) => document.getElementById(id);
const frame = $("sandbox");
const loadLimitMs = 10_000;
const workLimitMs = 120_000;
/** No program needs more, and a link is no longer than browsers take. */
const linkedMax = 20_000;

/** Makes an element. What comes from the sandbox is only ever text. */
function make(tag, properties = {}, ...children) {
  const { dataset, ...others } = properties;
  const element = Object.assign(document.createElement(tag), others);
  Object.assign(element.dataset, dataset);
  element.append(...children);
  return element;
}

// The sandbox.

let code = "";
let started = Promise.withResolvers();
let runs = 0;
let calls = 0;
const waiting = new Map();

function toSandbox(message) {
  // The sandbox has an origin that no address names.
  frame.contentWindow.postMessage(message, "*");
}

/** Starts the sandbox's worker, or starts it anew. All that it was doing ends. */
function restart(reason) {
  for (const { reject } of waiting.values()) reject(new Error(reason));
  waiting.clear();
  const before = started;
  started = Promise.withResolvers();
  // Who waits for the earlier start waits for this one.
  before.resolve(started.promise);
  toSandbox({ code, run: ++runs });
}

/** Has the sandbox do something. A program that does not end is ended. */
async function ask(task, options, limitMs = workLimitMs) {
  await started.promise;
  const id = ++calls;
  const { promise, resolve, reject } = Promise.withResolvers();
  waiting.set(id, { resolve, reject });
  const timer = setTimeout(
    () => restart(`It did not end within ${limitMs / 1000} seconds, and was ended`),
    limitMs,
  );
  toSandbox({ id, task, ...options });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

addEventListener("message", ({ source, data }) => {
  if (source !== frame.contentWindow || data?.run !== runs) return;
  if (data.event?.type === "ready") return started.resolve();
  if (data.event !== undefined) return onEvent(data.event);
  waiting.get(data.id)?.resolve(data.answer);
  waiting.delete(data.id);
});

function onEvent(event) {
  const listeners = { nodes: drawNodes, shares: drawShares, crash: drawCrash };
  (listeners[event.type] ?? drawOperation)(event);
}

function drawCrash({ message }) {
  say($("problems"), "bad", `The sandbox failed: ${message}`);
}

// Step 1: the program.

const source = $("source");
let loaded;
let typed = {};
let edits = 0;
let editTimer;

function say(place, state, ...content) {
  place.dataset.state = state;
  place.replaceChildren(...content);
}

function drawLines(wrong = []) {
  const count = source.value.split("\n").length;
  $("lines").replaceChildren(
    ...Array.from(
      { length: count },
      (_, at) => make("span", { className: wrong.includes(at + 1) ? "wrong" : "" }, `${at + 1}\n`),
    ),
  );
  $("lines").scrollTop = source.scrollTop;
}

/** Has the sandbox evaluate the program, and draws the fields that it asks for. */
async function load() {
  const edit = ++edits;
  clearTimeout(editTimer);
  setLoaded(undefined);
  say($("problems"), "busy", "Checking the program");
  let answer;
  try {
    answer = await ask("load", { source: source.value }, loadLimitMs);
  } catch (error) {
    answer = { issues: [{ reason: error.message }] };
  }
  if (edit !== edits) return;
  const { issues = answer.error && [{ reason: answer.error.message }] } = answer;
  if (issues) {
    drawLines(issues.map(({ line }) => line));
    say($("problems"), "bad", ...issues.map(({ reason, line }) => problem(reason, line)));
    return;
  }
  drawLines();
  const { name, depth, warnings, preprocessing } = answer;
  const used = Object.entries(preprocessing).map(([kind, count]) => `${count} ${kind}`).join(", ");
  say(
    $("problems"),
    "good",
    make("p", {}, `${name} compiles. Steps in which nodes talk to each other: ${depth}.`),
    ...(used === "" ? [] : [make("p", {}, `Preprocessing elements: ${used}.`)]),
    ...warnings.map(({ reason, line }) => problem(reason, line)),
  );
  setLoaded(answer);
}

function problem(reason, line) {
  if (line === undefined) return make("p", {}, reason);
  const go = make("button", { type: "button", className: "line" }, `Line ${line}`);
  go.addEventListener("click", () => {
    const before = source.value.split("\n").slice(0, line - 1).join("\n").length;
    const start = line === 1 ? 0 : before + 1;
    source.focus();
    source.setSelectionRange(start, start + source.value.slice(start).split("\n", 1)[0].length);
  });
  return make("p", {}, go, ` ${reason}`);
}

function setLoaded(answer) {
  loaded = answer;
  $("clear").disabled = $("run").disabled = answer === undefined;
  if (answer !== undefined) drawFields(answer);
}

source.addEventListener("input", () => {
  drawLines();
  forgetRun();
  if (!$("from-link").hidden) return;
  // Nothing runs but what is shown.
  edits++;
  setLoaded(undefined);
  say($("problems"), "busy", "Checking the program");
  clearTimeout(editTimer);
  editTimer = setTimeout(load, 500);
});
source.addEventListener("scroll", () => $("lines").scrollTop = source.scrollTop);

$("ready").append(...programs.map(({ title }, at) => make("option", { value: at }, title)));
$("ready").addEventListener("change", () => begin(programs[$("ready").value]));

function begin(chosen) {
  history.replaceState(null, "", location.pathname + location.search);
  $("from-link").hidden = true;
  source.value = chosen.source;
  typed = { ...chosen.typed };
  $("ready-about").textContent = chosen.about;
  drawLines();
  forgetRun();
  load();
}

$("accept").addEventListener("click", () => {
  $("from-link").hidden = true;
  load();
  source.focus();
});

$("share").addEventListener("click", async () => {
  const bytes = new TextEncoder().encode(source.value);
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const url = `${location.href.split("#")[0]}#program=${encodeURIComponent(text)}`;
  if (text.length > linkedMax) {
    return say($("problems"), "bad", "The program is too long for a link");
  }
  history.replaceState(null, "", url);
  const isCopied = await navigator.clipboard?.writeText(url).then(() => true, () => false);
  say(
    $("problems"),
    "good",
    isCopied
      ? "The link is copied. It has the program, and none of the inputs."
      : "The address of this page is now the link. It has the program, and none of the inputs.",
  );
});

/** The program in the address, if there is one. */
function linked() {
  const text = new URLSearchParams(location.hash.slice(1)).get("program");
  if (text === null || text.length > linkedMax) return undefined;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (each) => each.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

function open() {
  const text = linked();
  if (text === undefined) return begin(programs[0]);
  source.value = text;
  $("ready-about").textContent = "";
  $("from-link").hidden = false;
  drawLines();
  forgetRun();
  setLoaded(undefined);
  $("fields").replaceChildren(make("p", { className: "empty" }, "The program has not run yet."));
}
addEventListener("hashchange", open);

// Step 2: the inputs.

function drawFields({ inputs, inputParties }) {
  const groups = inputParties.map((party) => {
    const own = inputs.filter((input) => input.party === party);
    return make("fieldset", {}, make("legend", {}, party), ...own.map(field));
  });
  $("fields").replaceChildren(...groups);
}

function field({ name, type }, at) {
  const isSecret = /Secret|Nada|Private/.test(type);
  const size = /Array<.*, (\d+)>$/.exec(type)?.[1];
  typed[name] ??= type.endsWith("Boolean")
    ? "true"
    : Array.from({ length: Number(size ?? 1) }, (_, i) => (at + i + 1) * 10).join(", ");
  const input = type.endsWith("Boolean")
    ? make("select", {}, make("option", {}, "true"), make("option", {}, "false"))
    : make("input", { autocomplete: "off", inputMode: size ? "text" : "numeric", required: true });
  input.name = name;
  input.value = typed[name];
  input.addEventListener("input", () => {
    typed[name] = input.value;
    input.removeAttribute("aria-invalid");
    forgetRun();
  });
  const kind = make("span", { className: "kind" }, isSecret ? type : `${type}: all can see it`);
  return make("label", {}, make("span", { className: "name" }, name), input, kind);
}

function drawResults(results) {
  return make(
    "dl",
    {},
    ...Object.entries(results).flatMap(([name, value]) => [
      make("dt", {}, name),
      make("dd", {}, value),
    ]),
  );
}

function drawError({ name, message, code, input }) {
  const wrong = $("inputs").elements[input];
  wrong?.setAttribute("aria-invalid", "true");
  wrong?.focus();
  return [
    make("p", { className: "code" }, code ? `${name} · ${code}` : name ?? "Error"),
    make("p", {}, message),
  ];
}

/** Shows what a step is doing, and what came of it. */
async function during(place, doing, button, work) {
  say(place, "busy", doing);
  button.disabled = true;
  try {
    await work();
  } catch (error) {
    say(place, "bad", ...drawError({ message: error.message }));
    load();
  } finally {
    button.disabled = loaded === undefined && button.id !== "read";
  }
}

$("inputs").addEventListener("submit", (event) => {
  event.preventDefault();
  during($("clear-result"), "Running", $("clear"), async () => {
    const { results, error } = await ask("runInClear", { typed });
    if (error) say($("clear-result"), "bad", ...drawError(error));
    else {say(
        $("clear-result"),
        "good",
        make("p", {}, "Everybody could see the inputs."),
        drawResults(results),
      );}
  });
});

// Step 3: the network.

let truth;
let nodes = [];

function forgetRun() {
  truth = undefined;
  for (const id of ["clear-result", "network-result", "verdict"]) say($(id), "", "");
  $("operations-box").hidden = $("shares-box").hidden = $("reading").hidden = true;
  $("not-yet").hidden = false;
}

$("run").addEventListener("click", () => {
  forgetRun();
  $("operations").replaceChildren();
  during($("network-result"), "Starting five nodes and a chain", $("run"), async () => {
    const { results, readers, error } = await ask("runOnNetwork", { typed });
    if (error) return say($("network-result"), "bad", ...drawError(error));
    truth = results;
    const [first] = readers;
    say(
      $("network-result"),
      "good",
      make("p", {}, `${readers.join(", ")} ${readers.length > 1 ? "read" : "reads"}:`),
      drawResults(Object.assign({}, ...Object.values(results))),
    );
    $("reader").replaceChildren(...readers.map((name) => make("option", {}, name)));
    $("reader").value = first;
    $("not-yet").hidden = true;
    $("reading").hidden = false;
    drawBehaviours();
  });
});

const columns = ["quote", "payment", "receipt", "nodes"];
const rows = new Map();

function drawOperation({ type, call, party, operation, phase, durationMs, error, feesUnil }) {
  if (type === "operationStart" && truth === undefined) {
    const cells = Object.fromEntries(
      [...columns, "price"].map((name) => [name, make("td", {}, "")]),
    );
    const row = make(
      "tr",
      {},
      make("th", { scope: "row" }, party),
      make("td", {}, make("code", {}, operation)),
      ...Object.values(cells),
    );
    rows.set(call, cells);
    $("operations-box").hidden = false;
    $("operations").append(row);
    say($("network-result"), "busy", `${party}: ${operation}`);
    return;
  }
  const cells = rows.get(call);
  const cell = cells?.[phase];
  if (cell !== undefined) {
    cell.dataset.state = type === "phaseStart" ? "busy" : error ? "bad" : "good";
    cell.textContent = type === "phaseStart" ? "…" : error ?? `${Math.round(durationMs)} ms`;
  }
  if (feesUnil !== undefined) cells.price.textContent = `${Number(feesUnil) / 1e6} nil`;
}

function nodeCard({ index, isLeader }, ...content) {
  const name = make("span", { className: "name" }, `Node ${index + 1}`);
  const badge = make("span", { className: "badge" }, isLeader ? "leader" : "");
  return make(
    "li",
    { className: "node" },
    make("div", { className: "head" }, name, badge),
    ...content,
  );
}

function drawNodes(event) {
  nodes = event.nodes;
  rows.clear();
}

function drawShares({ shares }) {
  $("shares-box").hidden = false;
  $("shares").replaceChildren(...nodes.map((node) =>
    nodeCard(
      node,
      make(
        "dl",
        { className: "held" },
        ...shares[node.index].flatMap(({ name, size, hex, isPublic }) => [
          make("dt", {}, name, make("span", {}, isPublic ? "public" : `${size} bytes`)),
          make("dd", {}, hex.replace(/../g, "$& ").trim()),
        ]),
      ),
    )
  ));
}

// Step 4: liars.

const behaviours = { honest: "is honest", lies: "lies", down: "is down", slow: "is slow" };

function drawBehaviours() {
  $("behaviours").replaceChildren(...nodes.map((node) => {
    const select = make(
      "select",
      { ariaLabel: `What node ${node.index + 1} does` },
      ...Object.entries(behaviours).map(([value, text]) => make("option", { value }, text)),
    );
    select.addEventListener("change", () => {
      select.closest("li").dataset.behaviour = select.value;
      say($("verdict"), "", "");
    });
    return nodeCard(node, select, make("p", { className: "outcome" }, ""));
  }));
}

/** What is worth trying: what the nodes do, in their order, and against how many liars a read is certain. */
const presets = [
  {
    title: "One node lies",
    chosen: ["honest", "honest", "lies", "honest", "honest"],
    tolerance: 1,
  },
  {
    title: "Lies, down and slow",
    chosen: ["lies", "honest", "down", "honest", "slow"],
    tolerance: 1,
  },
  {
    title: "A lie goes unnoticed",
    chosen: ["lies", "honest", "down", "down", "down"],
    tolerance: 0,
  },
  {
    title: "The same is refused",
    chosen: ["lies", "honest", "down", "down", "down"],
    tolerance: 1,
  },
];
$("presets").append(...presets.map(({ title, chosen, tolerance }) => {
  const button = make("button", { type: "button", className: "quiet" }, title);
  button.addEventListener("click", () => {
    for (const [at, select] of [...$("behaviours").querySelectorAll("select")].entries()) {
      select.value = chosen[at];
      select.closest("li").dataset.behaviour = chosen[at];
    }
    $("tolerance").value = `${tolerance}`;
    $("reading").requestSubmit();
  });
  return button;
}));

const words = {
  CORRUPT_SHARE: "named: wrong share",
  UNAVAILABLE: "no answer",
  ABORTED: "not needed",
};

$("reading").addEventListener("submit", (event) => {
  event.preventDefault();
  const chosen = [...$("behaviours").querySelectorAll("select")].map(({ value }) => value);
  const faultTolerance = Number($("tolerance").value);
  const reader = $("reader").value;
  during($("verdict"), "Reading", $("read"), async () => {
    const answer = await ask("read", { reader, faultTolerance, behaviours: chosen });
    const { results, error, outcomes = [], durationMs, toleratedFaults } = answer;
    const named = outcomes.flatMap((outcome, at) =>
      outcome.code === "CORRUPT_SHARE" ? [{ ...outcome, title: `Node ${at + 1}` }] : []
    );
    for (const [at, item] of [...$("behaviours").children].entries()) {
      const { status, code } = outcomes[at] ?? {};
      const isNeeded = status === "done" ? "answered" : "not waited for";
      item.dataset.outcome = code ?? status;
      item.querySelector(".outcome").textContent = words[code] ?? isNeeded;
    }
    const time = make("p", { className: "hint" }, `It took ${Math.round(durationMs)} ms.`);
    const caught = named.length === 0
      ? "No node was caught."
      : `${named.map(({ title }) => title).join(" and ")} gave a wrong share.`;
    const errors = named.map(({ title, name, code, message }) =>
      make("p", { className: "hint" }, make("b", {}, `${title}: ${name} · ${code}. `), message)
    );
    if (error) {
      say(
        $("verdict"),
        "bad",
        make("p", { className: "headline" }, `An error, and no wrong value. ${caught}`),
        ...drawError(error),
        ...errors,
        time,
      );
      return;
    }
    const isRight = JSON.stringify(results) === JSON.stringify(truth[reader]);
    const headline = isRight
      ? `The right value. ${caught}`
      : "A wrong value, and nobody noticed. Read again with a larger faultTolerance.";
    say(
      $("verdict"),
      isRight ? "good" : "bad",
      make("p", { className: "headline" }, headline),
      drawResults(results),
      ...errors,
      make("p", { className: "hint" }, `Certain against lying nodes: ${toleratedFaults}.`),
      time,
    );
  });
});

// Begin.

open();
const isThere = new Promise((resolve) => {
  addEventListener("message", ({ source, data }) => {
    if (source === frame.contentWindow && data === "sandbox") resolve();
  });
});
frame.src = "sandbox.html";
const answer = await fetch("runner.js");
code = await answer.text();
await isThere;
restart("");
