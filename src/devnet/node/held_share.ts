import { fromBinary } from "@bufbuild/protobuf";
import { NamedValueSchema, type Value } from "../../gen/nillion/values/v1/value_pb.ts";
import type { ValueStore } from "./value_store.ts";

/** What one node holds of one value: on its own, of a secret one, nothing but noise. */
export interface HeldShare {
  /** The id under which the value was stored. */
  readonly valuesId: string;
  /** The value's name. */
  readonly name: string;
  /** The kind of value in the schemas' words, such as `shamirShareInteger`. */
  readonly kind: string;
  /** The bytes of the node's share; the value itself where it is public. */
  readonly bytes: Uint8Array;
}

/** Copies out what a store holds, in the order in which it came in. */
export function heldShares(store: ValueStore): HeldShare[] {
  return [...store].flatMap(([valuesId, { values }]) =>
    values.map((bytes) => {
      const { name, value } = fromBinary(NamedValueSchema, bytes);
      return {
        valuesId,
        name,
        kind: value?.value.case ?? "",
        bytes: concatenate(value === undefined ? [] : partsOf(value)),
      };
    })
  );
}

/** The numbers and texts that a node's part of a value consists of, for reading and writing. */
export function partsOf({ value }: Value): Uint8Array[] {
  switch (value.case) {
    case undefined:
      return [];
    case "array":
      return value.value.values.flatMap(partsOf);
    case "tuple":
      return [value.value.left, value.value.right].flatMap((part) => part ? partsOf(part) : []);
    case "shamirSharesBlob":
      return value.value.shares.map((share) => share.value);
    case "ecdsaPrivateKeyShare":
    case "eddsaPrivateKeyShare":
      // The rest of a key share is the public key and what belongs to it.
      return [value.value.x];
    default:
      return Object.values(value.value).filter((field) => field instanceof Uint8Array);
  }
}

function concatenate(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
