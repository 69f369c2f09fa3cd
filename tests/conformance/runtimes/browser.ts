import { bundleIntoFile } from "../../../tools/bundle.ts";
import type { DrivenBrowser } from "../../../tools/driven_browser.ts";
import { type Place, serveSuite } from "./browser_server.ts";
import { hosts, type Runtime } from "./runtime.ts";
import { withTimeout } from "../with_timeout.ts";

/** Less than the suite has, so that what the browser printed is shown. */
const timeoutMs = 200_000;

/** A browser, with the suite in one place of it. The page is of another origin than the network. */
export async function browser(
  name: string,
  launch: () => Promise<DrivenBrowser>,
  place: Place,
  tryExample?: Runtime["tryExample"],
): Promise<Runtime> {
  const first = await launch();
  const { version } = first;
  await first[Symbol.asyncDispose]();
  return {
    title: `${name} ${version}, ${place}`,
    async run(job) {
      const folder = await Deno.makeTempDir();
      try {
        await bundleIntoFile(
          new URL("browser.ts", hosts),
          `${folder}/suite.js`,
          "--platform=browser",
        );
        // A classic script: no browser has had module service workers from the start.
        await bundleIntoFile(
          new URL("service_worker.ts", hosts),
          `${folder}/service_worker.js`,
          "--platform=browser",
          "--format=iife",
        );
        await using server = serveSuite(folder, place, job);
        await using browser = await launch();
        await browser.open(server.url);
        const shown = () => browser.printed.join("\n");
        const run = await withTimeout(server.run, timeoutMs, () => `no results:\n${shown()}`);
        return { ...run, printed: `${run.printed}\n${shown()}` };
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
    ...tryExample === undefined ? {} : { tryExample },
  };
}
