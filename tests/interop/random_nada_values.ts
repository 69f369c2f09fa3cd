/** Values of random programs, in Python and in TypeScript. */
import type { Random } from "../../tools/random.ts";

/** The modes of scalars, in the order in which they win. */
export const modes = ["literal", "public", "secret"] as const;
/** One of them. */
export type Mode = typeof modes[number];

/** A number or a boolean. */
export interface Scalar {
  readonly kind: "scalar";
  readonly mode: Mode;
  readonly base: "integer" | "unsigned" | "boolean";
}

/** Values of one type. */
export interface ArrayType {
  readonly kind: "array";
  readonly of: Type;
  readonly size: number;
}

/** The type of a value. */
export type Type =
  | Scalar
  | ArrayType
  | { readonly kind: "bytes"; readonly name: string }
  | { readonly kind: "tuple" | "ntuple"; readonly parts: readonly Type[] }
  | { readonly kind: "object"; readonly names: readonly string[]; readonly parts: readonly Type[] };

/** A value, or how it is made, in both languages. */
export interface Made {
  readonly py: string;
  readonly ts: string;
  /** The number or boolean of TypeScript that a literal is. */
  readonly plain?: string;
  /** The number that a literal is, where it is known. */
  readonly number?: bigint;
  readonly type: Type;
  /** The inputs that it depends on. */
  readonly uses: ReadonlySet<string>;
}

/** A text that is the same for the same type. */
export function keyOf(type: Type): string {
  switch (type.kind) {
    case "scalar":
      return `${type.mode} ${type.base}`;
    case "bytes":
      return type.name;
    case "array":
      return `array of ${type.size} (${keyOf(type.of)})`;
    default: {
      const names = "names" in type ? type.names : [];
      return `${type.kind} ${names} (${type.parts.map(keyOf).join(", ")})`;
    }
  }
}

/** A literal. */
export function literal(random: Random, base: Scalar["base"]): Made & { readonly type: Scalar } {
  const common = {
    type: { kind: "scalar", mode: "literal", base },
    uses: new Set<string>(),
  } as const;
  if (base === "boolean") {
    const isTrue = random.below(2) === 0;
    const py = isTrue ? "Boolean(True)" : "Boolean(False)";
    return { ...common, py, ts: `nada.literal(${isTrue})`, plain: `${isTrue}` };
  }
  const size = random.pick([9, 9, 9, 2 ** 31]);
  const value = random.below(size) - (base === "integer" ? size >> 1 : 0);
  const plain = random.below(4) === 0 ? `${value}n` : `${value}`;
  const number = { ...common, number: BigInt(value), plain };
  return base === "integer"
    ? { ...number, py: `Integer(${value})`, ts: `nada.literal(${plain})` }
    : { ...number, py: `UnsignedInteger(${value})`, ts: `nada.unsignedLiteral(${plain})` };
}

export function gathered(
  kind: "tuple" | "ntuple" | "object",
  parts: readonly Made[],
  names: readonly string[],
): Made {
  const [py, ts] = [parts.map(({ py }) => py), parts.map(({ ts }) => ts)];
  const common = { uses: usesOf(...parts) };
  const types = parts.map(({ type }) => type);
  if (kind === "object") {
    return {
      ...common,
      py: `Object.new({${names.map((name, at) => `"${name}": ${py[at]}`).join(", ")}})`,
      ts: `nada.object({ ${names.map((name, at) => `${name}: ${ts[at]}`).join(", ")} })`,
      type: { kind, names, parts: types },
    };
  }
  return kind === "tuple"
    ? { ...common, py: `Tuple.new(${py})`, ts: `nada.tuple(${ts})`, type: { kind, parts: types } }
    : {
      ...common,
      py: `NTuple.new([${py}])`,
      ts: `nada.ntuple([${ts}])`,
      type: { kind, parts: types },
    };
}

export function indented(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split("\n")).map((line) => `    ${line}`);
}

export function isConstant(type: Type): boolean {
  return type.kind === "scalar" && type.mode === "literal";
}

export function isLiteral(type: Type): boolean {
  if (type.kind === "array") return isLiteral(type.of);
  return "parts" in type ? type.parts.every(isLiteral) : isConstant(type);
}

export function isOutput(type: Type): boolean {
  switch (type.kind) {
    case "scalar":
      return true;
    case "bytes":
      return !type.name.endsWith("PrivateKey");
    case "array":
      return isOutput(type.of);
    case "tuple":
      return type.parts.every(isOutput);
    default:
      return false;
  }
}

/** The inputs that values depend on. */
export function usesOf(...made: readonly Made[]): Set<string> {
  return new Set(made.flatMap(({ uses }) => [...uses]));
}
