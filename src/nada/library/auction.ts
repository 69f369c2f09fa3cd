import { literal } from "../builders.ts";
import type { NumberBase, RunMode } from "../scalar_types.ts";
import type { IntegerExpression } from "../scalars.ts";
import { asOneCall } from "../sites.ts";
import { folded, type Joined, listed, type Numbers, type Secret } from "./numbers.ts";

/**
 * Who wins a sealed-bid auction and pays the second-highest bid: of equal bids the first one wins, and pays that bid.
 *
 * Right for bids that are apart by less than half of the prime: of 61, 125 or 253 bits with the primes of 64, 128 and 256
 * bits. Cost of n bids, for n = 2^k: 3n/2 - 2 comparisons (COMPARE) and as many choices again for each of `winner` and `price`;
 * they wait for each other in 3k steps or fewer.
 *
 * @example Three bidders
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { secondPrice } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const auction = nada.program({
 *   name: "auction",
 *   parties: ["seller", "ann", "bob", "cid"],
 *   inputs: {
 *     anns: nada.secretInteger("ann"),
 *     bobs: nada.secretInteger("bob"),
 *     cids: nada.secretInteger("cid"),
 *   },
 *   outputs: { winner: "seller", price: "seller" },
 * }, ({ anns, bobs, cids }) => ({ ...secondPrice([anns, bobs, cids]) }));
 *
 * const results = await auction.run({ anns: 300, bobs: 500, cids: 400 });
 * assertEquals(results, { winner: 1n, price: 400n });
 * ```
 *
 * @throws {InvalidProgramError} When there are fewer than two bids, or when they are not of one base.
 */
export function secondPrice<M extends RunMode, B extends NumberBase>(bids: Numbers<M, B>): {
  /** The place of the winning bid in the list, counted from 0. */
  readonly winner: IntegerExpression<Joined<M>>;
  /** What the winner pays. */
  readonly price: IntegerExpression<Joined<M>, B>;
} {
  return asOneCall(secondPrice, () => {
    const numbers = listed("secondPrice()", bids, 2);
    const rounds = numbers.map((highest, at): Round => ({
      highest,
      winner: literal(at) as unknown as Secret,
    }));
    const { winner, second } = folded(rounds, (earlier, later) => {
      const isLater = later.highest.gt(earlier.highest);
      const choose = (a: Secret | undefined, b: Secret | undefined) =>
        a !== undefined && b !== undefined ? isLater.ifElse(a, b) : a ?? b;
      const loser = isLater.ifElse(earlier.highest, later.highest);
      const ofWinner = choose(later.second, earlier.second);
      return {
        highest: isLater.ifElse(later.highest, earlier.highest),
        winner: isLater.ifElse(later.winner, earlier.winner),
        second: ofWinner === undefined ? loser : loser.gt(ofWinner).ifElse(loser, ofWinner),
      };
    });
    return { winner, price: second } as never;
  });
}

/** What is known of some bids. A single one has no second. */
interface Round {
  readonly highest: Secret;
  readonly winner: Secret;
  readonly second?: Secret;
}
