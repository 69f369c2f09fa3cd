/**
 * All benchmarks in one run, with the ratios to ours: `deno task bench [--json] [--write] [--check] [WORD ...]`.
 *
 * Builds the peers (the core compiled for this machine, Python with the reference's packages), runs the races,
 * measures sizes and cold starts, and compares ratios with their limits. With words, it only runs the races whose
 * titles contain one of them. `--json` prints one document; `--write` puts tables and the chart into the documents.
 * `--check` compares the ratios with those of the documents, runs races again that got worse, and exits with 1 if one
 * still is by more than 15 %.
 *
 * @module
 */
import { pythonWithPackages } from "../tools/python_packages.ts";
import { run } from "../tools/run.ts";
import { rustPath } from "../tools/rust_path.ts";
import { checkLimits } from "./limits.ts";
import { chart } from "./chart.ts";
import { compareRatios, markedText } from "./compare.ts";
import { type ColdStart, coldStartRows, measureColdStart } from "./cold_start.ts";
import { inProcess, type Race } from "./contender.ts";
import { keysRaces } from "./keys_races.ts";
import { fillRandom, maskingEntries, type Peers } from "./masking_races.ts";
import * as names from "./names.ts";
import { Peer } from "./peer.ts";
import {
  duration,
  kilobytes,
  megabytesPerSecond,
  replaceMarked,
  table,
  threeDigits,
} from "./text.ts";
import { quantile, type Result, runRace } from "./timings.ts";
import { weigh, type Weight } from "./weight.ts";

const root = new URL("../", import.meta.url);
const inRoot = { cwd: root.pathname };
const flags = new Set(Deno.args.filter((arg) => arg.startsWith("--")));
const words = Deno.args.filter((arg) => !arg.startsWith("--"));
const [asJson, writes, checks] = ["--json", "--write", "--check"].map((flag) => flags.delete(flag));
if (flags.size > 0) throw new Error(`Unknown: ${[...flags].join(" ")}`);
if (writes && words.length > 0) throw new Error("Only a whole run can be written");
if (writes && checks) throw new Error("--check compares with what --write would replace");
/** Prints text for people; with `--json` it goes to standard error. */
const say = asJson ? console.error : console.log;

/** Compiles the core for this machine, with the compiler that also tests it. */
async function buildNative(): Promise<string> {
  const folder = new URL("wasm/target/bench_native/", root).pathname;
  const args = ["build", "--quiet", "--locked", "--release", "--example=bench_native"];
  await run("cargo", [...args, `--target-dir=${folder}`], {
    cwd: new URL("wasm/", root).pathname,
    // Uses all instructions of this machine, since the WASM module uses its vector instructions too.
    env: { PATH: rustPath, RUSTFLAGS: "-Ctarget-cpu=native" },
  });
  return `${folder}release/examples/bench_native`;
}

const random = new Uint8Array(2 * 32 * Math.ceil((1 << 20) / 31));
const floorsMs: number[] = [];

/** Draws the random bytes for 1 MiB, which takes longer than usual only on a busy machine. */
async function measureFloor(): Promise<void> {
  const { time } = inProcess(names.floor, () => fillRandom(random));
  const samples: number[] = [];
  for (let sample = 0; sample < 30; sample++) samples.push(await time(1));
  floorsMs.push(quantile(samples, 0.5));
}

/** Runs races one after the other and prints the result of each. */
async function runAll(races: AsyncIterable<Race> | Iterable<Race>): Promise<Result[]> {
  const results: Result[] = [];
  for await (const race of races) {
    const result = await runRace(race);
    const { title, sizeBytes, timings } = result;
    const header = [title, "p50", "p75", "by ours", sizeBytes === undefined ? "" : "MB/s"];
    const rows = timings.map(({ name, p50Ms, p75Ms, ratio }) => [
      name,
      duration(p50Ms),
      duration(p75Ms),
      threeDigits(ratio),
      sizeBytes === undefined ? "" : threeDigits(megabytesPerSecond(sizeBytes, p50Ms)),
    ]);
    say(`\n${aligned([header, ...rows])}`);
    results.push(result);
    await measureFloor();
  }
  return results;
}

/** Columns for a terminal. */
function aligned(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)
    )
      .join("   ").trimEnd()
  ).join("\n");
}

function isWanted({ title }: { title: string }): boolean {
  return words.length === 0 || words.some((word) => title.includes(word));
}

async function* maskingRaces(peers: Peers, isChosen = isWanted): AsyncIterable<Race> {
  for (const { prepare } of maskingEntries.filter(isChosen)) yield await prepare(peers);
}

/** Programs are compared with nothing, so `deno bench` measures them. It gives no median. */
async function runPrograms() {
  const { cpu, runtime, benches } = JSON.parse(
    new TextDecoder().decode(
      await run(Deno.execPath(), ["bench", "-A", "--json", "bench/programs_bench.ts"], inRoot),
    ),
  ) as {
    cpu: string;
    runtime: string;
    benches: { name: string; results: [{ ok: { avg: number; p75: number } }] }[];
  };
  const programs = benches.map(({ name, results: [{ ok }] }) => ({
    name,
    averageMs: ok.avg / 1e6,
    p75Ms: ok.p75 / 1e6,
  }));
  return { cpu, runtime, programs };
}

/** The races that were won by less than in the last written run, with words for each. */
async function checkRatios(masking: Result[], keys: Result[]) {
  const page = await Deno.readTextFile(new URL("docs/bench/README.md", root));
  const written = ["bench:masking", "bench:keys"].map((name) => markedText(page, name));
  const measured = [resultsTable(masking), resultsTable(keys)];
  const { compared, losses, missing } = compareRatios(written, measured);
  const titles = [...masking, ...keys].map(({ title }) => title);
  return {
    compared,
    missing: words.length === 0 ? missing : [],
    lines: losses.map(({ what, before, now }) =>
      `${what}: ${threeDigits(before)} × before, ${threeDigits(now)} × now`
    ),
    worse: titles.filter((title) => losses.some(({ what }) => what.startsWith(`${title} /`))),
  };
}

/** Puts the results of a second run in the places of those of the first. */
function replaced(results: Result[], again: readonly Result[]): Result[] {
  return results.map((result) => again.find(({ title }) => title === result.title) ?? result);
}

const folder = await Deno.makeTempDir();
let masking: Result[];
let keys: Result[];
try {
  await using native = new Peer(await buildNative());
  await using python = new Peer(await pythonWithPackages(names.pythonRelease), [
    "bench/python_peer.py",
  ]);
  masking = await runAll(maskingRaces({ native, python, folder }));
  keys = await runAll(keysRaces.filter(isWanted));
  if (checks) {
    // A race that got worse by chance does not do so twice.
    const { worse } = await checkRatios(masking, keys);
    if (worse.length > 0) say(`\nOnce more: ${worse.join("; ")}`);
    const isWorse = ({ title }: { title: string }) => worse.includes(title);
    masking = replaced(masking, await runAll(maskingRaces({ native, python, folder }, isWorse)));
    keys = replaced(keys, await runAll(keysRaces.filter(isWorse)));
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
const noise = { fastestMs: Math.min(...floorsMs), slowestMs: Math.max(...floorsMs) };
const limits = checkLimits(masking);

const document: Record<string, unknown> = { masking, keys, noise, limits };
if (words.length === 0) {
  const { cpu, runtime, programs } = await runPrograms();
  const weights = await weigh();
  const coldStart = await measureColdStart();
  Object.assign(document, { cpu, runtime, programs, weights, coldStart });
  const size = sizeTable(weights, coldStart);
  const programRows = programs.map((
    { name, averageMs, p75Ms },
  ) => [name, duration(averageMs), duration(p75Ms)]);
  say(`\n${aligned([["programs", "average", "p75"], ...programRows])}\n\n${size}`);
  if (writes) await write(`${runtime} on ${cpu}`, size);
}
say(`\n${limitsTable()}\n\n${noiseText()} It took ${duration(performance.now())}.`);
if (checks) {
  const { compared, lines, missing } = await checkRatios(masking, keys);
  say(
    `\n${compared} ratios compared with those of docs/bench, ${lines.length} worse by more than 15 %`,
  );
  for (const line of lines) say(`worse: ${line}`);
  for (const what of missing) say(`not in this run: ${what}`);
  Object.assign(document, { check: { compared, worse: lines, missing } });
  if (lines.length + missing.length > 0) Deno.exitCode = 1;
}
if (asJson) console.log(JSON.stringify(document, null, 2));

/** Writes the results into the documents. */
async function write(machine: string, size: string): Promise<void> {
  const marked: Record<string, Record<string, string>> = {
    "README.md": { "bench:size": size },
    "docs/bench/README.md": {
      "bench:machine": `${machine}. ${noiseText()}`,
      "bench:masking": resultsTable(masking),
      "bench:keys": resultsTable(keys),
      "bench:limits": limitsTable(),
    },
  };
  for (const [file, texts] of Object.entries(marked)) {
    let text = await Deno.readTextFile(new URL(file, root));
    for (const [name, content] of Object.entries(texts)) text = replaceMarked(text, name, content);
    await Deno.writeTextFile(new URL(file, root), text);
  }
  const picture = "docs/bench/masking.svg";
  await Deno.writeTextFile(new URL(picture, root), chart(masking));
  await run(Deno.execPath(), ["fmt", "--quiet", picture, ...Object.keys(marked)], inRoot);
}

function sizeTable(weights: Weight[], coldStarts: ColdStart[]): string {
  const weightRows = weights.map(({ what, oursBytes, referenceBytes }) => [
    `${what}, gzipped`,
    kilobytes(oursBytes),
    ...referenceBytes === undefined
      ? ["none", ""]
      : [kilobytes(referenceBytes), threeDigits(referenceBytes / oursBytes)],
  ]);
  return table(
    ["", "ours", "reference", "ratio"],
    [...weightRows, ...coldStartRows(coldStarts)],
  );
}

function noiseText(): string {
  const { fastestMs, slowestMs } = noise;
  const busy = slowestMs > 1.25 * fastestMs ? " The machine was busy: run again." : "";
  return `Between races the floor took from ${duration(fastestMs)} to ${
    duration(slowestMs)
  }.${busy}`;
}

/** A row for each race: our time, and the ratio of each rival's to it. */
function resultsTable(results: readonly Result[]): string {
  const rivals = [...new Set(results.flatMap(({ timings }) => timings.map(({ name }) => name)))]
    .filter((name) => name !== names.ours);
  return table(
    ["", "ours", ...rivals],
    results.map(({ title, timings }) => [
      title,
      duration(timings[0]!.p50Ms),
      ...rivals.map((rival) => {
        const timing = timings.find(({ name }) => name === rival);
        return timing ? `${threeDigits(timing.ratio)} ×` : "";
      }),
    ]),
  );
}

function limitsTable(): string {
  return table(
    ["", "limit", "measured", ""],
    limits.map(({ what, atLeast, atMost, measured, isMet }) => [
      what,
      atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`,
      threeDigits(measured),
      isMet ? "met" : "missed",
    ]),
  );
}
