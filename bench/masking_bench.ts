/**
 * Masking and unmasking beside the reference package, hand-over included on both sides: from clear values to the bytes
 * of every node's request, and from the bytes of every node's answer to clear values. The floor is what it takes to draw
 * the random bytes that masking needs.
 *
 * `deno task bench` prints each group with the ratio to ours; `--json` is Deno's.
 *
 * @module
 */
import * as reference from "@nillion/client-wasm";
import { type NadaValue, SecretBlob, SecretInteger } from "@nilvm/client";
import { SecretMasker } from "@nilvm/client/masking";

const parties = Array.from({ length: 5 }, () => crypto.getRandomValues(new Uint8Array(32)));
const polynomialDegree = 2;

const ours = SecretMasker.create({ primeBits: 256, polynomialDegree, parties });
const theirs = reference.SecretMasker.new_256_bit_safe_prime(
  BigInt(polynomialDegree),
  parties.map((party) => new reference.PartyId(party)),
);

interface Workload {
  name: string;
  /** How many numbers are split, each with a random number for every degree. */
  numbers: number;
  ours(): Record<string, NadaValue>;
  theirs(): reference.NadaValues;
}

function blobOf(sizeBytes: number): Workload {
  const bytes = new Uint8Array(sizeBytes);
  for (let at = 0; at < sizeBytes; at += 65536) {
    crypto.getRandomValues(bytes.subarray(at, at + 65536));
  }
  return {
    name: `blob of ${sizeBytes >= 1 << 20 ? `${sizeBytes >> 20} MiB` : `${sizeBytes >> 10} KiB`}`,
    numbers: Math.ceil(sizeBytes / 31),
    ours: () => ({ blob: new SecretBlob(bytes) }),
    theirs() {
      const values = new reference.NadaValues();
      values.insert("blob", reference.NadaValue.new_secret_blob(bytes));
      return values;
    },
  };
}

function integers(count: number): Workload {
  const numbers = Array.from({ length: count }, (_, index) => index * 7919);
  return {
    name: `${count} integer${count === 1 ? "" : "s"}`,
    numbers: count,
    ours: () =>
      Object.fromEntries(numbers.map((number, index) => [`n${index}`, new SecretInteger(number)])),
    theirs() {
      const values = new reference.NadaValues();
      numbers.forEach((number, index) =>
        values.insert(`n${index}`, reference.NadaValue.new_secret_integer(String(number)))
      );
      return values;
    },
  };
}

function maskTheirs(values: reference.NadaValues): [Uint8Array, Uint8Array][] {
  return theirs.mask(values).map(({ party, shares }) => [
    party.to_byte_array(),
    reference.encode_values(shares),
  ]);
}

function unmaskTheirs(shares: [Uint8Array, Uint8Array][]): unknown {
  const decoded = shares.map(([party, bytes]) =>
    new reference.PartyShares(new reference.PartyId(party), reference.decode_values(bytes))
  );
  return theirs.unmask(decoded).to_record();
}

for (
  const workload of [
    blobOf(1 << 10),
    blobOf(64 << 10),
    blobOf(1 << 20),
    blobOf(5 << 20),
    integers(1),
    integers(10_000),
  ]
) {
  const group = `${workload.name}, 5 nodes, degree 2`;
  Deno.bench(`mask`, { group: `mask ${group}`, baseline: true }, () => {
    ours.mask(workload.ours());
  });
  Deno.bench(`mask, @nillion/client-wasm 0.2.0`, { group: `mask ${group}` }, () => {
    maskTheirs(workload.theirs());
  });

  const random = new Uint8Array(32 * polynomialDegree * workload.numbers);
  Deno.bench(`the random bytes alone`, { group: `mask ${group}` }, () => {
    for (let at = 0; at < random.length; at += 65536) {
      crypto.getRandomValues(random.subarray(at, at + 65536));
    }
  });

  const ourShares = ours.mask(workload.ours());
  const theirShares = maskTheirs(workload.theirs());
  Deno.bench(`unmask`, { group: `unmask ${group}`, baseline: true }, () => {
    ours.unmask(ourShares);
  });
  Deno.bench(`unmask, @nillion/client-wasm 0.2.0`, { group: `unmask ${group}` }, () => {
    unmaskTheirs(theirShares);
  });
}
