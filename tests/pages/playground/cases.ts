/** `examples/playground`, as its visitors use it, in three engines. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { buildPlayground } from "../../../scripts/build_playground.ts";
import { axeProblems } from "../../../tools/axe_problems.ts";
import type { DrivenBrowser } from "../../../tools/driven_browser.ts";
import { launchChromium } from "../../../tools/launch_chromium.ts";
import { launchFirefox } from "../../../tools/launch_firefox.ts";
import { launchWebkit } from "../../../tools/launch_webkit.ts";
import { serveSite } from "./serve_site.ts";

const docs = new URL("../../../docs/", import.meta.url).pathname;
const stepLimitMs = 60_000;

let building: Promise<string> | undefined;
const site = () => building ??= buildPlayground();

/** A program that no example has, with types that the page has to strip. */
const own = `import { type IntegerExpression, nada } from "@nilvm/client/nada";

type Number = IntegerExpression<"secret">;
const larger = (one: Number, other: Number): Number => one.gt(other).ifElse(one, other);

const highest = nada.program({
  name: "highest",
  parties: ["ann", "bob"],
  inputs: { temperatures: nada.secretInteger("ann").array(3), least: nada.secretInteger("bob") },
  outputs: { highest: "bob" },
}, ({ temperatures, least }) => ({
  highest: temperatures.reduce(larger, least),
}));
`;

/** Opens the page, and gives it to a test. Answers from elsewhere, and errors of scripts, fail the test. */
async function onPage(
  options: BrowserContextOptions,
  test: (page: Page, requested: readonly string[]) => Promise<void>,
  fragment = "",
): Promise<void> {
  await using server = serveSite(await site());
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, ...options });
    page.setDefaultTimeout(stepLimitMs);
    const wrong: string[] = [];
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("response", (response) => {
      const url = response.url();
      if (!url.startsWith(server.url) && !/^(blob|data):/.test(url)) wrong.push(url);
    });
    await page.goto(`${server.url}${fragment}`);
    await test(page, server.requested);
    assertEquals(wrong, []);
  } finally {
    await browser.close();
  }
}

/** Waits until a step has ended, and returns what it shows. */
async function ended(page: Page, id: string, state: "good" | "bad"): Promise<string> {
  const place = page.locator(`#${id}:is([data-state=good], [data-state=bad])`);
  await place.waitFor();
  const text = await place.innerText();
  assertEquals(await place.getAttribute("data-state"), state, text);
  return text.replace(/\s+/g, " ");
}

async function runOnNetwork(page: Page): Promise<string> {
  await ended(page, "problems", "good");
  await page.locator("#run").click();
  return await ended(page, "network-result", "good");
}

async function choose(page: Page, preset: string, state: "good" | "bad"): Promise<string> {
  await page.getByRole("button", { name: preset, exact: true }).click();
  return await ended(page, "verdict", state);
}

/** What a visitor does, for browsers that nothing drives: it clicks by itself, and tells the server what it sees. */
const visit = `
const seen = async (id) => {
  for (;;) {
    const place = document.getElementById(id);
    if (/good|bad/.test(place.dataset.state)) return place.dataset.state + ": " + place.textContent;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const told = {};
told.problems = await seen("problems");
document.getElementById("run").click();
told.network = await seen("network-result");
document.querySelector("#presets button").click();
told.verdict = await seen("verdict");
const source = document.getElementById("source");
const fail = async (text) => {
  source.value = text;
  source.dispatchEvent(new Event("input"));
  document.getElementById("problems").dataset.state = "";
  return await seen("problems");
};
told.mistake = await fail(source.value.replace("sum.div(3)", "sum.div(true)"));
told.syntax = await fail("const one = 1;\\nconst two = ;");
told.leak = await fail("importScripts(" + JSON.stringify(location.origin + "/leak") + ")");
fetch("told", { method: "POST", body: JSON.stringify(told) });
`;

/** @param place What the engine tells of the place of a mistake in a program. */
async function visitWith(launch: () => Promise<DrivenBrowser>, place: string): Promise<void> {
  await using server = serveSite(await site(), visit);
  await using browser = await launch();
  await browser.open(server.url);
  const told = await server.told;
  assertMatch(told.problems!, /^good: average_salary compiles/);
  assertMatch(told.network!, /^good: .*53000/);
  assertMatch(told.verdict!, /^good: The right value. Node 3 gave a wrong share.*CORRUPT_SHARE/);
  assertEquals(told.mistake, `bad: ${place}${place && " "}a number is needed here, not true`);
  assertMatch(told.syntax!, /^bad: Line 2 /);
  assertMatch(told.leak!, /^bad: /);
  assertEquals(server.requested.filter((path) => path === "/leak"), []);
}

/** The cases; pictures are written into `docs` if the flag is given. */
export const playgroundCases = (writes: boolean): Record<string, () => Promise<void>> => ({
  "playground: a program of one's own runs, and a lying node is named": () =>
    onPage({}, async (page) => {
      await ended(page, "problems", "good");
      await page.locator("#source").fill(own);
      await page.locator("input[name=temperatures]").waitFor();
      await page.locator("input[name=temperatures]").fill("12, 31, 25");
      await page.locator("#clear").click();
      assertMatch(await ended(page, "clear-result", "good"), /highest 31/);
      assertMatch(await runOnNetwork(page), /bob reads: highest 31/);
      const operations = await page.locator("#operations tr").allInnerTexts();
      assertEquals(operations.map((row) => row.split(/\s+/).slice(0, 2).join(" ")), [
        "ann storeProgram",
        "ann storeValues",
        "bob storeValues",
        "ann compute",
        "bob retrieveComputeResults",
      ]);
      assertMatch(operations[1]!, /(\d+ ms\s+){4}1 nil/);
      const verdict = await choose(page, "One node lies", "good");
      assertMatch(
        verdict,
        /The right value. Node 3 gave a wrong share. highest 31 Node 3: Corrupt/,
      );
    }),

  "playground: no node holds the secret, and liars are named or a read is refused": () =>
    onPage({}, async (page) => {
      assertMatch(await runOnNetwork(page), /average 53000/);
      const held = await page.locator("#shares .node").allInnerTexts();
      assertEquals(held.length, 5);
      const shares = held.map((text) => /anns\s+32 bytes\s+([0-9a-f ]+)/.exec(text)![1]!.trim());
      assertEquals(new Set(shares).size, 5);
      assert(!shares.some((share) => /00 00 00 00/.test(share)), "52000 would be mostly zeros");

      const all = await choose(page, "Lies, down and slow", "good");
      assertMatch(all, /Node 1 gave a wrong share. average 53000/);
      assertMatch(await choose(page, "A lie goes unnoticed", "bad"), /^A wrong value/);
      assertMatch(await choose(page, "The same is refused", "bad"), /NOT_ENOUGH_SHARES/);
      assertMatch(await choose(page, "One node lies", "good"), /Node 3: CorruptShareError/);
      const outcomes = await page.locator(".outcome").allInnerTexts();
      assertEquals(outcomes.indexOf("named: wrong share"), 2);
      if (writes) await page.screenshot({ path: join(docs, "playground.png"), fullPage: true });
    }),

  "playground: mistakes have their line, and input that does not fit its name": () =>
    onPage({}, async (page) => {
      await ended(page, "problems", "good");
      const source = await page.locator("#source").inputValue();
      const problem = async (text: string) => {
        await page.locator("#source").fill(text);
        const told = await ended(page, "problems", "bad");
        assert(await page.locator("#run").isDisabled());
        return told;
      };
      assertMatch(await problem(source.replace("add(cids)", "add(true)")), /^Line 13 /);
      assertEquals((await page.locator("#lines .wrong").innerText()).trim(), "13");
      assertMatch(await problem(source + "const = 1;"), /^Line 16 SyntaxError/);
      assertMatch(await problem("null.x"), /^Line 1 TypeError/);
      assertMatch(await problem("const a = 1;"), /There is no program here/);
      assertMatch(await problem(`import "node:fs";\n${source}`), /There is no node:fs here/);
      await page.locator("#source").fill(source);
      await ended(page, "problems", "good");
      await page.locator("input[name=bobs]").fill("many");
      await page.locator("#clear").click();
      assertMatch(await ended(page, "clear-result", "bad"), /bobs is a whole number/);
      assertEquals(await page.locator("[aria-invalid]").getAttribute("name"), "bobs");
    }),

  "playground: a program that does not end is ended": () =>
    onPage({}, async (page) => {
      await ended(page, "problems", "good");
      const source = await page.locator("#source").inputValue();
      await page.locator("#source").fill("while (true);");
      assertMatch(await ended(page, "problems", "bad"), /did not end within 10 seconds/);
      await page.locator("#source").fill(source);
      assertMatch(await ended(page, "problems", "good"), /compiles/);
    }),

  async "playground: a link shares a program, which runs when the visitor says so"() {
    let fragment = "";
    await onPage({}, async (page) => {
      await ended(page, "problems", "good");
      await page.locator("#source").fill(own);
      await page.locator("input[name=least]").waitFor();
      await page.locator("#share").click();
      fragment = new URL(page.url()).hash;
    });
    await onPage({}, async (page) => {
      const accept = page.getByRole("button", { name: "Use this program" });
      await accept.waitFor();
      assertEquals(await page.locator("#source").inputValue(), own);
      assert(await page.locator("#run").isDisabled());
      await accept.click();
      assertMatch(await ended(page, "problems", "good"), /highest compiles/);
    }, fragment);
  },

  async "playground: a program reaches neither the site, nor its storage, nor the network"() {
    const attack = (origin: string) => `
const told = [];
const attempt = (name, act) => { try { told.push(name + " " + act()); } catch (e) { told.push(name + " refused"); } };
attempt("importScripts", () => importScripts("${origin}/leak-scripts"));
attempt("request", () => { const r = new XMLHttpRequest(); r.open("GET", "${origin}/leak-request", false); r.send(); return r.status; });
attempt("socket", () => { new WebSocket("${
      origin.replace("http", "ws")
    }/leak-socket"); return "begun"; });
attempt("events", () => { new EventSource("${origin}/leak-events"); return "begun"; });
fetch("${origin}/leak-fetch").catch(() => {});
import("${origin}/leak-import").catch(() => {});
attempt("document", () => document.title);
attempt("storage", () => { localStorage.length; });
attempt("origin", () => self.origin);
throw new Error(told.join(", "));
`;
    await using other = serveSite(await site());
    const leaks = (paths: readonly string[]) => paths.filter((path) => path.includes("leak"));
    await onPage({}, async (page, requested) => {
      await ended(page, "problems", "good");
      for (const origin of [new URL(page.url()).origin, new URL(other.url).origin]) {
        await page.locator("#source").fill(attack(origin));
        const told = await ended(page, "problems", "bad");
        assertMatch(told, /importScripts refused, request refused/);
        assertMatch(told, /document refused, storage refused, origin null/);
      }
      // What had been sent would have arrived by now.
      await page.waitForTimeout(500);
      assertEquals([...leaks(requested), ...leaks(other.requested)], []);
    });
  },

  "playground: axe finds nothing, in light and dark, before and after a run": async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      await onPage({ colorScheme }, async (page) => {
        await runOnNetwork(page);
        assertEquals(await axeProblems(page), []);
        await choose(page, "One node lies", "good");
        assertEquals(await axeProblems(page), []);
        await page.locator("#source").fill("const = 1");
        await ended(page, "problems", "bad");
        assertEquals(await axeProblems(page), []);
      });
    }
  },

  "playground: it fits a telephone": () =>
    onPage({ viewport: { width: 360, height: 740 } }, async (page) => {
      await runOnNetwork(page);
      await choose(page, "One node lies", "good");
      assertEquals(await page.evaluate("document.documentElement.scrollWidth"), 360);
    }),

  "playground: a keyboard is enough": () =>
    onPage({}, async (page) => {
      await ended(page, "problems", "good");
      /** Goes on by Tab to what matches. */
      const tabTo = async (selector: string) => {
        for (let presses = 0; presses < 60; presses++) {
          await page.keyboard.press("Tab");
          if (
            await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)
          ) return;
        }
        throw new Error(`No Tab leads to ${selector}`);
      };
      await tabTo("#ready");
      await page.keyboard.press("ArrowDown");
      await tabTo("#source");
      await tabTo("input[name=bid0]");
      await page.keyboard.press("Enter");
      assertMatch(await ended(page, "clear-result", "good"), /winner 1 price 310/);
      await tabTo("#run");
      await page.keyboard.press("Enter");
      await ended(page, "network-result", "good");
      await tabTo("#behaviours select");
      await page.keyboard.press("ArrowDown");
      await tabTo("#read");
      await page.keyboard.press("Enter");
      assertMatch(await ended(page, "verdict", "good"), /Node 1 gave a wrong share/);
    }),

  "playground: Firefox": () => visitWith(launchFirefox, "Line 14"),
  "playground: WebKit": () => visitWith(launchWebkit, ""),
});
