/** Makes elements and keeps them up to date. All text is set as text, so that no name can be markup. */

/** Makes an element. `on…` properties are listeners, `class` and others are attributes; false and undefined are left out. */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Sets the text of an element, unless it has it. */
export function setText(element, text) {
  const wanted = String(text);
  if (element.textContent !== wanted) element.textContent = wanted;
}

/** Sets an attribute, unless it has this value. */
export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

const rowsOf = new WeakMap();

/**
 * Gives a parent a child for each item, in order. A child stays the same as long as there is an item with its key, so that
 * it keeps the focus.
 *
 * @param make makes `{ element, update }` for an item
 */
export function keyed(parent, items, keyOf, make) {
  const old = rowsOf.get(parent) ?? new Map();
  const rows = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const row = old.get(key) ?? make(item);
    row.update(item);
    rows.set(key, row);
  }
  for (const [key, row] of old) if (!rows.has(key)) row.element.remove();
  let next = parent.firstChild;
  for (const { element } of rows.values()) {
    if (element === next) next = next.nextSibling;
    else parent.insertBefore(element, next);
  }
  rowsOf.set(parent, rows);
}

/**
 * Makes a table. A column has a `title`, and `text(item)` or `fill(cell, item)`; `kind` is the class of its cells.
 *
 * @param empty what it says without items
 * @returns `{ element, update(items) }`
 */
export function table({ caption, columns, keyOf, empty }) {
  const body = h("tbody");
  const nothing = h("p", { class: "empty" }, empty);
  const scroller = h(
    "div",
    { class: "scroller", tabindex: "0", role: "region", "aria-label": caption },
    h(
      "table",
      {},
      h("caption", { class: "unseen" }, caption),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ...columns.map(({ title, kind }) => h("th", { scope: "col", class: kind }, title)),
        ),
      ),
      body,
    ),
  );
  const makeRow = () => {
    const cells = columns.map(({ kind }) => h("td", { class: kind }));
    return {
      element: h("tr", {}, ...cells),
      update(item) {
        columns.forEach(({ text, fill }, index) => {
          if (fill) fill(cells[index], item);
          else setText(cells[index], text(item));
        });
      },
    };
  };
  return {
    element: h("div", {}, scroller, nothing),
    update(items) {
      scroller.hidden = items.length === 0;
      nothing.hidden = items.length > 0;
      keyed(body, items, keyOf, makeRow);
    },
  };
}

/** A part of a view with a heading. */
export function section(title, ...children) {
  return h("section", {}, h("h2", {}, title), ...children);
}

/** A button. */
export function button(title, onclick, properties = {}) {
  return h("button", { type: "button", onclick, ...properties }, title);
}

/** A word of a state, with its color; the word alone says it, too. */
export function setBadge(element, word, kind) {
  setText(element, word);
  setAttribute(element, "class", `badge ${kind}`);
}

/** Titles with values in a list of definitions. */
function definitions(values) {
  return Object.entries(values).map(([title, value]) => h("div", {}, h("dt", {}, title), value));
}

/** Puts facts that always show into the head of the page, and returns where their values go, by title. */
export function headFacts(...titles) {
  const facts = Object.fromEntries(titles.map((title) => [title, h("dd", {}, "–")]));
  document.getElementById("facts").append(...definitions(facts));
  return facts;
}

/**
 * Makes the card of a node.
 *
 * @param heading the element of its name, such as `h3`
 * @param titles those of its figures
 * @param rest what follows the figures
 * @returns `{ element, name, badge, id, endpoint, figures }`; the figures are by title
 */
export function nodeCard(heading, titles, ...rest) {
  const name = h(heading);
  const badge = h("span", { class: "badge" });
  const id = h("code");
  const endpoint = h("code");
  const figures = Object.fromEntries(titles.map((title) => [title, h("dd")]));
  const element = h(
    "article",
    { class: "card" },
    h("header", {}, name, badge),
    h("p", { class: "ids" }, id, endpoint),
    h("dl", { class: "figures" }, ...definitions(figures)),
    ...rest,
  );
  return { element, name, badge, id, endpoint, figures };
}
