/**
 * Calls the shipped WASM module of programs with limits of time and memory.
 *
 * @module
 */
import { fixedLengths, kinds } from "../../src/core/clear_layout.ts";
import * as glue from "../../src/core/programs_bg.js";
import { concat } from "./mutate.ts";

/** The limits of a call. */
export interface Limits {
  memoryBytes: number;
  timeMs: number;
}

/** A result that must not happen. */
export class Finding extends Error {}

/** Bytes in mebibytes, as text. */
export function mib(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

/** A text thrown by the module. */
export class Refused {
  constructor(readonly text: string) {}

  get code(): string {
    return JSON.parse(this.text).code;
  }
}

/** The module under test. A trap is a finding; after it the module is instantiated again. */
export class Module {
  readonly #module: WebAssembly.Module;
  readonly #limits: Limits;
  #memory!: WebAssembly.Memory;
  memory = 0;
  slowestMs = 0;
  slowest = "";
  /** The name of the program under test. */
  subject = "";

  private constructor(module: WebAssembly.Module, limits: Limits) {
    this.#module = module;
    this.#limits = limits;
    this.#start();
  }

  static async load(limits: Limits): Promise<Module> {
    const file = new URL("../../src/core/programs_bg.wasm", import.meta.url);
    return new Module(await WebAssembly.compile(await Deno.readFile(file)), limits);
  }

  /** Makes a new instance. */
  restart(): void {
    // Detaches the buffer, so that the glue lets go of its views of it.
    this.#memory.grow(0);
    this.#start();
    this.memory = 0;
    this.slowestMs = 0;
    this.slowest = "";
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
    if (memory > this.#limits.memoryBytes) {
      throw this.#restart(`${name} left ${mib(memory)} of memory`);
    }
    if (ms > this.#limits.timeMs) throw new Finding(`${name} took ${ms.toFixed(0)} ms`);
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
      const codes = [
        "malformed",
        "invalid",
        "too_large",
        "inputs",
        "arithmetic",
        "range",
        "memory",
        "host",
      ];
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
    // Every input declares something, and each program is described for one of the primes.
    const bitsOf = (name: string) => (name.length * 37 + program.length) % 256;
    const primeBits = [64, 128, 256][program.length % 3]!;
    return this.#typed("inspect", () => glue.inspect(program, primeBits, { bitsOf }));
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
    const run = (numbers: "strict" | "asNodes" | "exact") =>
      this.#typed("evaluate", () => glue.evaluate(program, bits, numbers, inputs, host));
    run("strict");
    run("asNodes");
    return run("exact");
  }
}

function requireLength(what: string, bytes: Uint8Array, length: number): void {
  if (bytes.length !== length) throw new Error(`${what} of ${bytes.length} bytes`);
}

/** Refuses requests that the module must not make of its host. A refusal becomes a finding. */
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

type Type = { kind: number; length: number | undefined } | { of: Type; size: number } | {
  sides: [Type, Type];
};

/** The kind of each scalar, and its length unless it has the length of the prime. */
const scalars: Readonly<Record<string, { kind: number; length: number | undefined }>> = Object
  .fromEntries(
    Object.entries(kinds).filter(([name]) => !/Array|Tuple|Blob|StoreId/.test(name))
      .map(([name, kind]) => {
        // Zeros only: a message without bytes, and its length.
        const length = name === "EddsaMessage" ? 4 : (fixedLengths as Record<number, number>)[kind];
        return [name, { kind, length }];
      }),
  );

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

function count(number: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number, true);
  return bytes;
}

/** The value of a type whose bytes are all zero. */
function zero(type: Type, width: number): Uint8Array {
  if ("kind" in type) {
    const value = new Uint8Array(1 + (type.length ?? width));
    value[0] = type.kind;
    return value;
  }
  if ("sides" in type) {
    return concat([Uint8Array.of(kinds.NadaTuple), ...type.sides.map((side) => zero(side, width))]);
  }
  const element = zero(type.of, width);
  const value = new Uint8Array(5 + type.size * element.length);
  value.set([kinds.NadaArray, ...count(type.size)]);
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

/** Checks that the bytes are values with these names and types. */
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
      expect("the kind", bytes[at++]!, kinds.NadaTuple);
      type.sides.forEach(skip);
    } else {
      expect("the kind", bytes[at++]!, kinds.NadaArray);
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

/** Whether both have the same bytes. */
export function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** A description without types, since nodes print those in another way, and without what only users get. */
function asForNodes(description: string): string {
  const { depth: _depth, warnings: _warnings, ...others } = JSON.parse(description);
  return JSON.stringify(others, (key, value) => key === "type" ? "" : value);
}

/** Calls every function on a program, and returns whether it compiles and whether it runs. */
export function tryAll(module: Module, program: Uint8Array, bits: number): [boolean, boolean] {
  const inspected = module.inspect(program);
  const lowered = module.lower(program);
  module.examine(program);
  if (inspected instanceof Refused) {
    const isRefusedAlike = lowered instanceof Refused && lowered.text === inspected.text;
    if (!isRefusedAlike) throw new Finding(`lower takes what inspect refuses: ${inspected.text}`);
    return [false, false];
  }
  // A lowered program may be too large.
  if (!(lowered instanceof Refused)) {
    const again = module.lower(lowered);
    if (again instanceof Refused || !isEqual(again, lowered)) {
      throw new Finding("lowered a second time, it is another");
    }
    const examined = module.examine(lowered);
    if (examined instanceof Refused || asForNodes(examined) !== asForNodes(inspected)) {
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
