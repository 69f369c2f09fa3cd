/**
 * Measures the time until the first value is masked, each time in a new process of Deno or workerd. Part of
 * `deno task bench`; alone it prints its rows: `deno run -A bench/cold_start.ts`.
 *
 * @module
 */
import { dirname } from "node:path";
import { bundleIntoFile } from "../tools/bundle.ts";
import { run } from "../tools/run.ts";
import { serveWorker } from "../tools/serve_worker.ts";
import { duration, table, threeDigits } from "./text.ts";
import { quantile } from "./timings.ts";
import { wasmFiles } from "./weight.ts";

/** Median times. Work that the reference does not do has no `referenceMs`. */
export interface ColdStart {
  what: string;
  oursMs: number;
  referenceMs?: number;
  /** Whether it is a part of what both take. */
  isOfBoth?: boolean;
}

const rounds = 15;
const referenceConfig = new URL("weighed/reference/deno.json", import.meta.url).pathname;

/** The reference expects an instance where workerd imports a module, and fails as it is shipped. This loader makes one. */
const referenceLoader = `import module from "./index_bg.wasm";
import * as glue from "./index_bg.js";

const { exports } = new WebAssembly.Instance(module, { "./index_bg.js": glue });
glue.__wbg_set_wasm(exports);
export * from "./index_bg.js";
`;

/** Two tasks that are timed, in milliseconds. */
interface Race {
  what: string;
  ours(): Promise<number>;
  reference?(): Promise<number>;
  isOfBoth?: true;
}

/** Measures both packages, one after the other, several times. */
export async function measureColdStart(): Promise<ColdStart[]> {
  const folder = await Deno.makeTempDir();
  try {
    const races = await prepareRaces(folder);
    const samples = races.map(() => ({ ours: [] as number[], reference: [] as number[] }));
    // The first round fills the caches of Deno and of the system.
    for (let round = -1; round < rounds; round++) {
      for (const [index, { ours, reference }] of races.entries()) {
        const [oursMs, referenceMs] = [await ours(), await reference?.()];
        if (round < 0) continue;
        samples[index]!.ours.push(oursMs);
        if (referenceMs !== undefined) samples[index]!.reference.push(referenceMs);
      }
    }
    return races.map(({ what, reference: isRace, isOfBoth = false }, index) => {
      const { ours, reference } = samples[index]!;
      const oursMs = quantile(ours, 0.5);
      return { what, oursMs, isOfBoth, ...isRace && { referenceMs: quantile(reference, 0.5) } };
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function prepareRaces(folder: string): Promise<Race[]> {
  // Only this file names the package, since its types clash with the types of this project.
  const referenceClient = `${folder}/reference_client.ts`;
  const imports = ["@nillion/client-vms", script("reference.ts")];
  await Deno.writeTextFile(referenceClient, imports.map((name) => `import "${name}";\n`).join(""));
  const ourWorker = await buildWorker(folder, "worker.ts", {
    file: wasmFiles.ours,
    name: "core/masking_bg.wasm",
  });
  const referenceWorker = await buildReferenceWorker(folder);
  const emptyWorker = await buildWorker(folder, "empty_worker.ts");
  return [
    {
      what: "Compile and instantiate the WASM core",
      ours: () => instantiateMs(wasmFiles.ours),
      reference: () => instantiateMs(wasmFiles.reference),
    },
    {
      what: "Deno's start to the first masked value, masking alone, by /wasm/deno",
      ours: () => denoMs(script("ours.ts")),
      reference: () => denoMs(script("reference.ts")),
    },
    { what: "The same by /wasm", ours: () => denoMs(script("inline.ts")) },
    {
      what: "Deno's start to the first masked value, with the whole client, by /deno",
      ours: () => denoMs(script("client.ts")),
      reference: () => denoMs(`--config=${referenceConfig}`, referenceClient),
    },
    { what: "The same by @nilvm/client", ours: () => denoMs(script("inline_client.ts")) },
    {
      what: "Of which Deno's start alone",
      ours: () => denoMs(script("empty.ts")),
      isOfBoth: true,
    },
    {
      what: "workerd's start to the first masked value, masking alone",
      ours: () => workerdMs(ourWorker),
      reference: () => workerdMs(referenceWorker),
    },
    {
      what: "Of which workerd's start alone",
      ours: () => workerdMs(emptyWorker),
      isOfBoth: true,
    },
  ];
}

/** Cells for a table: ours, the reference's, and its ratio to ours. */
export function coldStartRows(coldStarts: readonly ColdStart[]): string[][] {
  return coldStarts.map(({ what, oursMs, referenceMs, isOfBoth }) =>
    referenceMs === undefined
      ? [what, duration(oursMs), isOfBoth ? duration(oursMs) : "none", ""]
      : [what, duration(oursMs), duration(referenceMs), threeDigits(referenceMs / oursMs)]
  );
}

function script(name: string): string {
  return new URL(`cold_start/${name}`, import.meta.url).pathname;
}

/** The time until a program has printed something. */
async function denoMs(...args: string[]): Promise<number> {
  const startedAt = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", ...args],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const output = child.stdout.getReader();
  const { done } = await output.read();
  const tookMs = performance.now() - startedAt;
  await output.cancel();
  if (!(await child.status).success || done) throw new Error(`${args.at(-1)} has not started`);
  return tookMs;
}

async function instantiateMs(wasm: URL): Promise<number> {
  const args = ["run", "--quiet", "-A", script("instantiate.ts"), wasm.pathname];
  return Number(new TextDecoder().decode(await run(Deno.execPath(), args)));
}

/** A Worker in a folder of its own, with the names of its WASM files. */
interface BuiltWorker {
  folder: string;
  wasmFiles: string[];
}

/** The bundle of a Worker. It imports WASM files by their place beside the folder `src/entry`. */
const main = "entry/worker.js";

/** Bundles a Worker as a deployment does. */
async function buildWorker(
  parent: string,
  name: string,
  wasm?: { file: URL; name: string },
  ...options: string[]
): Promise<BuiltWorker> {
  const folder = `${parent}/${name}.built`;
  const all = ["--minify", "--platform=browser", "--external=*.wasm", ...options];
  await bundleIntoFile(new URL(`cold_start/${name}`, import.meta.url), `${folder}/${main}`, ...all);
  if (wasm === undefined) return { folder, wasmFiles: [] };
  await Deno.mkdir(dirname(`${folder}/${wasm.name}`), { recursive: true });
  await Deno.copyFile(wasm.file, `${folder}/${wasm.name}`);
  return { folder, wasmFiles: [wasm.name] };
}

async function buildReferenceWorker(parent: string): Promise<BuiltWorker> {
  const wasm = wasmFiles.reference;
  const loader = `${parent}/reference_loader.js`;
  await Deno.writeTextFile(loader, referenceLoader);
  await Deno.copyFile(new URL("index_bg.js", wasm), `${parent}/index_bg.js`);
  const config = `${parent}/deno.json`;
  await Deno.writeTextFile(config, JSON.stringify({ imports: { "@nillion/client-wasm": loader } }));
  const copied = { file: wasm, name: "entry/index_bg.wasm" };
  return await buildWorker(parent, "reference_worker.ts", copied, `--config=${config}`);
}

/** The time until a Worker has answered. */
async function workerdMs(worker: BuiltWorker): Promise<number> {
  const startedAt = performance.now();
  await using running = await serveWorker({
    ...worker,
    modules: [main],
    compatibilityFlags: [],
  });
  const response = await fetch(running.url);
  const answer = await response.text();
  const tookMs = performance.now() - startedAt;
  if (answer !== "3") throw new Error(`${worker.folder} answers ${answer}`);
  return tookMs;
}

if (import.meta.main) {
  const rows = coldStartRows(await measureColdStart());
  console.log(table(["", "ours", "reference", "ratio"], rows));
}
