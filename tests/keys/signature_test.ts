import { InvalidArgumentError } from "../../src/errors/mod.ts";
import { PrivateKey, PublicKey, Signature } from "@nilvm/client";
import { assert, assertEquals, assertFalse, assertThrows } from "@std/assert";

const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

function hex(text: string): Uint8Array {
  return Uint8Array.fromHex(text.replaceAll(" ", ""));
}

function signature(r: bigint, s: bigint): Uint8Array {
  return hex([r, s].map((number) => number.toString(16).padStart(64, "0")).join(""));
}

Deno.test("Signature.toDer() writes the shortest form, and fromDer() reads it", () => {
  const top = 2n ** 255n;
  for (
    const [r, s, der] of [
      [1n, 1n, "3006 020101 020101"],
      [0x7fn, 0x80n, "3007 02017f 02020080"],
      [0xffn, 0x100n, "3008 020200ff 02020100"],
      [top - 1n, 1n, `3025 02207f${"ff".repeat(31)} 020101`],
      [top, 1n, `3026 02210080${"00".repeat(31)} 020101`],
      [order - 1n, order - 1n, `3046 ${`022100${(order - 1n).toString(16)}`.repeat(2)}`],
    ] as const
  ) {
    const bytes = signature(r, s);
    assertEquals(Signature.fromBytes(bytes).toDer(), hex(der));
    assertEquals(Signature.fromDer(hex(der)).toBytes(), bytes);
  }
});

Deno.test("Signature.fromDer() refuses everything but strict DER", () => {
  for (
    const der of [
      "",
      "30",
      "3000",
      "3003 020101",
      "3006 020101 0201",
      "3006 020101 020101 00",
      "3007 020101 020101",
      "3005 020101 020101",
      "3007 020101 020101 00",
      "3009 020101 020101 020101",
      // Another tag.
      "3106 020101 020101",
      "3006 030101 020101",
      "3006 020101 040101",
      // A length in more bytes than necessary, or indefinite.
      "308106 020101 020101",
      "3007 02810101 020101",
      "3080 020101 020101 0000",
      "3006 028001 020101",
      // No digits, needless zeros, a number below zero.
      "3005 0200 020101",
      "3007 02020001 020101",
      "3007 0202007f 020101",
      "3007 020101 02020001",
      "3006 020180 020101",
      "3006 020101 0201ff",
      // Zero, and numbers not below the order.
      "3006 020100 020101",
      "3006 020101 020100",
      `3026 022100${order.toString(16)} 020101`,
      `3026 020101 022100${order.toString(16)}`,
      `3026 0221 01${"00".repeat(32)} 020101`,
      `3027 0222 00ff${"00".repeat(32)} 020101`,
    ]
  ) assertThrows(() => Signature.fromDer(hex(der)), InvalidArgumentError, "", der);
});

Deno.test("Signature.fromDer() refuses a truncated signature and an appended byte", () => {
  const der = Signature.fromBytes(PrivateKey.fromSeed("alice").sign(new Uint8Array())).toDer();
  for (let length = 0; length < der.length; length++) {
    assertThrows(() => Signature.fromDer(der.subarray(0, length)), InvalidArgumentError);
  }
  assertThrows(() => Signature.fromDer(Uint8Array.of(...der, 0)), InvalidArgumentError);
});

Deno.test("Signature.fromBytes() accepts r and s from 1 to the order minus 1", () => {
  for (const number of [1n, order - 1n]) {
    const bytes = signature(number, number);
    assertEquals(Signature.fromBytes(bytes).toBytes(), bytes);
  }
  for (const [r, s] of [[0n, 1n], [1n, 0n], [order, 1n], [1n, order], [2n ** 256n - 1n, 1n]]) {
    assertThrows(() => Signature.fromBytes(signature(r!, s!)), InvalidArgumentError, "order");
  }
  for (const length of [0, 63, 65]) {
    const bytes = new Uint8Array(length).fill(1);
    assertThrows(() => Signature.fromBytes(bytes), InvalidArgumentError, "64 bytes");
  }
  const text = "a".repeat(64) as unknown as Uint8Array;
  assertThrows(() => Signature.fromBytes(text), InvalidArgumentError, "must be a Uint8Array");
  assertThrows(() => Signature.fromDer(text), InvalidArgumentError, "must be a Uint8Array");
});

Deno.test("Signature.normalize() returns the s in the lower half", () => {
  const half = order / 2n;
  for (const [s, low] of [[1n, 1n], [half, half], [half + 1n, half], [order - 1n, 1n]]) {
    const given = Signature.fromBytes(signature(7n, s!));
    assertEquals(given.isNormalized, s === low);
    assertEquals(given.normalize().toBytes(), signature(7n, low!));
    assert(given.normalize().isNormalized);
    assertEquals(given.toBytes(), signature(7n, s!));
  }
});

Deno.test("Signature.normalize() flips the lowest bit of the recovery id", () => {
  const key = PrivateKey.fromSeed("alice");
  const message = new TextEncoder().encode("gm, builder");
  const { signature: low, recoveryId } = key.signRecoverable(message);
  const s = BigInt(`0x${low.subarray(32).toHex()}`);
  const high = Uint8Array.of(...low.subarray(0, 32), ...signature(1n, order - s).subarray(32));
  assertFalse(key.publicKey.verify(message, high));
  assertEquals(Signature.fromBytes(high).normalize().toBytes(), low);
  const recovered = PublicKey.recover(message, { signature: high, recoveryId: recoveryId ^ 1 });
  assert(recovered.equals(key.publicKey));
});

Deno.test("Signature keeps its own copy of the bytes, and shows them", () => {
  const bytes = signature(7n, 9n);
  const kept = Signature.fromBytes(bytes);
  const text = bytes.toHex();
  bytes.fill(1);
  kept.toBytes().fill(1);
  assertEquals(`${kept}`, text);
  assertEquals(JSON.stringify({ kept }), `{"kept":"${text}"}`);
  assertEquals(Deno.inspect(kept), `Signature(${text})`);
  assert(kept.equals(Signature.fromBytes(signature(7n, 9n))));
  assertFalse(kept.equals(Signature.fromBytes(signature(7n, 8n))));
});
