/** Published test vectors; `tests/fixtures/keys/transcribe.ts` names their sources. */
import { InvalidArgumentError } from "../../src/errors/mod.ts";
import { EddsaKey, PrivateKey, PublicKey, Signature } from "@nilvm/client";
import { assert, assertEquals } from "@std/assert";
import { sha256 } from "../../src/core/core.ts";
import bip340 from "../fixtures/keys/bip340.json" with { type: "json" };
import libsecp256k1 from "../fixtures/keys/libsecp256k1.json" with { type: "json" };
import ecdh from "../fixtures/keys/wycheproof_ecdh.json" with { type: "json" };
import ecdsa from "../fixtures/keys/wycheproof_ecdsa.json" with { type: "json" };
import ed25519 from "../fixtures/keys/wycheproof_ed25519.json" with { type: "json" };
import p1363 from "../fixtures/keys/wycheproof_p1363.json" with { type: "json" };

const hex = (text: string) => Uint8Array.fromHex(text);

/** The result, or `undefined` when the call throws. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
  }
}

/** Each test under each key: `results signature message`, of which the result at `column` counts, if there is one. */
function* tests(vectors: Record<string, string[]>, column: number) {
  for (const [publicKey, lines] of Object.entries(vectors)) {
    for (const line of lines) {
      const [results, signature, message] = line.split(" ");
      const result = results![column]!;
      if (result === "-") continue;
      const isValid = result === "v";
      yield { publicKey, signature: hex(signature!), message: hex(message!), isValid, line };
    }
  }
}

Deno.test("PublicKey.verify() agrees with Wycheproof on signatures in DER, once normalized", () => {
  let count = 0;
  for (const { publicKey, signature, message, isValid, line } of tests(ecdsa.vectors, 0)) {
    const bytes = attempt(() => Signature.fromDer(signature).normalize().toBytes());
    const holds = bytes !== undefined && PublicKey.fromHex(publicKey).verify(message, bytes);
    assertEquals(holds, isValid, line);
    count++;
  }
  assertEquals(count, 476);
});

Deno.test("PublicKey.verify() agrees with Wycheproof on Bitcoin signatures", () => {
  let count = 0;
  for (const { publicKey, signature, message, isValid, line } of tests(ecdsa.vectors, 1)) {
    const bytes = attempt(() => Signature.fromDer(signature).toBytes());
    const holds = bytes !== undefined && PublicKey.fromHex(publicKey).verify(message, bytes);
    assertEquals(holds, isValid, line);
    count++;
  }
  assertEquals(count, 463);
});

Deno.test("Signature.toDer() restores each signature that Wycheproof calls valid", () => {
  for (const { signature, isValid } of tests(ecdsa.vectors, 0)) {
    if (isValid) assertEquals(Signature.fromDer(signature).toDer(), signature);
  }
});

Deno.test("PublicKey.verify() agrees with Wycheproof on r and s without DER", () => {
  let count = 0;
  for (const { publicKey, signature, message, isValid, line } of tests(p1363.vectors, 0)) {
    const key = PublicKey.fromHex(publicKey);
    const normalized = attempt(() => Signature.fromBytes(signature).normalize());
    assertEquals(normalized !== undefined && key.verify(message, normalized.toBytes()), isValid);
    const isLow = attempt(() => Signature.fromBytes(signature).isNormalized) === true;
    assertEquals(key.verify(message, signature), isValid && isLow, line);
    count++;
  }
  assertEquals(count, 252);
});

Deno.test("PublicKey.recover() finds the key of each signature that Wycheproof calls valid", () => {
  for (const { publicKey, signature, message, isValid, line } of tests(p1363.vectors, 0)) {
    if (!isValid) continue;
    const keys = [0, 1, 2, 3].map((recoveryId) =>
      attempt(() =>
        PublicKey.recover(message, { signature, recoveryId }).toHex({ compressed: false })
      )
    );
    assert(keys.includes(publicKey), line);
  }
});

Deno.test("PublicKey.tweakMultiply() and PrivateKey.sharedSecret() agree with Wycheproof", () => {
  for (const line of ecdh.vectors) {
    const [result, point, privateKey, shared] = line.split(" ");
    const publicKey = attempt(() => PublicKey.fromHex(point!));
    assertEquals(publicKey !== undefined, result === "v", line);
    if (publicKey === undefined) continue;
    const product = publicKey.tweakMultiply(hex(privateKey!));
    assertEquals(product.toXOnly().toHex(), shared, line);
    // Wycheproof has only the abscissa of the point, so the test makes the digest.
    const secret = PrivateKey.fromHex(privateKey!).sharedSecret(publicKey);
    assertEquals(secret, sha256(product.toBytes()), line);
  }
  assertEquals(ecdh.vectors.length, 496);
});

Deno.test("EddsaKey.verify() agrees with Wycheproof", () => {
  let count = 0;
  for (const { publicKey, signature, message, isValid, line } of tests(ed25519.vectors, 0)) {
    assertEquals(EddsaKey.verify(hex(publicKey), message, signature), isValid, line);
    count++;
  }
  assertEquals(count, 148);
});

Deno.test("PrivateKey.signSchnorr() and PublicKey.verifySchnorr() follow BIP 340", () => {
  for (const vector of bip340.vectors) {
    const what = `${vector.index} ${vector.comment}`;
    const message = hex(vector.message);
    const signature = hex(vector.signature);
    if (vector.secretKey !== "") {
      const key = PrivateKey.fromHex(vector.secretKey);
      assertEquals(key.publicKey.toXOnly(), hex(vector.publicKey), what);
      assertEquals(key.signSchnorr(message, { auxRand: hex(vector.auxRand) }), signature, what);
    }
    const key = attempt(() => PublicKey.fromXOnly(hex(vector.publicKey)));
    assertEquals(key?.verifySchnorr(message, signature) ?? false, vector.isValid, what);
    assertEquals(key === undefined, vector.comment.startsWith("public key"), what);
  }
  assertEquals(bip340.vectors.length, 19);
});

/** Keys, messages and their nonces by RFC 6979 with SHA-256, from PyPI's `ecdsa` 0.19.2. */
const nonces = [
  [
    "000000000000000000000000000000009d0219792467d7d37b4d43298a7d0c05",
    "sample",
    "8fa1f95d514760e498f28957b824ee6ec39ed64826ff4fecc2b5739ec45b91cd",
  ],
  [
    "cca9fbcc1b41e5a95d369eaa6ddcff73b61a4efaa279cfc6567e8daa39cbaf50",
    "sample",
    "2df40ca70e639d89528a6b670d9d48d9165fdc0febc0974056bdce192b8e16a3",
  ],
  [
    "0000000000000000000000000000000000000000000000000000000000000001",
    "Satoshi Nakamoto",
    "8f8a276c19f4149656b280621e358cce24f5f52542772691ee69063b74f15d15",
  ],
  [
    "0000000000000000000000000000000000000000000000000000000000000001",
    "All those moments will be lost in time, like tears in rain. Time to die...",
    "38aa22d72376b4dbc472e06c3ba403ee0a394da63fc58d88686c611aba98d6b3",
  ],
  [
    "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140",
    "Satoshi Nakamoto",
    "33a19b60e25fb6f4435af53a3d42d493644827367e6453928554f43e49aa6f90",
  ],
  [
    "f8b8af8ce3c7cca5e300d33939540c10d45ce001b8f252bfbc57ba0342904181",
    "Alan Turing",
    "525a82b70e67874398067543fd84c83d30c175fdc45fdeee082fe13b1d7cfdf1",
  ],
] as const;

Deno.test("PrivateKey.sign() uses the nonces of RFC 6979", () => {
  for (const [key, message, nonce] of nonces) {
    const signature = PrivateKey.fromHex(key).sign(new TextEncoder().encode(message));
    // One abscissa in 2^128 is not below the order; r would differ from it.
    assertEquals(signature.slice(0, 32), PrivateKey.fromHex(nonce).publicKey.toXOnly());
  }
});

Deno.test("PrivateKey and PublicKey agree with libsecp256k1", () => {
  for (const vector of libsecp256k1.vectors) {
    const key = PrivateKey.fromHex(vector.key);
    const { publicKey } = key;
    assertEquals(publicKey.toHex({ compressed: false }), vector.publicKey);
    assertEquals(publicKey.toBytes({ compressed: false }), hex(vector.publicKey));
    assert(PublicKey.fromBytes(publicKey.toBytes()).equals(publicKey));

    const digest = hex(vector.digest);
    const nonceData = vector.nonceData === null ? undefined : hex(vector.nonceData);
    const { signature, recoveryId } = key.signRecoverable(digest, { digest: "none", nonceData });
    assertEquals(signature.toHex(), vector.signature);
    assertEquals(recoveryId, vector.recoveryId);
    assertEquals(Signature.fromBytes(signature).toDer().toHex(), vector.der);

    assertEquals(key.sign(digest, { digest: "none", nonceData }), signature);
    assert(publicKey.verify(digest, signature, { digest: "none" }));
    assert(!publicKey.verify(digest, hex(vector.schnorr), { digest: "none" }));
    const recoverable = { signature: hex(vector.signature), recoveryId: vector.recoveryId };
    assert(PublicKey.recover(digest, recoverable, { digest: "none" }).equals(publicKey));

    const schnorr = key.signSchnorr(hex(vector.message), { auxRand: hex(vector.auxRand) });
    assertEquals(schnorr.toHex(), vector.schnorr);
    assert(publicKey.verifySchnorr(hex(vector.message), schnorr));
    assert(!publicKey.verifySchnorr(hex(vector.message), signature));

    const tweak = hex(vector.tweak);
    assertEquals(attempt(() => key.tweakAdd(tweak).toHex()) ?? null, vector.tweakAdd);
    assertEquals(key.tweakMultiply(tweak).toHex(), vector.tweakMultiply);
    const publicOf = (privateKey: string | null) =>
      privateKey === null ? undefined : PrivateKey.fromHex(privateKey).publicKey.toHex();
    const sum = attempt(() => publicKey.tweakAdd(tweak).toHex());
    assertEquals(sum, publicOf(vector.tweakAdd));
    assertEquals(publicKey.tweakMultiply(tweak).toHex(), publicOf(vector.tweakMultiply));
    const other = PublicKey.fromHex(vector.other);
    assertEquals(key.sharedSecret(other).toHex(), vector.sharedSecret);
  }
  assertEquals(libsecp256k1.vectors.length, 24);
});
