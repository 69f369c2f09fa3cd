/**
 * Builds the site from the pages of the project: `deno task build:site`. It goes into `.cache/site`, and needs no server:
 * open `index.html`. With it come the reference of all exports, a search that works offline, `llms.txt` and `llms-full.txt`.
 *
 * @module
 */
import { dirname, join, normalize, relative } from "node:path";
import { run } from "../../tools/run.ts";
import { contents } from "./contents.ts";
import { layOut, siteFile } from "./layout.ts";
import { escapeHtml, highlight, type Page, readPage } from "./page.ts";

const root = new URL("../../", import.meta.url).pathname;
const site = join(root, ".cache/site");
const languages: Record<string, string> = {
  ts: "ts",
  mjs: "js",
  js: "js",
  py: "python",
  json: "json",
  html: "xml",
};

/** Files that pages link to, which are no pages: they become pages with their text, or are copied. */
const linked = new Set<string>();

const isPicture = (path: string) => /\.(svg|png)$/.test(path);
const onSite = (path: string) => isPicture(path) ? path : siteFile(path);

/** The link on the site for a link on a page. */
const hrefFrom = (page: string) => (href: string): string => {
  if (/^([a-z]+:|#)/.test(href)) return href;
  const [path = "", anchor] = href.split("#");
  const target = normalize(join(dirname(page), path));
  if (!target.endsWith(".md")) linked.add(target);
  const file = onSite(target);
  return relative(dirname(siteFile(page)), file) + (anchor === undefined ? "" : `#${anchor}`);
};

async function write(file: string, text: string): Promise<void> {
  await Deno.mkdir(dirname(join(site, file)), { recursive: true });
  await Deno.writeTextFile(join(site, file), text);
}

/** A file that a page links to. */
async function writeLinked(path: string, pages: ReadonlyMap<string, Page>): Promise<void> {
  if (isPicture(path)) {
    await Deno.mkdir(dirname(join(site, path)), { recursive: true });
    return await Deno.copyFile(join(root, path), join(site, path));
  }
  const lay = (html: string) => {
    const title = path.replace(/\/$/, "");
    const whole = `<h1>${escapeHtml(title)}</h1>\n${html}`;
    return write(
      siteFile(path),
      layOut({ path, title, summary: title, html: whole, sections: [] }, pages),
    );
  };
  if (!(await Deno.stat(join(root, path))).isDirectory) {
    const code = highlight(
      await Deno.readTextFile(join(root, path)),
      languages[path.split(".").pop()!],
    );
    return await lay(`<pre tabindex="0"><code>${code}</code></pre>`);
  }
  const names = [...Deno.readDirSync(join(root, path))].filter(({ isFile }) => isFile).map((
    { name },
  ) => name);
  const items = names.sort().map((name) => {
    const file = join(path, name);
    if (!pages.has(file)) linked.add(file);
    return `<li><a href="${relative(dirname(siteFile(path)), onSite(file))}">${
      escapeHtml(name)
    }</a></li>`;
  });
  await lay(`<ul>${items.join("")}</ul>`);
}

/** The reference of all exports, and a page that lists the entry points. */
async function writeReference(pages: ReadonlyMap<string, Page>): Promise<void> {
  const { exports } = JSON.parse(await Deno.readTextFile(join(root, "deno.json"))) as {
    exports: Record<string, string>;
  };
  // The others export what these do, or nothing.
  const entries = Object.entries(exports).filter(([name]) =>
    !/(deno|node|workers|module|cli)$/.test(name)
  );
  await run(Deno.execPath(), [
    ...["doc", "--quiet", "--html", "--name=nilVM client", `--output=${join(site, "api")}`],
    ...entries.map(([, file]) => file),
  ], { cwd: root });
  const rows = await Promise.all(entries.map(async ([name, file]) => {
    const [, comment = ""] = /^\/\*\*([^]*?)\*\//.exec(await Deno.readTextFile(join(root, file))) ??
      [];
    const [about = ""] = comment.replace(/^ *\* ?/gm, "").trim().split(/\n\n|\n@/);
    const href = join("api", name, "index.html");
    return `<tr><td><a href="${href}"><code>${join("@nilvm/client", name)}</code></a></td><td>${
      escapeHtml(about)
    }</td></tr>`;
  }));
  const html = `<h1>Reference</h1>\n<div class="table" tabindex="0"><table>${
    rows.join("\n")
  }</table></div>`;
  const page = {
    path: "reference.md",
    title: "Reference",
    summary: "All entry points.",
    html,
    sections: [],
  };
  await write("reference.html", layOut(page, pages));
}

/** Builds the site, and returns its folder. */
export async function buildSite(): Promise<string> {
  await Deno.remove(site, { recursive: true }).catch(() => {});
  const pages = new Map<string, Page>();
  const texts = new Map<string, string>();
  for (const path of contents.flatMap(({ pages }) => pages)) {
    const text = await Deno.readTextFile(join(root, path));
    texts.set(path, text);
    pages.set(path, readPage(path, text, hrefFrom(path)));
  }
  for (const page of pages.values()) await write(siteFile(page.path), layOut(page, pages));
  for (const path of linked) await writeLinked(path, pages);

  const sections = [...pages.values()].flatMap(({ path, title, sections }) =>
    sections.map(({ heading, anchor, text }) => ({
      url: `${siteFile(path)}#${anchor}`,
      page: title,
      heading,
      text,
    }))
  );
  await write("search_index.js", `globalThis.siteSections = ${JSON.stringify(sections)};\n`);
  for (const name of ["style.css", "search.js", "icon.svg"]) {
    await Deno.copyFile(join(import.meta.dirname!, name), join(site, name));
  }
  const miniSearch = join(
    dirname(new URL(import.meta.resolve("minisearch")).pathname),
    "../umd/index.js",
  );
  await Deno.copyFile(miniSearch, join(site, "minisearch.js"));

  const lines = contents.flatMap(({ title, pages: paths }) => [
    `\n## ${title}\n`,
    ...paths.map((path) => {
      const { title, summary } = pages.get(path)!;
      return `- [${title}](${siteFile(path)}): ${summary}`;
    }),
  ]);
  const { summary } = pages.get("README.md")!;
  await write("llms.txt", `# nilVM client\n\n> ${summary}\n${lines.join("\n")}\n`);
  await write(
    "llms-full.txt",
    [...texts].map(([path, text]) => `<!-- ${path} -->\n\n${text}`).join("\n"),
  );

  await writeReference(pages);
  return site;
}

if (import.meta.main) console.log(join(relative(Deno.cwd(), await buildSite()), "index.html"));
