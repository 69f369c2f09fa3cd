/** What makes expressions of literals, of other expressions, or of nothing. */
import type { ArrayExpression } from "./arrays.ts";
import { type Expression, make, nodeOf, operand, wrap } from "./expression.ts";
import { kinds } from "./nodes.ts";
import type { LiteralRule, Wrong } from "./scalar_types.ts";
import type { BooleanExpression, IntegerExpression } from "./scalars.ts";
import { type Base, nameOf, scalar, type Shape } from "./shapes.ts";
import { calledFrom, refuse } from "./sites.ts";
import type { NTupleExpression, ObjectExpression, TupleExpression } from "./tuples.ts";

/** The expression that a plain value is. */
export type LiteralOf<T> = T extends boolean ? BooleanExpression<"literal">
  : IntegerExpression<"literal">;

/** What is wrong with the elements of an array, each compared with the first. */
export type SameTypes<T extends readonly Expression[]> = {
  readonly [K in keyof T]: T[K] extends T[0] ? unknown
    : Wrong<"the elements of an array have one type">;
};

/** What is wrong with a list of expressions that has none. */
export type NotEmpty<T extends readonly Expression[]> = T["length"] extends 0
  ? Wrong<"at least one expression is needed">
  : unknown;

/** What is wrong with an object of expressions that has none. */
export type HasField<F> = keyof F extends never ? Wrong<"at least one expression is needed">
  : unknown;

/** An expression of a number or a boolean, for where a plain one has no methods: `nada.literal(10).sub(x)`. */
export function literal<T extends number | bigint | boolean>(
  value: T & LiteralRule<T>,
): LiteralOf<T> {
  return calledFrom(literal, () => {
    const base: Base = typeof value === "boolean" ? "boolean" : "integer";
    return wrap<Expression>(operand(value, base)) as LiteralOf<T>;
  });
}

/** An expression of an unsigned number. */
export function unsignedLiteral<T extends number | bigint>(
  value: T & LiteralRule<T, "unsigned">,
): IntegerExpression<"literal", "unsigned"> {
  return calledFrom(unsignedLiteral, () => wrap(operand(value, "unsigned")));
}

/** A secret number that is random, in every run another, and that nobody knows. */
export function randomInteger(): IntegerExpression<"secret"> {
  return calledFrom(randomInteger, () => make(kinds.random, scalar("secret", "integer")));
}

/** A secret number that is random and not negative. */
export function randomUnsignedInteger(): IntegerExpression<"secret", "unsigned"> {
  return calledFrom(randomUnsignedInteger, () => make(kinds.random, scalar("secret", "unsigned")));
}

/** A secret boolean that is random. */
export function randomBoolean(): BooleanExpression<"secret"> {
  return calledFrom(randomBoolean, () => make(kinds.random, scalar("secret", "boolean")));
}

/** An array of expressions of one type, that of the first. */
export function array<const T extends readonly Expression[]>(
  elements: T & SameTypes<T> & NotEmpty<T>,
): ArrayExpression<T[number], T["length"]> {
  return calledFrom(array, () => {
    const [first, ...others] = listed(elements);
    if (first === undefined) refuse("an array has at least one element");
    const of = nameOf(first.shape);
    for (const [index, { shape }] of others.entries()) {
      const name = nameOf(shape);
      if (name !== of) {
        refuse(
          `the elements of an array have one type, but 0 is ${of} and ${index + 1} is ${name}`,
        );
      }
    }
    const shape: Shape = { kind: "array", of: first.shape, size: elements.length };
    return make(kinds.gather, shape, first, ...others);
  });
}

/** Two expressions as one. */
export function tuple<L extends Expression, R extends Expression>(
  left: L,
  right: R,
): TupleExpression<L, R> {
  return calledFrom(tuple, () => {
    const nodes = [nodeOf(left), nodeOf(right)];
    const shape: Shape = { kind: "tuple", parts: nodes.map(({ shape }) => shape) };
    return make(kinds.gather, shape, ...nodes);
  });
}

/** Any number of expressions as one, for use inside of a program. */
export function ntuple<const T extends readonly Expression[]>(
  elements: T & NotEmpty<T>,
): NTupleExpression<T> {
  return calledFrom(ntuple, () => {
    const nodes = listed(elements);
    if (nodes.length === 0) refuse("an n-tuple has at least one part");
    const shape: Shape = { kind: "ntuple", parts: nodes.map(({ shape }) => shape) };
    return make(kinds.gather, shape, ...nodes);
  });
}

/** Expressions with names as one, for use inside of a program. */
export function object<F extends Readonly<Record<string, Expression>>>(
  fields: F & HasField<F>,
): ObjectExpression<F> {
  return calledFrom(object, () => {
    if (typeof fields !== "object" || fields === null) refuse("an object of expressions is needed");
    const nodes = Object.values(fields).map(nodeOf);
    if (nodes.length === 0) refuse("an object has at least one part");
    const parts = nodes.map(({ shape }) => shape);
    const shape: Shape = { kind: "object", names: Object.keys(fields), parts };
    return make(kinds.gather, shape, ...nodes);
  });
}

function listed(elements: readonly Expression[]) {
  if (!Array.isArray(elements)) refuse("a list of expressions is needed here");
  return elements.map(nodeOf);
}
