/** Every link of a page leads to a file of this project, and to a heading that it has. */
import { assertEquals } from "@std/assert";
import { dirname, join, normalize, relative } from "node:path";

const root = new URL("../", import.meta.url).pathname;
const leftOut = new Set(["node_modules", "target", ".git", ".cache"]);

async function* pagesIn(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory && !leftOut.has(name)) yield* pagesIn(join(folder, name));
    else if (name.endsWith(".md")) yield join(folder, name);
  }
}

const withoutCode = (text: string) => text.replace(/^ *(`{3,})[^]*?^ *\1$/gm, "");

/** The anchors of headings, as the pages of GitHub, JSR and npm make them. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading] of withoutCode(text).matchAll(/^#+ (.*)$/gm)) {
    const plain = heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = plain.replace(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(" ", "-");
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
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

Deno.test("anchorsOf() makes anchors as the sites do that show the pages", () => {
  const page =
    "# `A` and B: what?\n\n```\n# no heading\n```\n\n## Twice\n\n## Twice\n\n## [Link](x.md) here\n";
  assertEquals([...anchorsOf(page)], ["a-and-b-what", "twice", "twice-1", "link-here"]);
});
