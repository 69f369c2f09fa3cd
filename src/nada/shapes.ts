/** Who knows a value: everyone who reads the program, everyone in the network, or nobody alone. */
export type Mode = "literal" | "public" | "secret";

/** What kind of number a scalar is; a boolean is one too. */
export type Base = "integer" | "unsigned" | "boolean";

/** The types of keys, and of what belongs to them. */
export type BytesName =
  | "EcdsaPrivateKey"
  | "EcdsaDigestMessage"
  | "EcdsaSignature"
  | "EcdsaPublicKey"
  | "EddsaPrivateKey"
  | "EddsaPublicKey"
  | "EddsaMessage"
  | "EddsaSignature";

/** The type of an expression, at run time. */
export type Shape =
  | { readonly kind: "scalar"; readonly mode: Mode; readonly base: Base }
  | { readonly kind: "bytes"; readonly name: BytesName }
  | { readonly kind: "array"; readonly of: Shape; readonly size: number }
  | { readonly kind: "tuple" | "ntuple"; readonly parts: readonly Shape[] }
  | {
    readonly kind: "object";
    readonly names: readonly string[];
    readonly parts: readonly Shape[];
  };

const modes: readonly Mode[] = ["literal", "public", "secret"];
const scalars = new Map<string, Shape>();

/** The shape of a scalar: one object for each, as a program has very many of few. */
export function scalar(mode: Mode, base: Base): Shape {
  const key = mode + base;
  let shape = scalars.get(key);
  if (shape === undefined) scalars.set(key, shape = { kind: "scalar", mode, base });
  return shape;
}

/** The shape of a key, or of what belongs to one. */
export function bytes(name: BytesName): Shape {
  return { kind: "bytes", name };
}

/** The mode of what is computed from values of these modes. */
export function highest(...given: readonly Mode[]): Mode {
  return modes[Math.max(...given.map((mode) => modes.indexOf(mode)))]!;
}

const baseNames = { integer: "Integer", unsigned: "UnsignedInteger", boolean: "Boolean" };
const modeNames = { literal: "Literal", public: "Public", secret: "Secret" };

/**
 * The name of a shape, such as `SecretInteger` or `NadaArray<SecretInteger, 3>`: that of the value's type, where there is
 * one.
 */
export function nameOf(shape: Shape): string {
  switch (shape.kind) {
    case "scalar":
      return modeNames[shape.mode] + baseNames[shape.base];
    case "bytes":
      return shape.name;
    case "array":
      return `${isSecret(shape.of) ? "Nada" : "Public"}Array<${nameOf(shape.of)}, ${shape.size}>`;
    case "tuple":
      return `NadaTuple<${shape.parts.map(nameOf).join(", ")}>`;
    case "ntuple":
      return `NTuple<${shape.parts.map(nameOf).join(", ")}>`;
    case "object":
      return `Object<${
        shape.parts.map((part, i) => `${shape.names[i]}: ${nameOf(part)}`).join(", ")
      }>`;
  }
}

type Leaf = Shape & { readonly kind: "scalar" | "bytes" };

/** What a value consists of that has no parts itself. The elements of an array count as one. */
export function leavesOf(shape: Shape): readonly Leaf[] {
  if ("of" in shape) return leavesOf(shape.of);
  return "parts" in shape ? shape.parts.flatMap(leavesOf) : [shape];
}

const publicBytes = ["EcdsaDigestMessage", "EcdsaPublicKey", "EddsaMessage", "EddsaPublicKey"];

function isSecret(shape: Shape): boolean {
  return leavesOf(shape).some((leaf) =>
    leaf.kind === "scalar" ? leaf.mode === "secret" : !publicBytes.includes(leaf.name)
  );
}

/** Whether a value of this shape is a number or a boolean that is written in the program. */
export function isLiteral(shape: Shape): boolean {
  return shape.kind === "scalar" && shape.mode === "literal";
}
