/** `examples/dapp`, built by Vite and used in Chromium. */
import { startDevnet } from "@nilvm/client/devnet";
import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { buildNpm } from "../../../scripts/build_npm.ts";
import { launchChromium } from "../../../tools/launch_chromium.ts";
import { run } from "../../../tools/run.ts";
import { serveFolder } from "../../packaging/projects/serve_folder.ts";
import { Extension } from "../wallet/extension.ts";
import { putKeplrInto } from "../wallet/put_keplr_into.ts";

const root = new URL("../../../", import.meta.url).pathname;
const stepLimitMs = 60_000;
const priceUnil = 1_000_000n;
const startUnil = 1_000_000_000n;

let building: Promise<string> | undefined;
/** The folder with what Vite has built. */
const site = () => building ??= build();

async function build(): Promise<string> {
  const folder = join(root, ".cache/dapp");
  await Deno.remove(folder, { recursive: true }).catch(() => {});
  await Deno.mkdir(join(root, ".cache"), { recursive: true });
  await run("cp", ["-r", join(root, "examples/dapp"), folder]);
  await Deno.remove(join(folder, "node_modules"), { recursive: true }).catch(() => {});
  const quiet = ["--save-exact", "--no-audit", "--no-fund", "--loglevel=error"];
  await run("npm", ["install", ...quiet, await buildNpm()], { cwd: folder });
  await run("npm", ["run", "build"], { cwd: folder });
  return join(folder, "dist");
}

/** Opens the page, and gives it to a test. Whatever the page throws fails the test. */
async function onPage(
  prepare: (page: Page) => Promise<string>,
  test: (page: Page) => Promise<void>,
): Promise<void> {
  await using server = serveFolder(await site(), {});
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 960, height: 900 } });
    page.setDefaultTimeout(stepLimitMs);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(`${server.url}${await prepare(page)}`);
    await page.getByRole("button", { name: "Connect a wallet" }).click();
    await test(page);
    assertEquals(errors, []);
  } finally {
    await browser.close();
  }
}

/** Clicks a button of a user, and pays the price that comes up. */
async function pay(page: Page, user: string, part: string, label?: string): Promise<void> {
  const place = page.locator(`#${user} .${part}`);
  if (label !== undefined) await place.getByRole("button", { name: label }).click();
  await place.locator("button.pay").click();
  await place.locator("[role=status]").waitFor({ state: "detached" });
}

/** Stores a note, shares it, and runs a program on a number of each user, as two people would. */
async function useAll(page: Page): Promise<void> {
  const words = "Bring the blue umbrella";
  await page.locator("#ann .note input").fill(words);
  await pay(page, "ann", "note", "Store and share");
  await page.locator("#ann .note code").waitFor();
  await pay(page, "bob", "note");
  assertEquals(await page.locator("#bob .note .text").textContent(), words);

  await pay(page, "ann", "program", "Publish the program");
  await pay(page, "bob", "program", "Offer");
  await page.locator("#bob .program code").waitFor();
  await pay(page, "ann", "program", "Compute");
  for (const user of ["ann", "bob"]) {
    const average = page.locator(`#${user} .average b`);
    await average.waitFor();
    assertEquals(await average.textContent(), "56500");
  }
}

/** How much the page says that the wallet has paid, in nil. */
const spentNil = async (page: Page) => await page.locator("#spent").textContent();

/** The cases; pictures are written into `docs` if the flag is given. */
export const dappCases = (writes: boolean): Record<string, () => Promise<void>> => ({
  "dapp: two users share a note and a program, on a devnet inside the page": () =>
    onPage(() => Promise.resolve(""), async (page) => {
      await useAll(page);
      // A note, reading it, a program, a number, a run. Results are free.
      await page.locator("#wallet li").nth(4).waitFor();
      assertEquals(await spentNil(page), "5 nil");
      if (writes) await page.locator("main").screenshot({ path: join(root, "docs/dapp.png") });
    }),

  "dapp: a wallet outside of the page pays, on a devnet outside of it": async () => {
    await using devnet = await startDevnet();
    const extension = await Extension.create();
    const address = await extension.address();
    devnet.chain.setAccount(address, { balanceUnil: startUnil });
    const spent = () => startUnil - devnet.chain.account(address).balanceUnil;
    const { bootnode, chainId, chainRpcEndpoint } = devnet.network;
    const query = new URLSearchParams({ bootnode, chainId: chainId!, chainRpc: chainRpcEndpoint! });
    const prepare = async (page: Page) => {
      await putKeplrInto(page, extension);
      return `?${query}`;
    };
    await onPage(prepare, async (page) => {
      const ids = page.locator("section p:has-text('User') code");
      await ids.nth(1).waitFor();
      const users = await ids.allTextContents();

      // The person says no once: nothing is paid, and the next click asks again.
      extension.onSign = () => Promise.reject(new Error("Request rejected"));
      const note = page.locator("#ann .note");
      await note.getByRole("button", { name: "Store and share" }).click();
      await note.locator("button.pay").click();
      const refusal = note.locator('.error[data-reason="requestRejected"]');
      await refusal.waitFor();
      assertEquals([extension.asked, spent()], [1, 0n]);
      if (writes) {
        await page.locator("main").screenshot({ path: join(root, "docs/dapp_rejected.png") });
      }
      extension.onSign = () => Promise.resolve();
      await pay(page, "ann", "note", "Store and share");
      await note.locator("code").waitFor();
      assertEquals([extension.asked, spent()], [2, priceUnil]);

      await pay(page, "bob", "note");
      assertMatch(await page.locator("#bob .note .text").textContent() ?? "", /noon/);
      await page.locator("#wallet li").nth(1).waitFor();
      assertEquals([await spentNil(page), spent()], ["2 nil", 2n * priceUnil]);

      await page.reload();
      await page.getByRole("button", { name: "Connect a wallet" }).click();
      await ids.nth(1).waitFor();
      assertEquals(await ids.allTextContents(), users, "each user is who it was");
    });
  },

  "dapp: the page fits a telephone": () =>
    onPage(() => Promise.resolve(""), async (page) => {
      await page.locator("#bob h3").first().waitFor();
      await page.setViewportSize({ width: 360, height: 740 });
      assertEquals(await page.evaluate("document.documentElement.scrollWidth"), 360);
    }),
});
