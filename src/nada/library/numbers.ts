/** What the functions of the library take and give, and what several of them do. */
import { nodeOf, scalarOf } from "../expression.ts";
import type { Higher, NumberBase, RunMode } from "../scalar_types.ts";
import type { IntegerExpression } from "../scalars.ts";
import { type Mode, nameOf } from "../shapes.ts";
import { refuse } from "../sites.ts";

/** Numbers in a list of TypeScript, each secret or public. `elements()` makes one of an array. */
export type Numbers<M extends RunMode = RunMode, B extends NumberBase = NumberBase> =
  readonly IntegerExpression<M, B>[];

/** The mode of what is computed from values of these modes. */
export type Joined<M extends Mode> = Higher<M, M>;

/** What numbers are taken for inside of a function: the operations on public ones are the same. */
export type Secret = IntegerExpression<"secret">;

/**
 * The numbers of a list.
 *
 * @throws {InvalidProgramError} When there are fewer than `least`, or when they are not numbers of one base.
 */
export function listed(what: string, values: Numbers, least = 1): readonly Secret[] {
  if (!Array.isArray(values)) {
    refuse(`${what} takes a list of numbers: elements() makes one of an array`);
  }
  if (values.length < least) refuse(`${what} takes at least ${least} of them`);
  const bases = values.map((value) => scalarOf(nodeOf(value)).base);
  const other = bases.findIndex((base) => base === "boolean" || base !== bases[0]);
  if (other >= 0) {
    refuse(`${what} takes numbers of one base, not ${nameOf(nodeOf(values[other]).shape)}`);
  }
  return values as unknown as readonly Secret[];
}

/** Makes one of neighbours until one is left, so that few operations wait for each other. */
export function folded<T>(values: readonly T[], combine: (earlier: T, later: T) => T): T {
  let row = values;
  while (row.length > 1) {
    const pairs = Array.from({ length: Math.ceil(row.length / 2) }, (_, pair) => {
      const [earlier, later] = row.slice(2 * pair, 2 * pair + 2) as [T, T?];
      return later === undefined ? earlier : combine(earlier, later);
    });
    row = pairs;
  }
  return row[0]!;
}
