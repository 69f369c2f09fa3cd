import { contents } from "./contents.ts";
import { escapeHtml, type Page } from "./page.ts";

/** Where a page of the project is on the site. */
export function siteFile(path: string): string {
  if (path.endsWith("README.md")) return path.replace(/README\.md$/, "index.html");
  return path.endsWith(".md") ? path.replace(/\.md$/, ".html") : `${path}.html`;
}

/** A page in the frame of the site. */
export function layOut(
  page: Pick<Page, "path" | "title" | "summary" | "html" | "sections">,
  pages: ReadonlyMap<string, Page>,
): string {
  const file = siteFile(page.path);
  const top = "../".repeat(file.split("/").length - 1);
  const link = (path: string) => {
    const current = path === page.path ? ' aria-current="page"' : "";
    return `<li><a href="${top}${siteFile(path)}"${current}>${
      escapeHtml(pages.get(path)!.title)
    }</a></li>`;
  };
  const groups = contents.map(({ title, pages }) =>
    `<details${pages.includes(page.path) ? " open" : ""}><summary>${title}</summary><ul>${
      pages.map(link).join("")
    }</ul></details>`
  );
  const order = contents.flatMap(({ pages }) => pages);
  const at = order.indexOf(page.path);
  const next = at < 0 ? undefined : order[at + 1];
  const here = page.sections.filter(({ level }) => level === 2);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${escapeHtml(page.summary)}">
<title>${escapeHtml(page.title)} – nilVM client</title>
<link rel="icon" href="${top}icon.svg">
<link rel="stylesheet" href="${top}style.css">
<script defer src="${top}minisearch.js"></script>
<script defer src="${top}search_index.js"></script>
<script defer src="${top}search.js" data-top="${top}"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header>
<a class="name" href="${top}index.html">nilVM client</a>
<search><label for="search">Search</label> <input id="search" type="search" autocomplete="off" aria-controls="found">
<output id="found" for="search"></output></search>
<a href="${top}reference.html">Reference</a>
<a class="to-pages" href="#pages">Pages</a>
</header>
<div class="columns">
<nav id="pages" aria-label="Pages">${groups.join("\n")}</nav>
<main id="content">
${page.html}
${
    next === undefined
      ? ""
      : `<p class="next">Next: <a href="${top}${siteFile(next)}">${
        escapeHtml(pages.get(next)!.title)
      }</a></p>`
  }
</main>
${
    here.length < 2
      ? ""
      : `<aside aria-label="On this page"><ul>${
        here.map(({ heading, anchor }) =>
          `<li><a href="#${anchor}">${escapeHtml(heading)}</a></li>`
        ).join("")
      }</ul></aside>`
  }
</div>
</body>
</html>
`;
}
