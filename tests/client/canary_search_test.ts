/** The search for a canary finds it: otherwise it would prove nothing that it finds none. */
import { SecretBlob, SecretInteger } from "@nilvm/client";
import { assert, assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import { inspect } from "node:util";
import { callCore } from "../../src/core/core.ts";
import { CanarySearch, formsOf, makeCanary } from "../support/canary.ts";
import { type CanarySecrets, CanaryStage } from "../support/canary_stage.ts";
import { startNet } from "../support/net_fixture.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** The number that the bytes are, by another way than the search's. */
function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduce((number, byte) => 256n * number + BigInt(byte), 0n);
}

/** Texts with the canary, as programs write them. */
const writers: Record<string, (canary: Uint8Array) => string> = {
  text: (canary) => `Wrong password: ${text(canary)}!`,
  hex: (canary) => Buffer.from(canary).toString("hex"),
  "upper-case hex": (canary) => `0x${Buffer.from(canary).toString("hex").toUpperCase()}`,
  "hex in groups": (canary) => Buffer.from(canary).toString("hex").replace(/(....)/g, "$1 "),
  "a Buffer": (canary) => inspect(Buffer.from(canary)),
  decimal: (canary) => `${numberOf(canary)}n`,
  "a negative decimal": (canary) => `-${numberOf(canary)}`,
  "decimal, the last byte first": (canary) => `${numberOf(canary.toReversed())}`,
  "a list": (canary) => [...canary].join(", "),
  "a list without white space": (canary) => `[${[...canary]}]`,
  "a list of lines": (canary) => [...canary].join(",\n    "),
  "a list of hex": (canary) => [...canary].map((byte) => `0x${byte.toString(16)}`).join(", "),
  "Deno.inspect": (canary) => Deno.inspect(canary),
  "node:util's inspect": (canary) => inspect(canary),
  "JSON of bytes": (canary) => JSON.stringify(canary),
  "JSON of bytes in lines": (canary) => JSON.stringify({ a: canary }, null, 2),
  "JSON of a Buffer": (canary) => JSON.stringify(Buffer.from(canary)),
  "an object with indexes": (canary) => inspect({ ...canary }),
  "reversed hex": (canary) => Buffer.from(canary.toReversed()).toString("hex"),
  "a reversed list": (canary) => canary.toReversed().join(", "),
};
for (const encoding of ["base64", "base64url"] as const) {
  for (const before of ["", "a", "ab", "abc"]) {
    for (const after of ["", "z", "zz"]) {
      const name = `${encoding} between ${before.length} and ${after.length} bytes`;
      const around = (bytes: Uint8Array) => Buffer.from([before, text(bytes), after].join(""));
      writers[name] = (canary) => around(canary).toString(encoding);
      writers[`reversed ${name}`] = (canary) => around(canary.toReversed()).toString(encoding);
    }
  }
}

Deno.test("the search finds a canary in every form, in text, in bytes and in UTF-16", () => {
  for (let round = 0; round < 20; round++) {
    const canary = makeCanary();
    const search = new CanarySearch(formsOf(canary, [canary]));
    for (const offset of [0, 1, 2]) {
      const rest = Buffer.from(canary.subarray(offset));
      assert(/[+/]/.test(rest.toString("base64")), "Base64url is another text");
    }
    for (const [name, write] of Object.entries(writers)) {
      const written = write(canary);
      assert(search.in(written).length > 0, name);
      assert(search.in(new TextEncoder().encode(`before ${written} after`)).length > 0, name);
      const wide = Buffer.from(` ${written} `, "utf16le");
      for (const bytes of [wide, wide.subarray(1), Buffer.from(wide).swap16()]) {
        assert(search.in(new Uint8Array(bytes)).length > 0, `${name} in UTF-16`);
      }
    }
    const rest = crypto.getRandomValues(new Uint8Array(50_000));
    for (const bytes of [canary, canary.toReversed(), canary.subarray(0, 16), canary.subarray(9)]) {
      for (const at of [0, 1, 777, rest.length - bytes.length]) {
        const memory = rest.slice();
        memory.set(bytes, at);
        assert(search.in(memory).length > 0);
      }
    }
  }
});

Deno.test("the search finds no canary where there is none", () => {
  const search = new CanarySearch(formsOf(makeCanary(), [makeCanary()]));
  const random = crypto.getRandomValues(new Uint8Array(60_000));
  const none = makeCanary();
  assertEquals(search.in(random), []);
  assertEquals(search.in(random.toHex()), []);
  assertEquals(search.in(random.toBase64()), []);
  assertEquals(search.in([...random].join(", ")), []);
  for (const write of Object.values(writers)) assertEquals(search.in(write(none)), []);
});

class Holder {
  readonly #canary: string;

  constructor(canary: string) {
    this.#canary = canary;
  }

  get inherited(): string {
    return this.#canary;
  }
}

/** Things with the canary in a place where somebody could read it. */
const places: Record<string, (canary: string, secrets: CanarySecrets) => unknown> = {
  "a message": (canary) => new Error(canary),
  "a cause": (canary) => new Error("a", { cause: new Error("b", { cause: canary }) }),
  "a stack": (canary) => Object.assign(new Error("a"), { stack: canary }),
  "the errors of an error": (canary) => new AggregateError([new Error(canary)]),
  "an error of an outcome": (canary) =>
    Object.assign(new Error("a"), { outcomes: [{ node: "a", error: new Error(canary) }] }),
  "a property": (canary) => ({ a: { b: { c: { d: { e: { f: canary } } } } } }),
  "a key": (canary) => ({ [canary]: 1 }),
  "a hidden property": (canary) => Object.defineProperty({}, "a", { value: canary }),
  "a property with a symbol": (canary) => ({ [Symbol("a")]: canary }),
  "a symbol": (canary) => ({ [Symbol(canary)]: 1 }),
  "an accessor": (canary) => ({
    get a() {
      return canary;
    },
  }),
  "an inherited accessor": (canary) => new Holder(canary),
  "an accessor that throws": (canary) => ({
    get a() {
      throw new Error(canary);
    },
  }),
  "a Map": (canary) => new Map([["a", new Map([[{ canary }, 1]])]]),
  "a Set": (canary) => new Set([[canary]]),
  "Headers": (canary) => new Headers({ a: canary }),
  "bytes": (_, { bytes }) => ({ a: [bytes] }),
  "a buffer": (_, { bytes }) => ({ a: bytes.buffer }),
  "a view": (_, { bytes }) => new DataView(bytes.buffer),
  "a bigint": (_, { number }) => ({ a: [-number] }),
  "a property of a function": (canary) => Object.assign(() => 1, { canary }),
  "toString()": (canary) => ({ toString: () => canary }),
  "toJSON()": (canary) => ({ toJSON: () => ({ a: canary }) }),
  "the error of toJSON()": (canary) => ({
    toJSON() {
      throw new Error(canary);
    },
  }),
  "what Deno shows": (canary) => ({ [Symbol.for("Deno.customInspect")]: () => canary }),
  "what Node shows": (canary) => ({ [Symbol.for("nodejs.util.inspect.custom")]: () => canary }),
  "a proxy": (canary) => new Proxy({ canary }, { ownKeys: () => [] }),
  "the reason of a signal": (canary) => ({ signal: AbortSignal.abort(canary) }),
  "a value that says its secret": (_, { number }) => [{ error: new SecretInteger(number) }],
  "a value in a cause": (_, { bytes }) =>
    new Error("a", { cause: { value: new SecretBlob(bytes) } }),
};

Deno.test("the search finds a canary in every place of an object", () => {
  for (const [name, make] of Object.entries(places)) {
    using stage = new CanaryStage();
    stage.read(make(stage.secrets.text, stage.secrets), "it");
    assert(stage.found.length > 0, name);
  }
});

Deno.test("the search finds a canary that is logged, thrown, sent, or left in memory", async () => {
  using stage = new CanaryStage();
  const { text, bytes, userKey } = stage.secrets;
  const finds = (what: string) => {
    assert(stage.found.length > 0, what);
    stage.found.length = 0;
  };
  stage.listen();
  for (const log of [console.log, console.debug, console.warn, console.error, console.table]) {
    log("it is", { text });
    finds("a log");
  }
  assertEquals(stage.logged, 5);
  await stage.fails("it", () => Promise.reject(new Error(text)));
  finds("an error");
  await stage.tries("it", () => JSON.parse(`{"a": #${text}`));
  finds("an error of the platform");

  await using net = await startNet();
  stage.watch(net);
  net.intercept = () => Promise.resolve(new Response());
  const send = net.network.fetch!;
  const { bootnode, chainRpcEndpoint } = net.network;
  const body = bytes;
  await send(`${bootnode}/${text}`, { method: "POST" });
  finds("a URL");
  await send(`${bootnode}/a`, { method: "POST", headers: { a: btoa(`{"key": "${text}"}`) } });
  finds("a header");
  await send(`${bootnode}/a`, { method: "POST", body });
  finds("a body");
  await send(chainRpcEndpoint!, {
    method: "POST",
    body: JSON.stringify({ method: "a", body: text }),
  });
  finds("a request to the chain");

  callCore("sha256", 64, (request) => {
    request.set(userKey);
    stage.memory("a write");
    return 32;
  }, () => {});
  finds("the memory of the core");
});
