/** The log of requests. */
import { h, section, setBadge, setText, table } from "./dom.js";
import { bytes, clock, count, duration, methodName, short } from "./format.js";

const shownMax = 100;

/** The view. */
export function requestsView({ book }) {
  const filter = h("input", {
    type: "search",
    "aria-label": "Show only requests with these words",
    placeholder: "node 1 StoreValues",
    spellcheck: "false",
  });
  const pause = h("input", { type: "checkbox", id: "pause-requests" });
  const missed = h("p", { class: "hint" });
  const place = (to) => to === "chain" ? "chain" : `node ${to}`;
  const textOf = ({ to, method, status, user, operation }) =>
    [place(to), methodName(method), status, user, operation].join(" ").toLowerCase();
  const list = table({
    caption: "The latest requests",
    keyOf: ({ number }) => number,
    empty: "There was no such request.",
    columns: [
      { title: "Number", kind: "number", text: ({ number }) => count(number) },
      { title: "Time", kind: "time", text: ({ atMs }) => clock(atMs) },
      { title: "To", text: ({ to }) => place(to) },
      { title: "Method", kind: "wide", text: ({ method }) => methodName(method) },
      {
        title: "Status",
        fill(cell, { status }) {
          const badge = cell.firstChild ?? cell.appendChild(h("span"));
          setBadge(badge, status, status === "OK" ? "good" : status === "LEFT" ? "calm" : "bad");
        },
      },
      { title: "Takes", kind: "number", text: ({ durationMs }) => duration(durationMs) },
      { title: "In", kind: "number", text: ({ requestBytes }) => bytes(requestBytes) },
      { title: "Out", kind: "number", text: ({ responseBytes }) => bytes(responseBytes) },
      { title: "User", kind: "code", text: ({ user }) => short(user ?? "", 8) },
      { title: "Operation", kind: "code", text: ({ operation }) => operation ?? "" },
    ],
  });
  const update = () => {
    const words = filter.value.trim().toLowerCase();
    const isShown = (request) => textOf(request).includes(words);
    list.update(book.requests.filter(isShown).slice(-shownMax).reverse());
    setText(
      missed,
      book.missed === 0
        ? "The devnet keeps the latest 1,000 requests."
        : `The devnet keeps the latest 1,000 requests. ${
          count(book.missed)
        } more came and went before this page could read them.`,
    );
  };
  filter.addEventListener("input", update);
  return {
    element: section(
      "Latest",
      missed,
      h(
        "div",
        { class: "buttons" },
        filter,
        h("label", { class: "check", for: "pause-requests" }, pause, "Pause"),
      ),
      list.element,
    ),
    update() {
      if (!pause.checked) update();
    },
  };
}
