import { toBinary } from "@bufbuild/protobuf";
import { AnySchema } from "@bufbuild/protobuf/wkt";
import { callWithBytes } from "../../../core/core.ts";
import { encodeAccount } from "../transactions/accounts.ts";
import type { Branch } from "../transactions/state.ts";

/** The hash of a chain's state after a block, from the hash before it and what the block changed, in order. */
export function nextAppHash(previous: Uint8Array, block: Branch): Uint8Array {
  const text = new TextEncoder();
  const parts = [previous];
  for (const [table, key, value] of block.changes()) {
    const bytes = typeof value === "bigint"
      ? text.encode(value.toString())
      : toBinary(AnySchema, encodeAccount(value));
    // Lengths keep one change from being read as another.
    parts.push(text.encode(`${table}/${key}/${bytes.length}/`), bytes);
  }
  return callWithBytes("sha256", parts);
}
