/** The site, as its readers use it: from the disk, without a server. */
import { assert, assertEquals } from "@std/assert";
import { dirname, join, normalize, relative } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { buildSite } from "../../../scripts/site/build.ts";
import { contents } from "../../../scripts/site/contents.ts";
import { siteFile } from "../../../scripts/site/layout.ts";
import { axeProblems } from "../../../tools/axe_problems.ts";
import { launchChromium } from "../../../tools/launch_chromium.ts";

let building: Promise<string> | undefined;
const site = () => building ??= buildSite();

const ownPages = contents.flatMap(({ pages }) => pages.map(siteFile));

/** A page of each group: what all pages share is the same everywhere. */
const somePages = contents.map(({ pages }) => siteFile(pages[0]!));

/** Opens a page of the site, and gives it to a test. Requests to elsewhere, and errors of scripts, fail the test. */
async function onSite(
  options: BrowserContextOptions,
  test: (page: Page, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await site();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage(options);
    const wrong: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(`file://${folder}`)) wrong.push(request.url());
    });
    page.on("pageerror", (error) => wrong.push(String(error)));
    await test(page, folder);
    assertEquals(wrong, []);
  } finally {
    await browser.close();
  }
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) yield* filesIn(path);
    else yield path;
  }
}

export const siteCases: Record<string, () => Promise<void>> = {
  async "site: every link leads to a file, and to a place in it"() {
    const folder = await site();
    const texts = new Map<string, string>();
    for await (const file of filesIn(folder)) {
      const path = relative(folder, file);
      const isRead = path.endsWith(".html") && !path.startsWith("api/");
      texts.set(path, isRead ? await Deno.readTextFile(file) : "");
    }
    const problems: string[] = [];
    let links = 0;
    for (const [path, text] of texts) {
      for (const [, href] of text.matchAll(/ (?:href|src)="([^"]*)"/g)) {
        if (/^[a-z]+:/.test(href!)) continue;
        links++;
        const [file = "", anchor] = href!.split("#");
        const target = file === "" ? path : normalize(join(dirname(path), file));
        if (!texts.has(target)) problems.push(`${path}: ${href}: no such file`);
        else if (anchor && !texts.get(target)!.includes(` id="${anchor}"`)) {
          problems.push(`${path}: ${href}: no such place`);
        }
      }
    }
    assertEquals(problems, []);
    assert(links > 2000, `Only ${links} links were found`);
  },
  async "site: a search finds a section, by the keyboard alone"() {
    await onSite({}, async (page, folder) => {
      await page.goto(`file://${folder}/docs/programs.html`);
      await page.keyboard.press("/");
      await page.keyboard.type("after a crash");
      const results = page.locator("#found a");
      await results.first().waitFor();
      assert((await results.allTextContents()).includes("The journal of payments: After a crash"));
      await page.keyboard.press("Enter");
      await page.waitForURL(/#/);
      await page.goto(`file://${folder}/index.html`);
      await page.keyboard.press("/");
      await page.keyboard.type("qqqqqq");
      await page.getByText("Nothing found").waitFor();
    });
  },
  async "site: the reference has all entry points"() {
    await onSite({}, async (page, folder) => {
      await page.goto(`file://${folder}/reference.html`);
      for (
        const name of [
          "@nilvm/client",
          "@nilvm/client/nada",
          "@nilvm/client/devnet",
          "@nilvm/client/wasm",
        ]
      ) {
        await page.getByRole("link", { name, exact: true }).click();
        await page.locator("h1, #module_doc, main").first().waitFor();
        await page.goBack();
      }
      await page.getByRole("link", { name: "@nilvm/client/journal", exact: true }).click();
      await page.getByText("fileJournal").first().waitFor();
    });
  },
  async "site: axe finds nothing on a page of each group"() {
    await onSite({}, async (page, folder) => {
      const problems: string[] = [];
      for (const file of somePages) {
        await page.goto(`file://${folder}/${file}`);
        problems.push(...(await axeProblems(page)).map((problem) => `${file}: ${problem}`));
      }
      assertEquals(problems, []);
    });
  },
  async "site: axe finds nothing in the dark, and on a narrow screen nothing sticks out"() {
    const options = { colorScheme: "dark", viewport: { width: 360, height: 740 } } as const;
    await onSite(options, async (page, folder) => {
      const problems: string[] = [];
      for (const file of ownPages) {
        await page.goto(`file://${folder}/${file}`);
        const width = await page.evaluate("document.documentElement.scrollWidth");
        if (width as number > 360) problems.push(`${file} is ${width} pixels wide`);
        if (somePages.indexOf(file) % 3 === 0) problems.push(...await axeProblems(page));
      }
      assertEquals(problems, []);
    });
  },
};
