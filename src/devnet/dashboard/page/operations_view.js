/** Operations as they pass from the quote to the nodes. */
import { h, section, setAttribute, setBadge, setText, table } from "./dom.js";
import { clock, count, duration, quantile, short } from "./format.js";

const shownMax = 50;

/** The bar of an operation: its steps one after the other, as wide as they take of the time. */
function fillSteps(cell, operation) {
  const { steps, durationMs } = operation;
  let bar = cell.firstChild;
  if (bar === null) {
    bar = h("div", { class: "steps" });
    cell.append(bar);
  }
  while (bar.children.length < steps.length) bar.append(h("span"));
  while (bar.children.length > steps.length) bar.lastChild.remove();
  steps.forEach(({ name, durationMs: ms, status }, index) => {
    const part = bar.children[index];
    setText(part, `${name} ${duration(ms)}`);
    setAttribute(
      part,
      "class",
      `step ${name}${status === "OK" || status === "LEFT" ? "" : " bad"}`,
    );
    const grow = `${Math.max(1, Math.round(100 * ms / Math.max(1, durationMs)))}`;
    if (part.style.flexGrow !== grow) part.style.flexGrow = grow;
  });
}

function resultOf({ failure, nodes }) {
  if (failure !== undefined) return [failure, "bad"];
  if (nodes.length === 0) return ["under way", "calm"];
  const done = nodes.filter(({ status }) => status === "OK").length;
  return [`${done} of ${nodes.length} nodes`, "good"];
}

/** The view. */
export function operationsView({ book }) {
  const tiles = ["Operations/s", "Median", "95 %", "Failed"].map((
    title,
  ) => [title, h("dd", {}, "–")]);
  const pause = h("input", { type: "checkbox", id: "pause" });
  const list = table({
    caption: "The latest operations",
    keyOf: ({ id }) => id,
    empty: "There was no operation yet. What clients store, read and run shows here.",
    columns: [
      { title: "Time", kind: "time", text: ({ atMs }) => clock(atMs) },
      { title: "Operation", text: ({ kind }) => kind ?? "…" },
      { title: "User", kind: "code", text: ({ user }) => short(user ?? "–", 8) },
      { title: "Quote, payment, receipt, nodes", kind: "wide", fill: fillSteps },
      { title: "Takes", kind: "number", text: ({ durationMs }) => duration(durationMs) },
      {
        title: "Result",
        fill(cell, operation) {
          setBadge(cell.firstChild ?? cell.appendChild(h("span")), ...resultOf(operation));
        },
      },
    ],
  });
  return {
    element: h(
      "div",
      {},
      h(
        "dl",
        { class: "tiles" },
        ...tiles.map(([title, value]) => h("div", {}, h("dt", {}, title), value)),
      ),
      section(
        "Latest",
        h(
          "p",
          { class: "hint" },
          "The payment is what lies between the quote and the receipt: a transaction on the chain, or next to nothing where a balance pays.",
        ),
        h("label", { class: "check", for: "pause" }, pause, "Pause"),
        list.element,
      ),
    ),
    update() {
      if (pause.checked) return;
      const { recent } = book;
      const times = recent.map(({ durationMs }) => durationMs);
      const [rate, median, slow, failed] = tiles.map(([, value]) => value);
      setText(rate, (recent.length / 10).toFixed(1));
      setText(median, duration(quantile(times, 0.5)));
      setText(slow, duration(quantile(times, 0.95)));
      setText(failed, count(recent.filter(({ failure }) => failure !== undefined).length));
      list.update([...book.operations.values()].slice(-shownMax).reverse());
    },
  };
}
