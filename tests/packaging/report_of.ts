import { launchChromium } from "../../tools/launch_chromium.ts";

/** How long a page may take until it sends something back. */
const reportLimitMs = 60_000;

/**
 * Opens the page at an address in Chromium, and returns what it sends back by POST.
 *
 * @param job The page gets it as `job.json`.
 * @throws {Error} When it sends nothing within a minute. The message has what the page printed.
 */
export async function reportOf(url: string, job: string): Promise<string> {
  const browser = await launchChromium();
  const result = Promise.withResolvers<string>();
  const printed: string[] = [];
  const timer = setTimeout(
    () => result.reject(new Error(["The page sends nothing back", ...printed].join("\n"))),
    reportLimitMs,
  );
  try {
    const page = await browser.newPage();
    page.on("console", (message) => printed.push(message.text()));
    page.on("pageerror", (error) => printed.push(String(error)));
    await page.route(
      new URL("job.json", url).href,
      (route) => route.fulfill({ contentType: "application/json", body: job }),
    );
    await page.route(url, async (route) => {
      const body = route.request().postData();
      if (body === null) return await route.continue();
      result.resolve(body);
      await route.fulfill({ status: 204 });
    });
    await page.goto(url);
    return await result.promise;
  } finally {
    clearTimeout(timer);
    await browser.close();
  }
}
