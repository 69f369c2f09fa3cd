/**
 * Tries the shipped WASM module of programs: `deno task fuzz:programs [--seed N] [--programs N] [--mutations N]`.
 *
 * - Programs made at random, in both forms, have to give byte for byte what an interpreter over big integers gives
 *   for their source. `wasm/programs/tests/random_programs.rs` makes them and has that interpreter.
 * - Mutated programs have to be refused, or described and run, within the limits below and without a trap.
 *
 * What fails is written to `.cache/fuzz`, and `--replay FILE` tries it again. `--seed N --programs 1 --mutations 0` makes
 * program N again and compares what it gives.
 *
 * @module
 */
import { parseArgs } from "node:util";
import * as glue from "../src/wasm/programs_bg.js";

const root = new URL("../", import.meta.url);
const folder = new URL(".cache/fuzz/", root);
const corpusFile = new URL("corpus.bin", folder);
const workerCount = 2;
const memoryLimit = 64 * 2 ** 20;
const timeLimitMs = 2000;
/** Failures that a worker reports; the others are only counted. */
const reportLimit = 10;

/** What a worker is to do: its share of the programs, and of so many mutations. */
interface Task {
  seed: number;
  mutations: number;
  worker: number;
}

/** What a worker has to say. */
interface Report {
  done: number;
  failures: Failure[];
  /** Where the worker stands, once it has nothing left to do. */
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

/** A program made at random, and what comes of it. */
interface Case {
  seed: number;
  bits: number;
  program: Uint8Array;
  inputs: Uint8Array;
  /** The code with which it is refused; empty when it gives outputs. */
  code: string;
  outputs: Uint8Array;
}

/** Something that should not have happened. */
class Finding extends Error {}

function mib(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

/** A text thrown by the module. */
class Refused {
  constructor(readonly text: string) {}

  get code(): string {
    return JSON.parse(this.text).code;
  }
}

/** The module under test. A trap is a finding, after which it starts afresh. */
class Module {
  readonly #module: WebAssembly.Module;
  #memory!: WebAssembly.Memory;
  memory = 0;
  slowestMs = 0;
  slowest = "";
  /** What the module is being tried on. */
  subject = "";

  private constructor(module: WebAssembly.Module) {
    this.#module = module;
    this.#start();
  }

  static async load(): Promise<Module> {
    const file = new URL("src/wasm/programs_bg.wasm", root);
    return new Module(await WebAssembly.compile(await Deno.readFile(file)));
  }

  #start(): void {
    const imports = { "./programs_bg.js": glue as unknown as WebAssembly.ModuleImports };
    const { exports } = new WebAssembly.Instance(this.#module, imports);
    glue.__wbg_set_wasm(exports);
    (exports.__wbindgen_start as () => void)();
    this.#memory = exports.memory as WebAssembly.Memory;
  }

  #call<T>(name: string, call: () => T): T | Refused {
    const startedAt = performance.now();
    let result: T | Refused;
    try {
      result = call();
    } catch (error) {
      if (typeof error !== "string") throw this.#restart(`${name} trapped: ${error}`);
      result = new Refused(error);
    }
    const ms = performance.now() - startedAt;
    if (ms > this.slowestMs) {
      this.slowestMs = ms;
      this.slowest = `${name} of ${this.subject}`;
    }
    const memory = this.#memory.buffer.byteLength;
    this.memory = Math.max(this.memory, memory);
    if (memory > memoryLimit) throw this.#restart(`${name} left ${mib(memory)} of memory`);
    if (ms > timeLimitMs) throw new Finding(`${name} took ${ms.toFixed(0)} ms`);
    return result;
  }

  #restart(reason: string): Finding {
    // Detaches the buffer, so that the glue lets go of its views of it.
    this.#memory.grow(0);
    this.#start();
    return new Finding(reason);
  }

  #typed<T>(name: string, call: () => T): T | Refused {
    const result = this.#call(name, call);
    if (result instanceof Refused) {
      const codes = ["malformed", "invalid", "too_large", "inputs", "arithmetic", "host"];
      const { code, message, issues } = JSON.parse(result.text);
      const isTyped = codes.includes(code) && message !== "" && issues.length > 0;
      if (!isTyped) throw new Finding(`${name} refused with ${result.text}`);
    }
    return result;
  }

  lower(program: Uint8Array): Uint8Array | Refused {
    return this.#typed("lower", () => glue.lower(program));
  }

  inspect(program: Uint8Array): string | Refused {
    return this.#typed("inspect", () => glue.inspect(program));
  }

  examine(program: Uint8Array): string | Refused {
    const result = this.#call("examine", () => glue.examine(program));
    const words = /^(malformed program|invalid program: .|a program of \d+ bytes)/s;
    if (result instanceof Refused && !words.test(result.text)) {
      throw new Finding(`examine refused with ${result.text}`);
    }
    return result;
  }

  evaluate(program: Uint8Array, bits: number, inputs: Uint8Array): Uint8Array | Refused {
    return this.#typed("evaluate", () => glue.evaluate(program, bits, inputs, host));
  }
}

function requireLength(what: string, bytes: Uint8Array, length: number): void {
  if (bytes.length !== length) throw new Error(`${what} of ${bytes.length} bytes`);
}

/** Refuses what a host should not be asked for, which becomes a finding. */
const host: glue.Host = {
  randomBytes(count) {
    if (count === 0 || count > 32 * 1024) throw new Error(`${count} random bytes were asked for`);
    return new Uint8Array(count).map((_, index) => index * 151);
  },
  sign(scheme, key, message) {
    requireLength("a key", key, 32);
    if (scheme === "ecdsa") requireLength("a digest", message, 32);
    return new Uint8Array(64);
  },
  publicKey(scheme, key) {
    requireLength("a key", key, 32);
    return new Uint8Array(scheme === "ecdsa" ? 33 : 32);
  },
};

type Type = { kind: number; length?: number } | { of: Type; size: number } | {
  sides: [Type, Type];
};

/** The kind of each scalar, and its length unless that is the prime's. */
const scalars: Readonly<Record<string, { kind: number; length?: number }>> = {
  PublicBoolean: { kind: 1 },
  PublicInteger: { kind: 2 },
  PublicUnsignedInteger: { kind: 3 },
  SecretBoolean: { kind: 4 },
  SecretInteger: { kind: 5 },
  SecretUnsignedInteger: { kind: 6 },
  EcdsaPrivateKey: { kind: 10, length: 32 },
  EcdsaSignature: { kind: 11, length: 64 },
  EcdsaDigestMessage: { kind: 12, length: 32 },
  EcdsaPublicKey: { kind: 13, length: 33 },
  EddsaPrivateKey: { kind: 15, length: 32 },
  EddsaSignature: { kind: 16, length: 64 },
  // Zeros only: a message without bytes, and its length.
  EddsaMessage: { kind: 17, length: 4 },
  EddsaPublicKey: { kind: 18, length: 32 },
};

function parseType(text: string): Type {
  let at = 0;
  const expect = (token: string) => {
    if (!text.startsWith(token, at)) throw new Finding(`${text} is no type`);
    at += token.length;
  };
  const parse = (): Type => {
    const name = /^\w+/.exec(text.slice(at))?.[0] ?? "";
    expect(name);
    if (name === "NadaArray" || name === "PublicArray") {
      expect("<");
      const of = parse();
      const size = /^, ([1-9]\d*)>/.exec(text.slice(at));
      expect(size?.[0] ?? "a size");
      return { of, size: Number(size![1]) };
    }
    if (name === "NadaTuple") {
      expect("<");
      const left = parse();
      expect(", ");
      const right = parse();
      expect(">");
      return { sides: [left, right] };
    }
    const scalar = scalars[name];
    if (scalar === undefined) throw new Finding(`${text} is no type`);
    return scalar;
  };
  const type = parse();
  if (at !== text.length) throw new Finding(`${text} is no type`);
  return type;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function count(number: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number, true);
  return bytes;
}

/** The value of a type that is zero all over. */
function zero(type: Type, width: number): Uint8Array {
  if ("kind" in type) {
    const value = new Uint8Array(1 + (type.length ?? width));
    value[0] = type.kind;
    return value;
  }
  if ("sides" in type) {
    return concat([Uint8Array.of(8), ...type.sides.map((side) => zero(side, width))]);
  }
  const element = zero(type.of, width);
  const value = new Uint8Array(5 + type.size * element.length);
  value.set([7, ...count(type.size)]);
  for (let index = 0; index < type.size; index++) value.set(element, 5 + index * element.length);
  return value;
}

function zeros(values: readonly { name: string; type: string }[], width: number): Uint8Array {
  const parts = values.map(({ name, type }) => {
    const bytes = new TextEncoder().encode(name);
    return concat([count(bytes.length), bytes, zero(parseType(type), width)]);
  });
  return concat([count(values.length), ...parts]);
}

/** Makes sure that the bytes are values of those names and types. */
function requireValues(
  bytes: Uint8Array,
  values: readonly { name: string; type: string }[],
  width: number,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  const expect = (what: string, found: number, wanted: number) => {
    if (found !== wanted) throw new Finding(`the outputs have ${what} ${found}, not ${wanted}`);
  };
  const number = () => view.getUint32((at += 4) - 4, true);
  const skip = (type: Type) => {
    if ("kind" in type) {
      expect("the kind", bytes[at++]!, type.kind);
      at += type === scalars.EddsaMessage ? number() : type.length ?? width;
    } else if ("sides" in type) {
      expect("the kind", bytes[at++]!, 8);
      type.sides.forEach(skip);
    } else {
      expect("the kind", bytes[at++]!, 7);
      expect("the size", number(), type.size);
      for (let index = 0; index < type.size; index++) skip(type.of);
    }
  };
  expect("the count", number(), values.length);
  for (const { name, type } of values) {
    const length = number();
    const found = new TextDecoder().decode(bytes.subarray(at, at += length));
    if (found !== name) throw new Finding(`output ${name} is called ${found}`);
    skip(parseType(type));
  }
  expect("the length", bytes.length, at);
}

/** Numbers that depend on nothing but their seed. */
class Random {
  #state: number;

  constructor(seed: number, index: number) {
    this.#state = Math.imul(seed, 0x9e3779b1) ^ Math.imul(index, 0x85ebca6b);
  }

  below(bound: number): number {
    this.#state = this.#state + 0x6d2b79f5 | 0;
    let mixed = Math.imul(this.#state ^ this.#state >>> 15, 1 | this.#state);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed);
    return Math.floor(((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32 * bound);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

/** A field of a message: where it starts, where its key ends, where its content starts and where that ends. */
interface Field {
  start: number;
  keyEnd: number;
  content: number;
  end: number;
  isVarint: boolean;
}

/** The fields of a message, as far as it is one. */
function fieldsOf(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; at < message.length; scale *= 128) {
      const byte = message[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    return NaN;
  };
  while (at < message.length) {
    const start = at;
    const wireType = varint() % 8;
    const keyEnd = at;
    if (wireType !== 0 && wireType !== 2) break;
    const number = varint();
    const content = wireType === 0 ? keyEnd : at;
    if (wireType === 2) at += number;
    if (Number.isNaN(number) || at > message.length) break;
    fields.push({ start, keyEnd, content, end: at, isVarint: wireType === 0 });
  }
  return fields;
}

function varintOf(number: bigint): Uint8Array {
  const bytes: number[] = [];
  for (; number >= 0x80n; number >>= 7n) bytes.push(Number(number & 0x7fn | 0x80n));
  return Uint8Array.of(...bytes, Number(number));
}

const edges = [0n, 1n, 2n, 127n, 128n, 1n << 16n, 1n << 20n, 1n << 31n, (1n << 32n) - 1n, 1n << 63n]
  .concat((1n << 64n) - 1n);

/** Changes bytes wherever they stand. */
function changeBytes(random: Random, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  const at = random.below(bytes.length);
  const end = Math.min(bytes.length, at + 1 + random.below(random.pick([1, 8, 64, 1024])));
  const before = bytes.subarray(0, at);
  const piece = bytes.subarray(at, end);
  const after = bytes.subarray(end);
  const elsewhere = random.below(bytes.length - piece.length + 1);
  switch (random.below(9)) {
    case 0:
      return before;
    case 1: {
      const noise = Uint8Array.from(piece, () => random.below(256));
      return concat([before, noise, piece, after]);
    }
    case 2:
      return concat([before, after]);
    case 3:
      return concat([before, piece, piece, after]);
    case 4: {
      const rest = concat([before, after]);
      return concat([rest.subarray(0, elsewhere), piece, rest.subarray(elsewhere)]);
    }
    case 5:
      return concat([before, other.subarray(random.below(other.length))]);
    default: {
      const changed = bytes.slice();
      changed[at] = random.pick([
        changed[at]! + 1,
        changed[at]! - 1,
        changed[at]! ^ 1 << random.below(8),
      ]);
      return changed;
    }
  }
}

/** Changes fields, so that what comes out is a message still. */
function changeFields(random: Random, message: Uint8Array, other: Uint8Array): Uint8Array {
  const fields = fieldsOf(message);
  if (fields.length === 0) return changeBytes(random, message, other);
  const index = random.below(fields.length);
  const { start, keyEnd, content, end, isVarint } = fields[index]!;
  const field = message.subarray(start, end);
  const before = message.subarray(0, start);
  const after = message.subarray(end);
  switch (random.below(16)) {
    case 0:
      return concat([before, after]);
    case 1:
      return concat([before, field, field, after]);
    case 2: {
      const second = fields[random.below(fields.length)]!;
      const [a, b] = second.start < start ? [second, fields[index]!] : [fields[index]!, second];
      if (a === b) return message;
      return concat([
        message.subarray(0, a.start),
        message.subarray(b.start, b.end),
        message.subarray(a.end, b.start),
        message.subarray(a.start, a.end),
        message.subarray(b.end),
      ]);
    }
    case 3:
    case 4: {
      const theirs = fieldsOf(other);
      if (theirs.length === 0) return message;
      const taken = random.pick(theirs);
      const replaced = random.below(2) === 0 ? field : new Uint8Array();
      return concat([before, replaced, other.subarray(taken.start, taken.end), after]);
    }
  }
  const key = message.subarray(start, keyEnd);
  if (isVarint) {
    const number = random.below(2) === 0
      ? random.pick(edges)
      : BigInt(Math.max(0, message[content]! + random.pick([-2, -1, 1, 2])));
    return concat([before, key, varintOf(number), after]);
  }
  const change = random.below(8) === 0 ? changeBytes : changeFields;
  const inner = message.subarray(content, end);
  const changed = inner.length === 0 ? inner : change(random, inner, other);
  return concat([before, key, varintOf(BigInt(changed.length)), changed, after]);
}

function mutate(random: Random, program: Uint8Array, other: Uint8Array): Uint8Array {
  let mutated = program;
  const change = random.below(2) === 0 ? changeBytes : changeFields;
  for (let left = 1 + random.below(4); left > 0 && mutated.length > 0; left--) {
    mutated = change(random, mutated, other);
  }
  return mutated;
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** A description but for types, which nodes print in words of their own. */
function withoutTypes(description: string): string {
  return JSON.stringify(JSON.parse(description), (key, value) => key === "type" ? "" : value);
}

/** Tries everything on a program, and says whether it compiles and whether it runs. */
function tryAll(module: Module, program: Uint8Array, bits: number): [boolean, boolean] {
  const inspected = module.inspect(program);
  const lowered = module.lower(program);
  module.examine(program);
  if (inspected instanceof Refused) {
    const isRefusedAlike = lowered instanceof Refused && lowered.text === inspected.text;
    if (!isRefusedAlike) throw new Finding(`lower takes what inspect refuses: ${inspected.text}`);
    return [false, false];
  }
  // A program may be too large once it is lowered.
  if (!(lowered instanceof Refused)) {
    const again = module.lower(lowered);
    if (again instanceof Refused || !isEqual(again, lowered)) {
      throw new Finding("lowered a second time, it is another");
    }
    const examined = module.examine(lowered);
    if (examined instanceof Refused || withoutTypes(examined) !== withoutTypes(inspected)) {
      throw new Finding("nodes do not take what it is lowered to");
    }
  } else if (lowered.code !== "too_large") {
    throw new Finding(`lower refuses what inspect takes: ${lowered.text}`);
  }
  const { inputs, outputs } = JSON.parse(inspected);
  const given = module.evaluate(program, bits, zeros(inputs, bits / 8));
  if (given instanceof Refused) {
    if (["arithmetic", "too_large"].includes(given.code)) return [true, false];
    throw new Finding(`evaluate refused with ${given.text}`);
  }
  requireValues(given, outputs, bits / 8);
  return [true, true];
}

/** Makes sure that a program, in either form, gives what it should. */
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

/** The programs that `random_programs.rs` wrote, laid out as it says. */
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

/** The programs that stand in files. */
function readPrograms(): Uint8Array[] {
  const programs: Uint8Array[] = [];
  for (const path of ["wasm/programs/tests/fixtures/", "../shared/vectors/nada/programs/"]) {
    let entries: Deno.DirEntry[];
    try {
      entries = [...Deno.readDirSync(new URL(path, root))];
    } catch {
      continue;
    }
    const names = entries.map(({ name }) => name).filter((name) => name.endsWith(".bin")).sort();
    programs.push(...names.map((name) => Deno.readFileSync(new URL(path + name, root))));
  }
  return programs;
}

async function work({ seed, mutations, worker }: Task, say: (report: Report) => void) {
  const module = await Module.load();
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
  const cargoHome = Deno.env.get("CARGO_HOME") ?? `${Deno.env.get("HOME")}/.cargo`;
  const { success, stdout, stderr } = await new Deno.Command("cargo", {
    args: ["test", "--locked", "--release", "--package=programs", "--test=random_programs"],
    cwd: new URL("wasm/", root),
    env: {
      PATH: `${cargoHome}/bin:${Deno.env.get("PATH")}`,
      SEED: String(seed),
      PROGRAMS: String(programs),
      CORPUS: corpusFile.pathname,
    },
  }).output();
  if (success) return;
  Deno.stderr.writeSync(stdout);
  Deno.stderr.writeSync(stderr);
  throw new Error("The programs could not be made: see above");
}

async function fuzz(seed: number, programs: number, mutations: number): Promise<number> {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`;
  await makeCorpus(seed, programs);
  console.log(`${programs} programs are made (${seconds()})`);

  let done = 0;
  const hear = (report: Report) => {
    for (const { name, reason, program } of report.failures) {
      const file = new URL(`seed-${seed}-${name.replace(" ", "-")}.bin`, folder);
      Deno.writeFileSync(file, program);
      console.log(`FAIL ${name} of seed ${seed}: ${reason}\n     written to ${file.pathname}`);
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

/** Tries one program from a file, over every prime. */
async function replay(file: string): Promise<number> {
  const module = await Module.load();
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
      replay: { type: "string" },
    },
  });
  const number = (option: "seed" | "programs" | "mutations") => {
    const value = values[option];
    if (!/^\d{1,9}$/.test(value)) throw new Error(`--${option} takes a number, not ${value}`);
    return Number(value);
  };
  const failed = values.replay === undefined
    ? await fuzz(number("seed"), number("programs"), number("mutations"))
    : await replay(values.replay);
  Deno.exit(failed === 0 ? 0 : 1);
}
