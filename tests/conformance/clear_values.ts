import type { NadaValue, Values } from "@nilvm/client";
import { expect, expectSame, utf8 } from "./expect.ts";
import type { Api } from "./context.ts";

/** The primes of networks by their bits. */
export const primes = {
  64: 18446744072637906947n,
  128: 340282366920938463463374607429104828419n,
  256: 115792089237316195423570985008687907853269984665640564039457584007911397392387n,
} as const;

/** A value of every type, with the smallest and largest numbers for a prime of the given bits. */
export function clearValues(api: Api, primeBits: 64 | 128 | 256): Values {
  const half = primes[primeBits] / 2n;
  const key = api.PrivateKey.fromSeed("conformance");
  const eddsa = api.EddsaKey.fromSeed(new Uint8Array(32).fill(3));
  const signature = key.sign(utf8("gm"));
  const row = (numbers: bigint[]) =>
    new api.NadaArray(numbers.map((number) => new api.SecretInteger(number)));
  return {
    lowest: new api.SecretInteger(-half),
    highest: new api.SecretInteger(half),
    minusOne: new api.SecretInteger(-1),
    unsigned: new api.SecretUnsignedInteger(primes[primeBits] - 1n),
    yes: new api.SecretBoolean(true),
    no: new api.SecretBoolean(false),
    blob: new api.SecretBlob(Uint8Array.from({ length: 1000 }, (_, index) => index)),
    emptyBlob: new api.SecretBlob(new Uint8Array()),
    matrix: new api.NadaArray([row([1n, -2n]), row([half, 0n])]),
    tuple: new api.NadaTuple(new api.SecretBlob(utf8("in a tuple")), new api.PublicInteger(-7)),
    publicInteger: new api.PublicInteger(-half),
    publicUnsigned: new api.PublicUnsignedInteger(primes[primeBits] - 1n),
    publicBoolean: new api.PublicBoolean(true),
    ecdsaKey: new api.EcdsaPrivateKey(key.toBytes()),
    ecdsaDigest: new api.EcdsaDigestMessage(new Uint8Array(32).fill(0xdd)),
    ecdsaPublicKey: new api.EcdsaPublicKey(key.publicKey.toBytes()),
    ecdsaSignature: new api.EcdsaSignature({ r: signature.slice(0, 32), s: signature.slice(32) }),
    eddsaKey: new api.EddsaPrivateKey(eddsa.toBytes()),
    eddsaMessage: new api.EddsaMessage(utf8("gm")),
    eddsaPublicKey: new api.EddsaPublicKey(eddsa.publicKey),
    eddsaSignature: new api.EddsaSignature(eddsa.sign(utf8("gm"))),
    storeId: new api.StoreId(new Uint8Array(16).fill(9)),
    "ünïcödé ✓": new api.SecretInteger(406),
    ["__proto__"]: new api.SecretInteger(405),
  };
}

/** Throws unless both hold the same values under the same names. */
export function expectSameValues(actual: Values, expected: Values): void {
  const names = (values: Values) => Object.keys(values).sort().join();
  expectSame(names(actual), names(expected), "names");
  for (const [name, value] of Object.entries(expected)) {
    const read: NadaValue = Object.getOwnPropertyDescriptor(actual, name)?.value;
    expect(value.equals(read), `${name} came back as it was`);
  }
}
