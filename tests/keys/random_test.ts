/** Compares with `@noble/curves` on random keys and edge cases. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { schnorr, secp256k1 } from "@noble/curves/secp256k1.js";
import { sha3_256 } from "@noble/hashes/sha3.js";
import { EddsaKey, PrivateKey, PublicKey, Signature, taggedHash } from "@nilvm/client";
import { assert, assertEquals, assertFalse } from "@std/assert";
import { Random } from "../../tools/random.ts";

const { Fn: scalars, BASE: generator } = secp256k1.Point;

/** A random private key, often one close to the smallest or largest. */
function someNumber(random: Random): Uint8Array {
  const near = BigInt(1 + random.below(3));
  if (random.below(4) === 0) return scalars.toBytes(random.below(2) ? near : scalars.ORDER - near);
  return scalars.toBytes(scalars.create(BigInt(`0x${random.bytes(32).toHex()}`)) || 1n);
}

function attempt(act: () => Uint8Array): Uint8Array | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

function rounds(count: number, seed: number, round: (random: Random) => void): void {
  const random = new Random(seed);
  for (let index = 0; index < count; index++) round(random);
}

Deno.test("PrivateKey.publicKey agrees with noble in all forms", () => {
  rounds(100, 1, (random) => {
    const key = someNumber(random);
    const { publicKey } = PrivateKey.fromBytes(key);
    assertEquals(publicKey.toBytes(), secp256k1.getPublicKey(key));
    const long = secp256k1.getPublicKey(key, false);
    assertEquals(publicKey.toBytes({ compressed: false }), long);
    assertEquals(publicKey.toXOnly(), schnorr.getPublicKey(key));
    assert(PublicKey.fromBytes(long).equals(publicKey));
  });
});

Deno.test("PrivateKey.signRecoverable() agrees with noble, with and without nonce data", () => {
  rounds(150, 2, (random) => {
    const key = someNumber(random);
    const digest = random.below(8) === 0 ? new Uint8Array(32).fill(255) : random.bytes(32);
    const nonceData = [undefined, new Uint8Array(32), random.bytes(32)][random.below(3)];
    const privateKey = PrivateKey.fromBytes(key);
    const ours = privateKey.signRecoverable(digest, { digest: "none", nonceData });

    const options = { prehash: false, extraEntropy: nonceData ?? false } as const;
    const [recoveryId, ...theirs] = secp256k1.sign(digest, key, {
      ...options,
      format: "recovered",
    });
    assertEquals(ours, { signature: Uint8Array.from(theirs), recoveryId: recoveryId! });
    const der = secp256k1.sign(digest, key, { ...options, format: "der" });
    assertEquals(Signature.fromBytes(ours.signature).toDer(), der);

    const recovered = PublicKey.recover(digest, ours, { digest: "none" });
    assert(recovered.equals(privateKey.publicKey));
  });
});

Deno.test("PrivateKey.sign() agrees with noble on another digest", () => {
  rounds(50, 3, (random) => {
    const key = someNumber(random);
    const message = random.bytes(random.below(100));
    const signature = PrivateKey.fromBytes(key).sign(message, { digest: sha3_256 });
    assertEquals(signature, secp256k1.sign(sha3_256(message), key, { prehash: false }));
    assert(PrivateKey.fromBytes(key).publicKey.verify(message, signature, { digest: sha3_256 }));
  });
});

Deno.test("PublicKey.verify() agrees with noble on corrupted signatures", () => {
  rounds(150, 4, (random) => {
    const key = someNumber(random);
    const message = random.bytes(random.below(100));
    const signature = PrivateKey.fromBytes(key).sign(message);
    if (random.below(4) > 0) signature[random.below(64)]! ^= 1 << random.below(8);
    const { publicKey } = PrivateKey.fromBytes(key);
    const theirs = secp256k1.verify(signature, message, publicKey.toBytes());
    assertEquals(publicKey.verify(message, signature), theirs);
  });
});

Deno.test("PublicKey.recover() agrees with noble on any signature", () => {
  let count = 0;
  rounds(150, 5, (random) => {
    const digest = random.bytes(32);
    // Only a small r has two abscissas.
    const r = random.below(2) ? someNumber(random) : scalars.toBytes(BigInt(1 + random.below(999)));
    const signature = Uint8Array.of(...r, ...someNumber(random));
    const recoveryId = random.below(4);
    const ours = attempt(() =>
      PublicKey.recover(digest, { signature, recoveryId }, { digest: "none" }).toBytes()
    );
    const theirs = attempt(() =>
      secp256k1.recoverPublicKey(Uint8Array.of(recoveryId, ...signature), digest, {
        prehash: false,
      })
    );
    assertEquals(ours, theirs);
    if (ours) count++;
  });
  assert(count > 30 && count < 120, `${count}`);
});

Deno.test("PrivateKey.signSchnorr() agrees with noble", () => {
  rounds(100, 6, (random) => {
    const key = someNumber(random);
    const message = random.bytes(random.below(100));
    const auxRand = random.bytes(32);
    const { publicKey } = PrivateKey.fromBytes(key);
    const signature = PrivateKey.fromBytes(key).signSchnorr(message, { auxRand });
    assertEquals(signature, schnorr.sign(message, key, auxRand));
    assert(publicKey.verifySchnorr(message, signature));
    signature[random.below(64)]! ^= 1 << random.below(8);
    assertFalse(publicKey.verifySchnorr(message, signature));
    assertFalse(schnorr.verify(signature, message, publicKey.toXOnly()));
  });
});

Deno.test("taggedHash() agrees with noble", () => {
  rounds(50, 7, (random) => {
    const message = random.bytes(random.below(200));
    for (const tag of ["", "BIP0340/challenge", "a tag"]) {
      assertEquals(taggedHash(tag, message), schnorr.utils.taggedHash(tag, message));
    }
  });
});

Deno.test("tweaks of private and public keys agree with noble's sums and products", () => {
  rounds(100, 8, (random) => {
    const [key, tweak] = [someNumber(random), someNumber(random)];
    const [a, b] = [scalars.fromBytes(key), scalars.fromBytes(tweak)];
    const privateKey = PrivateKey.fromBytes(key);
    const { publicKey } = privateKey;
    const product = scalars.mul(a, b);
    assertEquals(privateKey.tweakMultiply(tweak).toBytes(), scalars.toBytes(product));
    const point = generator.multiply(product).toBytes();
    assertEquals(publicKey.tweakMultiply(tweak).toBytes(), point);
    const sum = scalars.add(a, b);
    if (sum === 0n) return;
    assertEquals(privateKey.tweakAdd(tweak).toBytes(), scalars.toBytes(sum));
    assertEquals(publicKey.tweakAdd(tweak).toBytes(), generator.multiply(sum).toBytes());
    const other = PrivateKey.fromBytes(tweak).publicKey;
    assertEquals(
      PublicKey.combine([publicKey, other]).toBytes(),
      generator.multiply(sum).toBytes(),
    );
  });
});

Deno.test("PrivateKey.sharedSecret() is the digest of noble's shared point", async () => {
  const random = new Random(9);
  for (let index = 0; index < 50; index++) {
    const [key, other] = [someNumber(random), someNumber(random)];
    const { publicKey } = PrivateKey.fromBytes(other);
    const point = secp256k1.getSharedSecret(key, publicKey.toBytes());
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", point.slice()));
    assertEquals(PrivateKey.fromBytes(key).sharedSecret(publicKey), digest);
  }
});

Deno.test("EddsaKey has the scalars and public keys of noble, and noble verifies its signatures", () => {
  rounds(100, 10, (random) => {
    const seed = random.bytes(32);
    const message = random.bytes(random.below(100));
    const key = EddsaKey.fromSeed(seed);
    const theirs = ed25519.utils.getExtendedPublicKey(seed);
    assertEquals(key.toBytes(), ed25519.Point.Fn.toBytes(theirs.scalar));
    assertEquals(key.publicKey, ed25519.getPublicKey(seed));
    const signature = key.sign(message);
    assert(ed25519.verify(signature, message, key.publicKey));
    assert(EddsaKey.verify(key.publicKey, message, ed25519.sign(message, seed)));
    signature[random.below(64)]! ^= 1 << random.below(8);
    assertFalse(EddsaKey.verify(key.publicKey, message, signature));
  });
});

Deno.test("Signature.fromDer() refuses whatever noble refuses", () => {
  let count = 0;
  rounds(2000, 11, (random) => {
    const bytes = Uint8Array.of(...someNumber(random), ...someNumber(random));
    const der = [...Signature.fromBytes(bytes).toDer()];
    for (let changes = random.below(3); changes > 0; changes--) {
      const at = [
        0,
        1,
        2,
        3,
        4,
        4 + der[3]!,
        5 + der[3]!,
        random.below(der.length),
      ][random.below(8)]!;
      const byte = [0, 1, 0x7f, 0x80, 0x81, 0xff][random.below(6)]!;
      der.splice(at, random.below(2), ...(random.below(3) ? [byte] : []));
      if (random.below(2)) der[1] = der.length - 2;
    }
    const given = Uint8Array.from(der);
    const ours = attempt(() => Signature.fromDer(given).toBytes());
    const theirs = attempt(() => secp256k1.Signature.fromBytes(given, "der").toBytes("compact"));
    assertEquals(ours, theirs, `${given}`);
    if (ours) count++;
  });
  assert(count > 500 && count < 1900, `${count}`);
});
