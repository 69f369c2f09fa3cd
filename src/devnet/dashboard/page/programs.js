/** Programs, what they take and give, and their runs. */
import { ask } from "./api.js";
import { h, keyed, section, setBadge, setText, table } from "./dom.js";
import { bytes, count, short, until } from "./format.js";

function program() {
  const name = h("h3");
  const id = h("code", { class: "long" });
  const facts = h("p", { class: "hint" });
  const values = table({
    caption: "Inputs and outputs",
    keyOf: ({ way, name, party }) => `${way}/${party}/${name}`,
    empty: "It takes and gives nothing.",
    columns: [
      { title: "Way", kind: "way", text: ({ way }) => way },
      { title: "Name", text: ({ name }) => name },
      { title: "Type", kind: "code", text: ({ type }) => type },
      { title: "Party", text: ({ party }) => party },
    ],
  });
  return {
    element: h("article", { class: "card" }, name, id, facts, values.element),
    update(item) {
      setText(name, item.id.split("/")[1] ?? item.id);
      setText(id, item.id);
      const uses = Object.entries(item.preprocessing).map(([element, number]) =>
        `${count(number)} ${element.toLowerCase().replaceAll("_", " ")}`
      );
      setText(
        facts,
        `${bytes(item.bytes)}, ${count(item.instructions)} instructions. A run uses ${
          uses.join(", ") || "no preprocessing"
        }.`,
      );
      const all = (way, list) => list.map((value) => ({ way, ...value }));
      values.update([...all("in", item.inputs), ...all("out", item.outputs)]);
    },
  };
}

/** The view. */
export function programsView(shared) {
  let programs = [];
  const cards = h("div", { class: "cards wide" });
  const nothing = h("p", { class: "empty" }, "No program is stored.");
  const runs = table({
    caption: "Runs",
    keyOf: ({ id }) => id,
    empty: "Nothing was run, or all results have expired.",
    columns: [
      { title: "Run", kind: "code", text: ({ id }) => id },
      {
        title: "State",
        fill(cell, { status }) {
          const badge = cell.firstChild ?? cell.appendChild(h("span"));
          setBadge(badge, status, status === "done" ? "good" : "bad");
        },
      },
      {
        title: "Who may read the results, or why it failed",
        kind: "wide",
        text: ({ users, error }) => error ?? users.map((user) => short(user, 12)).join(", "),
      },
      {
        title: "Kept for",
        kind: "number",
        text: ({ expiresAt }) => until(expiresAt, shared.status.now),
      },
    ],
  });
  const running = h("p", { class: "hint" });
  return {
    element: h(
      "div",
      {},
      section("Stored", cards, nothing),
      section("Runs", running, runs.element),
    ),
    async load() {
      ({ programs } = await ask("/programs"));
    },
    update() {
      nothing.hidden = programs.length > 0;
      keyed(cards, programs, ({ id }) => id, program);
      const { counts, runs: all } = shared.status;
      setText(running, `${count(counts.running)} wait for nodes now.`);
      runs.update([...all].reverse());
    },
  };
}
