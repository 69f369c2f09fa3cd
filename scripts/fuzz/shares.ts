/**
 * Corrupts shares at random and checks what unmask() makes of them: `deno task fuzz:shares [--seed N] [--cases N]`.
 *
 * Of 3 to 10 parties some answer, and some of those lie: with shares of other values, with changed bytes, or with
 * unreadable bytes. A few liars have to be repaired and named. More liars have to give an error that names no party that
 * told the truth. A wrong value, or an error of another kind, is a failure. `--seed N --cases 1` tries case N again.
 *
 * @module
 */
import { parseArgs } from "node:util";
import {
  CorruptShareError,
  NadaArray,
  NotEnoughSharesError,
  SecretBlob,
  SecretInteger,
  SecretUnsignedInteger,
  type Values,
} from "@nilvm/client";
import { type PartyShares, SecretMasker } from "@nilvm/client/masking";
import { encodeHex } from "../../src/base/hex.ts";
import { Random } from "../../tools/random.ts";

const { values: args } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    cases: { type: "string", default: "1000000" },
  },
});
const failuresShownMax = 10;

/** The random bytes of the current masking. */
let randomBytes: (length: number) => Uint8Array;

/** Uniform bytes, or long runs of zeros and ones, which are rare by chance. */
function bytesFrom(random: Random, isLopsided: boolean): typeof randomBytes {
  return (length) => {
    const words = Uint32Array.from({ length: Math.ceil(length / 4) }, () => {
      const word = random.below(2 ** 32);
      if (!isLopsided || word % 8 === 7) return word;
      return word % 8 < 4 ? 0xffff_ffff : 0;
    });
    return new Uint8Array(words.buffer, 0, length);
  };
}

const maskers = new Map<string, SecretMasker>();

function maskerFor(primeBits: 64 | 128 | 256, parties: number, degree: number): SecretMasker {
  const key = `${primeBits} ${parties} ${degree}`;
  const found = maskers.get(key);
  if (found !== undefined) return found;
  const masker = SecretMasker.create({
    primeBits,
    polynomialDegree: degree,
    parties: Array.from({ length: parties }, (_, index) => Uint8Array.of(index + 1, 7)),
    randomBytes: (length) => randomBytes(length),
  });
  maskers.set(key, masker);
  return masker;
}

function valuesOf(random: Random): Values {
  const values: Values = { n: new SecretInteger(random.below(2 ** 31) - 2 ** 30) };
  if (random.below(4) === 0) {
    values["b"] = new SecretBlob(random.bytes(1 + random.below(99)));
  }
  if (random.below(4) === 0) {
    const elements = Array.from(
      { length: 1 + random.below(4) },
      () => new SecretUnsignedInteger(random.below(9)),
    );
    values["a"] = new NadaArray(elements);
  }
  return values;
}

/** The shares of a lying party. `other` has its shares of another masking. */
function lie(truth: Uint8Array[], other: Uint8Array[], kind: number, random: Random): Uint8Array[] {
  const which = random.below(truth.length);
  switch (kind) {
    case 0:
      return other;
    case 1:
      return truth.map((message, index) => index === which ? other[index]! : message);
    case 2:
      return truth.map((message) => random.bytes(message.length));
    case 3:
      return truth.map((message) => message.slice(0, random.below(message.length)));
    case 4:
      return truth.slice(1);
    default: {
      const changed = truth.map((message) => message.slice());
      changed[which]![random.below(changed[which]!.length)]! ^= 1 + random.below(255);
      return changed;
    }
  }
}

/** The mistake that a case has found, if any. */
function tryCase(seed: number): string | undefined {
  const random = new Random(seed);
  const parties = 3 + random.below(8);
  const degree = 1 + random.below(parties - 1);
  const masker = maskerFor(random.pick([64, 128, 256]), parties, degree);
  const values = valuesOf(random);
  randomBytes = bytesFrom(random, random.below(2) === 0);
  const shares = masker.mask(values);
  // The false shares are independent of the true ones.
  randomBytes = bytesFrom(random, false);
  const given = random.choose(shares, 1 + random.below(parties));
  const redundant = given.length - degree - 1;
  const repairable = Math.max(0, Math.floor(redundant / 2));
  // Without a spare share no lie can be detected.
  const liars = redundant > 0 && random.below(4) > 0
    ? random.choose(given, random.below(Math.min(given.length, redundant) + 1))
    : [];
  const answers: PartyShares[] = given.map(({ party, values: truth }) => {
    if (!liars.some((liar) => liar.party === party)) return { party, values: truth };
    const other = masker.mask(values).find((one) => encodeHex(one.party) === encodeHex(party))!;
    // Too many parties that leave out a value are believed, and single bytes with the same change may lie on one polynomial.
    const kind = random.below(liars.length <= repairable ? 6 : 4);
    return { party, values: lie(truth, other.values, kind, random) };
  });
  const lying = new Set(liars.map(({ party }) => encodeHex(party)));
  try {
    const { values: read, faultyParties } = masker.unmask(answers);
    for (const [name, value] of Object.entries(values)) {
      if (!value.equals(read[name])) return `gives a wrong ${name}`;
    }
    if (redundant < 0) return "takes fewer shares than there must be";
    const named = faultyParties.map(encodeHex);
    if (named.length !== lying.size || named.some((party) => !lying.has(party))) {
      return `names ${named.length} parties, where ${lying.size} lie`;
    }
  } catch (error) {
    if (error instanceof NotEnoughSharesError) {
      return redundant < 0 ? undefined : "says that there are too few shares";
    }
    if (!(error instanceof CorruptShareError)) return `throws ${error}`;
    if (liars.length <= repairable && redundant >= 0) return `does not repair: ${error.message}`;
    if (error.parties.some((party) => !lying.has(encodeHex(party)))) {
      return "blames the wrong party";
    }
  }
}

let failed = 0;
const startedAt = performance.now();
const [first, cases] = [Number(args.seed), Number(args.cases)];
for (let seed = first; seed < first + cases; seed++) {
  const problem = tryCase(seed);
  if (problem !== undefined && ++failed <= failuresShownMax) console.log(`case ${seed} ${problem}`);
}
console.log(`${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
console.log(`${cases} cases, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);
