import { sha3_256, sha3_512 } from "@noble/hashes/sha3.js";
import { InvalidArgumentError } from "../../src/errors/mod.ts";
import { PrivateKey, PublicKey } from "@nilvm/client";
import { assert, assertEquals, assertFalse, assertNotEquals, assertThrows } from "@std/assert";
import { callWithBytes, CoreFailure, sha256 } from "../../src/core/core.ts";
import { Random } from "../../tools/random.ts";

const key = PrivateKey.fromSeed("alice");
const { publicKey } = key;
const message = new TextEncoder().encode("gm, builder");

/** Values that untyped code may pass as bytes. */
const noBytes = ["a".repeat(32), Array.from({ length: 32 }, () => 1), undefined, null, 32]
  .map((value) => value as unknown as Uint8Array);

Deno.test("PrivateKey.fromHex() reads what toHex() writes", () => {
  const hex = "0123456789abcdef".repeat(4);
  assertEquals(PrivateKey.fromHex(hex.toUpperCase()).toHex(), hex);
});

Deno.test("PrivateKey.equals() distinguishes keys", () => {
  assert(key.equals(PrivateKey.fromBytes(key.toBytes())));
  assertFalse(key.equals(PrivateKey.fromSeed("bob")));
});

Deno.test("PrivateKey.sign() gives the same signature for a message and for its digest", () => {
  const signature = key.sign(sha256(message), { digest: "none" });
  assertEquals(signature, key.sign(message));
  assert(publicKey.verify(message, signature));
  assert(publicKey.verify(sha256(message), signature, { digest: "none" }));
  assertFalse(publicKey.verify(sha256(message), signature));
});

Deno.test("PrivateKey.sign() accepts any digest of 32 bytes", () => {
  const signature = key.sign(message, { digest: sha3_256 });
  assert(publicKey.verify(message, signature, { digest: sha3_256 }));
  assert(publicKey.verify(sha3_256(message), signature, { digest: "none" }));
  assertFalse(publicKey.verify(message, signature));
  const truncated = (message: Uint8Array) => sha3_512(message).subarray(0, 32);
  const recoverable = key.signRecoverable(message, { digest: truncated });
  assert(PublicKey.recover(message, recoverable, { digest: truncated }).equals(publicKey));
});

Deno.test("sign(), verify() and recover() refuse a digest that is not 32 bytes", () => {
  const signed = key.signRecoverable(message);
  const promised = () => Promise.resolve(sha256(message)) as unknown as Uint8Array;
  for (const digest of [sha3_512, () => new Uint8Array(31), promised, "none"] as const) {
    for (
      const act of [
        () => key.sign(message, { digest }),
        () => key.signRecoverable(message, { digest }),
        () => publicKey.verify(message, signed.signature, { digest }),
        () => PublicKey.recover(message, signed, { digest }),
      ]
    ) assertThrows(act, InvalidArgumentError, "digest");
  }
});

Deno.test("PrivateKey.sign() takes 32 bytes of nonce data, and zeros differ from none", () => {
  const [none, zeros, ones] = [undefined, 0, 1].map((byte) =>
    key.sign(message, { nonceData: byte === undefined ? byte : new Uint8Array(32).fill(byte) })
  );
  assertEquals(none, key.sign(message));
  assertNotEquals(none, zeros);
  assertNotEquals(zeros, ones);
  for (const signature of [none!, zeros!, ones!]) assert(publicKey.verify(message, signature));
  for (const length of [0, 31, 33, 64]) {
    const nonceData = new Uint8Array(length);
    assertThrows(() => key.sign(message, { nonceData }), InvalidArgumentError, "Nonce data");
  }
});

Deno.test("PublicKey.recover() returns another key or throws for a message that was not signed", () => {
  const { signature, recoveryId } = key.signRecoverable(message);
  const other = PublicKey.recover(new Uint8Array(), { signature, recoveryId });
  assertFalse(other.equals(publicKey));
  assertFalse(
    PublicKey.recover(message, { signature, recoveryId: recoveryId ^ 1 }).equals(publicKey),
  );
  for (const recoveryId of [2, 3, -1, 4, 0.5, NaN, 256]) {
    assertThrows(() => PublicKey.recover(message, { signature, recoveryId }), InvalidArgumentError);
  }
  for (const signature of [new Uint8Array(64), new Uint8Array(64).fill(255), new Uint8Array(65)]) {
    assertThrows(() => PublicKey.recover(message, { signature, recoveryId }), InvalidArgumentError);
  }
});

Deno.test("PrivateKey.signSchnorr() differs each time unless randomness is given", () => {
  assertNotEquals(key.signSchnorr(message), key.signSchnorr(message));
  const auxRand = new Uint8Array(32).fill(7);
  assertEquals(key.signSchnorr(message, { auxRand }), key.signSchnorr(message, { auxRand }));
  for (const length of [0, 31, 33]) {
    const auxRand = new Uint8Array(length);
    assertThrows(() => key.signSchnorr(message, { auxRand }), InvalidArgumentError, "randomness");
  }
});

Deno.test("PublicKey.verifySchnorr() accepts messages of any length and ignores the key's sign", () => {
  for (const length of [0, 1, 31, 32, 33, 64, 100_000]) {
    const message = new Uint8Array(length).fill(length);
    const signature = key.signSchnorr(message);
    assert(publicKey.verifySchnorr(message, signature));
    assert(PublicKey.fromXOnly(publicKey.toXOnly()).verifySchnorr(message, signature));
    const longer = Uint8Array.of(...message.subarray(0, 99), 0);
    assertFalse(publicKey.verifySchnorr(longer, signature));
  }
});

Deno.test("PublicKey.verifySchnorr() refuses bytes that are not a signature", () => {
  const signature = key.signSchnorr(message);
  for (
    const other of [
      new Uint8Array(),
      new Uint8Array(64),
      new Uint8Array(64).fill(255),
      signature.subarray(0, 63),
      Uint8Array.of(...signature, 0),
      key.sign(message),
    ]
  ) assertFalse(publicKey.verifySchnorr(message, other));
  assertFalse(PrivateKey.fromSeed("bob").publicKey.verifySchnorr(message, signature));
});

Deno.test("PublicKey.fromHex() reads both forms, and fromXOnly() reads the abscissa", () => {
  for (const compressed of [true, false]) {
    const hex = publicKey.toHex({ compressed });
    assertEquals(hex.length, compressed ? 66 : 130);
    assert(PublicKey.fromHex(hex.toUpperCase()).equals(publicKey));
    for (const bad of [hex.slice(2), hex + "00", `0x${hex}`, hex.replace(/^../, "06"), "zz"]) {
      assertThrows(() => PublicKey.fromHex(bad), InvalidArgumentError);
    }
  }
  const even = PublicKey.fromXOnly(publicKey.toXOnly());
  assertEquals(even.toXOnly(), publicKey.toXOnly());
  assertEquals(even.toBytes()[0], 2);
  for (const bad of [new Uint8Array(32), new Uint8Array(32).fill(255), new Uint8Array(33)]) {
    assertThrows(() => PublicKey.fromXOnly(bad), InvalidArgumentError);
  }
});

Deno.test("PrivateKey and PublicKey refuse values that are not bytes", () => {
  const signature = key.sign(message);
  for (const value of noBytes) {
    for (
      const act of [
        () => PrivateKey.fromBytes(value),
        () => PublicKey.fromBytes(value),
        () => PublicKey.fromXOnly(value),
        () => key.sign(value),
        () => key.sign(value, { digest: "none" }),
        () => key.signSchnorr(value),
        () => key.tweakAdd(value),
        () => key.tweakMultiply(value),
        () => publicKey.verify(value, signature),
        () => publicKey.verify(message, value),
        () => publicKey.verifySchnorr(value, signature),
        () => publicKey.verifySchnorr(message, value),
        () => publicKey.tweakAdd(value),
        () => publicKey.tweakMultiply(value),
        () => PublicKey.recover(message, { signature: value, recoveryId: 0 }),
      ]
    ) assertThrows(act, InvalidArgumentError, "must be a Uint8Array");
  }
});

Deno.test("the core's operations on keys never trap, whatever the bytes", () => {
  const random = new Random(21);
  const operations = [
    "ecdsaDecompress",
    "ecdsaSignRecoverable",
    "ecdsaRecover",
    "schnorrSign",
    "schnorrVerify",
    "privateKeyAdd",
    "privateKeyMultiply",
    "publicKeyAdd",
    "publicKeyMultiply",
    "publicKeyCombine",
    "sharedSecret",
    "ed25519Scalar",
    "eddsaSign",
  ] as const;
  for (let round = 0; round < 2000; round++) {
    const operation = operations[round % operations.length]!;
    const parts = [random.bytes(random.below(140))];
    // Bytes that begin like a key are read further.
    if (round % 2) parts.unshift([key.toBytes(), publicKey.toBytes()][random.below(2)]!);
    try {
      callWithBytes(operation, parts);
    } catch (error) {
      assert(error instanceof CoreFailure);
      assertEquals(error.kind, "invalidArgument", `${operation} ${parts}`);
    }
  }
});
