/** Everything that a log, a debugger or a program could read of a thing without asking for a secret by its name. */
import { format, inspect } from "node:util";
import { serialize } from "node:v8";
import { EddsaKey, PrivateKey, type Value } from "@nilvm/client";
import { Value as AnyValue } from "../../src/values/value.ts";

/** Something that was read, and where. */
export interface Shown {
  readonly where: string;
  readonly material: string | Uint8Array;
}

/** What was read of a thing. */
export interface Reading {
  readonly shown: Shown[];
  /** Where a secret value or a private key can be reached, which says its secret when it is asked. */
  readonly secrets: { readonly where: string; readonly holder: object }[];
}

const depthMax = 40;

/** Reads everything of a thing. */
export function readEverything(thing: unknown, name: string): Reading {
  const reading: Reading = { shown: [], secrets: [] };
  render(thing, name, reading);
  const walk = new Walk(reading);
  walk.visit(thing, name, 0);
  // A copy of an object may have what the object itself hides.
  try {
    walk.visit(structuredClone(thing), `structuredClone(${name})`, 0);
  } catch (error) {
    render(error, `the error of structuredClone(${name})`, reading);
  }
  return reading;
}

/** Writes a thing as consoles, templates and serializers do. */
function render(thing: unknown, name: string, { shown }: Reading): void {
  const attempt = (how: string, write: () => string | Uint8Array | undefined) => {
    try {
      const material = write();
      if (material !== undefined) shown.push({ where: `${how} of ${name}`, material });
    } catch (error) {
      // What cannot be written says so, and must not say more.
      shown.push({ where: `the error of ${how} of ${name}`, material: Deno.inspect(error) });
    }
  };
  const all = { showHidden: true, depth: depthMax } as const;
  const long = { iterableLimit: 1e6, strAbbreviateSize: 1e6 } as const;
  const longInNode = { maxArrayLength: null, maxStringLength: null } as const;
  attempt("Deno.inspect", () => Deno.inspect(thing, { ...all, ...long, getters: true }));
  attempt(
    "Deno.inspect with proxies",
    () => Deno.inspect(thing, { ...all, ...long, showProxy: true }),
  );
  attempt("node:util's inspect", () => inspect(thing, { ...all, ...longInNode, getters: true }));
  attempt(
    "node:util's inspect without customs",
    () => inspect(thing, { ...all, ...longInNode, customInspect: false, showProxy: true }),
  );
  attempt("node:util's format", () => format("%s %o %O %j", thing, thing, thing, thing));
  attempt("String()", () => String(thing));
  attempt("a template", () => `${thing}`);
  attempt("a number", () => String(Number(thing)));
  attempt("JSON", () => JSON.stringify(thing));
  attempt("JSON with bigints", () => JSON.stringify(thing, bigintAsText));
  attempt("node:v8's serialize", () => serialize(thing));
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}` : value;
}

/** Whether a thing has a secret that it says when it is asked. */
function isSecret(thing: object): boolean {
  return thing instanceof PrivateKey || thing instanceof EddsaKey ||
    thing instanceof AnyValue && (thing as Value).isSecret;
}

/** The prototypes that every program has. Their accessors show no more than the objects themselves. */
const builtins = new Set<object | null>([
  null,
  ...Object.getOwnPropertyNames(globalThis).flatMap((name) => {
    const value = Object.getOwnPropertyDescriptor(globalThis, name)?.value;
    return typeof value === "function" && value.prototype ? [value.prototype] : [];
  }),
]);

/** Goes through properties, own and inherited ones, hidden ones and accessors, and through entries of collections. */
class Walk {
  readonly #reading: Reading;
  readonly #seen = new Set<unknown>([globalThis]);

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  visit(thing: unknown, where: string, depth: number): void {
    const { shown, secrets } = this.#reading;
    if (typeof thing === "symbol") return void shown.push({ where, material: String(thing) });
    if (typeof thing !== "object" && typeof thing !== "function") {
      return void shown.push({ where, material: String(thing) });
    }
    if (thing === null || this.#seen.has(thing) || depth > depthMax) return;
    this.#seen.add(thing);
    if (ArrayBuffer.isView(thing)) {
      const { buffer, byteOffset, byteLength } = thing;
      shown.push({ where, material: new Uint8Array(buffer, byteOffset, byteLength) });
      return;
    }
    if (thing instanceof ArrayBuffer) {
      return void shown.push({ where, material: new Uint8Array(thing) });
    }
    const holdsSecret = isSecret(thing);
    if (holdsSecret) secrets.push({ where, holder: thing });
    if (isIterable(thing)) {
      let index = 0;
      for (const entry of thing) this.visit(entry, `${where}[${index++}]`, depth + 1);
    }
    for (let owner: object | null = thing; !builtins.has(owner); owner = parentOf(owner)) {
      for (const key of Reflect.ownKeys(owner!)) {
        // A secret says itself when it is asked for its value, and by nothing else.
        if (holdsSecret && key === "value") continue;
        this.visit(key, `a key of ${where}`, depth + 1);
        this.#visitProperty(thing, owner!, key, where, depth);
      }
    }
    // Those of built-in classes that say something, such as that of an error.
    if (thing instanceof Error) {
      for (const key of ["name", "message", "stack", "cause", "errors"]) {
        this.visit(Reflect.get(thing, key), `${where}.${key}`, depth + 1);
      }
    }
  }

  #visitProperty(
    thing: object,
    owner: object,
    key: PropertyKey,
    where: string,
    depth: number,
  ): void {
    const place = `${where}.${String(key)}`;
    try {
      const descriptor = Reflect.getOwnPropertyDescriptor(owner, key);
      const isMethod = owner !== thing && typeof descriptor?.value === "function";
      if (isMethod) return;
      this.visit(Reflect.get(owner, key, thing), place, depth + 1);
    } catch (error) {
      this.#reading.shown.push({ where: `the error of ${place}`, material: Deno.inspect(error) });
    }
  }
}

function isIterable(thing: object): thing is Iterable<unknown> {
  const isCollection = thing instanceof Map || thing instanceof Set || thing instanceof Headers ||
    thing instanceof URLSearchParams;
  return isCollection || Array.isArray(thing);
}

function parentOf(thing: object | null): object | null {
  return thing === null ? null : Reflect.getPrototypeOf(thing);
}
