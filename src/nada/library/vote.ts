import { randomInteger } from "../builders.ts";
import type { RunMode } from "../scalar_types.ts";
import type { BooleanExpression, IntegerExpression } from "../scalars.ts";
import { asOneCall, refuse } from "../sites.ts";
import { argMax } from "./extremes.ts";
import { folded, listed, type Numbers, type Secret } from "./numbers.ts";
import { isZero } from "./sets.ts";

/**
 * Whether a list of n numbers has each of 0 to n - 1 once, in any order.
 *
 * It compares two polynomials that have these as their zeros, at a place that nobody knows. So it is right for all numbers,
 * but for a list that is none: that passes with a chance of n by the prime, 2^-60 or less. Cost: 2n - 2 products, two
 * comparisons (COMPARE) and a random number (RANDOM_INTEGER), in 3 + ⌈log2 n⌉ steps.
 *
 * @example A ballot with a candidate twice
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, isRanking } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const check = nada.program({
 *   name: "check",
 *   parties: ["ann", "office"],
 *   inputs: { ballot: nada.secretInteger("ann").array(3) },
 *   outputs: { isValid: "office" },
 * }, ({ ballot }) => ({ isValid: isRanking(elements(ballot)) }));
 *
 * assertEquals(await check.run({ ballot: [2, 0, 1] }), { isValid: true });
 * assertEquals(await check.run({ ballot: [0, 0, 1] }), { isValid: false });
 * ```
 *
 * @throws {InvalidProgramError} When there is no number.
 */
export function isRanking(ranks: Numbers<RunMode>): BooleanExpression<"secret"> {
  return asOneCall(isRanking, () => {
    const numbers = listed("isRanking()", ranks);
    const place = randomInteger();
    const [given, wanted] = [numbers, numbers.map((_, at) => at)].map((zeros) =>
      folded(zeros.map((zero) => place.sub(zero)), (a, b) => a.mul(b))
    );
    return isZero(given!.sub(wanted!));
  });
}

/**
 * Who wins a vote in which everybody ranks all candidates: a ballot has the rank of each candidate, 0 for the best. Of n
 * candidates the best gets n - 1 points, the next one less, and the last none (a Borda count). Of equal points the first
 * candidate wins. A ballot that is no ranking counts for nobody.
 *
 * Right for all ballots, but for the chance of `isRanking`. Cost of v ballots and n candidates: for each ballot what
 * `isRanking` costs, and n choices; then n - 1 comparisons (COMPARE).
 *
 * @example Three ballots, of which one is invalid
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, rankedVote } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const ballot = <P extends string>(voter: P) => nada.secretInteger(voter).array(3);
 * const election = nada.program({
 *   name: "election",
 *   parties: ["office", "ann", "bob", "cid"],
 *   inputs: { anns: ballot("ann"), bobs: ballot("bob"), cids: ballot("cid") },
 *   outputs: { winner: "office", points: "office" },
 * }, ({ anns, bobs, cids }) => {
 *   const { winner, points } = rankedVote([anns, bobs, cids].map((each) => elements(each)));
 *   return { winner, points: nada.array(points) };
 * });
 *
 * const results = await election.run({ anns: [0, 1, 2], bobs: [2, 0, 1], cids: [2, 2, -100] });
 * assertEquals(results, { winner: 1n, points: [2n, 3n, 1n] });
 * ```
 *
 * @throws {InvalidProgramError} When there is no ballot, fewer than two candidates, or ballots that differ in length.
 */
export function rankedVote(ballots: readonly Numbers<RunMode>[]): {
  /** The place of the winner among the candidates, counted from 0. */
  readonly winner: IntegerExpression<"secret">;
  /** The points of each candidate. */
  readonly points: IntegerExpression<"secret">[];
} {
  return asOneCall(rankedVote, () => {
    if (!Array.isArray(ballots) || ballots.length === 0) {
      refuse("rankedVote() takes a ballot or more");
    }
    const lists = ballots.map((ballot) => listed("rankedVote()", ballot, 2));
    const { length } = lists[0]!;
    if (lists.some((list) => list.length !== length)) {
      refuse("rankedVote() takes ballots that have a rank for each candidate");
    }
    const counted = lists.map((list) => {
      const isValid = isRanking(list);
      return list.map((rank): Secret => isValid.ifElse(rank.mul(-1).add(length - 1), 0));
    });
    const points = counted.reduce((sums, list) => sums.map((sum, at) => sum.add(list[at]!)));
    return { winner: argMax(points).index, points };
  });
}
