import { InvalidArgumentError } from "../../src/errors/mod.ts";
import { PrivateKey, PublicKey, UserId } from "@nilvm/client";
import { assert, assertEquals, assertFalse, assertThrows } from "@std/assert";
import {
  CoreFailure,
  ed25519PublicKey,
  ed25519Sign,
  ed25519Verify,
  sha256,
} from "../../src/core/core.ts";

const utf8 = new TextEncoder();
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

const hex = (text: string) => Uint8Array.fromHex(text);

function bigEndian(number: bigint): Uint8Array {
  return hex(number.toString(16).padStart(64, "0"));
}

/** Deterministic signatures of secp256k1 with SHA-256 and s in the lower half, which several libraries publish. */
const rfc6979 = [
  {
    key: 1n,
    message: "Satoshi Nakamoto",
    signature: "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8" +
      "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5",
  },
  {
    key: 1n,
    message: "All those moments will be lost in time, like tears in rain. Time to die...",
    signature: "8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b" +
      "547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21",
  },
  {
    key: order - 1n,
    message: "Satoshi Nakamoto",
    signature: "fd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d0" +
      "6b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed5",
  },
  {
    key: 0xf8b8af8ce3c7cca5e300d33939540c10d45ce001b8f252bfbc57ba0342904181n,
    message: "Alan Turing",
    signature: "7063ae83e7f62bbb171798131b4a0564b956930092b33b07b395615d9ec7e15c" +
      "58dfcc1e00a35e1572f366ffe34ba0fc47db1e7189759b9fb233c5b05ab388ea",
  },
];

Deno.test("PrivateKey.sign() is deterministic by RFC 6979", () => {
  for (const { key, message, signature } of rfc6979) {
    const privateKey = PrivateKey.fromBytes(bigEndian(key));
    assertEquals(privateKey.sign(utf8.encode(message)).toHex(), signature, message);
    assert(privateKey.publicKey.verify(utf8.encode(message), hex(signature)));
  }
});

Deno.test("PrivateKey.sign() returns an s in the lower half", () => {
  for (let seed = 0; seed < 64; seed++) {
    const signature = PrivateKey.fromSeed(`${seed}`).sign(utf8.encode("message"));
    const s = BigInt(`0x${signature.subarray(32).toHex()}`);
    assert(s > 0n && s <= order / 2n);
  }
});

Deno.test("PublicKey.verify() refuses another key, another message and corrupted signatures", () => {
  const key = PrivateKey.fromSeed("alice");
  const message = utf8.encode("message");
  const signature = key.sign(message);
  const s = BigInt(`0x${signature.subarray(32).toHex()}`);
  const high = new Uint8Array([...signature.subarray(0, 32), ...bigEndian(order - s)]);

  assert(key.publicKey.verify(message, signature));
  assertFalse(key.publicKey.verify(utf8.encode("another"), signature));
  assertFalse(PrivateKey.fromSeed("bob").publicKey.verify(message, signature));
  assertFalse(key.publicKey.verify(message, high));
  assertFalse(key.publicKey.verify(message, new Uint8Array(64)));
  assertFalse(key.publicKey.verify(message, new Uint8Array(64).fill(255)));
  assertFalse(key.publicKey.verify(message, signature.subarray(0, 63)));
  for (let bit = 0; bit < 512; bit += 37) {
    const changed = signature.slice();
    changed[bit >> 3]! ^= 1 << (bit & 7);
    assertFalse(key.publicKey.verify(message, changed), `bit ${bit}`);
  }
});

Deno.test("PrivateKey.fromBytes() accepts numbers from 1 to the order minus 1", () => {
  for (const number of [1n, 2n, order - 1n]) {
    assertEquals(PrivateKey.fromBytes(bigEndian(number)).toBytes(), bigEndian(number));
  }
  for (const number of [0n, order, order + 1n, 2n ** 256n - 1n]) {
    assertThrows(() => PrivateKey.fromBytes(bigEndian(number)), InvalidArgumentError);
  }
  for (const length of [0, 31, 33, 64]) {
    assertThrows(() => PrivateKey.fromBytes(new Uint8Array(length).fill(1)), InvalidArgumentError);
  }
});

Deno.test("PrivateKey.fromHex() accepts only 64 hex digits", () => {
  const key = PrivateKey.fromHex("AB".repeat(32));
  assertEquals(key.toBytes().toHex(), "ab".repeat(32));
  for (const bad of ["", "ab", "0x" + "ab".repeat(32), "ab".repeat(31), "zz".repeat(32)]) {
    assertThrows(() => PrivateKey.fromHex(bad), InvalidArgumentError);
  }
});

Deno.test("PrivateKey.fromSeed() takes the SHA-256 digest of the seed as key", () => {
  assertEquals(
    PrivateKey.fromSeed("abc").toBytes().toHex(),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

Deno.test("PrivateKey keeps its own copy of the bytes", () => {
  const bytes = bigEndian(7n);
  const key = PrivateKey.fromBytes(bytes);
  bytes.fill(9);
  key.toBytes().fill(9);
  assertEquals(key.toBytes(), bigEndian(7n));
});

Deno.test("PrivateKey is redacted in logs, strings and JSON", () => {
  const key = PrivateKey.fromHex("ab".repeat(32));
  const shown = [
    Deno.inspect(key, { showHidden: true, depth: 9 }),
    Deno.inspect({ key }),
    `${key}`,
    JSON.stringify({ key }),
    Object.values(key).map(String).join(),
  ];
  for (const text of shown) {
    assertFalse(/abab|171/.test(text), text);
  }
  assertEquals(shown[0], "PrivateKey { <redacted> }");
});

Deno.test("PublicKey.fromBytes() reads both forms and refuses bytes that are not a point", () => {
  const generator = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
  const y = "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8";
  const compressed = PublicKey.fromBytes(hex("02" + generator));
  const long = PublicKey.fromBytes(hex("04" + generator + y));
  assert(compressed.equals(long));
  assert(compressed.equals(PrivateKey.fromBytes(bigEndian(1n)).publicKey));
  assertFalse(compressed.equals(PublicKey.fromBytes(hex("03" + generator))));
  for (
    const bad of [
      "",
      "02" + "00".repeat(32),
      "02" + "ff".repeat(32),
      "05" + generator,
      "04" + generator + "00".repeat(32),
      "00".repeat(33),
      "00".repeat(65),
    ]
  ) assertThrows(() => PublicKey.fromBytes(hex(bad)), InvalidArgumentError);
});

Deno.test("UserId.fromPublicKey() takes the end of the compressed key's digest", () => {
  const { publicKey } = PrivateKey.fromSeed("alice");
  const id = UserId.fromPublicKey(publicKey);
  assertEquals(id.toBytes(), sha256(publicKey.toBytes()).slice(12));
  assertEquals(UserId.fromBytes(id.toBytes()).toString(), id.toBytes().toHex());
  assert(UserId.parse(`${id}`.toUpperCase()).equals(id));
  assertEquals(JSON.stringify({ id }), `{"id":"${id}"}`);
});

Deno.test("UserId.parse() accepts only 40 hex digits", () => {
  for (const bad of ["", "ab", "ab".repeat(21), "gg".repeat(20), " " + "ab".repeat(20)]) {
    assertThrows(() => UserId.parse(bad), InvalidArgumentError);
  }
  assertThrows(() => UserId.fromBytes(new Uint8Array(32)), InvalidArgumentError);
});

Deno.test("sha256() is SHA-256", async () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1000, 200_000]) {
    const message = Uint8Array.from({ length }, (_, index) => index);
    const expected = new Uint8Array(await crypto.subtle.digest("SHA-256", message));
    assertEquals(sha256(message), expected);
  }
});

/** Section 7.1 of RFC 8032. */
const rfc8032 = [
  {
    seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    message: "",
    signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155" +
      "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  },
  {
    seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    message: "72",
    signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da" +
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  },
];

Deno.test("ed25519Sign() and ed25519Verify() follow RFC 8032", () => {
  for (const { seed, publicKey, message, signature } of rfc8032) {
    assertEquals(ed25519PublicKey(hex(seed)).toHex(), publicKey);
    assertEquals(ed25519Sign(hex(seed), hex(message)).toHex(), signature);
    assert(ed25519Verify(hex(publicKey), hex(message), hex(signature)));
    assertFalse(ed25519Verify(hex(publicKey), hex(message + "00"), hex(signature)));
    assertFalse(ed25519Verify(hex(publicKey), hex(message), hex(signature).subarray(1)));
  }
});

Deno.test("ed25519Verify() refuses a key that is not a point", () => {
  const notPoint = hex("02" + "00".repeat(31));
  for (const key of [notPoint, new Uint8Array(31)]) {
    assertThrows(() => ed25519Verify(key, new Uint8Array(), new Uint8Array(64)), CoreFailure);
  }
});
