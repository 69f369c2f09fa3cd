/**
 * Corrupts shares and checks what unmask() makes of them:
 * `deno task fuzz:shares [--seed N] [--cases N] [--liars lone|colluding|both]`.
 *
 * Lone liars give shares of other values, changed bytes or unreadable bytes. A few have to be repaired and named. More
 * have to give an error that names no party that told the truth.
 *
 * Colluding liars agree on another polynomial through the shares of some honest parties, or on another public value. A
 * read that asks for a `faultTolerance` must be right with so many of them, or fail. Any read must be right with
 * `toleratedFaults` of them. The last lines count the reads that more liars made wrong, which shows that they can.
 *
 * Anything else is a failure. `--seed N --cases 1` tries case N again, with the same `--liars`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import {
  CorruptShareError,
  NadaArray,
  NotEnoughSharesError,
  PublicInteger,
  SecretBlob,
  SecretInteger,
  SecretUnsignedInteger,
  type Values,
} from "@nilvm/client";
import { type PartyShares, SecretMasker } from "@nilvm/client/masking";
import { encodeHex } from "../../src/base/hex.ts";
import { colludingShares } from "../../tools/collude.ts";
import { Random } from "../../tools/random.ts";

const { values: args } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    cases: { type: "string", default: "1000000" },
    liars: { type: "string", default: "both" },
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

/** What the answers of a case came to. */
interface Tried {
  /** The mistake that the case has found. */
  readonly problem?: string | undefined;
  /** Whether a tolerance was asked for, above 0, and no more liars than that lied. */
  readonly isWithin?: boolean;
  /** Whether more liars than the read says it tolerates made it give wrong values, which is no mistake. */
  readonly isFooled?: boolean;
}

/** A masking whose liars lie each for themselves. */
function tryLoneLiars(random: Random): Tried {
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
      if (!value.equals(read[name])) return { problem: `gives a wrong ${name}` };
    }
    if (redundant < 0) return { problem: "takes fewer shares than there must be" };
    const named = faultyParties.map(encodeHex);
    if (named.length !== lying.size || named.some((party) => !lying.has(party))) {
      return { problem: `names ${named.length} parties, where ${lying.size} lie` };
    }
  } catch (error) {
    if (error instanceof NotEnoughSharesError) {
      return redundant < 0 ? {} : { problem: "says that there are too few shares" };
    }
    if (!(error instanceof CorruptShareError)) return { problem: `throws ${error}` };
    if (liars.length <= repairable && redundant >= 0) {
      return { problem: `does not repair: ${error.message}` };
    }
    if (error.parties.some((party) => !lying.has(encodeHex(party)))) {
      return { problem: "blames the wrong party" };
    }
  }
  return {};
}

/** A masking whose liars agree on other values, and on other polynomials through the shares of some honest parties. */
function tryColludingLiars(random: Random): Tried {
  const parties = 2 + random.below(9);
  const degree = 1 + random.below(parties - 1);
  const primeBits = random.pick([64, 128, 256] as const);
  const masker = maskerFor(primeBits, parties, degree);
  const values = valuesOf(random);
  if (random.below(3) === 0) values["p"] = new PublicInteger(random.below(100));
  randomBytes = bytesFrom(random, random.below(2) === 0);
  const shares = masker.mask(values);
  // What catches liars has to be beyond their guess.
  randomBytes = bytesFrom(random, false);
  const places = shares.map((_, index) => index);
  const given = random.below(2) === 0
    ? places
    : random.choose(places, degree + 1 + random.below(parties - degree));
  const faultTolerance = random.below(parties - degree);
  // Half of the time the liars are more than tolerated, to see that their attack is one.
  const count = random.below(2) === 0 ? faultTolerance : given.length - 1;
  const liars = random.choose(given, Math.min(given.length, random.below(count + 1)));
  const honest = given.filter((place) => !liars.includes(place));
  // Each value gets a polynomial of its own, or all get the same.
  const agreeing = () => random.choose(honest, Math.min(honest.length, degree)).map((at) => at + 1);
  const shared = random.below(2) === 0 ? agreeing() : undefined;
  const lies = Object.keys(values).map(() => ({
    isTold: random.below(4) > 0,
    honest: shared ?? agreeing(),
    factor: BigInt(1 + random.below(2 ** 32 - 1)),
  }));
  const otherPublic = "p" in values && random.below(4) === 0
    ? masker.mask({ ...values, p: new PublicInteger(100) })[0]!.values.at(-1)!
    : undefined;
  const answers = given.map((place): PartyShares => {
    const { party, values: truth } = shares[place]!;
    if (!liars.includes(place)) return { party, values: truth };
    const told = truth.map((message, index) => {
      const { isTold, honest, factor } = lies[index]!;
      return isTold
        ? colludingShares([message], primeBits, place + 1, honest, factor)[0]!
        : message;
    });
    if (otherPublic !== undefined) told[told.length - 1] = otherPublic;
    return { party, values: told };
  });
  const isWrong = (read: Values) =>
    Object.entries(values).some(([name, value]) => !value.equals(read[name]));
  const need = degree + 1 + faultTolerance;
  const isWithin = liars.length > 0 && liars.length <= faultTolerance;
  const isRepairable = given.length >= need + liars.length && liars.length <= faultTolerance;
  try {
    const unmasked = masker.unmask(answers, { faultTolerance });
    const { toleratedFaults } = unmasked;
    if (toleratedFaults < faultTolerance) return { problem: "tolerates less than it must" };
    if (toleratedFaults > given.length - degree - 1) return { problem: "claims too much" };
    if (liars.length > toleratedFaults) return { isFooled: isWrong(unmasked.values) };
    if (isWrong(unmasked.values)) return { problem: "gives a wrong value" };
    const named = unmasked.faultyParties.map(encodeHex);
    const lying = new Set(liars.map((place) => encodeHex(shares[place]!.party)));
    if (named.some((party) => !lying.has(party))) return { problem: "blames an honest party" };
  } catch (error) {
    if (error instanceof NotEnoughSharesError) {
      const isRight = error.have === given.length && error.need === need && given.length < need;
      return isRight ? { isWithin } : { problem: `says ${error.have} of ${error.need} shares` };
    }
    if (!(error instanceof CorruptShareError)) return { problem: `throws ${error}` };
    if (isRepairable) return { problem: `does not repair: ${error.message}` };
    if (faultTolerance > 0 && error.parties.length > 0) return { problem: "blames without proof" };
  }
  return { isWithin };
}

let failed = 0;
let fooled = 0;
let within = 0;
const startedAt = performance.now();
const [first, cases] = [Number(args.seed), Number(args.cases)];
for (let seed = first; seed < first + cases; seed++) {
  const random = new Random(seed);
  const { problem, isFooled, isWithin } =
    args.liars === "lone" || args.liars === "both" && seed % 2 === 0
      ? tryLoneLiars(random)
      : tryColludingLiars(random);
  if (isFooled) fooled++;
  if (isWithin) within++;
  if (problem !== undefined && ++failed <= failuresShownMax) console.log(`case ${seed} ${problem}`);
}
console.log(`${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
console.log(
  `${within} reads had colluding liars, and no more than the faultTolerance that they asked for`,
);
console.log(`${fooled} reads gave a wrong value, all with more liars than toleratedFaults`);
console.log(`${cases} cases, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);
