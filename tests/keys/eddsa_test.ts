import { EddsaPrivateKey } from "@nilvm/client";
import { EddsaKey } from "@nilvm/client";
import { InvalidArgumentError } from "../../src/errors/mod.ts";
import { assert, assertEquals, assertFalse, assertNotEquals, assertThrows } from "@std/assert";
import { ed25519Sign } from "../../src/core/core.ts";

const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const message = new TextEncoder().encode("gm, builder");

function littleEndian(number: bigint): Uint8Array {
  return Uint8Array.fromHex(number.toString(16).padStart(64, "0")).reverse();
}

/** Section 7.1 of RFC 8032: seeds and public keys. */
const rfc8032 = [
  [
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
  ],
  [
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
  ],
  [
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
  ],
] as const;

Deno.test("EddsaKey.fromSeed() has the public key of RFC 8032", () => {
  for (const [seed, publicKey] of rfc8032) {
    const key = EddsaKey.fromSeed(Uint8Array.fromHex(seed));
    assertEquals(key.publicKey.toHex(), publicKey);
    assert(EddsaKey.verify(key.publicKey, message, ed25519Sign(Uint8Array.fromHex(seed), message)));
    assert(EddsaKey.verify(key.publicKey, message, key.sign(message)));
    const scalar = BigInt(`0x${key.toBytes().reverse().toHex()}`);
    assert(scalar > 0n && scalar < order);
  }
  for (const length of [0, 31, 33, 64]) {
    assertThrows(() => EddsaKey.fromSeed(new Uint8Array(length)), InvalidArgumentError);
  }
});

Deno.test("EddsaKey.fromBytes() accepts numbers from 1 to the order minus 1", () => {
  for (const number of [1n, 2n, order - 1n]) {
    const key = EddsaKey.fromBytes(littleEndian(number));
    assertEquals(key.toBytes(), littleEndian(number));
    assert(EddsaKey.verify(key.publicKey, message, key.sign(message)));
  }
  // The base point of RFC 8032.
  const base = "58" + "66".repeat(31);
  assertEquals(EddsaKey.fromBytes(littleEndian(1n)).publicKey.toHex(), base);
  for (const number of [0n, order, order + 1n, 2n ** 256n - 1n]) {
    assertThrows(() => EddsaKey.fromBytes(littleEndian(number)), InvalidArgumentError);
  }
  for (const length of [0, 31, 33]) {
    assertThrows(() => EddsaKey.fromBytes(new Uint8Array(length).fill(1)), InvalidArgumentError);
  }
});

Deno.test("EddsaKey.sign() differs each time unless the entropy is given", () => {
  const key = EddsaKey.random();
  assertNotEquals(key.sign(message), key.sign(message));
  const entropy = new Uint8Array(32);
  const signature = key.sign(message, { entropy });
  assertEquals(key.sign(message, { entropy }), signature);
  // Even when the generator repeats its bytes, another message or key must get another nonce.
  assertNotEquals(key.sign(new Uint8Array(), { entropy }).slice(0, 32), signature.slice(0, 32));
  assertNotEquals(
    EddsaKey.random().sign(message, { entropy }).slice(0, 32),
    signature.slice(0, 32),
  );
  for (const length of [0, 31, 33]) {
    const entropy = new Uint8Array(length);
    assertThrows(() => key.sign(message, { entropy }), InvalidArgumentError, "Entropy");
  }
});

Deno.test("EddsaKey.verify() refuses another key, another message and corrupted signatures", () => {
  const key = EddsaKey.random();
  const signature = key.sign(message);
  assertFalse(EddsaKey.verify(EddsaKey.random().publicKey, message, signature));
  assertFalse(EddsaKey.verify(key.publicKey, new Uint8Array(), signature));
  assertFalse(EddsaKey.verify(key.publicKey, message, signature.subarray(1)));
  assertFalse(EddsaKey.verify(key.publicKey, message, Uint8Array.of(...signature, 0)));
  for (let bit = 0; bit < 512; bit += 37) {
    const changed = signature.slice();
    changed[bit >> 3]! ^= 1 << (bit & 7);
    assertFalse(EddsaKey.verify(key.publicKey, message, changed), `bit ${bit}`);
  }
  for (const bad of [littleEndian(2n), new Uint8Array(31), new Uint8Array(33)]) {
    assertThrows(() => EddsaKey.verify(bad, message, signature), InvalidArgumentError);
  }
});

Deno.test("EddsaKey refuses values that are not bytes", () => {
  const key = EddsaKey.random();
  const text = "a".repeat(32) as unknown as Uint8Array;
  for (
    const act of [
      () => EddsaKey.fromBytes(text),
      () => EddsaKey.fromSeed(text),
      () => EddsaKey.verify(text, message, new Uint8Array(64)),
      () => EddsaKey.verify(key.publicKey, text, new Uint8Array(64)),
      () => EddsaKey.verify(key.publicKey, message, text),
      () => key.sign(text),
      () => key.sign(message, { entropy: text }),
    ]
  ) assertThrows(act, InvalidArgumentError, "must be a Uint8Array");
});

Deno.test("EddsaKey reads and writes the bytes of an EddsaPrivateKey value", () => {
  const key = EddsaKey.random();
  assert(EddsaKey.fromBytes(new EddsaPrivateKey(key.toBytes()).value).equals(key));
  assertFalse(EddsaKey.random().equals(key));
});
