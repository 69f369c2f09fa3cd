/** Refuses what JavaScript would do with an expression, which it takes for any object, and says what to write. */
import { Expression, nodeOf } from "./expression.ts";
import { nameOf, type Shape } from "./shapes.ts";
import { refuse, remembersCalls } from "./sites.ts";

/** What JavaScript asks an object for: `default` is for `+` and `==`, `number` for other operators. */
type Hint = "default" | "number" | "string";

const numbers = {
  default: ["+ and ==", "a.add(b) or a.eq(b)"],
  number: [
    "- * / % ** < >",
    "a.sub(b), a.mul(b), a.div(b), a.mod(b), a.pow(b), a.lt(b) or a.gt(b)",
  ],
};
const booleans = {
  default: ["+ and ==", "a.eq(b)"],
  number: ["& | ^ ~", "a.and(b), a.or(b), a.xor(b) or a.not()"],
};

function refuseOperator(shape: Shape, hint: Hint): never {
  const type = nameOf(shape);
  if (hint === "string") refuse(`${type} has no text: only a run knows what it is`);
  if (shape.kind !== "scalar") refuse(`JavaScript's operators take no ${type}: use its methods`);
  const [operators, forms] = (shape.base === "boolean" ? booleans : numbers)[hint];
  refuse(`JavaScript's ${operators} take no ${type}: write ${forms}`);
}

function refuseLoop(shape: Shape): never {
  refuse(
    `JavaScript finds no parts in ${nameOf(shape)}: write xs.map(f), pair.left or parts.at(0)`,
  );
}

/** What expressions have only when they run: for TypeScript, an array of a program is none that a loop goes through. */
class Misuses {
  [Symbol.toPrimitive](hint: Hint): never {
    refuseOperator(nodeOf(this).shape, hint);
  }

  toJSON(): never {
    refuseOperator(nodeOf(this).shape, "string");
  }

  [Symbol.iterator](): never {
    refuseLoop(nodeOf(this).shape);
  }

  get length(): never {
    return refuseLoop(nodeOf(this).shape);
  }
}

const { constructor: _, ...misuses } = Object.getOwnPropertyDescriptors(Misuses.prototype);
Object.defineProperties(Expression.prototype, misuses);
remembersCalls(Expression);
