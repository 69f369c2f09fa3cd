/** Random operations on numbers and booleans, in Python and in TypeScript. */
import type { Random } from "../../tools/random.ts";
import { literal, type Made, type Mode, modes, type Scalar, usesOf } from "./random_nada_values.ts";

/** Operations in Python and in TypeScript. */
export const arithmetic = { "+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod" };
/** Operations in Python and in TypeScript. */
export const comparisons = { "<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne" };
/** Operations in Python and in TypeScript. */
export const gates = { "&": "and", "|": "or", "^": "xor", "==": "eq", "!=": "ne" };

/** A number or a boolean, in both languages. */
export type ScalarMade = Made & { readonly type: Scalar };

/** The mode of what is made of these. */
export function highest(...made: readonly ScalarMade[]): Mode {
  return modes[Math.max(...made.map(({ type }) => modes.indexOf(type.mode)))]!;
}

/** Whether an operation may refuse a literal on its right. */
function mayBeRefused(operation: string, number: bigint | undefined): boolean {
  switch (operation) {
    case "pow":
      return number === undefined || number < 0n;
    case "div":
    case "mod":
      return number === undefined || number === 0n;
    default:
      return false;
  }
}

/** Makes numbers and booleans of those that a function has. */
export class ScalarSteps {
  /** Everything that the function has. */
  protected readonly pool: Made[];
  protected readonly random: Random;

  constructor(random: Random, pool: readonly Made[]) {
    this.random = random;
    this.pool = [...pool];
  }

  /** Newer ones more often, so that programs become deep. */
  protected newest<T>(items: readonly T[]): T {
    const at = Math.max(this.random.below(items.length), this.random.below(items.length));
    return items[at]!;
  }

  protected scalars(test: (type: Scalar) => boolean): ScalarMade[] {
    return this.pool.filter((made): made is ScalarMade =>
      made.type.kind === "scalar" && test(made.type)
    );
  }

  /** An operand: a value of the program, a literal, or what two literals give. */
  protected operand(
    base: Scalar["base"],
    isNever: (mode: Mode) => boolean = () => false,
  ): ScalarMade {
    const present = this.scalars((type) => type.base === base && !isNever(type.mode));
    if (present.length > 0 && this.random.below(4) > 0) return this.newest(present);
    const first = literal(this.random, base);
    if (this.random.below(3) > 0) return first;
    const second = literal(this.random, base);
    const type = { kind: "scalar", mode: "literal", base } as const;
    const fold = (py: string, method: string): ScalarMade => ({
      ...{ py: `(${first.py} ${py} ${second.py})`, ts: `${first.ts}.${method}(${second.ts})` },
      ...{ type, uses: new Set<string>() },
    });
    if (base === "boolean") return fold(...this.random.pick(Object.entries(gates)));
    // Python divides literals as fractions, and lets unsigned ones become negative.
    return fold(...this.random.pick(Object.entries({ "+": "add", "*": "mul" })));
  }

  /** An operand as the right side has it: a literal may be TypeScript's own. */
  protected right({ ts, plain }: Made): string {
    return plain !== undefined && this.random.below(2) === 0 ? plain : ts;
  }

  protected binary(
    operations: Record<string, string>,
    left: ScalarMade,
    right: ScalarMade,
    base = left.type.base,
  ): Made | undefined {
    if (highest(left, right) === "literal") return undefined;
    const [py, ts] = this.random.pick(Object.entries(operations));
    // TypeScript refuses such a literal at once, and Python leaves it to the nodes.
    if (right.type.mode === "literal" && mayBeRefused(ts, right.number)) return undefined;
    return {
      py: `${left.py} ${py} ${right.py}`,
      ts: `${left.ts}.${ts}(${this.right(right)})`,
      type: { kind: "scalar", mode: highest(left, right), base },
      uses: usesOf(left, right),
    };
  }

  protected unary(): Made | undefined {
    const { plain: _, ...x } = this.operand(
      this.random.pick(["integer", "unsigned", "boolean"]),
    );
    const { mode, base } = x.type;
    const type = { ...x.type, mode: mode === "secret" ? "public" : mode } as const;
    if (base === "boolean" && this.random.below(2) === 0) {
      return { ...x, py: `~${x.py}`, ts: `${x.ts}.not()` };
    }
    if (base !== "boolean" && mode === "secret" && this.random.below(2) === 0) {
      const bits = this.operand("unsigned", (mode) => mode === "secret");
      const ts = `${x.ts}.truncPr(${this.right(bits)})`;
      return { ...x, py: `${x.py}.trunc_pr(${bits.py})`, ts, uses: usesOf(x, bits) };
    }
    return { ...x, py: `${x.py}.to_public()`, ts: `${x.ts}.toPublic()`, type };
  }

  protected choice(base: "integer" | "unsigned"): Made | undefined {
    const conditions = this.scalars((type) => type.base === "boolean" && type.mode !== "literal");
    if (conditions.length === 0) return undefined;
    const [test, x, y] = [this.newest(conditions), this.operand(base), this.operand(base)];
    // Two plain numbers are signed.
    const second = base === "integer" || x.plain === undefined ? this.right(y) : y.ts;
    return {
      py: `${test.py}.if_else(${x.py}, ${y.py})`,
      ts: `${test.ts}.ifElse(${base === "integer" ? this.right(x) : x.ts}, ${second})`,
      type: { kind: "scalar", mode: highest(test, x, y), base },
      uses: usesOf(test, x, y),
    };
  }

  protected equality(base: "integer" | "unsigned"): Made | undefined {
    const isBoolean = this.random.below(4) === 0;
    const able = isBoolean
      ? this.scalars(({ base, mode }) => base === "boolean" && mode === "public")
      : this.scalars((type) => type.base === base && type.mode !== "literal");
    if (able.length === 0) return undefined;
    const [x, y] = [this.newest(able), this.newest(able)];
    return {
      py: `${x.py}.public_equals(${y.py})`,
      ts: `${x.ts}.publicEquals(${y.ts})`,
      type: { kind: "scalar", mode: "public", base: "boolean" },
      uses: usesOf(x, y),
    };
  }
}
