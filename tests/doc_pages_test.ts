/** The pages of this project, and the links between them. */
import { assertEquals } from "@std/assert";
import { dirname, join, normalize, relative } from "node:path";
import { contents } from "../scripts/site/contents.ts";
import { headingAnchors } from "../tools/heading_anchor.ts";

const root = new URL("../", import.meta.url).pathname;
const leftOut = new Set(["node_modules", "target", ".git", ".cache"]);

async function* pagesIn(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory && !leftOut.has(name)) yield* pagesIn(join(folder, name));
    else if (name.endsWith(".md")) yield join(folder, name);
  }
}

const withoutCode = (text: string) => text.replace(/^ *(`{3,})[^]*?^ *\1$/gm, "");

function anchorsOf(text: string): Set<string> {
  const anchorOf = headingAnchors();
  return new Set([...withoutCode(text).matchAll(/^#+ (.*)$/gm)].map(([, text]) => anchorOf(text!)));
}

/** What is wrong with a link, if anything. */
async function problemOf(page: string, target: string): Promise<string | undefined> {
  if (/^[a-z]+:/.test(target)) return;
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? page : normalize(join(dirname(page), path));
  const found = await Deno.stat(file).catch(() => undefined);
  if (found === undefined) return "no such file";
  if (anchor === undefined) return;
  if (!file.endsWith(".md")) return "an anchor in what is no page";
  return anchorsOf(await Deno.readTextFile(file)).has(anchor) ? undefined : "no such heading";
}

Deno.test("every link of a page leads somewhere", async () => {
  const problems: string[] = [];
  let links = 0;
  for await (const page of pagesIn(root)) {
    const text = withoutCode(await Deno.readTextFile(page));
    for (const [, target] of text.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)) {
      links++;
      const problem = await problemOf(page, target!);
      if (problem) problems.push(`${relative(root, page)}: ${target}: ${problem}`);
    }
  }
  assertEquals(problems, []);
  assertEquals(links > 200, true, `Only ${links} links were found`);
});

Deno.test("headingAnchors() makes anchors as the sites do that show the pages", () => {
  const page =
    "# `A` and B: what?\n\n```\n# no heading\n```\n\n## Twice\n\n## Twice\n\n## [Link](x.md) here\n";
  assertEquals([...anchorsOf(page)], ["a-and-b-what", "twice", "twice-1", "link-here"]);
});

Deno.test("every page of docs is on the site", async () => {
  const listed = contents.flatMap(({ pages }) => pages);
  const missing: string[] = [];
  for await (const page of pagesIn(`${root}docs`)) {
    if (!listed.includes(relative(root, page))) missing.push(relative(root, page));
  }
  assertEquals(missing, []);
  assertEquals(new Set(listed).size, listed.length);
});
