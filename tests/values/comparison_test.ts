/** What the tools of tests see of values and keys: whether two are the same, and nothing else. */
import { equals as jestEquals } from "@jest/expect-utils";
import {
  EcdsaSignature,
  EddsaKey,
  EddsaPrivateKey,
  NadaArray,
  NadaTuple,
  Permissions,
  PrivateKey,
  PublicInteger,
  SecretBlob,
  SecretBoolean,
  SecretInteger,
  SecretUnsignedInteger,
  Signature,
  StoreId,
  UserId,
} from "@nilvm/client";
import { assert, assertEquals, assertFalse, assertMatch, assertThrows } from "@std/assert";
import { equals as vitestEquals } from "@vitest/expect";
import loose, { deepStrictEqual } from "node:assert";
import { serialize } from "node:v8";
import { keyedHash } from "../../src/base/keyed_hash.ts";
import { run } from "../../tools/run.ts";

const bytes = (length: number, fill: number) => new Uint8Array(length).fill(fill);
const holds = (assertion: () => void) => {
  try {
    assertion();
    return true;
  } catch {
    return false;
  }
};

const comparers: Record<string, (a: unknown, b: unknown) => boolean> = {
  "deepStrictEqual": (a, b) => holds(() => deepStrictEqual(a, b)),
  "deepEqual": (a, b) => holds(() => loose.deepEqual(a, b)),
  "assertEquals": (a, b) => holds(() => assertEquals(a, b)),
  "vitest's toEqual": (a, b) => vitestEquals(a, b),
  "vitest's toStrictEqual": (a, b) => vitestEquals(a, b, [], true),
  "expect's toEqual": (a, b) => jestEquals(a, b),
};

const [first, second] = [1, 2].map((fill) => PrivateKey.fromBytes(bytes(32, fill)));

/** Makes two things that differ in what they hold only. */
const makers: Record<string, (fill: 1 | 2) => object> = {
  SecretInteger: (fill) => new SecretInteger(41 + fill),
  "a negative SecretInteger": (fill) => new SecretInteger(fill === 1 ? 1 : -1),
  SecretUnsignedInteger: (fill) => new SecretUnsignedInteger(2n ** BigInt(200 + fill)),
  SecretBoolean: (fill) => new SecretBoolean(fill === 1),
  SecretBlob: (fill) => new SecretBlob(bytes(9, fill)),
  "a SecretBlob of another length": (fill) => new SecretBlob(bytes(fill, 0)),
  EddsaPrivateKey: (fill) => new EddsaPrivateKey(bytes(32, fill)),
  EcdsaSignature: (fill) => new EcdsaSignature({ r: bytes(32, 1), s: bytes(32, fill) }),
  NadaArray: (fill) => new NadaArray([new SecretInteger(1), new SecretInteger(fill)]),
  "a NadaArray of another type": (fill) =>
    new NadaArray([fill === 1 ? new SecretInteger(1) : new SecretUnsignedInteger(1)]),
  "the public half of a NadaTuple": (fill) =>
    new NadaTuple(new SecretInteger(1), new PublicInteger(fill)),
  PublicInteger: (fill) => new PublicInteger(fill),
  StoreId: (fill) => new StoreId(bytes(16, fill)),
  PrivateKey: (fill) => PrivateKey.fromBytes(bytes(32, fill)),
  PublicKey: (fill) => PrivateKey.fromBytes(bytes(32, fill)).publicKey,
  EddsaKey: (fill) => EddsaKey.fromBytes(bytes(32, fill).fill(0, 31)),
  Signature: (fill) => Signature.fromBytes(bytes(64, fill)),
  UserId: (fill) => UserId.fromBytes(bytes(20, fill)),
  Permissions: (fill) =>
    Permissions.defaultsForUser(UserId.fromBytes(bytes(20, 1)))
      .allowRetrieve(UserId.fromBytes(bytes(20, fill))),
};

for (const [tool, areEqual] of Object.entries(comparers)) {
  Deno.test(`${tool} tells things of different content apart`, () => {
    for (const [name, make] of Object.entries(makers)) {
      const things = [make(1), make(1), make(2)];
      assert(areEqual(things[0], things[1]), name);
      assertFalse(areEqual(things[0], things[2]), name);
      assert(areEqual({ list: [things[0]] }, { list: [things[1]] }), name);
      assertFalse(areEqual({ list: [things[0]] }, { list: [things[2]] }), name);
    }
    assertFalse(areEqual(new SecretInteger(42), new SecretUnsignedInteger(42)));
    assertFalse(areEqual(new SecretInteger(42), new PublicInteger(42)));
  });
}

Deno.test("a tag follows the value that is set", () => {
  const value = new SecretInteger(42);
  const { tag } = value.content;
  value.value = 43;
  assert(value.content.tag !== tag);
  assertEquals(value, new SecretInteger(43));
  value.value = 42n;
  assertEquals(value.content.tag, tag);
});

Deno.test("a tool that reads the descriptor of a tag gets the tag", () => {
  const { tag } = new SecretInteger(42).content;
  const { content } = new SecretInteger(42);
  assertEquals(Object.getOwnPropertyDescriptor(content, "tag")?.value, tag);
});

Deno.test("a tag shows nothing of a secret", () => {
  for (const secret of [new SecretInteger(0x5ec7e7), new SecretBlob(bytes(2, 0x5e))]) {
    assertMatch(secret.content.tag, /^[0-9a-f]{16}$/);
    const shown = [
      JSON.stringify({ ...secret }),
      Deno.inspect(secret.content, { showHidden: true, getters: true }),
      Deno.inspect({ ...secret }, { showHidden: true, depth: 9 }),
    ];
    for (const text of shown) assertFalse(/6211559|5ec7e7|5e5e|94, 94/.test(text), text);
  }
});

Deno.test("a tag is another one in another process", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/program.ts`;
    await Deno.writeTextFile(
      path,
      'import { SecretInteger } from "@nilvm/client/values"; console.log(new SecretInteger(42).content.tag);',
    );
    const config = new URL("../../deno.json", import.meta.url).pathname;
    const args = ["run", "--no-check", "--config", config, path];
    const tag = new TextDecoder().decode(await run(Deno.execPath(), args)).trim();
    assertMatch(tag, /^[0-9a-f]{16}$/);
    assert(tag !== new SecretInteger(42).content.tag);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a test that fails prints tags, and no secret", () => {
  const error = assertThrows(() =>
    assertEquals(new SecretInteger(0x5ec7e7), new SecretInteger(0x5ec7e8))
  );
  assert(error instanceof Error);
  const { length } = new Set(error.message.match(/tag: '[0-9a-f]{16}'/g)).values().toArray();
  assertEquals(length, 2, error.message);
  assertFalse(/62115(59|60)/.test(error.message), error.message);
});

Deno.test("nothing clones a value or a key as if it were empty", () => {
  for (const [name, make] of Object.entries(makers)) {
    const thing = make(1);
    assertThrows(() => structuredClone(thing), DOMException, "could not be cloned", name);
    assertThrows(() => structuredClone(new Map([["a", [thing]]])), DOMException, "cloned", name);
    assertThrows(() => serialize(thing), Error, "cloned", name);
    const { port1, port2 } = new MessageChannel();
    assertThrows(() => port1.postMessage(thing), DOMException, "cloned", name);
    port1.close();
    port2.close();
  }
});

Deno.test("keys are compared without their secrets", () => {
  assertEquals(first!.publicKey.content.tag, first!.publicKey.toHex());
  assertEquals(Object.keys(first!), ["publicKey"]);
  assertFalse(JSON.stringify({ ...second }).includes(second!.toHex()));
});

Deno.test("keyedHash() is the CBC-MAC of XTEA", () => {
  const words = (...values: number[]) => Uint32Array.from(values);
  const key = words(0x00010203, 0x04050607, 0x08090a0b, 0x0c0d0e0f);
  const block = new Uint8Array(words(0x41424344, 0x45464748).buffer);
  const hash = keyedHash(key, block);
  assertEquals(new Uint32Array(hash.buffer), words(0x497df3d0, 0x72612cb5));

  // The second block is encrypted with the first one's result added to it.
  const mixed = block.map((byte, index) => byte ^ hash[index]!);
  assertEquals(keyedHash(key, Uint8Array.of(...block, ...block)), keyedHash(key, mixed));
});
