/**
 * Tries every decoder of the WASM crates on hostile bytes, natively and with every check on:
 * `deno task fuzz:decoders [--runs N] [--seed N] [--merge] [TARGET ...]`.
 *
 * The targets and their checks are in `wasm/fuzz`. libFuzzer runs each target for its share of the runs,
 * starting from the kept corpus. New inputs go to `.cache/fuzz/corpus`, where the next search starts
 * too. `--merge` makes the smallest set of both the kept corpus, which `deno task check` replays. A failing input is
 * written to `.cache/fuzz`; the argument `TARGET=FILE` tries it again.
 *
 * Needs Rust and a C++ compiler. On Debian, as root, it installs the compiler.
 *
 * @module
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { rustPath } from "../../tools/rust_path.ts";

const root = join(import.meta.dirname!, "../..");
const crate = join(root, "wasm/fuzz");
const cache = join(root, ".cache/fuzz");
const timeoutSeconds = 20;
const memoryMaxMib = 2048;
/** The longest inputs that are tried and kept, in bytes. */
const lengthMax = 2048;

/** The flags that let libFuzzer see the edges that an input reaches, on a stable compiler. */
const coverage = [
  "-Cpasses=sancov-module",
  "-Cllvm-args=-sanitizer-coverage-level=4",
  "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
  "-Cllvm-args=-sanitizer-coverage-pc-table",
  "-Cllvm-args=-sanitizer-coverage-trace-compares",
  "-Ccodegen-units=1",
];

async function run(
  [program, ...args]: [string, ...string[]],
  env: Record<string, string> = {},
  cwd = root,
): Promise<{ success: boolean; output: string }> {
  const command = new Deno.Command(program, { args, env, cwd, stdin: "null" });
  const { success, stdout, stderr } = await command.output();
  const text = new TextDecoder();
  return { success, output: text.decode(stdout) + text.decode(stderr) };
}

async function runOrThrow(...command: Parameters<typeof run>): Promise<string> {
  const { success, output } = await run(...command);
  if (success) return output;
  console.error(output);
  throw new Error(`${command[0].join(" ")} failed: see its output above`);
}

async function installCompiler(): Promise<void> {
  const found = await run(["c++", "--version"]).catch(() => ({ success: false }));
  if (found.success) return;
  await runOrThrow(["apt-get", "update", "-q"]);
  await runOrThrow(["apt-get", "install", "-yq", "--no-install-recommends", "g++"]);
}

/** Builds the fuzzer and returns its path. */
async function build(): Promise<string> {
  const env = { PATH: rustPath, RUSTFLAGS: coverage.join(" ") };
  const host = /^host: (.*)$/m.exec(await runOrThrow(["rustc", "-vV"], env))![1]!;
  // With an explicit target, the flags do not apply to build scripts.
  const flags = ["--release", "--locked", "--features=libfuzzer", `--target=${host}`];
  await runOrThrow(["cargo", "build", ...flags], env, crate);
  return join(crate, "target", host, "release/fuzz");
}

async function targetNames(): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(join(crate, "corpus"))) names.push(name);
  return names.sort();
}

async function count(folder: string): Promise<number> {
  let files = 0;
  for await (const _ of Deno.readDir(folder)) files++;
  return files;
}

/** Runs the fuzzer in a shell, since a process inherits the peak memory of the program that it replaces. */
function runFuzzer(
  fuzzer: string,
  target: string,
  args: readonly string[],
): ReturnType<typeof run> {
  return run(["sh", "-c", '"$0" "$@"; exit $?', fuzzer, ...args], { FUZZ_TARGET: target });
}

const limits = [`-timeout=${timeoutSeconds}`, `-rss_limit_mb=${memoryMaxMib}`];

/** Searches, and returns whether all inputs passed. */
async function search(fuzzer: string, target: string, runs: number, seed: string) {
  const found = join(cache, "corpus", target);
  await Deno.mkdir(found, { recursive: true });
  const startedAt = performance.now();
  const { success, output } = await runFuzzer(fuzzer, target, [
    `-runs=${runs}`,
    `-seed=${seed}`,
    `-max_len=${lengthMax}`,
    "-len_control=0",
    "-print_final_stats=1",
    `-artifact_prefix=${cache}/${target}-`,
    ...limits,
    found,
    join(crate, "corpus", target),
  ]);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const figure = (pattern: RegExp) => pattern.exec(output)?.[1] ?? "?";
  console.log(
    `${success ? "ok  " : "FAIL"} ${target}: ${figure(/number_of_executed_units: (\d+)/)} runs ` +
      `in ${seconds} s, ${figure(/cov: (\d+)(?!.*cov: )/s)} edges, ` +
      `${figure(/peak_rss_mb: +(\d+)/)} MiB`,
  );
  if (!success) console.log(output.split("\n").slice(-40).join("\n"));
  return success;
}

/** Makes the kept corpus the smallest set that reaches all edges of both corpora. */
async function merge(fuzzer: string, target: string): Promise<void> {
  const kept = join(crate, "corpus", target);
  const merged = await Deno.makeTempDir({ dir: cache });
  const folders = [merged, kept, join(cache, "corpus", target)];
  // Looks at the edges and not at their counts, which leaves a few hundred small files.
  const flags = ["-merge=1", "-use_counters=0", `-max_len=${lengthMax}`, ...limits];
  const { success, output } = await runFuzzer(fuzzer, target, [...flags, ...folders]);
  if (!success) throw new Error(`Merging ${target} failed: ${output}`);
  const before = await count(kept);
  await Deno.remove(kept, { recursive: true });
  await Deno.rename(merged, kept);
  console.log(`     ${target}: ${before} files were kept, ${await count(kept)} are now`);
}

async function replay(fuzzer: string, target: string, file: string): Promise<boolean> {
  const { success, output } = await runFuzzer(fuzzer, target, [...limits, file]);
  console.log(`${success ? "ok  " : "FAIL"} ${target}: ${file}`);
  if (!success) console.log(output);
  return success;
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    merge: { type: "boolean", default: false },
  },
});
if (!/^[1-9]\d{0,10}$/.test(options.runs)) {
  throw new Error(`--runs takes a number, not ${options.runs}`);
}
const known = await targetNames();
const chosen = positionals.length === 0 ? known : positionals;
for (const choice of chosen) {
  if (known.includes(choice.split("=")[0]!)) continue;
  throw new Error(`There is no target ${choice}; there are ${known.join(", ")}`);
}
await Deno.mkdir(cache, { recursive: true });
await installCompiler();
const fuzzer = await build();
let failed = 0;
for (const choice of chosen) {
  const [target, file] = choice.split("=", 2) as [string, string?];
  const runs = Math.ceil(Number(options.runs) / chosen.length);
  const holds = file === undefined
    ? await search(fuzzer, target, runs, options.seed)
    : await replay(fuzzer, target, file);
  if (!holds) failed++;
  else if (options.merge) await merge(fuzzer, target);
}
console.log(`${chosen.length - failed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);
