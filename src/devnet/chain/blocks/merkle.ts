import { callWithBytes, sha256 } from "../../../core/core.ts";

/**
 * The root of a Merkle tree as CometBFT builds it (RFC 6962): leaves and inner nodes are told apart by their first byte, and
 * the left half is the largest power of two that leaves something for the right.
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return sha256(new Uint8Array());
  if (leaves.length === 1) return callWithBytes("sha256", [leaf, first]);
  const split = 2 ** (31 - Math.clz32(leaves.length - 1));
  const left = merkleRoot(leaves.slice(0, split));
  const right = merkleRoot(leaves.slice(split));
  return callWithBytes("sha256", [inner, left, right]);
}

const leaf = Uint8Array.of(0);
const inner = Uint8Array.of(1);
