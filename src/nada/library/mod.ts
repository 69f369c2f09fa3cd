/**
 * Functions for programs that everybody would write anew, each with the range in which nodes are right about it and with
 * what it costs: docs/library.md has the table.
 *
 * They take and give expressions of `@nilvm/client/nada`, and lists of TypeScript. An import of one brings only its own
 * code. Errors and warnings have the line that calls the function.
 *
 * @example The second-best of four offers, and what it costs
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, topK } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const second = nada.program({
 *   name: "second",
 *   parties: ["seller", "market"],
 *   inputs: { offers: nada.secretInteger("market", { bits: 40 }).array(4) },
 *   outputs: { second: "seller" },
 * }, ({ offers }) => ({ second: topK(elements(offers), 2)[1]! }));
 *
 * assertEquals(await second.run({ offers: [30, 10, 40, 20] }), { second: 30n });
 * assertEquals((await second.cost()).preprocessing, { COMPARE: 5 });
 * ```
 *
 * @module
 */
export { secondPrice } from "./auction.ts";
export { divideByPublic, divideWide, shiftRightWide } from "./divide.ts";
export { dot } from "./dot.ts";
export { elements } from "./elements.ts";
export { argMax, argMin, max, min, type Placed } from "./extremes.ts";
export {
  divideFixed,
  fromFixed,
  multiplyFixed,
  rescale,
  rescaleFast,
  toFixed,
} from "./fixed_point.ts";
export { histogram } from "./histogram.ts";
export { broadcast, matmul, type Matrix, reshape, transpose } from "./matrices.ts";
export type { Joined, Numbers } from "./numbers.ts";
export { median, topK } from "./order_statistics.ts";
export { equalsInParts, lessInParts, partsOf } from "./parts.ts";
export { linearScore, logistic } from "./scoring.ts";
export { oneHot, selectAt } from "./select.ts";
export { intersection, intersectionSize, isIn } from "./sets.ts";
export { sort, sortBy } from "./sort.ts";
export { covariance, mean, sampleVariance, variance } from "./statistics.ts";
export { isRanking, rankedVote } from "./vote.ts";
export { equalsWide } from "./wide.ts";
