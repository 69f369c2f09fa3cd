import workerdPackage from "workerd";
import { authority } from "../../support/tls_fixture.ts";
import { hosts, type Run, type Runtime, src } from "./runtime.ts";
import { bundleIntoFile } from "../../../tools/bundle.ts";
import { serveWorker } from "../../../tools/serve_worker.ts";
import type { Result } from "../run_case.ts";
import { tryStorageJournal } from "./storage_journal.ts";
import type { WorkerExample } from "./worker_example.ts";
import type { Job } from "../context.ts";

/** The oldest date that is supported: Workers of then have neither weak references nor `Promise.try`. */
const oldestDate = "2024-09-02";

/** workerd: with Node's APIs as of today, and without them as of the oldest date. */
export function workerd(compatibilityFlags: readonly string[], example: WorkerExample): Runtime {
  const suffix = compatibilityFlags.length > 0 ? ` with ${compatibilityFlags.join(", ")}` : "";
  return {
    name: `workerd${suffix}`,
    title: `workerd ${workerdPackage.version}${suffix}`,
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
          compatibilityFlags,
          compatibilityDate: compatibilityFlags.length > 0
            ? workerdPackage.compatibilityDate
            : oldestDate,
          authority,
        });
        const response = await fetch(worker.url, { method: "POST", body: JSON.stringify(job) });
        const body = await response.text();
        const printed = await worker.stop();
        if (!response.ok) throw new Error(`workerd gave no results:\n${body}\n${printed}`);
        const results: Result[] = JSON.parse(body);
        return { results: [...results, await tryStorageJournal(compatibilityFlags)], printed };
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
    tryExample: (devnet) => example.tryOut(devnet, compatibilityFlags),
  };
}
