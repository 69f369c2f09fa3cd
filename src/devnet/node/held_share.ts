import { fromBinary } from "@bufbuild/protobuf";
import { NamedValueSchema, type Value } from "../../gen/nillion/values/v1/value_pb.ts";
import { isBytes } from "../../base/brand.ts";
import { concatenate } from "../base/bodies.ts";
import type { StoredValues } from "./value_store.ts";

/** One node's share of one value. The share of a secret is random bytes on its own. */
export interface HeldShare {
  /** The id of the stored values. */
  readonly valuesId: string;
  /** The name of the value. */
  readonly name: string;
  /** The type of the value in the network's messages, such as `shamirShareInteger`. */
  readonly kind: string;
  /** The bytes of the share; the value itself if it is public. */
  readonly bytes: Uint8Array;
}

/** Copies the shares in a store, in the order in which they arrived. */
export function heldShares(store: ReadonlyMap<string, StoredValues>): HeldShare[] {
  return [...store].flatMap(([valuesId, { values }]) =>
    values.map((bytes) => {
      const { name, value } = fromBinary(NamedValueSchema, bytes);
      return {
        valuesId,
        name,
        kind: value?.value.case ?? "",
        bytes: concatenate(...(value === undefined ? [] : shareBytesOf(value))),
      };
    })
  );
}

/** The byte arrays in a node's share of a value, not copied: a change to them changes the value. */
export function shareBytesOf({ value }: Value): Uint8Array[] {
  switch (value.case) {
    case undefined:
      return [];
    case "array":
      return value.value.values.flatMap(shareBytesOf);
    case "tuple":
      return [value.value.left, value.value.right].flatMap((part) =>
        part ? shareBytesOf(part) : []
      );
    case "shamirSharesBlob":
      return value.value.shares.map((share) => share.value);
    case "ecdsaPrivateKeyShare":
    case "eddsaPrivateKeyShare":
      // The other fields of a key share are public.
      return [value.value.x];
    default:
      return Object.values(value.value).filter(isBytes);
  }
}
