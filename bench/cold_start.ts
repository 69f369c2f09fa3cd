/**
 * How long it takes until the first value is masked, in processes that are new each time.
 *
 * @module
 */
import { quantile } from "./timings.ts";
import { wasmFiles } from "./weight.ts";

/** Medians. */
export interface ColdStarts {
  rows: { what: string; oursMs: number; referenceMs: number }[];
  /** What Deno takes to do nothing. */
  emptyMs: number;
}

const rounds = 15;

/** Measures both packages in turns. */
export async function measureColdStart(): Promise<ColdStarts> {
  const contenders = {
    empty: () => firstOutputMs("empty"),
    ours: () => firstOutputMs("ours"),
    reference: () => firstOutputMs("reference"),
    ourModule: () => instantiateMs(wasmFiles.ours),
    theirModule: () => instantiateMs(wasmFiles.reference),
  };
  const samples: Record<string, number[]> = {};
  // The first round fills the caches of Deno and of the system.
  for (let round = -1; round < rounds; round++) {
    for (const [name, measure] of Object.entries(contenders)) {
      const tookMs = await measure();
      if (round >= 0) (samples[name] ??= []).push(tookMs);
    }
  }
  const median = (name: keyof typeof contenders) => quantile(samples[name]!, 0.5);
  return {
    rows: [
      {
        what: "Compile and instantiate the WASM core",
        oursMs: median("ourModule"),
        referenceMs: median("theirModule"),
      },
      {
        what: "Deno's start to the first masked value",
        oursMs: median("ours"),
        referenceMs: median("reference"),
      },
    ],
    emptyMs: median("empty"),
  };
}

function start(script: string, ...args: string[]): Deno.ChildProcess {
  const { pathname } = new URL(`cold_start/${script}.ts`, import.meta.url);
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-read", pathname, ...args],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
}

async function firstOutputMs(script: string): Promise<number> {
  const startedAt = performance.now();
  const child = start(script);
  const output = child.stdout.getReader();
  const { done } = await output.read();
  const tookMs = performance.now() - startedAt;
  await output.cancel();
  if (!(await child.status).success || done) throw new Error(`${script} has not started`);
  return tookMs;
}

async function instantiateMs(wasm: URL): Promise<number> {
  const { stdout, success } = await start("instantiate", wasm.pathname).output();
  if (!success) throw new Error(`${wasm} was not instantiated`);
  return Number(new TextDecoder().decode(stdout));
}
