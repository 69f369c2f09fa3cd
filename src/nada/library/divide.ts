import type { Higher, RunMode } from "../scalar_types.ts";
import type { IntegerExpression } from "../scalars.ts";
import { asOneCall, refuse } from "../sites.ts";
import type { Secret } from "./numbers.ts";

/**
 * The quotient and the remainder of numbers that are too large for `div` by a secret, by long division: exact. `div` is right
 * only for dividends below 2^52, and 2^20 or 2^4 with smaller primes.
 *
 * The dividend is not negative, and the divisor is above zero. A quotient of more than `quotientBits` bits comes out as the
 * largest number of those, with all that is left as the remainder; so does a division by zero.
 *
 * Right for a dividend, and a divisor times two to the power of `quotientBits`, of up to 253, 125 or 61 bits. Cost of q bits:
 * q comparisons (COMPARE) and q choices; they wait for each other in 2q steps.
 *
 * @example What 80 bits are by 60
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { divideWide } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const share = nada.program({
 *   name: "share",
 *   parties: ["ann", "bob"],
 *   inputs: {
 *     total: nada.secretInteger("ann", { bits: 80 }),
 *     pieces: nada.secretInteger("bob", { bits: 60 }),
 *   },
 *   outputs: { each: "ann", left: "ann" },
 * }, ({ total, pieces }) => {
 *   const { quotient, remainder } = divideWide(total, pieces, 24);
 *   return { each: quotient, left: remainder };
 * });
 *
 * const results = await share.run({ total: 2n ** 79n, pieces: 2n ** 59n - 1n });
 * assertEquals(results, { each: 2n ** 20n, left: 2n ** 20n });
 * assertEquals((await share.compile()).warnings, []);
 * ```
 *
 * @throws {InvalidProgramError} When `quotientBits` are not 1 to 253.
 */
export function divideWide<M extends RunMode, N extends RunMode>(
  dividend: IntegerExpression<M>,
  divisor: IntegerExpression<N>,
  quotientBits: number,
): {
  readonly quotient: IntegerExpression<Higher<M, N>>;
  readonly remainder: IntegerExpression<Higher<M, N>>;
} {
  return asOneCall(divideWide, () => {
    checkBits("divideWide()", quotientBits);
    const by = divisor as unknown as Secret;
    let remainder = dividend as unknown as Secret;
    const digits = Array.from({ length: quotientBits }, (_, from) => {
      const place = 1n << BigInt(quotientBits - 1 - from);
      const step = by.mul(place);
      const isIn = remainder.ge(step);
      remainder = isIn.ifElse(remainder.sub(step), remainder);
      return isIn.ifElse(place, 0);
    });
    return { quotient: digits.reduce((sum, digit) => sum.add(digit)), remainder } as never;
  });
}

/**
 * The quotient by a public number, rounded down, of numbers that may be further below zero than `div` is right for, which is
 * -2^127, and -2^63 or -2^31 with smaller primes. It divides the number and a multiple of the divisor.
 *
 * Right for numbers of up to `bits` bits, which are at most 253, 125 or 61, and for a divisor that nodes take: below 2^106,
 * 2^42 or 2^10. Cost: one division by a public number (MODULO), in 1 step.
 *
 * @example A debt of 200 bits
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { divideByPublic } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const part = nada.program({
 *   name: "part",
 *   parties: ["ann"],
 *   inputs: { debt: nada.secretInteger("ann", { bits: 200 }) },
 *   outputs: { third: "ann" },
 * }, ({ debt }) => ({ third: divideByPublic(debt, 3, 200) }));
 *
 * assertEquals(await part.run({ debt: -(2n ** 199n) }), { third: -(2n ** 199n) / 3n - 1n });
 * assertEquals((await part.compile()).warnings, []);
 * ```
 *
 * @throws {InvalidProgramError} When the divisor is not above zero, or when `bits` are not 1 to 253.
 */
export function divideByPublic<M extends RunMode>(
  dividend: IntegerExpression<M>,
  divisor: number | bigint,
  bits: number,
): IntegerExpression<M> {
  return asOneCall(divideByPublic, () => {
    checkBits("divideByPublic()", bits);
    if (!(divisor > 0) || typeof divisor === "number" && !Number.isSafeInteger(divisor)) {
      refuse("divideByPublic() takes a whole number above zero, as a bigint where it is large");
    }
    const by = BigInt(divisor);
    const added = (1n << BigInt(bits)) / by + 1n;
    return dividend.add(added * by).div(by).sub(added) as never;
  });
}

/**
 * The number by two to the power of `shift`, rounded down, also where it is further below zero than `shiftRight` is right
 * for, which is -2^127, and -2^63 or -2^31 with smaller primes.
 *
 * Right for numbers of up to `bits` bits, which are at most 253, 125 or 61, and for a shift that nodes take: below 107, 43 or
 * 11. Cost: one shift (TRUNC), in 1 step.
 *
 * @example A shift of a negative number of 50 bits with the prime of 64 bits
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { shiftRightWide } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const eighth = nada.program({
 *   name: "eighth",
 *   parties: ["ann"],
 *   inputs: { debt: nada.secretInteger("ann", { bits: 50 }) },
 *   outputs: { eighth: "ann" },
 * }, ({ debt }) => ({ eighth: shiftRightWide(debt, 3, 50) }));
 *
 * const results = await eighth.run({ debt: -(2n ** 49n) + 1n }, { primeBits: 64 });
 * assertEquals(results, { eighth: -(2n ** 46n) });
 * ```
 *
 * @throws {InvalidProgramError} When `shift` is not a whole number, or when `bits` are not 1 to 253.
 */
export function shiftRightWide<M extends RunMode>(
  value: IntegerExpression<M>,
  shift: number,
  bits: number,
): IntegerExpression<M> {
  return asOneCall(shiftRightWide, () => {
    checkBits("shiftRightWide()", bits);
    if (!Number.isInteger(shift) || shift < 0) refuse("shiftRightWide() shifts by whole numbers");
    const added = BigInt(Math.max(bits, shift));
    return value.add(1n << added).shiftRight(shift).sub(1n << added - BigInt(shift)) as never;
  });
}

function checkBits(what: string, bits: number): void {
  if (!Number.isInteger(bits) || bits < 1 || bits > 253) refuse(`${what} takes 1 to 253 bits`);
}
