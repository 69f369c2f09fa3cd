/** The dialog that gives a node or the chain a fault. */
import { ask } from "./api.js";
import { button, h } from "./dom.js";

const ofConnections = {
  down: "Drop connections before a request is read",
  slow: "Let requests wait",
  disconnect: "Carry requests out, and drop the answer",
};
const kinds = {
  node: {
    ...ofConnections,
    refuse: "Refuse requests",
    lie: "Give wrong answers, as well formed as the true ones",
  },
  chain: {
    ...ofConnections,
    stall: "Make no blocks",
    drop: "Take transactions and forget them",
    lag: "Let transactions be found late",
  },
};
const delayed = ["slow", "lag"];
const statuses = [
  "UNAVAILABLE",
  "RESOURCE_EXHAUSTED",
  "PERMISSION_DENIED",
  "INTERNAL",
  "NOT_FOUND",
];

/** A field of the dialog with its label. */
function field(title, control, hint) {
  return h("label", {}, h("span", {}, title), control, hint && h("small", {}, hint));
}

function choice(name, options) {
  return h(
    "select",
    { name },
    ...Object.entries(options).map(([value, title]) => h("option", { value }, title)),
  );
}

/**
 * Asks for a fault of a node, by its number, or of the chain.
 *
 * @param act does what is asked, and says how it went
 */
export function askForFault(at, act) {
  const isChain = at === "chain";
  const kind = choice("kind", isChain ? kinds.chain : kinds.node);
  const delay = field(
    "Delay in milliseconds",
    h("input", { name: "delayMs", type: "number", min: "1", value: "2000", required: true }),
  );
  const code = field(
    "Status",
    choice("code", Object.fromEntries(statuses.map((name) => [name, name]))),
  );
  const methods = field(
    "Only these methods",
    h("input", { name: "methods", placeholder: isChain ? "broadcast_tx_sync" : "RetrieveValues" }),
    "With commas between them. Empty for all.",
  );
  const times = field(
    "How often",
    h("input", { name: "times", type: "number", min: "1" }),
    "Empty until it is cleared.",
  );
  const probability = field(
    "Probability",
    h("input", { name: "probability", type: "number", min: "0.01", max: "1", step: "0.01" }),
    "Empty for every time.",
  );
  const name = isChain ? "the chain" : `node ${at}`;
  const title = h("h2", { id: "fault-title" }, `A fault for ${name}`);
  const form = h(
    "form",
    { method: "dialog" },
    title,
    field("What goes wrong", kind),
    delay,
    code,
    methods,
    times,
    probability,
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "submit", class: "main" }, "Give the fault"),
      button("Cancel", () => dialog.close()),
    ),
  );
  const dialog = h("dialog", { "aria-labelledby": "fault-title" }, form);
  const fit = () => {
    const { value } = kind;
    delay.hidden = !delayed.includes(value);
    delay.querySelector("input").disabled = delay.hidden;
    code.hidden = value !== "refuse";
    methods.hidden = ["stall", "drop", "lag"].includes(value);
    times.hidden = probability.hidden = value === "stall";
  };
  kind.addEventListener("change", fit);
  fit();
  form.addEventListener("submit", () => {
    const data = new FormData(form);
    const fault = { kind: data.get("kind") };
    if (!delay.hidden) fault.delayMs = Number(data.get("delayMs"));
    if (!code.hidden) fault.code = data.get("code");
    const names = data.get("methods").split(",").map((word) => word.trim()).filter(Boolean);
    if (!methods.hidden && names.length > 0) fault.methods = names;
    for (const limit of ["times", "probability"]) {
      if (!times.hidden && data.get(limit) !== "") fault[limit] = Number(data.get(limit));
    }
    const path = isChain ? "/chain/faults" : `/nodes/${at}/faults`;
    act(`${name} has the fault: ${fault.kind}`, () => ask(path, "POST", fault));
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** What a fault does, in a few words. */
export function faultWords({ kind, delayMs, code, methods, times, probability }) {
  return [
    kind,
    delayMs && `${delayMs} ms`,
    code,
    methods && `only ${methods.join(", ")}`,
    times && `${times} times`,
    probability && `${Math.round(probability * 100)} %`,
  ].filter(Boolean).join(", ");
}
