import { InternalError, InvalidArgumentError } from "@nilvm/client";
import { assertEquals, assertThrows } from "@std/assert";
import { checkBytes, equalBytes } from "../../src/base/bytes.ts";
import { decodeHex, encodeHex } from "../../src/base/hex.ts";
import { described, messageOf, shortened, shown } from "../../src/base/text.ts";
import { uuidFromBytes, uuidToBytes } from "../../src/base/uuid.ts";

Deno.test("checkBytes() returns the bytes, and says what they must be", () => {
  const bytes = Uint8Array.of(1, 2);
  assertEquals(checkBytes(bytes, "A nonce", 2), bytes);
  const cases: [bytes: unknown, message: string][] = [
    ["ab", "A nonce must be a Uint8Array"],
    [[1, 2], "A nonce must be a Uint8Array"],
    [Uint8Array.of(1), "A nonce has 2 bytes, but this one has 1"],
  ];
  for (const [bytes, message] of cases) {
    assertThrows(() => checkBytes(bytes as never, "A nonce", 2), InvalidArgumentError, message);
  }
});

Deno.test("equalBytes() compares lengths and every byte", () => {
  const bytes = Uint8Array.of(1, 2, 3);
  assertEquals(equalBytes(bytes, bytes.slice()), true);
  for (const other of [[1, 2], [1, 2, 3, 0], [0, 2, 3], [1, 2, 4]]) {
    assertEquals(equalBytes(bytes, Uint8Array.from(other)), false);
  }
});

Deno.test("decodeHex() reads what encodeHex() writes, and only hex", () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  assertEquals(encodeHex(all), all.toHex());
  assertEquals(decodeHex(encodeHex(all)), all);
  assertEquals(decodeHex("aBCd"), Uint8Array.of(0xab, 0xcd));
  for (const bad of ["a", "0x", "zz", " 00", "00\n", 12]) {
    assertEquals(decodeHex(bad as string), undefined);
  }
});

Deno.test("uuidFromBytes() writes what uuidToBytes() reads", () => {
  const id = "00112233-4455-6677-8899-aabbccddeeff";
  assertEquals(uuidFromBytes(uuidToBytes(id.toUpperCase(), "values")), id);
  assertThrows(
    () => uuidToBytes("latest", "values"),
    InvalidArgumentError,
    'The id of values must be a UUID, got "latest"',
  );
  assertThrows(
    () => uuidToBytes(Promise.resolve(id) as never, "values"),
    InvalidArgumentError,
    "The id of values must be a UUID, got a Promise: `await` is missing",
  );
  assertThrows(() => uuidFromBytes(new Uint8Array(15)), InternalError, "an id of 15 bytes");
});

Deno.test("shortened() cuts off long text and says how much is missing", () => {
  assertEquals(shortened("a".repeat(1000)), "a".repeat(1000));
  assertEquals(shortened("a".repeat(1234)), `${"a".repeat(1000)}... and 234 characters more`);
  assertEquals([new Error("why"), "why", 7].map(messageOf), ["why", "why", "7"]);
});

Deno.test("described() gives the type of a wrong argument, and shown() also harmless content", () => {
  const bytes = new Uint8Array(3);
  const values = [
    Promise.resolve(1),
    null,
    undefined,
    bytes,
    [1],
    { a: 1 },
    "secret",
    42,
    42n,
    true,
  ];
  const promise = "a Promise: `await` is missing";
  const others = [promise, "null", "undefined", "a Uint8Array of 3 bytes", "an array", "an object"];
  const types = ["a string", "a number", "a bigint", "a boolean"];
  assertEquals(values.map(described), [...others, ...types]);
  assertEquals(values.map(shown), [...others, '"secret"', "42", "42", "true"]);
});
