import { butNot } from "../base/text.ts";
import { CorruptShareError, InvalidArgumentError, NotEnoughSharesError } from "../errors/mod.ts";
import type { Values } from "../values/values.ts";
import type { RecoveredValues } from "./clear_reader.ts";

/** How to put values together. */
export interface UnmaskOptions {
  /**
   * How many of the parties may lie, and may agree on their lie, without the values being wrong: from 0 to the number
   * of parties less degree + 1, and 0 unless given. It takes degree + 1 + `faultTolerance` answers, and one
   * more for each that is found wrong.
   */
  faultTolerance?: number | undefined;
}

/** What came out of {@linkcode SecretMasker.unmask}. */
export interface Unmasked {
  /** The values, by name. */
  values: Values;
  /** The ids of parties that contradict the others. They lied, if no more than `toleratedFaults` parties did. */
  faultyParties: Uint8Array[];
  /**
   * How many lying parties the values are certain against: m − degree − 1 − r, when m parties answered and r of them
   * are in `faultyParties`. More liars can agree on other values. It is 0 when only degree + 1 parties agree, and when
   * one of the values is or has an ECDSA signature, whose shares nothing checks: verify the signature.
   */
  toleratedFaults: number;
}

/** Among how many parties secrets are split, and how. */
interface Cluster {
  /** How many parties there are. */
  readonly parties: number;
  /** One more party than this recovers the secrets. */
  readonly degree: number;
}

/**
 * How many liars the values of m answers are certain against, when r of them were found wrong: m − t − 1 − r, where t is
 * the degree.
 *
 * - **So many do no harm.** The other m − r answers lie on one polynomial of degree t for each secret, and give the
 *   same public values. If k ≤ m − t − 1 − r of them lie, at least m − r − k ≥ t + 1 are honest. Their shares determine
 *   the polynomial, so it is the true one, whatever the liars agreed on.
 * - **One more can do harm.** m − t − r liars draw a false polynomial through the shares of t honest parties and answer
 *   from it. Then m − r answers agree, and the other r honest parties are found wrong.
 * - **Repair and detection share one budget.** Each answer found wrong takes one liar from the number. The core repairs
 *   r answers only if 2r ≤ m − t − 1, so the number is never below r.
 *
 * A public point vouches for each share of a private key, and more than k parties agree on the point. So the number
 * holds for private keys, too. It does not hold for ECDSA signatures, whose shares nothing checks.
 */
export function faultsTolerated(answers: number, faulty: number, degree: number): number {
  return answers - faulty - degree - 1;
}

/**
 * Checks how many liars a caller wants to tolerate; 0 unless given.
 *
 * @throws {InvalidArgumentError} When it is not an integer from 0 to the number of parties less degree + 1.
 */
export function checkFaultTolerance(
  faultTolerance: unknown = 0,
  { parties, degree }: Cluster,
): number {
  const max = faultsTolerated(parties, 0, degree);
  const count = Number.isInteger(faultTolerance) ? faultTolerance as number : -1;
  if (count >= 0 && count <= max) return count;
  throw new InvalidArgumentError(
    `faultTolerance is an integer from 0 to ${max} for ${parties} parties of degree ${degree}${
      butNot(faultTolerance)
    }`,
    { option: "faultTolerance" },
  );
}

/**
 * Refuses too few answers, of whatever content. Without a tolerance the core does that.
 *
 * @throws {NotEnoughSharesError} When there are too few.
 */
export function expectAnswers(
  have: number,
  faultTolerance: number,
  { parties, degree }: Cluster,
): void {
  const need = degree + 1 + faultTolerance;
  if (faultTolerance === 0 || have >= need) return;
  throw new NotEnoughSharesError(
    `${have} of ${parties} parties answered and it takes ${need} for a faultTolerance of ${faultTolerance}`,
    { have, need },
  );
}

/**
 * Says how many liars the values are certain against.
 *
 * @param read Reads the values. It is not called when the answers that agree are too few.
 * @throws {CorruptShareError} When that is less than the tolerance. Nobody is named: it may be the liars who agree.
 * @throws {InvalidArgumentError} When it is none because of an ECDSA signature, and there is a tolerance.
 */
export function certainValues(
  have: number,
  faulty: number,
  faultTolerance: number,
  { degree }: Cluster,
  read: () => RecoveredValues,
): Omit<Unmasked, "faultyParties"> {
  const toleratedFaults = faultsTolerated(have, faulty, degree);
  if (toleratedFaults < faultTolerance) {
    throw new CorruptShareError(
      `Only ${
        have - faulty
      } of ${have} answers agree, which is enough for a faultTolerance of ${toleratedFaults}, not ${faultTolerance}`,
    );
  }
  const { values, unchecked } = read();
  if (unchecked === undefined) return { values, toleratedFaults };
  if (faultTolerance === 0) return { values, toleratedFaults: 0 };
  throw new InvalidArgumentError(
    `Nothing checks the shares of the ECDSA signature in ${
      JSON.stringify(unchecked)
    }: read it without faultTolerance and verify it`,
    { option: "faultTolerance" },
  );
}
