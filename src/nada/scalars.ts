import {
  Expression,
  literalNode,
  literalValue,
  make,
  nodeOf,
  operand,
  scalarOf,
  standsFor,
  wrap,
} from "./expression.ts";
import { foldBooleans, foldNumbers } from "./folding.ts";
import { binaries, kinds, type Node, unaries } from "./nodes.ts";
import { type Base, highest, type Mode, nameOf, scalar } from "./shapes.ts";
import { refuse, remembersCalls } from "./sites.ts";

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

type Name = keyof typeof binaries;

/** An operation on two scalars, of which the result is one. */
function combine<E extends Expression>(
  name: Name,
  left: Node,
  right: Node,
  base: Base = scalarOf(left).base,
): E {
  const [a, b] = [literalValue(left), literalValue(right)];
  if (a !== undefined && b !== undefined) {
    const folded = typeof a === "bigint"
      ? foldNumbers(name, a, b as bigint)
      : foldBooleans(name, a, b as boolean);
    return wrap(literalNode(folded, base));
  }
  const mode = highest(scalarOf(left).mode, scalarOf(right).mode);
  return make(kinds.binary, scalar(mode, base), binaries[name], left, right);
}

/** Refuses an operand of a mode that an operation does not take. */
function checkModes(what: string, modes: readonly Mode[], ...given: readonly Node[]): void {
  const wrong = given.find((node) => !modes.includes(scalarOf(node).mode));
  if (wrong !== undefined) {
    refuse(`${what} takes ${modes.join(" or ")} operands, not ${nameOf(wrong.shape)}`);
  }
}

/** Makes a secret known to all nodes; anything else is. */
function reveal(node: Node): Node {
  const { mode, base } = scalarOf(node);
  if (mode !== "secret") return node;
  return nodeOf(make(kinds.unary, scalar("public", base), unaries.reveal, node));
}

/**
 * A boolean of a program: the result of a comparison, or an input.
 *
 * @example Choose without showing the choice
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { assertEquals } from "@std/assert";
 *
 * const capped = nada.program({
 *   name: "capped",
 *   parties: ["alice", "bob"],
 *   inputs: { bid: nada.secretInteger("alice"), cap: nada.secretInteger("bob") },
 *   outputs: { price: ["alice", "bob"] },
 * }, ({ bid, cap }) => ({ price: bid.gt(cap).ifElse(cap, bid) }));
 *
 * assertEquals(await capped.run({ bid: 120, cap: 100 }), { price: 100n });
 * ```
 */
export class BooleanExpression<M extends Mode = Mode> extends Expression
  implements Scalar<M, "boolean"> {
  /** Who knows it. */
  get mode(): M {
    return scalarOf(nodeOf(this)).mode as M;
  }

  /** Always `boolean`. */
  get base(): "boolean" {
    return "boolean";
  }

  /** Whether both are true. */
  and<O extends BooleanOperand>(other: O): BooleanExpression<Higher<M, ModeOf<O>>> {
    return combine("and", nodeOf(this), operand(other, "boolean"));
  }

  /** Whether at least one is true. */
  or<O extends BooleanOperand>(other: O): BooleanExpression<Higher<M, ModeOf<O>>> {
    return combine("or", nodeOf(this), operand(other, "boolean"));
  }

  /** Whether exactly one is true. */
  xor<O extends BooleanOperand>(other: O): BooleanExpression<Higher<M, ModeOf<O>>> {
    return combine("xor", nodeOf(this), operand(other, "boolean"));
  }

  /** Whether both are the same. */
  eq<O extends BooleanOperand>(other: O): BooleanExpression<Higher<M, ModeOf<O>>> {
    return combine("eq", nodeOf(this), operand(other, "boolean"));
  }

  /** Whether they differ. */
  ne<O extends BooleanOperand>(other: O): BooleanExpression<Higher<M, ModeOf<O>>> {
    return combine("ne", nodeOf(this), operand(other, "boolean"));
  }

  /** Whether it is false. */
  not(): BooleanExpression<M> {
    const node = nodeOf(this);
    const value = literalValue(node);
    if (value !== undefined) return wrap(literalNode(!value, "boolean"));
    return make(kinds.unary, node.shape, unaries.not, node);
  }

  /** Whether two public booleans are the same. Nodes refuse secret ones in this operation. */
  publicEquals(
    this: Scalar<"public", "boolean">,
    other: Scalar<"public", "boolean">,
  ): BooleanExpression<"public"> {
    const operands = [nodeOf(this), operand(other, "boolean")] as const;
    checkModes("publicEquals() of booleans", ["public"], ...operands);
    return combine("publicEquals", ...operands);
  }

  /** One of two numbers: the first when this is true. Both are computed; nobody sees which is taken. */
  ifElse<X extends NumberOperand, Y extends NumberOperand<BaseBeside<X>>>(
    this: Scalar<RunMode, "boolean">,
    whenTrue: X,
    whenFalse: Y,
  ): IntegerExpression<
    Higher<M, Higher<"public", Higher<ModeOf<X>, ModeOf<Y>>>>,
    SharedBase<X, Y>
  > {
    const condition = nodeOf(this);
    checkModes("the condition of ifElse()", ["public", "secret"], condition);
    const base = baseOf(whenTrue) ?? baseOf(whenFalse) ?? "integer";
    if (base === "boolean") refuse("ifElse() chooses between numbers, not between booleans");
    const [first, second] = [operand(whenTrue, base), operand(whenFalse, base)];
    const mode = highest(
      "public",
      ...[condition, first, second].map((node) => scalarOf(node).mode),
    );
    return make(kinds.ifElse, scalar(mode, base), condition, first, second);
  }

  /** The boolean, for everyone to see. */
  toPublic(): BooleanExpression<M extends "secret" ? "public" : M> {
    return wrap(reveal(nodeOf(this)));
  }
}

/** The base of an expression, or `undefined` for what has none of its own. */
function baseOf(given: unknown): Base | undefined {
  if (typeof given === "boolean") return "boolean";
  return typeof given === "object" ? scalarOf(nodeOf(given)).base : undefined;
}

/**
 * A whole number of a program, signed or not.
 *
 * @example Numbers of TypeScript are literals
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { assertEquals } from "@std/assert";
 *
 * const interest = nada.program({
 *   name: "interest",
 *   parties: ["alice"],
 *   inputs: { savings: nada.secretInteger("alice") },
 *   outputs: { due: "alice" },
 * }, ({ savings }) => ({ due: savings.mul(3).div(100) }));
 *
 * assertEquals(await interest.run({ savings: -50 }), { due: -2n });
 * ```
 */
export class IntegerExpression<M extends Mode = Mode, B extends NumberBase = "integer">
  extends Expression
  implements Scalar<M, B> {
  /** Who knows it. */
  get mode(): M {
    return scalarOf(nodeOf(this)).mode as M;
  }

  /** Whether it may be negative: an `integer`, or else `unsigned`. */
  get base(): B {
    return scalarOf(nodeOf(this)).base as B;
  }

  /** The sum. */
  add<O extends NumberOperand<B>>(other: O): IntegerExpression<Higher<M, ModeOf<O>>, B> {
    return arithmetic("add", this, other);
  }

  /** The difference. */
  sub<O extends NumberOperand<B>>(other: O): IntegerExpression<Higher<M, ModeOf<O>>, B> {
    return arithmetic("sub", this, other);
  }

  /** The product. */
  mul<O extends NumberOperand<B>>(other: O): IntegerExpression<Higher<M, ModeOf<O>>, B> {
    return arithmetic("mul", this, other);
  }

  /** The quotient, rounded down: -7 by 2 gives -4. A run that divides by zero fails. */
  div<O extends NumberOperand<B>>(other: O): IntegerExpression<Higher<M, ModeOf<O>>, B> {
    return arithmetic("div", this, other);
  }

  /** What division leaves, with the sign of the divisor. */
  mod<O extends NumberOperand<B>>(other: O): IntegerExpression<Higher<M, ModeOf<O>>, B> {
    return arithmetic("mod", this, other);
  }

  /** The power, of numbers that are not secret. */
  pow<O extends NumberOperand<B, "literal" | "public">>(
    this: Scalar<"literal" | "public", B>,
    exponent: O,
  ): IntegerExpression<Higher<M, ModeOf<O>>, B> {
    const left = nodeOf(this);
    const right = operand(exponent, scalarOf(left).base);
    checkModes("pow()", ["literal", "public"], left, right);
    return combine("pow", left, right);
  }

  /** The number times two to the power of `bits`. */
  shiftLeft<O extends NumberOperand<"unsigned", "literal" | "public">>(
    bits: O,
  ): IntegerExpression<Higher<M, ModeOf<O>>, B> {
    return shifted("shiftLeft", this, bits);
  }

  /** The number by two to the power of `bits`, rounded down. */
  shiftRight<O extends NumberOperand<"unsigned", "literal" | "public">>(
    bits: O,
  ): IntegerExpression<Higher<M, ModeOf<O>>, B> {
    return shifted("shiftRight", this, bits);
  }

  /**
   * The number by two to the power of `bits`, rounded down or up: up the more often, the nearer it is. Nodes do it in less
   * time than shiftRight().
   */
  truncPr(
    this: Scalar<"secret", B>,
    bits: NumberOperand<"unsigned", "literal" | "public">,
  ): IntegerExpression<"secret", B> {
    checkModes("truncPr()", ["secret"], nodeOf(this));
    return shifted("truncPr", this, bits);
  }

  /** Whether it is less. */
  lt<O extends NumberOperand<B>>(other: O): BooleanExpression<Higher<M, ModeOf<O>>> {
    return compared("lt", this, other);
  }

  /** Whether it is less, or equal. */
  le<O extends NumberOperand<B>>(other: O): BooleanExpression<Higher<M, ModeOf<O>>> {
    return compared("le", this, other);
  }

  /** Whether it is greater. */
  gt<O extends NumberOperand<B>>(other: O): BooleanExpression<Higher<M, ModeOf<O>>> {
    return compared("gt", this, other);
  }

  /** Whether it is greater, or equal. */
  ge<O extends NumberOperand<B>>(other: O): BooleanExpression<Higher<M, ModeOf<O>>> {
    return compared("ge", this, other);
  }

  /** Whether both are equal. */
  eq<O extends NumberOperand<B>>(other: O): BooleanExpression<Higher<M, ModeOf<O>>> {
    return compared("eq", this, other);
  }

  /** Whether they differ. */
  ne<O extends NumberOperand<B>>(other: O): BooleanExpression<Higher<M, ModeOf<O>>> {
    return compared("ne", this, other);
  }

  /** Whether both are equal, for everyone to see. It costs less than eq() and toPublic(). */
  publicEquals(
    this: Scalar<RunMode, B>,
    other: Scalar<RunMode, B>,
  ): BooleanExpression<"public"> {
    const left = nodeOf(this);
    const right = operand(other, scalarOf(left).base);
    checkModes("publicEquals()", ["public", "secret"], left, right);
    const shape = scalar("public", "boolean");
    return make(kinds.binary, shape, binaries.publicEquals, left, right);
  }

  /** The number, for everyone to see. */
  toPublic(): IntegerExpression<M extends "secret" ? "public" : M, B> {
    return wrap(reveal(nodeOf(this)));
  }
}

function arithmetic<E extends Expression>(name: Name, left: Expression, right: unknown): E {
  const node = nodeOf(left);
  return combine(name, node, operand(right, scalarOf(node).base));
}

function compared<E extends Expression>(name: Name, left: Expression, right: unknown): E {
  const node = nodeOf(left);
  return combine(name, node, operand(right, scalarOf(node).base), "boolean");
}

function shifted<E extends Expression>(name: Name, left: unknown, bits: unknown): E {
  const node = nodeOf(left);
  const right = operand(bits, "unsigned");
  checkModes(`${name}()`, ["literal", "public"], right);
  return combine(name, node, right);
}

standsFor(["boolean"], BooleanExpression);
standsFor(["integer", "unsigned"], IntegerExpression);
remembersCalls(BooleanExpression);
remembersCalls(IntegerExpression);
