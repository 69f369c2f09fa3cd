import type { Devnet } from "@nilvm/client/devnet";
import { servePage } from "../../../examples/browser/serve.ts";
import { expect, expectSame } from "../expect.ts";
import { type Result, runCase } from "../run_case.ts";
import { launchChromium } from "../../../tools/launch_chromium.ts";

/** The file of the page's screenshot; `docs/browser.png` is a copy. */
const pictures = new URL("../../../.cache/", import.meta.url).pathname;

/** Uses `examples/browser` in Chromium, as a visitor does. */
export async function tryBrowserExample(devnet: Devnet): Promise<Result[]> {
  await using server = await servePage(devnet);
  const browser = await launchChromium();
  const printed: string[] = [];
  try {
    const page = await browser.newPage({
      viewport: { width: 1024, height: 830 },
      deviceScaleFactor: 1.5,
    });
    page.on("console", (message) => printed.push(message.text()));
    page.on("pageerror", (error) => printed.push(String(error)));
    const statusBecomes = async (state: string, words: RegExp) => {
      await page.waitForSelector(`#status[data-state=${state}]`, { timeout: 20_000 });
      const text = await page.textContent("#status");
      expect(words.test(text!), `the status is ${words}, not ${text}`);
    };
    const secret = "Meet at noon by the fountain, and bring the blue umbrella";

    const results = [
      await runCase(
        "example",
        "the page pays on the chain, stores a secret and shows the shares",
        async () => {
          await page.goto(`http://127.0.0.1:${server.addr.port}/`);
          await statusBecomes("done", /^Ready$/);
          await page.fill("#text", secret);
          await page.click("#store button");
          await page.waitForSelector("#status[data-state=busy]");
          await statusBecomes("done", /^Stored as [0-9a-f-]{36}$/);
          const shares = await page.locator(".node.full .share").allTextContents();
          expectSame(shares.length, 5, "nodes with a share");
          expectSame(new Set(shares).size, 5, "different shares");
          expect(shares.every((share) => /^[0-9a-f]{64,}$/.test(share)), "shares are shown in hex");
        },
      ),
      await runCase(
        "example",
        "the page reads the secret, also while two nodes are down",
        async () => {
          await page.click("#read button");
          await statusBecomes("done", /^Read from five of five nodes$/);
          expectSame(await page.textContent("#result"), secret, "what it read");
          for (const index of followers(devnet).slice(0, 2)) {
            await page.locator(".node input").nth(index).uncheck();
          }
          await page.click("#read button");
          await page.waitForSelector("#status[data-state=busy]");
          await statusBecomes("done", /^Read from three of five nodes$/);
          expectSame(await page.textContent("#result"), secret, "what it read from three");
          await page.screenshot({ path: `${pictures}browser.png` });
          await page.emulateMedia({ colorScheme: "dark" });
          await page.screenshot({ path: `${pictures}browser_dark.png` });
        },
      ),
      await runCase(
        "example",
        "the page shows the error when too few nodes are up",
        async () => {
          await page.locator(".node input").nth(followers(devnet)[2]!).uncheck();
          await page.click("#read button");
          await page.waitForSelector("#status[data-state=busy]");
          await statusBecomes("error", /./);
          expectSame(await page.getAttribute("#status", "data-code"), "NOT_ENOUGH_SHARES", "code");
          expectSame(await page.textContent("#result"), "Nothing", "what it read from two");
          await page.screenshot({ path: `${pictures}browser_error.png` });
        },
      ),
      await runCase("example", "the page fits a telephone", async () => {
        await page.setViewportSize({ width: 360, height: 740 });
        const width = await page.evaluate<number>("document.documentElement.scrollWidth");
        expectSame(width, 360, "the width that it takes");
      }),
    ];
    return [
      ...results,
      await runCase(
        "example",
        "the browser reports no error",
        () => expectSame(printed.join("\n"), "", "what it printed"),
      ),
    ];
  } finally {
    await browser.close();
  }
}

/** The nodes that nobody needs to be paid. */
function followers({ nodes }: Devnet): number[] {
  return nodes.filter(({ isLeader }) => !isLeader).map(({ index }) => index);
}
