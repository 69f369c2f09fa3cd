import type { DrivenBrowser } from "./driven_browser.ts";
import { launchChromium } from "./launch_chromium.ts";

/** Starts Debian's Chromium without a window, with these flags more. Its console tells all that its developer tools get. */
export async function driveChromium(flags: readonly string[] = []): Promise<DrivenBrowser> {
  const browser = await launchChromium(flags);
  const page = await browser.newPage();
  const printed: string[] = [];
  page.on("console", (message) => printed.push(message.text()));
  page.on("pageerror", (error) => printed.push(String(error)));
  // The developer tools get more of an object than its text.
  const tools = await page.context().newCDPSession(page);
  tools.on("Runtime.consoleAPICalled", ({ args }) => printed.push(JSON.stringify(args)));
  await tools.send("Runtime.enable");
  return {
    version: browser.version(),
    printed,
    async open(url) {
      await page.goto(url);
    },
    evaluate: (expression) => page.evaluate(expression),
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
