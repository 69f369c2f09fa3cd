// A search in the texts of this site. It needs no server: the index is a script, too.
const top_ = document.currentScript.dataset.top;
const input = document.getElementById("search");
const found = document.getElementById("found");

let index;

/** Makes the index when somebody first searches. */
function indexed() {
  if (index) return index;
  index = new MiniSearch({
    idField: "url",
    fields: ["heading", "page", "text"],
    storeFields: ["heading", "page"],
    searchOptions: {
      boost: { heading: 4, page: 2 },
      prefix: true,
      fuzzy: 0.15,
      combineWith: "AND",
    },
  });
  index.addAll(siteSections);
  return index;
}

input.addEventListener("input", () => {
  const words = input.value.trim();
  const results = words === "" ? [] : indexed().search(words).slice(0, 12);
  const items = results.map(({ id, heading, page }) => {
    const link = document.createElement("a");
    link.href = top_ + id;
    link.textContent = heading === page ? page : `${page}: ${heading}`;
    const item = document.createElement("li");
    item.append(link);
    return item;
  });
  const list = document.createElement("ul");
  list.append(...items);
  found.replaceChildren(words === "" ? "" : items.length === 0 ? "Nothing found" : list);
});

input.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    input.value = "";
    found.replaceChildren();
  }
  if (event.key === "Enter") found.querySelector("a")?.click();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  input.focus();
});
