/** Stored values, and what each node has of them. */
import { ask } from "./api.js";
import { button, h, section, setAttribute, setText, table } from "./dom.js";
import { bytes, count, kindName, short, until } from "./format.js";

const pageSize = 100;

/** Whether the bytes of this kind are the value itself. */
const isPublic = (kind) => kind.startsWith("public");

function detail(shared) {
  const id = h("h2");
  const facts = h("p", { class: "hint" });
  const shares = table({
    caption: "What each node has",
    keyOf: ({ node, name }) => `${name}/${node}`,
    empty: "No node has them any more.",
    columns: [
      { title: "Name", text: ({ name }) => name },
      { title: "Type", text: ({ kind }) => kindName(kind) },
      { title: "Node", kind: "number", text: ({ node }) => node },
      { title: "Size", kind: "number", text: ({ bytes: size }) => bytes(size) },
      {
        title: "Bytes, in hex",
        kind: "code wide",
        text: ({ head, bytes: size }) => head.length / 2 < size ? `${head}…` : head,
      },
    ],
  });
  const rights = table({
    caption: "Permissions",
    keyOf: ({ right, user }) => `${right}/${user}`,
    empty: "Nobody may do anything.",
    columns: [
      { title: "May", text: ({ right }) => right },
      { title: "User", kind: "code", text: ({ user }) => user },
    ],
  });
  const words = h("p", { class: "hint" });
  return {
    element: h(
      "section",
      { class: "detail" },
      h("p", {}, h("a", { href: "#values" }, "← All values")),
      id,
      facts,
      h("h3", {}, "Shares"),
      words,
      shares.element,
      h("h3", {}, "Permissions"),
      rights.element,
    ),
    update(values) {
      const { permissions, nodeCount } = values;
      setText(id, values.id);
      setText(
        facts,
        `${bytes(values.bytes)} at each of ${nodeCount} nodes, for ${
          until(values.expiresAt, shared.status.now)
        } more`,
      );
      const ofNodes = values.shares.filter(({ kind }) => !isPublic(kind)).map(({ head }) => head);
      const differ = new Set(ofNodes).size === ofNodes.length;
      setText(
        words,
        ofNodes.length === 0
          ? "These values are public: each node has them as they are."
          : differ
          ? "Each node has other bytes, which are random on their own. No node has the secret, nor another node's share."
          : "Some nodes have the same bytes.",
      );
      shares.update(
        [...values.shares].sort((a, b) => a.name.localeCompare(b.name) || a.node - b.node),
      );
      const { owner, retrieve, update, delete: remove, compute } = permissions;
      const users = (right, list) => list.map((user) => ({ right, user }));
      rights.update([
        { right: "own", user: owner },
        ...users("retrieve", retrieve),
        ...users("update", update),
        ...users("delete", remove),
        ...Object.entries(compute).flatMap(([user, programs]) =>
          programs.map((program) => ({ right: `compute with ${program}`, user }))
        ),
      ]);
    },
  };
}

/** The view. */
export function valuesView(shared) {
  let from = 0;
  let chosen = "";
  let page = { count: 0, values: [] };
  let found;
  const list = table({
    caption: "Stored values",
    keyOf: ({ id }) => id,
    empty: "Nothing is stored.",
    columns: [
      {
        title: "Id",
        kind: "code",
        fill(cell, { id }) {
          const link = cell.firstChild ?? cell.appendChild(h("a"));
          setText(link, id);
          setAttribute(link, "href", `#values/${id}`);
        },
      },
      {
        title: "Names",
        kind: "wide",
        text: ({ values }) => {
          const names = values.slice(0, 4).map(({ name, kind }) => `${name}: ${kindName(kind)}`);
          return names.join(", ") + (values.length > 4 ? `, ${values.length - 4} more` : "");
        },
      },
      { title: "Size at a node", kind: "number", text: ({ bytes: size }) => bytes(size) },
      { title: "Nodes", kind: "number", text: ({ nodeCount }) => nodeCount },
      {
        title: "Expires in",
        kind: "number",
        text: ({ expiresAt }) => until(expiresAt, shared.status.now),
      },
      { title: "Owner", kind: "code", text: ({ permissions }) => short(permissions.owner, 8) },
    ],
  });
  const where = h("span", { class: "where" });
  const go = (step) => {
    from = Math.max(0, from + step * pageSize);
    return shared.act("", async () => {});
  };
  const newer = button("← Newer", () => go(-1));
  const older = button("Older →", () => go(1));
  const search = h("input", {
    type: "search",
    "aria-label": "Find values by their id",
    placeholder: "An id",
    spellcheck: "false",
  });
  const form = h("form", { class: "inline" }, search, h("button", { type: "submit" }, "Find"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const id = search.value.trim().toLowerCase();
    if (/^[0-9a-f-]{36}$/.test(id)) location.hash = `#values/${id}`;
    else shared.say("An id has 32 hex digits and four hyphens.");
  });
  const all = section(
    "Stored",
    h("div", { class: "buttons" }, form, newer, older, where),
    list.element,
  );
  const one = detail(shared);
  const gone = h(
    "section",
    {},
    h("p", {}, h("a", { href: "#values" }, "← All values")),
    h(
      "p",
      { class: "empty" },
      "No node has these values: they were deleted, have expired, or never were.",
    ),
  );
  const element = h("div", {}, all, one.element, gone);
  return {
    element,
    choose(id) {
      if (id !== chosen) found = undefined;
      chosen = id;
    },
    async load() {
      if (chosen === "") page = await ask(`/values/from/${from}`);
      else {
        found = await ask(`/values/${encodeURIComponent(chosen)}`).catch((error) => {
          if (error.isGone) throw error;
          return undefined;
        });
      }
    },
    update() {
      all.hidden = chosen !== "";
      one.element.hidden = chosen === "" || found === undefined;
      gone.hidden = chosen === "" || found !== undefined;
      if (found !== undefined) one.update(found);
      if (chosen !== "") return;
      list.update(page.values);
      const last = Math.min(page.count, from + page.values.length);
      setText(
        where,
        page.count === 0 ? "" : `${count(from + 1)} to ${count(last)} of ${count(page.count)}`,
      );
      newer.disabled = from === 0;
      older.disabled = from + pageSize >= page.count;
    },
  };
}
