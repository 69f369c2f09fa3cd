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
import { checkRight, foldBooleans, foldNumbers } from "./folding.ts";
import { binaries, kinds, type Node, unaries } from "./nodes.ts";
import type {
  BaseBeside,
  BooleanOperand,
  DivisorRule,
  ExponentRule,
  Higher,
  LiteralRule,
  ModeOf,
  NumberBase,
  NumberOperand,
  Revealed,
  RunMode,
  Scalar,
  SharedBase,
} from "./scalar_types.ts";
import { type Base, highest, type Mode, nameOf, scalar } from "./shapes.ts";
import { refuse, remembersCalls } from "./sites.ts";

type Name = keyof typeof binaries;

/** An operation on two scalars, of which the result is one. */
function combine<E extends Expression>(
  name: Name,
  left: Node,
  right: Node,
  base: Base = scalarOf(left).base,
): E {
  const [a, b] = [literalValue(left), literalValue(right)];
  if (typeof b === "bigint") checkRight(name, b);
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
  and<T extends Scalar, O extends BooleanOperand>(
    this: T,
    other: O,
  ): BooleanExpression<Higher<ModeOf<T>, ModeOf<O>>> {
    return combine("and", nodeOf(this), operand(other, "boolean"));
  }

  /** Whether at least one is true. */
  or<T extends Scalar, O extends BooleanOperand>(
    this: T,
    other: O,
  ): BooleanExpression<Higher<ModeOf<T>, ModeOf<O>>> {
    return combine("or", nodeOf(this), operand(other, "boolean"));
  }

  /** Whether exactly one is true. */
  xor<T extends Scalar, O extends BooleanOperand>(
    this: T,
    other: O,
  ): BooleanExpression<Higher<ModeOf<T>, ModeOf<O>>> {
    return combine("xor", nodeOf(this), operand(other, "boolean"));
  }

  /** Whether both are the same. */
  eq<T extends Scalar, O extends BooleanOperand>(
    this: T,
    other: O,
  ): BooleanExpression<Higher<ModeOf<T>, ModeOf<O>>> {
    return combine("eq", nodeOf(this), operand(other, "boolean"));
  }

  /** Whether they differ. */
  ne<T extends Scalar, O extends BooleanOperand>(
    this: T,
    other: O,
  ): BooleanExpression<Higher<ModeOf<T>, ModeOf<O>>> {
    return combine("ne", nodeOf(this), operand(other, "boolean"));
  }

  /** Whether it is false. */
  not<T extends Scalar>(this: T): BooleanExpression<ModeOf<T>> {
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
  ifElse<
    T extends Scalar<RunMode, "boolean">,
    X extends NumberOperand,
    Y extends NumberOperand<BaseBeside<X>>,
  >(
    this: T,
    whenTrue: X & LiteralRule<X, SharedBase<X, Y>>,
    whenFalse: Y & LiteralRule<Y, SharedBase<X, Y>>,
  ): IntegerExpression<
    Higher<ModeOf<T>, Higher<"public", Higher<ModeOf<X>, ModeOf<Y>>>>,
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
  toPublic<T extends Scalar>(this: T): BooleanExpression<Revealed<ModeOf<T>>> {
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
  add<T extends Scalar, O extends NumberOperand<B>>(
    this: T,
    other: O & LiteralRule<O, B>,
  ): IntegerExpression<Higher<ModeOf<T>, ModeOf<O>>, B> {
    return arithmetic("add", this, other);
  }

  /** The difference. */
  sub<T extends Scalar, O extends NumberOperand<B>>(
    this: T,
    other: O & LiteralRule<O, B>,
  ): IntegerExpression<Higher<ModeOf<T>, ModeOf<O>>, B> {
    return arithmetic("sub", this, other);
  }

  /** The product. */
  mul<T extends Scalar, O extends NumberOperand<B>>(
    this: T,
    other: O & LiteralRule<O, B>,
  ): IntegerExpression<Higher<ModeOf<T>, ModeOf<O>>, B> {
    return arithmetic("mul", this, other);
  }

  /** The quotient, rounded down: -7 by 2 gives -4. A run that divides by zero fails. */
  div<T extends Scalar, O extends NumberOperand<B>>(
    this: T,
    other: O & DivisorRule<O, B>,
  ): IntegerExpression<Higher<ModeOf<T>, ModeOf<O>>, B> {
    return arithmetic("div", this, other);
  }

  /** What division leaves, with the sign of the divisor. */
  mod<T extends Scalar, O extends NumberOperand<B>>(
    this: T,
    other: O & DivisorRule<O, B>,
  ): IntegerExpression<Higher<ModeOf<T>, ModeOf<O>>, B> {
    return arithmetic("mod", this, other);
  }

  /** The power, of numbers that are not secret. */
  pow<T extends Scalar<"literal" | "public", B>, O extends NumberOperand<B, "literal" | "public">>(
    this: T,
    exponent: O & ExponentRule<O>,
  ): IntegerExpression<Higher<ModeOf<T>, ModeOf<O>>, B> {
    const left = nodeOf(this);
    const right = operand(exponent, scalarOf(left).base);
    checkModes("pow()", ["literal", "public"], left, right);
    return combine("pow", left, right);
  }

  /** The number times two to the power of `bits`. */
  shiftLeft<T extends Scalar, O extends NumberOperand<"unsigned", "literal" | "public">>(
    this: T,
    bits: O & LiteralRule<O, "unsigned">,
  ): IntegerExpression<Higher<ModeOf<T>, ModeOf<O>>, B> {
    return shifted("shiftLeft", this, bits);
  }

  /** The number by two to the power of `bits`, rounded down. */
  shiftRight<T extends Scalar, O extends NumberOperand<"unsigned", "literal" | "public">>(
    this: T,
    bits: O & LiteralRule<O, "unsigned">,
  ): IntegerExpression<Higher<ModeOf<T>, ModeOf<O>>, B> {
    return shifted("shiftRight", this, bits);
  }

  /**
   * The number by two to the power of `bits`, rounded down, and then often one less: the more often, the nearer it is to
   * the lower number, and always for a whole one. Where two to the power of `bits` is added before, the result is rounded
   * down or up, to the nearer one more often. Nodes do it in less time than shiftRight().
   */
  truncPr<O extends NumberOperand<"unsigned", "literal" | "public">>(
    this: Scalar<"secret", B>,
    bits: O & LiteralRule<O, "unsigned">,
  ): IntegerExpression<"secret", B> {
    checkModes("truncPr()", ["secret"], nodeOf(this));
    return shifted("truncPr", this, bits);
  }

  /** Whether it is less. */
  lt<T extends Scalar, O extends NumberOperand<B>>(
    this: T,
    other: O & LiteralRule<O, B>,
  ): BooleanExpression<Higher<ModeOf<T>, ModeOf<O>>> {
    return compared("lt", this, other);
  }

  /** Whether it is less, or equal. */
  le<T extends Scalar, O extends NumberOperand<B>>(
    this: T,
    other: O & LiteralRule<O, B>,
  ): BooleanExpression<Higher<ModeOf<T>, ModeOf<O>>> {
    return compared("le", this, other);
  }

  /** Whether it is greater. */
  gt<T extends Scalar, O extends NumberOperand<B>>(
    this: T,
    other: O & LiteralRule<O, B>,
  ): BooleanExpression<Higher<ModeOf<T>, ModeOf<O>>> {
    return compared("gt", this, other);
  }

  /** Whether it is greater, or equal. */
  ge<T extends Scalar, O extends NumberOperand<B>>(
    this: T,
    other: O & LiteralRule<O, B>,
  ): BooleanExpression<Higher<ModeOf<T>, ModeOf<O>>> {
    return compared("ge", this, other);
  }

  /** Whether both are equal. */
  eq<T extends Scalar, O extends NumberOperand<B>>(
    this: T,
    other: O & LiteralRule<O, B>,
  ): BooleanExpression<Higher<ModeOf<T>, ModeOf<O>>> {
    return compared("eq", this, other);
  }

  /** Whether they differ. */
  ne<T extends Scalar, O extends NumberOperand<B>>(
    this: T,
    other: O & LiteralRule<O, B>,
  ): BooleanExpression<Higher<ModeOf<T>, ModeOf<O>>> {
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
  toPublic<T extends Scalar>(this: T): IntegerExpression<Revealed<ModeOf<T>>, B> {
    return wrap(reveal(nodeOf(this)));
  }
}

function arithmetic<E extends Expression>(name: Name, left: unknown, right: unknown): E {
  const node = nodeOf(left);
  return combine(name, node, operand(right, scalarOf(node).base));
}

function compared<E extends Expression>(name: Name, left: unknown, right: unknown): E {
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
