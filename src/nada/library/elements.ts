import type { ArrayExpression } from "../arrays.ts";
import { type Expression, make, nodeOf } from "../expression.ts";
import { arrayPart } from "../nodes.ts";
import { nameOf } from "../shapes.ts";
import { calledFrom, refuse } from "../sites.ts";

/**
 * The elements of an array as a list of TypeScript, which has an index. `nada.array()` makes an array of them again.
 *
 * Cost: none. Nodes know where an element is.
 *
 * @example The last less the first
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const change = nada.program({
 *   name: "change",
 *   parties: ["ann"],
 *   inputs: { heights: nada.secretInteger("ann").array(3) },
 *   outputs: { change: "ann" },
 * }, ({ heights }) => {
 *   const [first, , last] = elements(heights);
 *   return { change: last!.sub(first!) };
 * });
 *
 * assertEquals(await change.run({ heights: [3, 5, 4] }), { change: 1n });
 * ```
 *
 * @throws {InvalidProgramError} When it is no array.
 */
export function elements<E extends Expression>(array: ArrayExpression<E, number>): E[] {
  return calledFrom(elements, () => {
    const whole = nodeOf(array);
    const { shape } = whole;
    if (shape.kind !== "array") refuse(`elements() takes an array, not ${nameOf(shape)}`);
    return Array.from({ length: shape.size }, (_, at) => make<E>(arrayPart, shape.of, at, whole));
  });
}
