import { Expression, make, nodeOf, standsFor, wrap } from "./expression.ts";
import {
  binaries,
  type FunctionNode,
  kinds,
  makeNode,
  nextSerial,
  type Node,
  unaries,
} from "./nodes.ts";
import type { BaseBeside, Higher, ModeOf, NumberBase, Scalar, Wrong } from "./scalar_types.ts";
import type { IntegerExpression } from "./scalars.ts";
import { highest, isLiteral, type Mode, nameOf, scalar, type Shape } from "./shapes.ts";
import { callOut, currentSite, refuse, remembersCalls } from "./sites.ts";
import type { TupleExpression } from "./tuples.ts";

type ArrayShape = Shape & { kind: "array" };

/** What is wrong with the size `S` of an array beside one of `N` elements. A list may have any, until the program is made. */
export type SizeBeside<N extends number, S extends number> = number extends N | S ? unknown
  : [N, S] extends [S, N] ? unknown
  : Wrong<"arrays of one size are needed">;

/** What is wrong with the elements of an array that a function is applied to. */
export type ElementRule<E> = E extends Scalar<"literal">
  ? Wrong<"an array of literals takes TypeScript's own map and reduce">
  : unknown;

/** What is wrong with the initial value of `reduce`. */
export type InitialRule<A> = A extends Scalar<"literal"> ? Wrong<"reduce() begins with no literal">
  : unknown;

/**
 * Values of one type in a row.
 *
 * @example The largest of three, and twice each
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { assertEquals } from "@std/assert";
 *
 * const largest = nada.program({
 *   name: "largest",
 *   parties: ["alice"],
 *   inputs: { xs: nada.secretInteger("alice").array(3), least: nada.secretInteger("alice") },
 *   outputs: { top: "alice", doubled: "alice" },
 * }, ({ xs, least }) => ({
 *   top: xs.reduce((top, x) => x.gt(top).ifElse(x, top), least),
 *   doubled: xs.map((x) => x.mul(2)),
 * }));
 *
 * const { top, doubled } = await largest.run({ xs: [7, 9, 8], least: 0 });
 * assertEquals([top, doubled], [9n, [14n, 18n, 16n]]);
 * ```
 */
export class ArrayExpression<E extends Expression = Expression, N extends number = number>
  extends Expression {
  /** How many there are. */
  get size(): N {
    return shapeOf(this).size as N;
  }

  /**
   * What a function gives for each element. The function is called once, with an expression that stands for any element.
   */
  map<R extends Expression>(each: ((element: E) => R) & ElementRule<E>): ArrayExpression<R, N> {
    const { of, size } = withoutLiterals(this, "map()");
    const applied = traced(each, [of]);
    const shape: Shape = { kind: "array", of: applied.result.shape, size };
    return make(kinds.map, shape, applied, nodeOf(this));
  }

  /**
   * What a function makes of all elements: of the initial value and the first one, then of what it gave and the next one.
   * The function is called once, with expressions that stand for any of these, and gives the type of the initial value.
   */
  reduce<A extends Expression>(
    combine: ((sum: NoInfer<A>, element: E) => NoInfer<A>) & ElementRule<E>,
    initial: A & InitialRule<A>,
  ): A {
    const { of } = withoutLiterals(this, "reduce()");
    const start = nodeOf(initial);
    if (isLiteral(start.shape)) refuse("reduce() begins with no literal: begin with an input");
    const applied = traced(combine, [start.shape, of]);
    const [given, wanted] = [nameOf(applied.result.shape), nameOf(start.shape)];
    if (given !== wanted) {
      refuse(`the function of reduce() gives ${given}, but its initial value is ${wanted}`);
    }
    return make(kinds.reduce, applied.result.shape, applied, nodeOf(this), start);
  }

  /** Pairs of the elements that stand at the same place. */
  zip<F extends Expression, S extends number>(
    other: ArrayExpression<F, S> & SizeBeside<N, S>,
  ): ArrayExpression<TupleExpression<E, F>, N> {
    const [left, right] = sameSize(this, other, "zip()");
    const pair: Shape = { kind: "tuple", parts: [left.of, right.of] };
    const shape: Shape = { kind: "array", of: pair, size: left.size };
    return make(kinds.binary, shape, binaries.zip, nodeOf(this), nodeOf(other));
  }

  /** The two arrays that zip() made one of. */
  unzip(
    this: ArrayExpression<TupleExpression, number>,
  ): E extends TupleExpression<infer L, infer R>
    ? TupleExpression<ArrayExpression<L, N>, ArrayExpression<R, N>>
    : never {
    const { of, size } = shapeOf(this);
    if (of.kind !== "tuple") refuse(`unzip() takes an array of tuples, not of ${nameOf(of)}`);
    const parts = of.parts.map((part): Shape => ({ kind: "array", of: part, size }));
    // The compiler cannot see that the condition of the result's type holds.
    return make<Expression>(
      kinds.unary,
      { kind: "tuple", parts },
      unaries.unzip,
      nodeOf(this),
    ) as never;
  }

  /** The sum of the products of the elements that stand at the same place. */
  innerProduct<F extends Expression & Scalar<Mode, BaseBeside<E>>, S extends number>(
    this: ArrayExpression<Expression & Scalar<Mode, NumberBase>, number>,
    other: ArrayExpression<F, S> & SizeBeside<N, S>,
  ): IntegerExpression<Higher<"public", Higher<ModeOf<E>, ModeOf<F>>>, BaseBeside<E>> {
    const [left, right] = sameSize(this, other, "innerProduct()");
    const [a, b] = [left.of, right.of];
    if (a.kind !== "scalar" || b.kind !== "scalar" || a.base === "boolean" || a.base !== b.base) {
      refuse(`innerProduct() takes numbers of one base, not ${nameOf(a)} and ${nameOf(b)}`);
    }
    const mode = highest(a.mode, b.mode, "public");
    // The reference gives the result the type of the first operand's elements.
    const operands = a.mode === mode ? [this, other] : [other, this];
    const shape = scalar(mode, a.base);
    return make(kinds.binary, shape, binaries.innerProduct, ...operands.map(nodeOf));
  }
}

function shapeOf(array: unknown): ArrayShape {
  const { shape } = nodeOf(array);
  return shape.kind === "array" ? shape : refuse(`an array is needed here, not ${nameOf(shape)}`);
}

function withoutLiterals(array: unknown, what: string): ArrayShape {
  const shape = shapeOf(array);
  if (isLiteral(shape.of)) {
    refuse(`${what} takes no array of literals: use TypeScript's own ${what}`);
  }
  return shape;
}

function sameSize(left: unknown, right: unknown, what: string): [ArrayShape, ArrayShape] {
  const shapes = [shapeOf(left), shapeOf(right)] as [ArrayShape, ArrayShape];
  const [a, b] = shapes;
  if (a.size !== b.size) {
    refuse(`${what} takes arrays of one size, not of ${a.size} and ${b.size} elements`);
  }
  return shapes;
}

/** Calls a function once, with an expression for each of its parameters, and keeps what it does. */
// deno-lint-ignore no-explicit-any
function traced(body: (...given: any[]) => unknown, shapes: readonly Shape[]): FunctionNode {
  if (typeof body !== "function") refuse("a function is needed here");
  const serial = nextSerial();
  const parameters: Node[] = [];
  const site = currentSite();
  // Its parts refer to the function, which is there only when its body is known.
  const start = { serial, name: body.name, parameters, site };
  for (const [index, shape] of shapes.entries()) {
    parameters.push(makeNode(kinds.argument, shape, serial, `argument${index}`));
  }
  const result = nodeOf(callOut(body, ...parameters.map((parameter) => wrap(parameter))));
  return { ...start, result };
}

standsFor(["array"], ArrayExpression);
remembersCalls(ArrayExpression);
