import {
  EcdsaDigestMessage,
  EcdsaPrivateKey,
  EcdsaPublicKey,
  EcdsaSignature,
  EddsaMessage,
  EddsaPrivateKey,
  EddsaPublicKey,
  EddsaSignature,
  InvalidArgumentError,
  NadaArray,
  NadaTuple,
  type NadaValue,
  PublicArray,
  PublicBoolean,
  PublicInteger,
  PublicUnsignedInteger,
  SecretBlob,
  SecretBoolean,
  SecretInteger,
  SecretUnsignedInteger,
  StoreId,
} from "@nilvm/client";
import { assert, assertEquals, assertFalse, assertStringIncludes, assertThrows } from "@std/assert";

const bytes = (length: number, fill = 1) => new Uint8Array(length).fill(fill);

/** A value of each type, and a different value of the same type. */
const pairs: [NadaValue, NadaValue][] = [
  [new SecretInteger(-7), new SecretInteger(7)],
  [new SecretUnsignedInteger(7), new SecretUnsignedInteger(2n ** 255n)],
  [new SecretBoolean(true), new SecretBoolean(false)],
  [new SecretBlob(bytes(3)), new SecretBlob(bytes(4))],
  [new PublicInteger(7), new PublicInteger(8)],
  [new PublicUnsignedInteger(7), new PublicUnsignedInteger(8)],
  [new PublicBoolean(true), new PublicBoolean(false)],
  [new EcdsaPrivateKey(bytes(32)), new EcdsaPrivateKey(bytes(32, 2))],
  [new EcdsaDigestMessage(bytes(32)), new EcdsaDigestMessage(bytes(32, 2))],
  [new EcdsaPublicKey(bytes(33, 2)), new EcdsaPublicKey(bytes(33, 3))],
  [
    new EcdsaSignature({ r: bytes(32), s: bytes(32) }),
    new EcdsaSignature({ r: bytes(32), s: bytes(32, 2) }),
  ],
  [new EddsaPrivateKey(bytes(32)), new EddsaPrivateKey(bytes(32, 2))],
  [new EddsaMessage(bytes(5)), new EddsaMessage(bytes(6))],
  [new EddsaPublicKey(bytes(32)), new EddsaPublicKey(bytes(32, 2))],
  [new EddsaSignature(bytes(64)), new EddsaSignature(bytes(64, 2))],
  [new StoreId(bytes(16)), new StoreId(bytes(16, 2))],
  [new NadaArray([new SecretInteger(1)]), new NadaArray([new SecretInteger(2)])],
  [new PublicArray([new PublicInteger(1)]), new PublicArray([new PublicInteger(2)])],
  [
    new NadaTuple(new SecretInteger(1), new PublicInteger(2)),
    new NadaTuple(new SecretInteger(1), new PublicInteger(3)),
  ],
];

Deno.test("equals() compares the type and what it holds", () => {
  for (const [index, [value, other]] of pairs.entries()) {
    assert(value.equals(value), value.type);
    assertFalse(value.equals(other), value.type);
    assertFalse(value.equals(undefined), value.type);
    assertFalse(value.equals(pairs[(index + 1) % pairs.length]![0]), value.type);
  }
  assertFalse(new SecretInteger(7).equals(new PublicInteger(7)));
  assertFalse(new SecretInteger(-1).equals(new SecretInteger(2n ** 256n - 1n)));
});

Deno.test("value gives back what was given, and setting it replaces that", () => {
  for (const [value, other] of pairs) {
    const copy = Object.assign(Object.create(null), { value: value.value });
    (value as { value: unknown }).value = other.value;
    assert(value.equals(other), value.type);
    (value as { value: unknown }).value = copy.value;
    assertFalse(value.equals(other), value.type);
  }
});

Deno.test("a secret value shows as redacted everywhere", () => {
  const canary = "271828182845904523536";
  const secrets: NadaValue[] = [
    new SecretInteger(BigInt(canary)),
    new SecretUnsignedInteger(BigInt(canary)),
    new SecretBlob(new TextEncoder().encode(canary)),
    new NadaArray([new SecretInteger(BigInt(canary))]),
    new NadaTuple(new SecretInteger(BigInt(canary)), new PublicInteger(1)),
  ];
  for (const secret of secrets) {
    const shown = [
      String(secret),
      JSON.stringify({ secret }),
      Deno.inspect({ secret }, { depth: 9 }),
    ];
    for (const text of shown) {
      assertStringIncludes(text, "<redacted>");
      assertFalse(text.includes(canary), text);
      assertFalse(text.includes("50, 55, 49"), text);
    }
  }
  assertEquals(String(new PublicInteger(5)), "PublicInteger { 5 }");
});

Deno.test("an integer takes exact whole numbers only", () => {
  assertEquals(new SecretInteger(Number.MAX_SAFE_INTEGER).value, 9007199254740991n);
  for (const bad of [1.5, NaN, Infinity, 2 ** 53, "1", null, undefined, true, {}]) {
    assertThrows(
      () => new SecretInteger(bad as number),
      InvalidArgumentError,
      "SecretInteger takes",
    );
  }
  assertThrows(() => new SecretUnsignedInteger(-1), InvalidArgumentError, "cannot be negative");
  assertThrows(() => new PublicUnsignedInteger(-1n), InvalidArgumentError, "cannot be negative");
  assertThrows(() => new SecretInteger(2n ** 256n), InvalidArgumentError, "256 bits");
  assertEquals(new SecretInteger(-(2n ** 256n)).value, -(2n ** 256n));
  const value = new SecretUnsignedInteger(1);
  assertThrows(() => value.value = -1n, InvalidArgumentError);
  assertEquals(value.value, 1n);
});

Deno.test("a boolean takes only true and false", () => {
  for (const bad of [0, 1, "true", null, undefined] as unknown[]) {
    assertThrows(() => new SecretBoolean(bad as boolean), InvalidArgumentError);
    assertThrows(() => new PublicBoolean(bad as boolean), InvalidArgumentError);
  }
});

Deno.test("bytes have the length of their type", () => {
  const types = [
    [EcdsaPrivateKey, 32],
    [EcdsaDigestMessage, 32],
    [EcdsaPublicKey, 33],
    [EddsaPrivateKey, 32],
    [EddsaPublicKey, 32],
    [EddsaSignature, 64],
    [StoreId, 16],
  ] as const;
  for (const [Type, length] of types) {
    assertEquals(new Type(bytes(length)).value.length, length);
    for (const wrong of [0, length - 1, length + 1]) {
      assertThrows(() => new Type(bytes(wrong)), InvalidArgumentError, `${length} bytes`);
    }
    assertThrows(() => new Type("01" as unknown as Uint8Array), InvalidArgumentError, "Uint8Array");
  }
  assertEquals(new SecretBlob(bytes(0)).value.length, 0);
  assertEquals(new EddsaMessage(bytes(0)).value.length, 0);
  assertThrows(
    () => new EcdsaSignature({ r: bytes(31), s: bytes(32) }),
    InvalidArgumentError,
    "32 bytes",
  );
});

Deno.test("bytes are copied on the way in and out", () => {
  const given = bytes(4);
  const blob = new SecretBlob(given);
  given.fill(9);
  blob.value.fill(9);
  assertEquals(blob.value, bytes(4));
});

Deno.test("NadaArray takes secret values of one type", () => {
  const one = new SecretInteger(1);
  const deep = new NadaArray([new NadaArray([one]), new NadaArray([one])]);
  assertEquals(deep.value.length, 2);
  assertThrows(() => new NadaArray([]), InvalidArgumentError, "at least one");
  assertThrows(
    () => new NadaArray([one, new SecretBoolean(true)]),
    InvalidArgumentError,
    "element 1 is SecretBoolean",
  );
  assertThrows(
    () => new NadaArray([new NadaArray([one]), new NadaArray([one, one])]),
    InvalidArgumentError,
    "NadaArray<SecretInteger, 2>",
  );
  assertThrows(() => new NadaArray([new PublicInteger(1)]), InvalidArgumentError, "PublicArray");
  assertThrows(() => new NadaArray([new SecretBlob(bytes(1))]), InvalidArgumentError, "SecretBlob");
  const mixed = new NadaArray([new NadaTuple(one, new PublicBoolean(true))]);
  assert(mixed.isSecret);
  const publicTuple = new NadaTuple(new PublicInteger(1), new PublicBoolean(true));
  assertThrows(() => new NadaArray([publicTuple]), InvalidArgumentError, "PublicArray");
  for (const bad of [null, one, [null], [one, 2], [[one]]]) {
    assertThrows(() => new NadaArray(bad as unknown as NadaValue[]), InvalidArgumentError);
  }
});

Deno.test("arrays and tuples are refused when they are made too deep", () => {
  const wraps: ((value: NadaValue) => NadaValue)[] = [
    (value) => new NadaArray([value]),
    (value) => new PublicArray([value]),
    (value) => new NadaTuple(new PublicInteger(1), value),
    (value) => new NadaTuple(value, value),
  ];
  for (const wrap of wraps) {
    const isPublic = wrap === wraps[1];
    let value: NadaValue = isPublic ? new PublicInteger(1) : new SecretInteger(1);
    let depth = 0;
    const error = assertThrows(() => {
      for (; depth < 5_000; depth++) value = wrap(value);
    }, InvalidArgumentError);
    assertEquals(depth, 48);
    assert(error.message.endsWith("nested deeper than 48 arrays and tuples"), error.message);
  }
});

Deno.test("PublicArray takes public values of one type", () => {
  const one = new PublicInteger(1);
  const row = new PublicArray([one, new PublicInteger(-2)]);
  assertEquals(`${new PublicArray([row])}`.match(/-?\d+/g), ["1", "-2"]);
  assertThrows(() => new PublicArray([]), InvalidArgumentError, "at least one");
  assertThrows(
    () => new PublicArray([one, new PublicBoolean(true)]),
    InvalidArgumentError,
    "element 1 is PublicBoolean",
  );
  for (const secret of [new SecretInteger(1), new NadaTuple(one, new SecretInteger(1))]) {
    assertThrows(() => new PublicArray([secret]), InvalidArgumentError, "NadaArray");
  }
});

Deno.test("NadaTuple takes two values of any types", () => {
  const tuple = new NadaTuple(
    new SecretInteger(1),
    new NadaTuple(new StoreId(bytes(16)), new SecretBoolean(true)),
  );
  assert(tuple.isSecret);
  assertFalse(new NadaTuple(new PublicInteger(1), new PublicInteger(2)).isSecret);
  assertThrows(
    () => new NadaTuple(new SecretInteger(1), 2 as unknown as NadaValue),
    InvalidArgumentError,
    "two values",
  );
});
