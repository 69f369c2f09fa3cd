/** Plain values, and the classes of values that the network knows. */
import { uuidForm } from "../base/uuid_form.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { EcdsaDigestMessage } from "../values/ecdsa_digest_message.ts";
import { EcdsaPrivateKey } from "../values/ecdsa_private_key.ts";
import { EcdsaPublicKey } from "../values/ecdsa_public_key.ts";
import { EcdsaSignature, type EcdsaSignatureParts } from "../values/ecdsa_signature.ts";
import { EddsaMessage } from "../values/eddsa_message.ts";
import { EddsaPrivateKey } from "../values/eddsa_private_key.ts";
import { EddsaPublicKey } from "../values/eddsa_public_key.ts";
import { EddsaSignature } from "../values/eddsa_signature.ts";
import { NadaArray, type NadaValue, PublicArray, shapeOf } from "../values/nada_value.ts";
import { plainOf } from "../values/plain_values.ts";
import { PublicBoolean } from "../values/public_boolean.ts";
import { PublicInteger } from "../values/public_integer.ts";
import { PublicUnsignedInteger } from "../values/public_unsigned_integer.ts";
import { SecretBoolean } from "../values/secret_boolean.ts";
import { SecretInteger } from "../values/secret_integer.ts";
import { SecretUnsignedInteger } from "../values/secret_unsigned_integer.ts";
import type { ValuesId } from "../values/store_id.ts";
import { Value } from "../values/value.ts";
import type { Values } from "../values/values.ts";
import type { Sized } from "../programs/typed_program.ts";
import type { ArrayExpression } from "./arrays.ts";
import type { InputDetails } from "./inputs.ts";
import type { BytesExpression } from "./keys.ts";
import type { NumberBase, Scalar } from "./scalar_types.ts";
import { nameOf, type Shape } from "./shapes.ts";
import type { Mode } from "./shapes.ts";
import type { TupleExpression } from "./tuples.ts";

/**
 * What an expression is worth, as a plain value: a `bigint`, a `boolean`, an array of those, or a pair; bytes for keys and
 * what belongs to them.
 */
export type Clear<E> = E extends Scalar<Mode, "boolean"> ? boolean
  : E extends Scalar<Mode, NumberBase> ? bigint
  : E extends ArrayExpression<infer Element, number> ? readonly Clear<Element>[]
  : E extends TupleExpression<infer L, infer R> ? readonly [Clear<L>, Clear<R>]
  : E extends BytesExpression<"EcdsaSignature"> ? EcdsaSignatureParts
  : E extends BytesExpression ? Uint8Array
  : never;

/** What may be given for an expression: a plain value, or one of the network's values of its type. */
export type Given<E> = E extends Scalar<infer M, infer B> ?
    | (B extends "boolean" ? boolean : number | bigint)
    | Extract<NadaValue, {
      readonly type: `${M extends "secret" ? "Secret" : "Public"}${B extends "boolean" ? "Boolean"
        : B extends "integer" ? "Integer"
        : "UnsignedInteger"}`;
    }>
  : E extends ArrayExpression<infer Element, infer N>
    ? Sized<Given<Element>, N> | (Element extends Scalar<"public"> ? PublicArray : NadaArray)
  : E extends BytesExpression<infer N> ?
      | (N extends "EcdsaSignature" ? EcdsaSignatureParts : Uint8Array)
      | Extract<NadaValue, { readonly type: N }>
  : never;

// The compiler cannot tie each class to the type that its constructor takes, and the constructors check.
// deno-lint-ignore no-explicit-any
const classes: Record<string, new (given: any) => NadaValue> = {
  EcdsaDigestMessage,
  EcdsaPrivateKey,
  EcdsaPublicKey,
  EcdsaSignature,
  EddsaMessage,
  EddsaPrivateKey,
  EddsaPublicKey,
  EddsaSignature,
  PublicBoolean,
  PublicInteger,
  PublicUnsignedInteger,
  SecretBoolean,
  SecretInteger,
  SecretUnsignedInteger,
};

/** What the inputs of a program are, by name. */
type DeclaredInputs = ReadonlyMap<string, InputDetails>;

/**
 * The network's value of what is given for an input.
 *
 * @throws {InvalidArgumentError} When it is not of the input's type; the message has the input's name, and not the value.
 */
function toValue(name: string, shape: Shape, given: unknown): NadaValue {
  const wanted = nameOf(shape);
  if (given instanceof Value) {
    const found = shapeOf(given as NadaValue);
    if (found === wanted) return given as NadaValue;
    throw new InvalidArgumentError(`Input ${name} takes ${wanted}, but is ${found}`, {
      option: name,
    });
  }
  try {
    if (shape.kind !== "array") return new classes[wanted]!(given);
    if (!Array.isArray(given) || given.length !== shape.size) {
      throw new InvalidArgumentError(`an array of ${shape.size} is needed`);
    }
    const elements = given.map((element) => toValue(name, shape.of, element));
    return wanted.startsWith("Nada") ? new NadaArray(elements) : new PublicArray(elements);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError) || error.option === name) throw error;
    throw new InvalidArgumentError(`Input ${name} takes ${wanted}: ${error.message}`, {
      option: name,
    });
  }
}

/** Refuses numbers of more bits than their input declares. The message has none of them. */
function checkBits(name: string, bits: number, value: NadaValue): void {
  const numbers = [plainOf(value)].flat() as bigint[];
  const most = 1n << BigInt(bits);
  if (numbers.every((number) => number < most && -number < most)) return;
  const words = `Input ${name} has at most ${bits} bits, as the program declares`;
  throw new InvalidArgumentError(words, { option: name });
}

/**
 * The network's values of what is given for some inputs.
 *
 * @throws {InvalidArgumentError} When one is unknown, of another type, or has more bits than it declares.
 */
export function toSomeValues(inputs: DeclaredInputs, given: object): Values {
  const present = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  const values = present.map(([name, value]) => {
    const input = inputs.get(name);
    if (input === undefined) {
      const known = [...inputs.keys()].join(", ");
      throw new InvalidArgumentError(`The program has no input ${name}, but ${known}`, {
        option: name,
      });
    }
    const made = toValue(name, input.shape, value);
    if (input.bits !== undefined) checkBits(name, input.bits, made);
    return [name, made] as const;
  });
  return Object.fromEntries(values);
}

/**
 * The network's values of what is given for all inputs but those that are stored.
 *
 * @throws {InvalidArgumentError} When one is missing, unknown, of another type, given twice, or has more bits than it
 * declares.
 */
export function toValues(
  inputs: DeclaredInputs,
  given: object = {},
  stored: Readonly<Record<string, ValuesId>> = {},
): Values {
  const values = toSomeValues(inputs, given);
  const wrong = (name: string, words: string) =>
    new InvalidArgumentError(`Input ${name} is ${words}`, { option: name });
  for (const [name, id] of Object.entries(stored)) {
    if (!inputs.has(name)) throw wrong(name, "stored, but the program has none of this name");
    if (Object.hasOwn(values, name)) throw wrong(name, "given, and stored as well");
    if (!uuidForm.test(id)) throw wrong(name, "stored under an id that is no UUID");
  }
  for (const [name, { shape }] of inputs) {
    if (Object.hasOwn(values, name) || Object.hasOwn(stored, name)) continue;
    throw wrong(name, `missing: it takes ${nameOf(shape)}`);
  }
  return values;
}
