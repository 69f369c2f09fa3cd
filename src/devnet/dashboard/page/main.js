/** Shows one view at a time, and keeps it up to date while somebody looks. */
import { ask } from "./api.js";
import { chainView } from "./chain.js";
import { h, headFacts, setAttribute, setText } from "./dom.js";
import { count, moment } from "./format.js";
import { networkView } from "./network.js";
import { Book } from "./operations.js";
import { operationsView } from "./operations_view.js";
import { programsView } from "./programs.js";
import { requestsView } from "./requests.js";
import { valuesView } from "./values.js";

/** How often the log is read, and the rest. */
const logMs = 500;
const statusMs = 1_000;

const main = document.getElementById("main");
const trouble = document.getElementById("trouble");
const book = new Book();
let status;

/** What views have in common. */
const shared = {
  book,
  get status() {
    return status;
  },
  /** Says what was done, for all who look or listen. */
  say: (text) => setText(document.getElementById("said"), text),
  /** Does what a person asked for, says how it went, and shows what has changed. */
  async act(done, act) {
    try {
      await act();
      shared.say(done);
    } catch (error) {
      shared.say(error.message);
    }
    await update(true);
  },
};

const views = {
  network: ["Network", networkView],
  operations: ["Operations", operationsView],
  values: ["Values", valuesView],
  programs: ["Programs", programsView],
  chain: ["Chain", chainView],
  requests: ["Requests", requestsView],
};

const links = new Map(
  Object.entries(views).map(([name, [title]]) => [name, h("a", { href: `#${name}` }, title)]),
);
document.getElementById("views").append(...links.values());

const facts = headFacts("Time", "Block", "Values", "Requests/s");

const open = new Map();
let shown;

/** Shows the view that the address names, and what it names in it. */
function show() {
  const [name, ...rest] = location.hash.slice(1).split("/");
  const chosen = Object.hasOwn(views, name) ? name : "network";
  const [title, make] = views[chosen];
  if (!open.has(chosen)) open.set(chosen, make(shared));
  const view = open.get(chosen);
  if (view !== shown) main.replaceChildren(h("h1", {}, title), view.element);
  shown = view;
  for (const [other, link] of links) {
    if (other === chosen) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${title} – nilVM dashboard`;
  view.choose?.(rest.join("/"));
  if (status) update(true);
}

function showFacts() {
  setText(facts.Time, moment(status.now));
  setText(facts.Block, count(status.chain.height));
  setText(facts.Values, count(status.counts.values));
  setText(facts["Requests/s"], count(Math.round(book.requestsPerSecond)));
}

let statusAtMs = 0;
let isUpdating = false;
let isWanted = false;

/** Reads what is due, all if `isAll`, and shows it. */
async function update(isAll = false) {
  if (isUpdating) {
    isWanted ||= isAll;
    return;
  }
  isUpdating = true;
  try {
    const { requests } = await ask(`/log/after/${book.lastNumber}`);
    book.add(requests);
    if (isAll || performance.now() - statusAtMs >= statusMs) {
      statusAtMs = performance.now();
      status = await ask("/status");
      await shown.load?.();
    }
    showFacts();
    shown.update();
    trouble.hidden = true;
    setAttribute(document.body, "class", "is-live");
  } catch (error) {
    setText(trouble, `${error.message} The page shows what it knew last, and tries again.`);
    trouble.hidden = false;
    setAttribute(document.body, "class", "is-lost");
  } finally {
    isUpdating = false;
  }
  if (isWanted) {
    isWanted = false;
    await update(true);
  }
}

/** Goes on as long as the page can be seen. */
async function follow() {
  for (;;) {
    if (document.visibilityState === "visible") await update();
    await new Promise((resolve) => setTimeout(resolve, logMs));
  }
}

addEventListener("hashchange", () => {
  show();
  main.focus({ preventScroll: true });
  scrollTo(0, 0);
});
document.addEventListener("visibilitychange", () => update());
show();
await update(true);
follow();
