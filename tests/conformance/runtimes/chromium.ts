import type { Browser } from "playwright-core";
import { tryBrowserExample } from "./browser_example.ts";
import { bundleIntoFile } from "../../../tools/bundle.ts";
import { launchChromium } from "../../../tools/launch_chromium.ts";
import { trustFlag } from "../../support/tls_fixture.ts";
import { hosts, type Run, type Runtime } from "./runtime.ts";
import type { Job } from "../context.ts";

/** Serves the suite to a page. */
function servePage(folder: string): Deno.HttpServer<Deno.NetAddr> {
  const options = { hostname: "127.0.0.1", port: 0, onListen() {} };
  return Deno.serve(options, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/") {
      return new Response("<!doctype html><script type=module src=page.js></script>", {
        headers: {
          "content-type": "text/html",
          "content-security-policy": "script-src 'self' 'wasm-unsafe-eval'",
        },
      });
    }
    if (!pathname.endsWith(".js")) return new Response(null, { status: 404 });
    const file = await Deno.readFile(folder + pathname);
    return new Response(file, { headers: { "content-type": "text/javascript" } });
  });
}

async function runInPage(browser: Browser, url: string, job: Job): Promise<Run> {
  const page = await browser.newPage();
  const printed: string[] = [];
  page.on("console", (message) => printed.push(message.text()));
  page.on("pageerror", (error) => printed.push(String(error)));
  // The developer tools get more of an object than its text.
  const tools = await page.context().newCDPSession(page);
  tools.on("Runtime.consoleAPICalled", ({ args }) => printed.push(JSON.stringify(args)));
  await tools.send("Runtime.enable");
  await page.goto(url);
  // A page is loaded before its module has loaded the WASM file.
  await page.waitForFunction(() => "conformance" in globalThis, undefined, { timeout: 10_000 })
    .catch((error) => Promise.reject(new Error(`${error}\n${printed.join("\n")}`)));
  const results = await page.evaluate(
    // deno-lint-ignore no-explicit-any
    (job) => (globalThis as any).conformance(job),
    job,
  ).catch((error) => {
    throw new Error(`Chromium gave no results: ${error}\n${printed.join("\n")}`);
  });
  return { results, printed: printed.join("\n") };
}

/** Debian's Chromium, with a page of another origin than the network. */
export async function chromium(): Promise<Runtime> {
  const browser = await launchChromium();
  const version = browser.version();
  await browser.close();
  return {
    name: "Chromium",
    title: `Chromium ${version}`,
    async run(job) {
      const folder = await Deno.makeTempDir();
      const browser = await launchChromium([trustFlag]);
      try {
        await bundleIntoFile(new URL("page.ts", hosts), `${folder}/page.js`, "--platform=browser");
        await using server = servePage(folder);
        return await runInPage(browser, `http://127.0.0.1:${server.addr.port}/`, job);
      } finally {
        await browser.close();
        await Deno.remove(folder, { recursive: true });
      }
    },
    tryExample: tryBrowserExample,
  };
}
