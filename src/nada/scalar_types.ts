/** The types that say what operations on numbers and booleans take and give. */
import type { Base, Mode } from "./shapes.ts";

/** The bases that are numbers. */
export type NumberBase = Exclude<Base, "boolean">;

/** The modes that a value has which somebody gives to a run, or which a run computes. */
export type RunMode = Exclude<Mode, "literal">;

/** The mode and base of a number or a boolean. */
export interface Scalar<M extends Mode = Mode, B extends Base = Base> {
  /** Who knows it. */
  readonly mode: M;
  /** What it is. */
  readonly base: B;
}

/** The mode of what is computed from values of two modes. */
export type Higher<A extends Mode, B extends Mode> = "secret" extends A | B ? "secret"
  : "public" extends A | B ? "public"
  : "literal";

/** The mode of what is shown to everyone. */
export type Revealed<M extends Mode> = M extends "secret" ? "public" : M;

/** What an operation takes as a number: an expression, or a literal. */
export type NumberOperand<B extends NumberBase = NumberBase, M extends Mode = Mode> =
  | Scalar<M, B>
  | number
  | bigint;

/** What an operation takes as a boolean. */
export type BooleanOperand<M extends Mode = Mode> = Scalar<M, "boolean"> | boolean;

/** The mode of an operand. What TypeScript computes is a literal. */
export type ModeOf<O> = O extends Scalar<infer M> ? M : "literal";

/** The base that two operands share. Without an expression it is that of signed integers. */
export type SharedBase<X, Y> = X extends Scalar<Mode, infer B extends NumberBase> ? B
  : Y extends Scalar<Mode, infer B extends NumberBase> ? B
  : "integer";

/** The base that the operand beside this one has to have. */
export type BaseBeside<X> = X extends Scalar<Mode, infer B extends NumberBase> ? B : NumberBase;

/** What is wrong, in the words of the compiler: no value is of this type. */
export interface Wrong<Words extends string> {
  /** For the compiler only. */
  readonly wrong: Words;
}

/** What is wrong with a literal as a number of a base; `unknown` is nothing. */
export type LiteralRule<O, B extends NumberBase = "integer"> = O extends number | bigint
  ? number extends O ? unknown
  : bigint extends O ? unknown
  : `${O}` extends `${bigint}`
    ? `${O}` extends `-${string}`
      ? B extends "unsigned" ? Wrong<"an unsigned number is not negative">
      : unknown
    : unknown
  : Wrong<"a literal is a whole number">
  : unknown;

/** The same for what a number is divided by. */
export type DivisorRule<O, B extends NumberBase> = O extends 0 | 0n
  ? Wrong<"nothing is divided by zero">
  : LiteralRule<O, B>;

/** The same for an exponent. */
export type ExponentRule<O> = O extends number | bigint
  ? `${O}` extends `-${string}` ? Wrong<"no number is raised below zero"> : LiteralRule<O>
  : unknown;

/** What is wrong with taking a part out of a compound; the part itself, if nothing is. */
export type Taken<E> = E extends Scalar<"literal">
  ? Wrong<"a literal cannot be taken out of a compound again">
  : E;
