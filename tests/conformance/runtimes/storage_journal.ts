import { bundleIntoFile } from "../../../tools/bundle.ts";
import { serveWorker, type Worker } from "../../../tools/serve_worker.ts";
import { expectSame } from "../expect.ts";
import { type Result, runCase } from "../run_case.ts";

const root = new URL("../../../", import.meta.url);

/** What makes a Worker of the example: an object that checks it with its own storage. */
const worker = `
import { checkJournal } from "@nilvm/client/journal";

export class Keeper {
  constructor(context) {
    this.storage = context.storage;
  }

  async fetch() {
    await this.storage.put("mine", "kept");
    await checkJournal(() => storageJournal(this.storage));
    const left = [...(await this.storage.list()).keys()];
    const other = await storageJournal(this.storage, "other/").entries();
    return Response.json([left, [...other]]);
  }
}

export default {
  async fetch(_request, { KEEPER }) {
    return await KEEPER.get(KEEPER.idFromName("one")).fetch("http://keeper/");
  },
};
`;

/** Checks the journal that `docs/journal.md` shows, in a Durable Object. */
export function tryStorageJournal(
  settings: Pick<Worker, "compatibilityDate" | "compatibilityFlags">,
): Promise<Result> {
  return runCase(
    "journal",
    "the journal of the docs keeps the rules in a Durable Object",
    async () => {
      const page = await Deno.readTextFile(new URL("docs/journal.md", root));
      const blocks = [...page.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code]) => code!);
      const example = blocks.find((code) => code.includes("export function storageJournal("));
      if (example === undefined) throw new Error("docs/journal.md has no storageJournal");
      const folder = await Deno.makeTempDir();
      try {
        await Deno.writeTextFile(`${folder}/worker.ts`, example + worker);
        await bundleIntoFile(
          new URL(`file://${folder}/worker.ts`),
          `${folder}/worker.js`,
          "--platform=browser",
          `--config=${new URL("deno.json", root).pathname}`,
        );
        await using running = await serveWorker({
          folder,
          modules: ["worker.js"],
          wasmFiles: [],
          ...settings,
          durableObjects: { KEEPER: "Keeper" },
        });
        const answer = await (await fetch(running.url)).text();
        expectSame(await running.stop(), "", "what workerd printed");
        expectSame(answer, '[["mine"],[]]', "what is left");
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  );
}
