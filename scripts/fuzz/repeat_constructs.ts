/**
 * Repeats one construct of a program until it has the largest size: work that takes time or memory that
 * grows faster than the program shows only here. `deno task fuzz:programs --repeat` runs it.
 *
 * A construct is a field of a program's message, at any depth, in the programs of the tests. It is
 * repeated unchanged, with new names each time, with new ids, and with ids that make a chain of operations.
 *
 * @module
 */
import { concat, type Field, fieldsOf, varintOf } from "./mutate.ts";
import { Finding, isEqual, type Limits, mib, Module, Refused, tryAll } from "./programs_module.ts";

/** The largest program that the module accepts. */
export const programBytesMax = 6 * 2 ** 20;

/** The limits of one call for any program. */
const limits: Limits = { memoryBytes: 256 * 2 ** 20, timeMs: 10_000 };

/** The number of slowest and of largest programs that are tried at the whole size. */
const wholeSizeCount = 20;

/** A field by the numbers of those around it and its own, such as `6.2.4`. */
type Path = readonly number[];

const changes = ["same", "named", "numbered", "chained"] as const;
type Change = typeof changes[number];

/** A program with a field that can be repeated. */
interface Construct {
  readonly path: Path;
  /** Its index among the fields of each message around it. */
  readonly at: readonly number[];
  readonly program: Uint8Array;
}

/** Fields that look like messages but are none: names, texts, and packed numbers. */
const texts = [
  /^(1\.(3|2\.1)|2\.1|3\.[234]|4\.[23]|5\.[13]|7\.[12]|8\.1)$/,
  /^(6|1\.4)\.2\.(8\.1|9\.1|10\.2|13\.1|17\.1)$/,
  // In the type of an object.
  /\.13\.1\.1$/,
];

function isText(path: Path): boolean {
  const name = path.join(".");
  return texts.some((text) => text.test(name));
}

/** Types nest without an end; the decoder accepts some levels. */
const depthMax = 8;

/** Fields with names that have to differ. */
const names = ["1.2.1", "1.3", "2.1", "3.3", "4.2", "5.1", "7.1", "8.1"];

function numberOf(message: Uint8Array, { start, keyEnd }: Field): number {
  let number = 0;
  for (let at = keyEnd - 1; at >= start; at--) number = number * 128 + (message[at]! & 0x7f);
  return Math.floor(number / 8);
}

/** Every field of a message by its path, in the order of the message. */
function* walk(
  message: Uint8Array,
  path: Path = [],
): Generator<{ path: Path; at: readonly number[] }> {
  for (const [index, field] of fieldsOf(message).entries()) {
    const inner = [...path, numberOf(message, field)];
    yield { path: inner, at: [index] };
    if (field.isVarint || isText(inner) || inner.length === depthMax) continue;
    for (const found of walk(message.subarray(field.content, field.end), inner)) {
      yield { path: found.path, at: [index, ...found.at] };
    }
  }
}

/** A field with other content. */
function withContent(message: Uint8Array, field: Field, content: Uint8Array): Uint8Array {
  const key = message.subarray(field.start, field.keyEnd);
  return concat([key, varintOf(BigInt(content.length)), content]);
}

/** Changes the content of some fields of a message. */
function rewrite(
  message: Uint8Array,
  path: Path,
  change: (path: string, message: Uint8Array, field: Field) => Uint8Array | undefined,
): Uint8Array {
  return concat(
    fieldsOf(message).map((field) => {
      const inner = [...path, numberOf(message, field)];
      const name = inner.join(".");
      const changed = change(name, message, field);
      if (changed !== undefined) return changed;
      const isText = texts.some((text) => text.test(name));
      if (field.isVarint || isText || inner.length === 8) {
        return message.subarray(field.start, field.end);
      }
      return withContent(
        message,
        field,
        rewrite(message.subarray(field.content, field.end), inner, change),
      );
    }),
  );
}

/** Ids in an entry of a table of operations: its own, twice. */
const ownIds = /^(6|1\.4)\.(1|2\.1)$|^1\.1$/;
/** Operands. */
const operandIds =
  /^(6|1\.4)\.2\.(4\.[23]|5\.2|6\.[123]|11\.2|12\.[23]|14\.2|15\.2|16\.2|17\.2|18\.1)$/;

/** Larger than all ids in the programs of the tests. */
const firstId = 1_000_000;

/** A changed copy of the field. */
function copyOf(field: Uint8Array, path: Path, change: Change, index: number): Uint8Array {
  if (change === "same") return field;
  const suffix = new TextEncoder().encode(String(index));
  // Starts at the path of the parent, since the copy is a message with this field alone.
  return rewrite(field, path.slice(0, -1), (name, message, inner) => {
    const key = message.subarray(inner.start, inner.keyEnd);
    if (change === "named" && names.includes(name)) {
      return withContent(
        message,
        inner,
        concat([message.subarray(inner.content, inner.end), suffix]),
      );
    }
    if ((change === "numbered" || change === "chained") && inner.isVarint && ownIds.test(name)) {
      return concat([key, varintOf(BigInt(firstId + index))]);
    }
    if (change === "chained" && index > 0 && inner.isVarint && operandIds.test(name)) {
      return concat([key, varintOf(BigInt(firstId + index - 1))]);
    }
  });
}

/** Inserts copies of the field after it until the program has the largest size. */
function repeat(
  message: Uint8Array,
  path: Path,
  at: readonly number[],
  change: Change,
  room: number,
): Uint8Array {
  const fields = fieldsOf(message);
  const field = fields[at[0]!]!;
  const before = message.subarray(0, field.start);
  const after = message.subarray(field.end);
  const own = message.subarray(field.start, field.end);
  if (at.length > 1) {
    const content = message.subarray(field.content, field.end);
    const inner = repeat(
      content,
      [...path, numberOf(message, field)],
      at.slice(1),
      change,
      room - 8,
    );
    return concat([before, withContent(message, field, inner), after]);
  }
  const copies: Uint8Array[] = [own];
  const whole = [...path, numberOf(message, field)];
  for (let index = 0, left = room;; index++) {
    const copy = copyOf(own, whole, change, index);
    left -= copy.length;
    if (left < 0) break;
    copies.push(copy);
  }
  return concat([before, ...copies, after]);
}

/** The field at that place. */
function fieldAt(message: Uint8Array, [index, ...rest]: readonly number[]): Uint8Array {
  const { start, content, end } = fieldsOf(message)[index!]!;
  return rest.length === 0
    ? message.subarray(start, end)
    : fieldAt(message.subarray(content, end), rest);
}

/** Of every construct in the programs, the one in the smallest program that has it. */
function constructsOf(programs: readonly Uint8Array[]): Construct[] {
  const found = new Map<string, Construct>();
  for (const program of programs.toSorted((a, b) => a.length - b.length)) {
    for (const { path, at } of walk(program)) {
      const name = path.join(".");
      if (!found.has(name)) found.set(name, { path, at, program });
    }
  }
  return [...found.values()];
}

/** A construct, a way to repeat it, and its time and memory at a part of the size. */
interface Candidate {
  readonly construct: Construct;
  readonly change: Change;
  readonly ms: number;
  /** The slowest call. */
  readonly slowest: string;
  readonly memory: number;
}

/** All different ways to repeat each construct. */
function candidatesOf(constructs: readonly Construct[]): Candidate[] {
  return constructs.flatMap((construct) => {
    const field = fieldAt(construct.program, construct.at);
    const copy = (change: Change) => copyOf(field, construct.path, change, 1);
    const ways = changes.filter((change, index) =>
      changes.slice(0, index).every((other) => !isEqual(copy(change), copy(other)))
    );
    return ways.map((change) => ({ construct, change, ms: 0, slowest: "", memory: 0 }));
  });
}

/**
 * Tries every construct of the programs in every way at a sixteenth of the size, and those that took most time or memory
 * at the whole; says how many do not hold.
 */
export async function repeatConstructs(
  programs: readonly Uint8Array[],
  bytes: number,
  keep: (name: string, program: Uint8Array) => string,
): Promise<number> {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`;
  const module = await Module.load(limits);
  const lowered = programs.flatMap((program) => {
    const bytes = module.lower(program);
    return bytes instanceof Refused ? [] : [bytes];
  });
  const constructs = constructsOf([...programs, ...lowered]);
  let [tried, failed] = [0, 0];
  const attempt = (candidate: Candidate, bytes: number) => {
    const { construct: { path, at, program }, change } = candidate;
    const name = `${path.join(".")}, ${change}`;
    const repeated = repeat(program, [], at, change, bytes - program.length - 64);
    module.restart();
    module.subject = name;
    tried++;
    try {
      tryAll(module, repeated, 64);
    } catch (error) {
      if (!(error instanceof Finding)) throw error;
      failed++;
      const file = keep(`repeated-${name.replace(", ", "-")}-${bytes}`, repeated);
      console.log(`FAIL ${name}, of ${mib(bytes)}: ${error.message}\n     written to ${file}`);
    }
    const { slowestMs, slowest, memory } = module;
    return { ...candidate, ms: slowestMs, slowest, memory };
  };
  const candidates = candidatesOf(constructs)
    .map((candidate) => attempt(candidate, Math.ceil(bytes / 16)));
  console.log(
    `${constructs.length} constructs were repeated in ${candidates.length} ways (${seconds()})`,
  );

  const most = (of: (candidate: Candidate) => number) =>
    candidates.toSorted((a, b) => of(b) - of(a)).slice(0, wholeSizeCount);
  const chosen = new Set([...most(({ ms }) => ms), ...most(({ memory }) => memory)]);
  const whole = [...chosen].map((candidate) => attempt(candidate, bytes));
  const slow = whole.reduce((a, b) => a.ms > b.ms ? a : b);
  const memory = Math.max(...whole.map(({ memory }) => memory));
  console.log(
    `${whole.length} of them with ${mib(bytes)}: the slowest call took ${slow.ms.toFixed(0)} ms, ` +
      `${slow.slowest}; ${mib(memory)} of memory (${seconds()})`,
  );
  console.log(`${tried - failed} passed, ${failed} failed`);
  return failed;
}
