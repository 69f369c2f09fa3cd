import { InvalidArgumentError } from "../../src/errors/mod.ts";
import { PrivateKey, PublicKey } from "@nilvm/client";
import { assert, assertEquals, assertFalse, assertThrows } from "@std/assert";

const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

function bigEndian(number: bigint): Uint8Array {
  return Uint8Array.fromHex(number.toString(16).padStart(64, "0"));
}

function privateKey(number: bigint): PrivateKey {
  return PrivateKey.fromBytes(bigEndian(number));
}

const numbers = [1n, 2n, 3n, 0xdeadbeefn, order / 2n, order - 3n, order - 1n];

Deno.test("PrivateKey.tweakAdd() adds modulo the order, and PublicKey.tweakAdd() agrees", () => {
  for (const a of numbers) {
    for (const b of [0n, ...numbers]) {
      const sum = (a + b) % order;
      const { publicKey } = privateKey(a);
      if (sum === 0n) {
        assertThrows(() => privateKey(a).tweakAdd(bigEndian(b)), InvalidArgumentError, "zero");
        assertThrows(() => publicKey.tweakAdd(bigEndian(b)), InvalidArgumentError, "infinity");
      } else {
        assertEquals(privateKey(a).tweakAdd(bigEndian(b)).toBytes(), bigEndian(sum));
        assert(publicKey.tweakAdd(bigEndian(b)).equals(privateKey(sum).publicKey));
      }
    }
  }
});

Deno.test("PrivateKey.tweakMultiply() multiplies modulo the order, and PublicKey.tweakMultiply() agrees", () => {
  for (const a of numbers) {
    const { publicKey } = privateKey(a);
    for (const b of numbers) {
      const product = a * b % order;
      assertEquals(privateKey(a).tweakMultiply(bigEndian(b)).toBytes(), bigEndian(product));
      assert(publicKey.tweakMultiply(bigEndian(b)).equals(privateKey(product).publicKey));
    }
    const zero = new Uint8Array(32);
    assertThrows(() => privateKey(a).tweakMultiply(zero), InvalidArgumentError, "zero");
    assertThrows(() => publicKey.tweakMultiply(zero), InvalidArgumentError, "zero");
  }
});

Deno.test("a tweak must be 32 bytes and below the order", () => {
  const key = privateKey(5n);
  for (const keyOfAKind of [key, key.publicKey]) {
    for (const number of [order, order + 1n, 2n ** 256n - 1n]) {
      for (const method of ["tweakAdd", "tweakMultiply"] as const) {
        const act = () => keyOfAKind[method](bigEndian(number));
        assertThrows(act, InvalidArgumentError, "below the order");
      }
    }
    for (const length of [0, 31, 33, 64]) {
      const act = () => keyOfAKind.tweakAdd(new Uint8Array(length));
      assertThrows(act, InvalidArgumentError, "has 32 bytes");
    }
  }
});

Deno.test("tweaking leaves the original key unchanged", () => {
  const key = privateKey(5n);
  key.tweakAdd(bigEndian(7n)).toBytes().fill(0);
  key.publicKey.tweakAdd(bigEndian(7n)).toBytes().fill(0);
  assertEquals(key.toBytes(), bigEndian(5n));
  assert(key.publicKey.equals(privateKey(5n).publicKey));
});

Deno.test("PublicKey.combine() returns the public key of the sum", () => {
  const keys = numbers.map((number) => privateKey(number).publicKey);
  const sum = numbers.reduce((sum, number) => sum + number) % order;
  assert(PublicKey.combine(keys).equals(privateKey(sum).publicKey));
  assert(PublicKey.combine(keys.slice(0, 1)).equals(keys[0]!));
  assert(PublicKey.combine([keys[0]!, keys[0]!]).equals(privateKey(2n).publicKey));
});

Deno.test("PublicKey.combine() refuses an empty list and a sum of zero", () => {
  assertThrows(() => PublicKey.combine([]), InvalidArgumentError, "at least one PublicKey");
  const opposites = [1n, order - 1n].map((number) => privateKey(number).publicKey);
  assertThrows(() => PublicKey.combine(opposites), InvalidArgumentError, "infinity");
});

Deno.test("PrivateKey.sharedSecret() is the same for both owners and differs for a third", () => {
  const [alice, bob, eve] = ["alice", "bob", "eve"].map((seed) => PrivateKey.fromSeed(seed));
  const secret = alice!.sharedSecret(bob!.publicKey);
  assertEquals(secret, bob!.sharedSecret(alice!.publicKey));
  assertEquals(secret.length, 32);
  assertFalse(secret.every((byte, at) => byte === eve!.sharedSecret(bob!.publicKey)[at]));
});
