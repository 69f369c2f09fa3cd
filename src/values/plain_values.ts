import { InvalidArgumentError } from "../errors/mod.ts";
import {
  ArrayValue,
  type NadaArray,
  NadaTuple,
  type NadaValue,
  type PublicArray,
} from "./nada_value.ts";
import type { Values } from "./values.ts";

/** A class of values that have no parts. */
export type ValueClass = new (
  ...given: never[]
) => Exclude<NadaValue, NadaArray | NadaTuple | PublicArray>;

/**
 * The type of a value: its class, such as `SecretInteger`. In brackets it is that of an array, secret or public, of any
 * length: `[SecretInteger]`. Two types in brackets are that of a tuple: `[SecretInteger, PublicBoolean]`.
 */
export type ValueType =
  | ValueClass
  | readonly [ValueType]
  | readonly [left: ValueType, right: ValueType];

/** The types of values, by name. */
export type ValueTypes = Readonly<Record<string, ValueType>>;

/** What a value of a type holds, without its class: what its `value` gives, for each part of an array or a tuple. */
export type PlainValue<T extends ValueType> = T extends ValueClass ? InstanceType<T>["value"]
  : T extends readonly [infer Of extends ValueType] ? readonly PlainValue<Of>[]
  : T extends readonly [infer L extends ValueType, infer R extends ValueType]
    ? readonly [PlainValue<L>, PlainValue<R>]
  : never;

/** What values of these types hold, by name. */
export type PlainValues<T extends ValueTypes> =
  & { -readonly [K in keyof T]: PlainValue<T[K]> }
  // With this, editors show the types of the values.
  & unknown;

/** What a value holds, without its class. */
export function plainOf(value: NadaValue): unknown {
  return value instanceof ArrayValue || value instanceof NadaTuple
    ? value.value.map(plainOf)
    : value.value;
}

/**
 * What values hold, if they have these names and types.
 *
 * @throws {InvalidArgumentError} When a value is missing, not asked for, or of another type; `option` is its name.
 */
export function plainValues<T extends ValueTypes>(values: Values, types: T): PlainValues<T> {
  for (const name of Object.keys({ ...types, ...values })) {
    const [is, asked] = [inWords(values[name]), inWords(types?.[name])];
    if (is === asked) continue;
    throw new InvalidArgumentError(
      `The value ${name} is ${is ?? "missing"}, and ${asked ?? "nothing"} was asked for`,
      { option: name, phase: "unmask" },
    );
  }
  const plain = Object.entries(values).map(([name, value]) => [name, plainOf(value)]);
  // The compiler cannot see that each has its type.
  return Object.fromEntries(plain) as PlainValues<T>;
}

/** The type of a value, or a type, as types are written; `undefined` for what is neither. */
// deno-lint-ignore no-explicit-any
function inWords(given: any): string | undefined {
  if (Array.isArray(given)) return `[${given.map(inWords).join(", ")}]`;
  if (given instanceof ArrayValue) return inWords(given.value.slice(0, 1));
  if (given instanceof NadaTuple) return inWords(given.value);
  return given?.type ?? given?.prototype?.type;
}
