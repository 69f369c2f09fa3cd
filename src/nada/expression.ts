import { bitsMax, tooLarge } from "./folding.ts";
import { isNode, kinds, makeNode, type Node } from "./nodes.ts";
import { type Base, nameOf, scalar, type Shape } from "./shapes.ts";
import { refuse } from "./sites.ts";

/** The operation that an expression stands for, if it is one. */
let heldBy: (expression: object) => Node | undefined;
/** Says what an expression stands for. */
let hold: (expression: Expression, node: Node) => void;

/**
 * A value of a program, whose content only a run has. Its methods add operations to the program.
 *
 * @example What the type of an expression is in words
 * ```ts
 * import { type Expression, nada } from "@nilvm/client/nada";
 * import { assertEquals } from "@std/assert";
 *
 * const types: string[] = [];
 * const seen = <E extends Expression>(expression: E): E => {
 *   types.push(expression.type);
 *   return expression;
 * };
 * nada.program({
 *   name: "typed",
 *   parties: ["alice"],
 *   inputs: { age: nada.secretInteger("alice") },
 *   outputs: { isAdult: "alice" },
 * }, ({ age }) => ({ isAdult: seen(seen(age).ge(18)) }));
 *
 * assertEquals(types, ["SecretInteger", "SecretBoolean"]);
 * ```
 */
export abstract class Expression {
  static {
    heldBy = (expression) => #node in expression ? expression.#node : undefined;
    hold = (expression, node) => expression.#node = node;
  }

  #node: Node | undefined;

  /** The type in words, such as `SecretInteger`. */
  get type(): string {
    return nameOf(nodeOf(this).shape);
  }
}

/** The classes of expressions, by the kind of their shape, or the base of a scalar. */
const classes = new Map<string, new () => Expression>();

/** Says which class stands for shapes of a kind. Files of classes need not know each other then. */
export function standsFor(kinds: readonly string[], type: new () => Expression): void {
  for (const kind of kinds) classes.set(kind, type);
}

/** The expression that stands for an operation. The caller knows the class. */
export function wrap<E extends Expression>(node: Node): E {
  const { shape } = node;
  const expression = new (classes.get(classOf(shape))!)();
  hold(expression, node);
  return expression as E;
}

function classOf(shape: Shape): string {
  if (shape.kind === "scalar") return shape.base;
  return shape.kind === "bytes" && shape.name.endsWith("PrivateKey") ? "key" : shape.kind;
}

/** The expression of a new operation. */
export function make<E extends Expression>(...given: Parameters<typeof makeNode>): E {
  return wrap(makeNode(...given));
}

/** The operation that an expression stands for, or `undefined` for anything else. */
export function nodeIn(given: unknown): Node | undefined {
  return typeof given === "object" && given !== null ? heldBy(given) : undefined;
}

/** The operation that an expression stands for. */
export function nodeOf(given: unknown): Node {
  return nodeIn(given) ?? refuse(`an expression is needed here, not ${inWords(given)}`);
}

/** What something is, for an error. It may be a mistake for anything, so its content is left out. */
function inWords(given: unknown): string {
  if (given === null || given === undefined) return String(given);
  const type = typeof given;
  if (type === "boolean") {
    return "a boolean, as JavaScript's ==, < and ! give: write a.eq(b), a.lt(b), a.not() or nada.literal(true)";
  }
  if (type === "number" || type === "bigint") return `a ${type}: write nada.literal(1)`;
  return type === "object" ? "an object" : `a ${type}`;
}

/** The operation of an expression, or of the literal that a plain value is. */
export function operand(given: unknown, base: Base): Node {
  if (typeof given === "number" || typeof given === "bigint") {
    if (base === "boolean") refuse("a boolean is needed here, not a number");
    return literalNode(wholeNumber(given), base);
  }
  if (typeof given === "boolean") {
    if (base !== "boolean") refuse(`a number is needed here, not ${given}`);
    return literalNode(given, base);
  }
  const node = nodeOf(given);
  const { shape } = node;
  if (shape.kind !== "scalar" || shape.base !== base) {
    refuse(`an operand of base ${base} is needed here, not ${nameOf(shape)}`);
  }
  return node;
}

/** A number of TypeScript, exact. */
function wholeNumber(given: number | bigint): bigint {
  if (typeof given === "number" && !Number.isSafeInteger(given)) {
    refuse(`a literal is a safe integer or a bigint, not ${given}`);
  }
  return BigInt(given);
}

/** The operation that gives a literal. */
export function literalNode(value: bigint | boolean, base: Base): Node {
  if (base === "unsigned" && typeof value === "bigint" && value < 0n) {
    refuse(`an unsigned literal cannot be ${value}`);
  }
  if (typeof value === "bigint" && value * value >> 2n * bitsMax) tooLarge();
  return makeNode(kinds.literal, scalar("literal", base), { value });
}

/** What a literal holds, or `undefined` for any other operation. */
export function literalValue({ kind, parts }: Node): bigint | boolean | undefined {
  const [part] = parts;
  if (kind !== kinds.literal || typeof part !== "object" || isNode(part)) return undefined;
  return "value" in part ? part.value : undefined;
}

/** The mode and base of an operation whose result is a scalar. */
export function scalarOf({ shape }: Node): Shape & { kind: "scalar" } {
  return shape.kind === "scalar" ? shape : refuse(`a scalar is needed here, not ${nameOf(shape)}`);
}
