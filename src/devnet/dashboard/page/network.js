/** Nodes, the chain, their faults, the time, snapshots and the pools. */
import { ask, restoreSnapshot, takeSnapshot } from "./api.js";
import {
  button,
  h,
  keyed,
  nodeCard,
  section,
  setAttribute,
  setBadge,
  setText,
  table,
} from "./dom.js";
import { askForFault, faultWords } from "./faults.js";
import { bytes, count, duration, quantile, short } from "./format.js";

const times = { "1 minute": 60_000, "1 hour": 3_600_000, "1 day": 86_400_000 };

/** The state of a place: by its faults, or by how its latest requests ended. */
function stateOf(faults, { count: requests, isIll }) {
  // As many words as fit on a card.
  if (faults.length > 2) return [`${faults.length} faults`, "bad"];
  if (faults.length > 0) return [faults.map(({ kind }) => kind).join(", "), "bad"];
  if (requests === 0) return ["not asked yet", "calm"];
  return isIll.includes(true) ? ["fails at times", "bad"] : ["serving", "good"];
}

function card(shared) {
  const faults = h("ul", { class: "faults" });
  let at;
  const { element, name, badge, id, endpoint, figures } = nodeCard(
    "h3",
    ["Requests", "Not OK", "Median", "95 %"],
    faults,
    button("Give a fault…", () => askForFault(at, shared.act)),
  );
  return {
    element,
    update(place) {
      at = place.at;
      const log = shared.book.place(at);
      setText(name, place.title);
      setAttribute(element, "aria-label", place.title);
      setBadge(badge, ...stateOf(place.faults, log));
      setText(id, place.id);
      setText(endpoint, place.endpoint);
      setText(figures.Requests, count(log.count));
      setText(figures["Not OK"], count(log.failed));
      setText(figures.Median, duration(quantile(log.latest, 0.5)));
      setText(figures["95 %"], duration(quantile(log.latest, 0.95)));
      keyed(faults, place.faults, ({ id }) => id, () => {
        const words = h("span");
        let fault;
        const clear = button(
          "Clear",
          () =>
            shared.act(`Fault ${fault.id} is cleared`, () => ask(`/faults/${fault.id}`, "DELETE")),
        );
        return {
          element: h("li", {}, words, clear),
          update(now) {
            fault = now;
            setText(words, `${faultWords(now)} · met ${count(now.hits)} times`);
            setAttribute(clear, "aria-label", `Clear fault ${now.id}`);
          },
        };
      });
    },
  };
}

function timeSection({ act }) {
  const advance = (title, ms) =>
    act(`The time went ${title} forward`, () => ask("/clock/advance", "POST", { ms }));
  const minutes = h("input", {
    name: "minutes",
    type: "number",
    min: "1",
    value: "90",
    "aria-label": "Minutes to go forward",
  });
  const form = h("form", { class: "inline" }, minutes, h("button", { type: "submit" }, "minutes"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    advance(`${minutes.value} minutes`, Number(minutes.value) * 60_000);
  });
  return section(
    "Time",
    h(
      "p",
      { class: "hint" },
      "Values, quotes and receipts expire as it goes forward. It goes back with a snapshot only.",
    ),
    h(
      "div",
      { class: "buttons" },
      ...Object.entries(times).map(([title, ms]) => button(`+ ${title}`, () => advance(title, ms))),
      form,
    ),
  );
}

function snapshotSection({ act }) {
  const kept = [];
  const list = h("ul", { class: "plain" });
  const nothing = h("p", { class: "empty" }, "No snapshot is kept in this page.");
  const showKept = () => {
    nothing.hidden = kept.length > 0;
    keyed(list, kept, ({ name }) => name, ({ name, state }) => ({
      element: h(
        "li",
        {},
        h("span", {}, `${name}, ${bytes(state.length)}`),
        button(
          "Go back to it",
          () => act(`The devnet is in the state ${name}`, () => restoreSnapshot(state)),
          { "aria-label": `Go back to ${name}` },
        ),
        button("Save as a file", () => save(name, state), {
          "aria-label": `Save ${name} as a file`,
        }),
      ),
      update() {},
    }));
  };
  const take = () => {
    const name = `snapshot ${kept.length + 1}`;
    return act(`The page keeps ${name}`, async () => {
      kept.push({ name, state: await takeSnapshot() });
      showKept();
    });
  };
  const file = h("input", { type: "file", "aria-label": "Go back to a snapshot in a file" });
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (chosen === undefined) return;
    await act(
      `The devnet is in the state of ${chosen.name}`,
      async () => restoreSnapshot(new Uint8Array(await chosen.arrayBuffer())),
    );
    file.value = "";
  });
  showKept();
  return section(
    "Snapshots",
    h("div", { class: "buttons" }, button("Take a snapshot", take), file),
    list,
    nothing,
  );
}

function save(name, state) {
  const url = URL.createObjectURL(new Blob([state]));
  h("a", { href: url, download: `${name.replace(" ", "_")}.state` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function endSection({ act }) {
  const stop = () => {
    const dialog = h(
      "dialog",
      { "aria-labelledby": "end-title" },
      h(
        "form",
        { method: "dialog" },
        h("h2", { id: "end-title" }, "End the devnet?"),
        h("p", {}, "Its state is lost, unless it has a file. This page then shows nothing new."),
        h(
          "p",
          { class: "buttons" },
          button("End it", () => {
            dialog.close();
            act("The devnet ends", () => ask("/stop", "POST"));
          }, { class: "danger" }),
          h("button", { type: "submit", autofocus: true }, "Leave it on"),
        ),
      ),
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };
  return h("div", { class: "buttons" }, button("End the devnet…", stop));
}

/** The view. */
export function networkView(shared) {
  const cards = h("div", { class: "cards" });
  const heal = button(
    "Clear all faults",
    () => shared.act("All faults are cleared", () => ask("/faults", "DELETE")),
  );
  const pools = table({
    caption: "Pools of preprocessing elements",
    keyOf: ({ element }) => element,
    empty: "The nodes have no pools.",
    columns: [
      { title: "Element", text: ({ element }) => element },
      { title: "Ready", kind: "number", text: ({ ready }) => count(Number(ready)) },
      { title: "Full at", kind: "number", text: ({ full }) => count(Number(full)) },
      {
        title: "Level",
        kind: "wide",
        fill(cell, { element, ready, full }) {
          const meter = cell.firstChild ?? cell.appendChild(h("meter", { min: "0", max: "1" }));
          setAttribute(meter, "aria-label", `Level of ${element}`);
          meter.value = Math.min(1, Number(ready) / Number(full));
        },
      },
    ],
  });
  let ready = [];
  return {
    element: h(
      "div",
      {},
      section("Nodes and chain", cards, h("div", { class: "buttons" }, heal)),
      h("div", { class: "columns" }, timeSection(shared), snapshotSection(shared)),
      section(
        "Preprocessing",
        h("p", { class: "hint" }, "What the nodes have made ahead of computations."),
        pools.element,
      ),
      endSection(shared),
    ),
    async load() {
      ({ pools: ready } = await ask("/pools"));
    },
    update() {
      const { nodes, chain, faults } = shared.status;
      const at = (place) => faults.filter((fault) => fault.at === place);
      heal.disabled = faults.length === 0;
      const places = nodes.map(({ index, id, endpoint, isLeader }) => ({
        at: index,
        title: `Node ${index}${isLeader ? ", leader" : ""}`,
        id: short(id, 16),
        endpoint,
        faults: at(index),
      }));
      places.push({
        at: "chain",
        title: "Chain",
        id: chain.chainId,
        endpoint: `block ${count(chain.height)}`,
        faults: at("chain"),
      });
      keyed(cards, places, (place) => place.at, () => card(shared));
      pools.update(ready);
    },
  };
}
