import workerdPackage from "workerd";
import { authority } from "../../support/tls_fixture.ts";
import { hosts, type Run, type Runtime, src } from "./runtime.ts";
import { bundleIntoFile } from "../../../tools/bundle.ts";
import { serveWorker } from "../../../tools/serve_worker.ts";
import type { Result } from "../run_case.ts";
import type { Kit } from "./kit.ts";
import { tryStorageJournal } from "./storage_journal.ts";
import { tryWorkerLimits } from "./worker_limits.ts";
import type { Job } from "../context.ts";

/** The newest compatibility date of the installed workerd. */
export const newestDate: string = workerdPackage.compatibilityDate;

/** The dates from which on Node's APIs come without a flag. */
const nodeSince = "2026-08-04";

/** workerd at a compatibility date, with Node's APIs or without. */
export function workerd(
  compatibilityDate: string,
  hasNode: boolean,
  kit: Kit,
  hasExample = false,
): Runtime {
  const comesWithNode = compatibilityDate >= nodeSince;
  const flag = hasNode ? "nodejs_compat" : "no_nodejs_compat";
  const compatibilityFlags = hasNode === comesWithNode ? [] : [flag];
  const settings = { compatibilityDate, compatibilityFlags };
  const suffix = hasNode ? "with nodejs_compat" : "without nodejs_compat";
  return {
    title: `workerd ${workerdPackage.version} at ${compatibilityDate}, ${suffix}`,
    async run(job: Job): Promise<Run> {
      const folder = await Deno.makeTempDir();
      try {
        // The bundle imports the WASM files by their place beside `src/entry`.
        const main = "entry/worker.js";
        const wasmFiles = ["core/masking_bg.wasm", "core/programs_bg.wasm"];
        await bundleIntoFile(
          new URL("worker.ts", hosts),
          `${folder}/${main}`,
          "--platform=browser",
          "--external=*.wasm",
        );
        await Deno.mkdir(`${folder}/core`);
        for (const name of wasmFiles) await Deno.copyFile(new URL(name, src), `${folder}/${name}`);
        await using worker = await serveWorker({
          folder,
          modules: [main],
          wasmFiles,
          ...settings,
          authority,
        });
        const response = await fetch(worker.url, { method: "POST", body: JSON.stringify(job) });
        const body = await response.text();
        const printed = await worker.stop();
        if (!response.ok) throw new Error(`workerd gave no results:\n${body}\n${printed}`);
        const results: Result[] = JSON.parse(body);
        const others = [
          await tryStorageJournal(settings),
          ...await tryWorkerLimits(settings, job.program),
        ];
        return { results: [...results, ...others], printed };
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
    ...hasExample
      ? { tryExample: async (devnet) => (await kit.workerExample()).tryOut(devnet, settings) }
      : {},
  };
}
