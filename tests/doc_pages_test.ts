/** The pages of this project, and the links between them. */
import { assertEquals } from "@std/assert";
import { fleschKincaid } from "flesch-kincaid";
import { dirname, join, normalize, relative } from "node:path";
import { contents } from "../scripts/site/contents.ts";
import { syllable } from "syllable";
import { headingAnchors } from "../tools/heading_anchor.ts";
import { proseOf } from "../tools/prose.ts";

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

/** How many years of school a text asks for, by Flesch and Kincaid. */
function gradeOf(prose: string): number {
  const sentences = prose.split(/[.!?](?:\s|$)/).filter((text) => /\w/.test(text));
  const words = prose.match(/[A-Za-z][A-Za-z'-]*/g) ?? [];
  const syllables = words.reduce((count, word) => count + syllable(word), 0);
  return fleschKincaid({ sentence: sentences.length, word: words.length, syllable: syllables });
}

Deno.test("every page can be read after ten years of school", async () => {
  const hard: string[] = [];
  for (const path of contents.flatMap(({ pages }) => pages)) {
    const grade = gradeOf(proseOf(await Deno.readTextFile(root + path)));
    if (grade > 10) hard.push(`${path}: ${grade.toFixed(1)}`);
  }
  assertEquals(hard, []);
});

Deno.test("gradeOf() tells plain sentences from others", () => {
  const plain = "A node keeps a share. It does not know the secret. You read it with two of them.";
  const other =
    "Notwithstanding considerations regarding institutional interoperability, organisational " +
    "responsibilities necessitate comprehensive documentation of all administrative particularities.";
  assertEquals([gradeOf(plain) < 4, gradeOf(other) > 15], [true, true]);
});
