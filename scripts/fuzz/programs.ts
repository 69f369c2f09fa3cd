/**
 * Tests the shipped WASM module of programs with random and changed programs: `deno task fuzz:programs [--seed N] [--programs N] [--mutations N]`.
 *
 * - Random programs, in both forms, have to give the same bytes as an interpreter over big integers
 *   gives for their source. `wasm/programs/tests/random_programs.rs` makes the programs and has the interpreter.
 * - Changed programs have to be refused, or described and run, within the limits below and without a trap.
 * - `--repeat [--bytes N]`: programs in which one construct is repeated, see `repeat_constructs.ts`.
 *
 * A failing program is written to `.cache/fuzz`; `--replay FILE` tries it again. `--seed N --programs 1 --mutations 0` makes
 * program N again and compares its results.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { mutate } from "./mutate.ts";
import { Finding, isEqual, type Limits, mib, Module, Refused, tryAll } from "./programs_module.ts";
import { Random } from "../../tools/random.ts";
import { programBytesMax, repeatConstructs } from "./repeat_constructs.ts";
import { run } from "../../tools/run.ts";
import { rustPath } from "../../tools/rust_path.ts";

const root = new URL("../../", import.meta.url);
const folder = new URL(".cache/fuzz/", root);
const corpusFile = new URL("corpus.bin", folder);
const workerCount = 2;
const limits: Limits = { memoryBytes: 64 * 2 ** 20, timeMs: 2000 };
/** The number of failures that a worker reports. Further ones are only counted. */
const reportLimit = 10;

/** The task of a worker: its share of the programs and of the mutations. */
interface Task {
  seed: number;
  mutations: number;
  worker: number;
}

/** A report of a worker. */
interface Report {
  done: number;
  failures: Failure[];
  /** The figures at the end of its task. */
  end?: Figures;
}

interface Failure {
  name: string;
  reason: string;
  program: Uint8Array;
}

interface Figures {
  programs: number;
  mutations: number;
  compiled: number;
  ran: number;
  failed: number;
  memory: number;
  slowestMs: number;
  slowest: string;
}

/** A random program and its expected result. */
interface Case {
  seed: number;
  bits: number;
  program: Uint8Array;
  inputs: Uint8Array;
  /** The code of the refusal; empty when the program gives outputs. */
  code: string;
  outputs: Uint8Array;
}

/** Checks the result of a program in either form. */
function tryCase(module: Module, { bits, program, inputs, code, outputs }: Case): void {
  tryAll(module, program, bits);
  const lowered = module.lower(program);
  if (lowered instanceof Refused) {
    if (lowered.code !== code) throw new Finding(`lower refused with ${lowered.text}`);
    return;
  }
  for (const form of [program, lowered]) {
    const given = module.evaluate(form, bits, inputs);
    if (given instanceof Refused) {
      if (given.code !== code) throw new Finding(`evaluate refused with ${given.text}`);
    } else if (code !== "" || !isEqual(given, outputs)) {
      throw new Finding(
        `the ${form === program ? "program" : "lowered program"} gives other outputs`,
      );
    }
  }
}

/** Reads the programs that `random_programs.rs` wrote. */
function readCorpus(bytes: Uint8Array): Case[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const cases: Case[] = [];
  let at = 0;
  const number = () => view.getUint32((at += 4) - 4, true);
  const next = () => {
    const length = number();
    return bytes.subarray(at, at += length);
  };
  while (at < bytes.length) {
    const [seed, bits] = [number(), number()];
    const [program, inputs, code, outputs] = [next(), next(), next(), next()];
    cases.push({ seed, bits, program, inputs, code: new TextDecoder().decode(code), outputs });
  }
  return cases;
}

/** The programs in files. */
function readPrograms(): Uint8Array[] {
  const programs: Uint8Array[] = [];
  for (const path of ["wasm/programs/tests/fixtures/", "tests/fixtures/recorded/nada/programs/"]) {
    const entries = [...Deno.readDirSync(new URL(path, root))];
    const names = entries.map(({ name }) => name).filter((name) => name.endsWith(".bin")).sort();
    programs.push(...names.map((name) => Deno.readFileSync(new URL(path + name, root))));
  }
  return programs;
}

async function work({ seed, mutations, worker }: Task, say: (report: Report) => void) {
  const module = await Module.load(limits);
  const corpus = readCorpus(await Deno.readFile(corpusFile));
  const figures = { programs: 0, mutations: 0, compiled: 0, ran: 0, failed: 0 };
  let done = 0;
  let failures: Failure[] = [];
  const tell = () => {
    say({ done, failures });
    [done, failures] = [0, []];
  };
  const attempt = (name: string, program: Uint8Array, check: () => void) => {
    module.subject = name;
    try {
      check();
    } catch (error) {
      const reason = error instanceof Finding ? error.message : String(error);
      if (figures.failed++ < reportLimit) failures.push({ name, reason, program });
    }
  };

  for (let index = worker; index < corpus.length; index += workerCount) {
    const made = corpus[index]!;
    attempt(`program ${made.seed}`, made.program, () => tryCase(module, made));
    figures.programs++;
  }
  const bothForms = (programs: readonly Uint8Array[]) =>
    programs.flatMap((program, index) => {
      const forms = [program];
      attempt(`seed ${index}`, program, () => {
        const lowered = module.lower(program);
        if (!(lowered instanceof Refused)) forms.push(lowered);
      });
      return forms;
    });
  const files = bothForms(readPrograms());
  const made = bothForms(corpus.map(({ program }) => program));
  const pick = (random: Random) =>
    random.pick(made.length === 0 || random.below(3) === 0 ? files : made);
  for (let index = worker; index < mutations; index += workerCount) {
    const random = new Random(seed, index);
    const program = mutate(random, pick(random), pick(random));
    attempt(`mutation ${index}`, program, () => {
      const [isCompiled, hasRun] = tryAll(module, program, random.pick([64, 128, 256]));
      if (isCompiled) figures.compiled++;
      if (hasRun) figures.ran++;
    });
    figures.mutations++;
    if (++done === 10_000) tell();
  }
  const { memory, slowestMs, slowest } = module;
  say({ done, failures, end: { ...figures, memory, slowestMs, slowest } });
}

/** Runs one worker to its end. */
function employ(task: Task, hear: (report: Report) => void): Promise<Figures> {
  const { promise, resolve, reject } = Promise.withResolvers<Figures>();
  const worker = new Worker(import.meta.url, { type: "module", name: workerName });
  worker.onmessage = ({ data }: MessageEvent<Report>) => {
    hear(data);
    if (data.end === undefined) return;
    worker.terminate();
    resolve(data.end);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new Error(event.message));
  };
  worker.postMessage(task);
  return promise;
}

async function makeCorpus(seed: number, programs: number): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeFile(corpusFile, new Uint8Array());
  if (programs === 0) return;
  const args = ["test", "--locked", "--release", "--package=programs", "--test=random_programs"];
  await run("cargo", args, {
    cwd: new URL("wasm/", root).pathname,
    env: {
      PATH: rustPath,
      SEED: String(seed),
      PROGRAMS: String(programs),
      CORPUS: corpusFile.pathname,
    },
  });
}

async function fuzz(seed: number, programs: number, mutations: number): Promise<number> {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`;
  await makeCorpus(seed, programs);
  console.log(`${programs} programs are made (${seconds()})`);

  let done = 0;
  const hear = (report: Report) => {
    for (const { name, reason, program } of report.failures) {
      const file = keep(`seed-${seed}-${name.replace(" ", "-")}`, program);
      console.log(`FAIL ${name} of seed ${seed}: ${reason}\n     written to ${file}`);
    }
    const tenths = () => Math.floor(10 * done / mutations);
    const before = tenths();
    done += report.done;
    if (tenths() > before) console.log(`${done} of ${mutations} mutations (${seconds()})`);
  };
  const tasks = Array.from({ length: workerCount }, (_, worker) => ({ seed, mutations, worker }));
  const all = await Promise.all(tasks.map((task) => employ(task, hear)));

  const sum = (of: (figures: Figures) => number) => all.reduce((sum, one) => sum + of(one), 0);
  const slow = all.reduce((a, b) => a.slowestMs > b.slowestMs ? a : b);
  const memory = Math.max(...all.map(({ memory }) => memory));
  console.log(
    `${sum(({ programs }) => programs)} programs; ${
      sum(({ mutations }) => mutations)
    } mutations, of which ` +
      `${sum(({ compiled }) => compiled)} compiled and ${sum(({ ran }) => ran)} ran; ` +
      `${mib(memory)} of memory; ` +
      `the slowest call took ${slow.slowestMs.toFixed(0)} ms, ${slow.slowest} (${seconds()})`,
  );
  const failed = sum(({ failed }) => failed);
  const passed = sum(({ programs, mutations }) => programs + mutations) - failed;
  console.log(`${passed} passed, ${failed} failed`);
  return failed;
}

/** Writes a program that failed and returns the path of the file. */
function keep(name: string, program: Uint8Array): string {
  const file = new URL(`${name}.bin`, folder);
  Deno.mkdirSync(folder, { recursive: true });
  Deno.writeFileSync(file, program);
  return file.pathname;
}

/** Tries one program from a file, over every prime. */
async function replay(file: string): Promise<number> {
  const module = await Module.load(limits);
  const program = await Deno.readFile(file);
  module.subject = file;
  let failed = 0;
  for (const bits of [64, 128, 256]) {
    try {
      const [isCompiled, hasRun] = tryAll(module, program, bits);
      console.log(`${bits} bits: ${hasRun ? "runs" : isCompiled ? "compiles" : "is refused"}`);
    } catch (error) {
      console.log(`FAIL ${bits} bits: ${error instanceof Finding ? error.message : error}`);
      failed++;
    }
  }
  console.log(`${3 - failed} passed, ${failed} failed`);
  return failed;
}

const workerName = "fuzz_programs";

if (globalThis.name === workerName) {
  const scope = globalThis as unknown as {
    onmessage: (event: MessageEvent<Task>) => void;
    postMessage: (report: Report) => void;
  };
  scope.onmessage = ({ data }) => void work(data, (report) => scope.postMessage(report));
} else {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      programs: { type: "string", default: "10000" },
      mutations: { type: "string", default: "1000000" },
      repeat: { type: "boolean", default: false },
      bytes: { type: "string", default: String(programBytesMax) },
      replay: { type: "string" },
    },
  });
  const number = (option: "seed" | "programs" | "mutations" | "bytes") => {
    const value = values[option];
    if (!/^\d{1,9}$/.test(value)) throw new Error(`--${option} takes a number, not ${value}`);
    return Number(value);
  };
  const failed = values.replay !== undefined
    ? await replay(values.replay)
    : values.repeat
    ? await repeatConstructs(readPrograms(), number("bytes"), keep)
    : await fuzz(number("seed"), number("programs"), number("mutations"));
  Deno.exit(failed === 0 ? 0 : 1);
}
