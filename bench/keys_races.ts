/**
 * The races of keys. Messages are digests and random bytes are given, so that all contenders do the same
 * work.
 *
 * @module
 */
import { ed25519 } from "@noble/curves/ed25519.js";
import { schnorr, secp256k1 } from "@noble/curves/secp256k1.js";
import { EddsaKey, PrivateKey, PublicKey } from "@nilvm/client/keys";
import * as tiny from "tiny-secp256k1";
import { inProcess, type Race } from "./contender.ts";
import * as names from "./names.ts";

const bytes = PrivateKey.random().toBytes();
const key = PrivateKey.fromBytes(bytes);
const { publicKey } = key;
const point = publicKey.toBytes();
const xOnly = publicKey.toXOnly();
const other = PrivateKey.random().publicKey;
const otherPoint = other.toBytes();
const digest = crypto.getRandomValues(new Uint8Array(32));
const auxRand = crypto.getRandomValues(new Uint8Array(32));
const hashed = { digest: "none", prehash: false } as const;

const recoverable = key.signRecoverable(digest, hashed);
const { signature, recoveryId } = recoverable;
const nobleRecoverable = Uint8Array.of(recoveryId, ...signature);
const schnorrSignature = key.signSchnorr(digest, { auxRand });

const seed = crypto.getRandomValues(new Uint8Array(32));
const edKey = EddsaKey.fromSeed(seed);
const edPublicKey = edKey.publicKey;
const edSignature = edKey.sign(digest, { entropy: auxRand });

/** A race between this package, noble and, if it has the operation, tiny-secp256k1. */
function race(
  title: string,
  runs: { ours: () => unknown; tiny?: () => unknown; noble: () => unknown },
): Race {
  const contenders = [
    inProcess(names.ours, runs.ours),
    ...(runs.tiny ? [inProcess(names.tinySecp, runs.tiny)] : []),
    inProcess(names.noble, runs.noble),
  ];
  return { title, contenders };
}

/** Throws unless a signature was accepted, since refusing one is faster. */
function mustHold(holds: boolean): void {
  if (!holds) throw new Error("A signature does not verify");
}

/** All races of keys. */
export const keysRaces: Race[] = [
  race("derive a secp256k1 public key", {
    ours: () => PrivateKey.fromBytes(bytes).publicKey.toBytes(),
    tiny: () => tiny.pointFromScalar(bytes),
    noble: () => secp256k1.getPublicKey(bytes),
  }),
  race("sign by ECDSA", {
    ours: () => key.sign(digest, hashed),
    tiny: () => tiny.sign(digest, bytes),
    noble: () => secp256k1.sign(digest, bytes, hashed),
  }),
  race("verify by ECDSA", {
    ours: () => mustHold(publicKey.verify(digest, signature, hashed)),
    tiny: () => mustHold(tiny.verify(digest, point, signature)),
    noble: () => mustHold(secp256k1.verify(signature, digest, point, hashed)),
  }),
  race("recover the public key of an ECDSA signature", {
    ours: () => PublicKey.recover(digest, recoverable, hashed).toBytes(),
    tiny: () => tiny.recover(digest, signature, recoveryId as tiny.RecoveryIdType),
    noble: () => secp256k1.recoverPublicKey(nobleRecoverable, digest, hashed),
  }),
  race("share a secret by ECDH", {
    ours: () => key.sharedSecret(other),
    tiny: () => tiny.pointMultiply(otherPoint, bytes),
    noble: () => secp256k1.getSharedSecret(bytes, otherPoint),
  }),
  race("sign by Schnorr (BIP 340)", {
    ours: () => key.signSchnorr(digest, { auxRand }),
    tiny: () => tiny.signSchnorr(digest, bytes, auxRand),
    noble: () => schnorr.sign(digest, bytes, auxRand),
  }),
  race("verify by Schnorr (BIP 340)", {
    ours: () => mustHold(publicKey.verifySchnorr(digest, schnorrSignature)),
    tiny: () => mustHold(tiny.verifySchnorr(digest, xOnly, schnorrSignature)),
    noble: () => mustHold(schnorr.verify(schnorrSignature, digest, xOnly)),
  }),
  race("sign by Ed25519", {
    ours: () => edKey.sign(digest, { entropy: auxRand }),
    noble: () => ed25519.sign(digest, seed),
  }),
  race("verify by Ed25519", {
    ours: () => mustHold(EddsaKey.verify(edPublicKey, digest, edSignature)),
    noble: () => mustHold(ed25519.verify(edSignature, digest, edPublicKey)),
  }),
];
