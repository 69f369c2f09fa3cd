import type { Devnet } from "@nilvm/client/devnet";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { bundleIntoFile } from "../../../tools/bundle.ts";
import { launchChromium } from "../../../tools/launch_chromium.ts";
import { serveFolder } from "../../packaging/projects/serve_folder.ts";
import { wholeStrings } from "../heap.ts";
import { Extension } from "./extension.ts";
import { putKeplrInto } from "./put_keplr_into.ts";

const here = new URL("./", import.meta.url);
const stepLimitMs = 60_000;
/** What a wallet of a test has. */
export const startUnil = 1_000_000_000n;

/** The page in Chromium, with a wallet outside of it. */
export interface OpenedPage extends AsyncDisposable {
  readonly page: Page;
  readonly extension: Extension;
  /** Clicks a button, and waits for what the page shows then. */
  click(name: string, options?: { isDouble?: boolean }): Promise<string>;
  /** The state that the last step ended in. */
  state(): Promise<string>;
  /** What an account of the wallet has paid. */
  spent(account?: number): Promise<bigint>;
}

/** Opens the page for a devnet. */
export async function openPage(devnet: Devnet): Promise<OpenedPage> {
  await using stack = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir();
  stack.defer(() => Deno.remove(folder, { recursive: true }));
  await Deno.copyFile(new URL("index.html", here), join(folder, "index.html"));
  await bundleIntoFile(new URL("app.ts", here), join(folder, "app.js"), "--platform=browser");
  const extension = await Extension.create();
  for (const account of [0, 1]) {
    devnet.chain.setAccount(await extension.address(account), { balanceUnil: startUnil });
  }
  const { bootnode, chainId, chainRpcEndpoint } = devnet.network;
  const network = JSON.stringify({ bootnode, chainId, chainRpcEndpoint });
  const server = stack.use(serveFolder(folder, { "network.json": network }));
  const browser = await launchChromium([wholeStrings]);
  stack.defer(() => browser.close());
  const page = await browser.newPage();
  page.setDefaultTimeout(stepLimitMs);
  await page.clock.install();
  await putKeplrInto(page, extension);
  await page.goto(server.url);
  await page.locator("#status[data-state=ready]").waitFor({ state: "attached" });

  const resources = stack.move();
  return {
    page,
    extension,
    async click(name, { isDouble = false } = {}) {
      const button = page.locator(`#${name}`);
      await (isDouble ? button.dblclick() : button.click());
      await page.locator('#status:not([data-state="busy"])').waitFor({ state: "attached" });
      return await page.locator("#status").textContent() ?? "";
    },
    state: async () => await page.locator("#status").getAttribute("data-state") ?? "",
    async spent(account = 0) {
      const { balanceUnil } = devnet.chain.account(await extension.address(account));
      return startUnil - balanceUnil;
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
