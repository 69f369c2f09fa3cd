/** The strongest lie about shares: liars who agree on another polynomial through the shares of some honest parties. */
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { shareBytesOf } from "../src/devnet/node/held_share.ts";
import { NamedValueSchema } from "../src/gen/nillion/values/v1/value_pb.ts";

const primes: Record<number, bigint> = {
  64: 18446744072637906947n,
  128: 340282366920938463463374607429104828419n,
  256: 115792089237316195423570985008687907853269984665640564039457584007911397392387n,
};

/**
 * The shares of one liar. The liars add the values of a polynomial that is zero for the honest parties, and not at 0, where
 * the secret is.
 *
 * @param values The liar's true shares: serialized `NamedValue`s of numbers, booleans and blobs.
 * @param primeBits The size of the prime.
 * @param position The liar's place among the sorted ids, from 1 on.
 * @param honest The places of the honest parties who shall agree with the liars: no more than the degree.
 * @param factor A number other than 0 that all liars use.
 */
export function colludingShares(
  values: readonly Uint8Array[],
  primeBits: number,
  position: number,
  honest: readonly number[],
  factor = 1n,
): Uint8Array<ArrayBuffer>[] {
  const prime = primes[primeBits]!;
  const width = primeBits / 8;
  const added = honest.reduce((product, place) => product * BigInt(place - position), factor);
  return values.map((bytes) => {
    const named = fromBinary(NamedValueSchema, bytes.slice()); // Its fields are views.
    if (named.value?.value.case?.startsWith("public")) return bytes.slice();
    for (const share of named.value === undefined ? [] : shareBytesOf(named.value)) {
      if (share.length !== width) {
        throw new Error("Only numbers, booleans and blobs have such shares");
      }
      writeNumber(share, (((readNumber(share) + added) % prime) + prime) % prime);
    }
    return toBinary(NamedValueSchema, named);
  });
}

function readNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${bytes.toReversed().toHex()}`);
}

function writeNumber(target: Uint8Array, number: bigint): void {
  const hex = number.toString(16).padStart(2 * target.length, "0");
  target.set(Uint8Array.fromHex(hex).reverse());
}
