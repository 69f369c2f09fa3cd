import { sha256 } from "@noble/hashes/sha2.js";

/**
 * The root of a Merkle tree as CometBFT builds it (RFC 6962): leaves and inner nodes are told apart by their first byte, and
 * the left half is the largest power of two that leaves something for the right.
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return sha256(new Uint8Array());
  if (leaves.length === 1) return hash(0, first);
  const split = 2 ** (31 - Math.clz32(leaves.length - 1));
  return hash(1, merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split)));
}

function hash(prefix: number, ...parts: Uint8Array[]): Uint8Array {
  const hasher = sha256.create().update(Uint8Array.of(prefix));
  for (const part of parts) hasher.update(part);
  return hasher.digest();
}
