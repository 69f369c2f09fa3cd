/** What tests of masking share: clusters and values of every type. */
import {
  EcdsaDigestMessage,
  EcdsaPrivateKey,
  EcdsaPublicKey,
  EcdsaSignature,
  EddsaMessage,
  EddsaPrivateKey,
  EddsaPublicKey,
  EddsaSignature,
  NadaArray,
  NadaTuple,
  PublicBoolean,
  PublicInteger,
  PublicUnsignedInteger,
  SecretBlob,
  SecretBoolean,
  SecretInteger,
  SecretUnsignedInteger,
  StoreId,
  type Values,
} from "@nilvm/client";
import { PrivateKey } from "@nilvm/client/keys";
import { type PartyShares, SecretMasker } from "@nilvm/client/masking";
import { assertEquals } from "@std/assert";
import { decodeHex } from "../../src/base/hex.ts";
import { Random } from "../../tools/random.ts";
import { ed25519PublicKey, ed25519Sign } from "../../src/core/core.ts";

export type PrimeBits = 64 | 128 | 256;

export const primes: Record<PrimeBits, bigint> = {
  64: 18446744072637906947n,
  128: 340282366920938463463374607429104828419n,
  256: 115792089237316195423570985008687907853269984665640564039457584007911397392387n,
};
export const primeBits: PrimeBits[] = [64, 128, 256];

/** Cluster sizes and degrees. */
export const clusters = [[3, 1], [5, 1], [5, 2], [10, 3]] as const;

export function hex(text: string): Uint8Array {
  const bytes = decodeHex(text);
  if (bytes === undefined) throw new Error("Not hex");
  return bytes;
}

/** Parties whose ids are not in the order of their list. */
export function partiesOf(count: number): Uint8Array[] {
  const random = new Random(count * 7919);
  return Array.from({ length: count }, () => random.bytes(32));
}

export function maskerFor(
  bits: PrimeBits,
  [parties, polynomialDegree]: readonly [number, number],
  randomBytes?: (length: number) => Uint8Array,
): SecretMasker {
  return SecretMasker.create({
    primeBits: bits,
    polynomialDegree,
    parties: partiesOf(parties),
    randomBytes,
  });
}

/** Values that any degree + 1 parties recover. */
export function sharedValues(bits: PrimeBits): Values {
  const half = primes[bits] / 2n;
  const row = (numbers: bigint[]) => new NadaArray(numbers.map((n) => new SecretInteger(n)));
  return {
    lowest: new SecretInteger(-half),
    minusOne: new SecretInteger(-1),
    zero: new SecretInteger(0),
    one: new SecretInteger(1n),
    highest: new SecretInteger(half),
    unsignedZero: new SecretUnsignedInteger(0),
    unsignedHighest: new SecretUnsignedInteger(primes[bits] - 1n),
    yes: new SecretBoolean(true),
    no: new SecretBoolean(false),
    emptyBlob: new SecretBlob(new Uint8Array()),
    zeros: new SecretBlob(new Uint8Array(100)),
    ones: new SecretBlob(new Uint8Array(77).fill(255)),
    row: row([1n, -2n, half]),
    matrix: new NadaArray([row([1n, 2n]), row([3n, 4n]), row([-5n, 6n])]),
    pairs: new NadaArray(
      [1, 2].map((n) => new NadaTuple(new SecretUnsignedInteger(n), new SecretBoolean(n === 1))),
    ),
    tuple: new NadaTuple(
      new SecretBlob(utf8("in a tuple")),
      new NadaTuple(new PublicInteger(-7), row([9n])),
    ),
    "": new SecretInteger(404),
    ["__proto__"]: new SecretInteger(405),
    "ünïcödé ✓": new SecretInteger(406),
    ...publicValues(bits),
  };
}

/** Public values. */
export function publicValues(bits: PrimeBits): Values {
  const half = primes[bits] / 2n;
  const seed = new Uint8Array(32).fill(3);
  return {
    publicLowest: new PublicInteger(-half),
    publicHighest: new PublicInteger(half),
    publicUnsigned: new PublicUnsignedInteger(primes[bits] - 1n),
    publicYes: new PublicBoolean(true),
    publicNo: new PublicBoolean(false),
    digest: new EcdsaDigestMessage(new Uint8Array(32).fill(0xdd)),
    publicKey: new EcdsaPublicKey(PrivateKey.fromSeed("a").publicKey.toBytes()),
    eddsaPublicKey: new EddsaPublicKey(ed25519PublicKey(seed)),
    eddsaSignature: new EddsaSignature(ed25519Sign(seed, utf8("gm"))),
    eddsaMessage: new EddsaMessage(utf8("gm")),
    emptyMessage: new EddsaMessage(new Uint8Array()),
    storeId: new StoreId(new Uint8Array(16).fill(9)),
  };
}

/** Values that only all parties together can recover. */
export function keyValues(): Values {
  const signature = PrivateKey.fromSeed("b").sign(utf8("gm"));
  return {
    ecdsaKey: new EcdsaPrivateKey(PrivateKey.fromSeed("c").toBytes()),
    eddsaKey: new EddsaPrivateKey(new Uint8Array(32).fill(1)),
    signature: new EcdsaSignature({ r: signature.slice(0, 32), s: signature.slice(32) }),
  };
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function assertSameValues(actual: Values, expected: Values): void {
  assertEquals(Object.keys(actual).sort(), Object.keys(expected).sort());
  for (const [name, value] of Object.entries(expected)) {
    assertEquals(Object.getOwnPropertyDescriptor(actual, name)?.value.equals(value), true, name);
  }
}

/** The name in a serialized `NamedValue`, if it comes first and has less than 128 bytes. */
export function nameOf(namedValue: Uint8Array): string {
  if (namedValue[0] !== 0x0a) return "";
  return new TextDecoder().decode(namedValue.subarray(2, 2 + namedValue[1]!));
}

/** A deep copy that a test may change. */
export function copyOf(shares: readonly PartyShares[]): PartyShares[] {
  return shares.map(({ party, values }) => ({
    party,
    values: values.map((value) => value.slice()),
  }));
}
