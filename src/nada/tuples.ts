import { Expression, make, nodeOf, standsFor } from "./expression.ts";
import { kinds, type Node } from "./nodes.ts";
import type { Taken, Wrong } from "./scalar_types.ts";
import { isLiteral, nameOf, type Shape } from "./shapes.ts";
import { refuse, remembersCalls } from "./sites.ts";

type Compound = Shape & { readonly parts: readonly Shape[] };

/** A part of a tuple, an n-tuple or an object. The reference's language takes no literal out of one. */
function part<E extends Expression>(
  kind: Node["kind"],
  whole: Node,
  index: number,
  name: number | string,
): E {
  const shape = (whole.shape as Compound).parts[index];
  if (shape === undefined) refuse(`${nameOf(whole.shape)} has no part ${JSON.stringify(name)}`);
  if (isLiteral(shape)) {
    refuse(`a literal in ${nameOf(whole.shape)} cannot be taken out of it again`);
  }
  return make(kind, shape, name, whole);
}

/** What is wrong with a place in an n-tuple. */
export type PlaceRule<T extends readonly Expression[], I extends number> = number extends
  T["length"] | I ? unknown
  : `${I}` extends keyof T ? unknown
  : Wrong<"the n-tuple has no part at this place">;

/**
 * Two values as one. They may be of different types.
 *
 * @example Two results as one output
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { assertEquals } from "@std/assert";
 *
 * const division = nada.program({
 *   name: "division",
 *   parties: ["alice"],
 *   inputs: { a: nada.secretInteger("alice"), b: nada.integer("alice") },
 *   outputs: { result: "alice" },
 * }, ({ a, b }) => ({ result: nada.tuple(a.div(b), a.mod(b)) }));
 *
 * assertEquals(await division.run({ a: 17, b: 5 }), { result: [3n, 2n] });
 * ```
 */
export class TupleExpression<L extends Expression = Expression, R extends Expression = Expression>
  extends Expression {
  /** The first. */
  get left(): Taken<L> {
    return part(kinds.tuplePart, nodeOf(this), 0, 0);
  }

  /** The second. */
  get right(): Taken<R> {
    return part(kinds.tuplePart, nodeOf(this), 1, 1);
  }
}

/**
 * Any number of values as one, for use inside of a program: nodes hand none out.
 *
 * @example Three values through one function
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { assertEquals } from "@std/assert";
 *
 * const spread = nada.program({
 *   name: "spread",
 *   parties: ["alice"],
 *   inputs: { xs: nada.secretInteger("alice").array(2) },
 *   outputs: { sums: "alice" },
 * }, ({ xs }) => {
 *   const powers = xs.map((x) => nada.ntuple([x, x.mul(x), x.mul(x).mul(x)]));
 *   return { sums: powers.map((of) => of.at(0).add(of.at(1)).add(of.at(2))) };
 * });
 *
 * assertEquals(await spread.run({ xs: [1, 2] }), { sums: [3n, 14n] });
 * ```
 */
export class NTupleExpression<T extends readonly Expression[] = readonly Expression[]>
  extends Expression {
  /** The value at a place, counted from 0. */
  at<const I extends number>(index: I & PlaceRule<T, I>): Taken<T[I]> {
    const at = typeof index === "number" ? index : -1;
    return part(kinds.ntuplePart, nodeOf(this), at, index);
  }
}

/**
 * Values with names as one, for use inside of a program: nodes hand none out.
 *
 * @example Values that keep their names
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { assertEquals } from "@std/assert";
 *
 * const offers = nada.program({
 *   name: "offers",
 *   parties: ["alice"],
 *   inputs: { price: nada.secretInteger("alice"), pieces: nada.secretInteger("alice") },
 *   outputs: { total: "alice" },
 * }, ({ price, pieces }) => {
 *   const offer = nada.object({ price, pieces });
 *   return { total: offer.get("price").mul(offer.get("pieces")) };
 * });
 *
 * assertEquals(await offers.run({ price: 3, pieces: 14 }), { total: 42n });
 * ```
 */
export class ObjectExpression<
  F extends Readonly<Record<string, Expression>> = Readonly<Record<string, Expression>>,
> extends Expression {
  /** The value with a name. */
  get<const K extends keyof F & string>(name: K): Taken<F[K]> {
    const node = nodeOf(this);
    const { names } = node.shape as Shape & { kind: "object" };
    return part(kinds.objectPart, node, names.indexOf(name), name);
  }
}

standsFor(["tuple"], TupleExpression);
standsFor(["ntuple"], NTupleExpression);
standsFor(["object"], ObjectExpression);
for (const type of [TupleExpression, NTupleExpression, ObjectExpression]) remembersCalls(type);
