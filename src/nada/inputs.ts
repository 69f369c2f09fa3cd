import type { ArrayExpression } from "./arrays.ts";
import type { Expression } from "./expression.ts";
import type { BytesExpression, KeyExpression } from "./keys.ts";
import type { Wrong } from "./scalar_types.ts";
import type { BooleanExpression, IntegerExpression } from "./scalars.ts";
import { bytes, nameOf, scalar, type Shape } from "./shapes.ts";
import { calledFrom, currentSite, refuse, type Site } from "./sites.ts";

/** What an input is, for the program that gives it its name. */
export interface InputDetails {
  /** Who gives it. */
  readonly party: string;
  readonly shape: Shape;
  /** The name of its shape. */
  readonly type: string;
  readonly doc: string;
  /** How many bits its numbers have at most, if it says so. */
  readonly bits: number | undefined;
  readonly site: Site | undefined;
}

const details = new WeakMap<object, InputDetails>();

/** What an input is, or `undefined` for anything else. */
export function detailsOf(input: unknown): InputDetails | undefined {
  return typeof input === "object" && input !== null ? details.get(input) : undefined;
}

/** More about an input. */
export interface InputOptions {
  /** What it means, in words for people. Nodes get it along with the program. */
  readonly doc?: string | undefined;
}

/** More about an input of numbers. */
export interface NumberOptions extends InputOptions {
  /**
   * How many bits a number has at most, 1 to 255: its absolute value is below two to that power. `run`, `values` and
   * `compute` refuse a larger one before anything is sent, and warnings of the compiler say where such numbers leave the
   * range in which nodes are right. Nodes do not get it, so they take a larger one that is stored without `values`.
   */
  readonly bits?: number | undefined;
}

/** An input of a program, which a party gives. Its name is that in the program's `inputs`. */
export interface Input<P extends string = string, E extends Expression = Expression> {
  /** The party that gives it. */
  readonly party: P;
  /** For the compiler only, and never there: the expression that stands for the input. */
  readonly expression?: E;
}

/** What is wrong with the size of an array. */
export type SizeRule<N extends number> = number extends N ? unknown
  : `${N}` extends `${bigint}`
    ? `${N}` extends "0" | `-${string}` ? Wrong<"an array has at least one element"> : unknown
  : Wrong<"a size is a whole number">;

/** An input of one value. */
export interface SingleInput<P extends string = string, E extends Expression = Expression>
  extends Input<P, E> {
  /** The input of so many values. */
  array<const N extends number>(size: N & SizeRule<N>): Input<P, ArrayExpression<E, N>>;
}

/** Makes an input, at the place where `entry` is called. */
function makeInput<P extends string, E extends Expression>(
  entry: unknown,
  shape: Shape,
  party: P,
  options: NumberOptions = {},
): SingleInput<P, E> {
  return calledFrom(entry, () => {
    const more = checked(shape, options ?? {});
    if (typeof party !== "string" || party === "") refuse("an input takes the name of its party");
    const input: SingleInput<P, E> = {
      party,
      array: (size) => calledFrom(input.array, () => makeArray(party, size, shape, more)),
    };
    return described(input, shape, more);
  });
}

type More = Pick<InputDetails, "doc" | "bits">;

/** Refuses options that an input of this shape does not have: a misspelt one would have no effect. */
function checked(shape: Shape, { doc = "", bits, ...others }: NumberOptions): More {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) refuse(`an input has no option ${unknown}, but doc and bits`);
  if (bits !== undefined) {
    if (shape.kind !== "scalar" || shape.base === "boolean") {
      refuse(`only numbers have bits, not ${nameOf(shape)}`);
    }
    if (!Number.isInteger(bits) || bits < 1 || bits > 255) refuse("an input has 1 to 255 bits");
  }
  return { doc, bits };
}

function makeArray<P extends string, E extends Expression>(
  party: P,
  size: number,
  of: Shape,
  more: More,
): Input<P, E> {
  if (!Number.isSafeInteger(size) || size < 1) refuse("an array has at least one element");
  return described({ party }, { kind: "array", of, size }, more);
}

function described<I extends { readonly party: string }>(input: I, shape: Shape, more: More): I {
  const { party } = input;
  details.set(input, { party, shape, type: nameOf(shape), ...more, site: currentSite() });
  return Object.freeze(input);
}

/** A public whole number, negative or not. */
export function integer<const P extends string>(
  party: P,
  options?: NumberOptions,
): SingleInput<P, IntegerExpression<"public">> {
  return makeInput(integer, scalar("public", "integer"), party, options);
}

/** A secret whole number, negative or not. */
export function secretInteger<const P extends string>(
  party: P,
  options?: NumberOptions,
): SingleInput<P, IntegerExpression<"secret">> {
  return makeInput(secretInteger, scalar("secret", "integer"), party, options);
}

/** A public whole number that is not negative. */
export function unsignedInteger<const P extends string>(
  party: P,
  options?: NumberOptions,
): SingleInput<P, IntegerExpression<"public", "unsigned">> {
  return makeInput(unsignedInteger, scalar("public", "unsigned"), party, options);
}

/** A secret whole number that is not negative. */
export function secretUnsignedInteger<const P extends string>(
  party: P,
  options?: NumberOptions,
): SingleInput<P, IntegerExpression<"secret", "unsigned">> {
  return makeInput(secretUnsignedInteger, scalar("secret", "unsigned"), party, options);
}

/** A public boolean. */
export function boolean<const P extends string>(
  party: P,
  options?: InputOptions,
): SingleInput<P, BooleanExpression<"public">> {
  return makeInput(boolean, scalar("public", "boolean"), party, options);
}

/** A secret boolean. */
export function secretBoolean<const P extends string>(
  party: P,
  options?: InputOptions,
): SingleInput<P, BooleanExpression<"secret">> {
  return makeInput(secretBoolean, scalar("secret", "boolean"), party, options);
}

/** A private key for ECDSA. */
export function ecdsaPrivateKey<const P extends string>(
  party: P,
  options?: InputOptions,
): SingleInput<P, KeyExpression<"ecdsa">> {
  return makeInput(ecdsaPrivateKey, bytes("EcdsaPrivateKey"), party, options);
}

/** The digest that a key for ECDSA signs, of 32 bytes. */
export function ecdsaDigestMessage<const P extends string>(
  party: P,
  options?: InputOptions,
): SingleInput<P, BytesExpression<"EcdsaDigestMessage">> {
  return makeInput(ecdsaDigestMessage, bytes("EcdsaDigestMessage"), party, options);
}

/** A signature of ECDSA. */
export function ecdsaSignature<const P extends string>(
  party: P,
  options?: InputOptions,
): SingleInput<P, BytesExpression<"EcdsaSignature">> {
  return makeInput(ecdsaSignature, bytes("EcdsaSignature"), party, options);
}

/** A public key for ECDSA. */
export function ecdsaPublicKey<const P extends string>(
  party: P,
  options?: InputOptions,
): SingleInput<P, BytesExpression<"EcdsaPublicKey">> {
  return makeInput(ecdsaPublicKey, bytes("EcdsaPublicKey"), party, options);
}

/** A private key for EdDSA. */
export function eddsaPrivateKey<const P extends string>(
  party: P,
  options?: InputOptions,
): SingleInput<P, KeyExpression<"eddsa">> {
  return makeInput(eddsaPrivateKey, bytes("EddsaPrivateKey"), party, options);
}

/** The message that a key for EdDSA signs. */
export function eddsaMessage<const P extends string>(
  party: P,
  options?: InputOptions,
): SingleInput<P, BytesExpression<"EddsaMessage">> {
  return makeInput(eddsaMessage, bytes("EddsaMessage"), party, options);
}

/** A signature of EdDSA. */
export function eddsaSignature<const P extends string>(
  party: P,
  options?: InputOptions,
): SingleInput<P, BytesExpression<"EddsaSignature">> {
  return makeInput(eddsaSignature, bytes("EddsaSignature"), party, options);
}

/** A public key for EdDSA. */
export function eddsaPublicKey<const P extends string>(
  party: P,
  options?: InputOptions,
): SingleInput<P, BytesExpression<"EddsaPublicKey">> {
  return makeInput(eddsaPublicKey, bytes("EddsaPublicKey"), party, options);
}
