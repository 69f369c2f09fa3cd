import { PrivateKey } from "../../keys/private_key.ts";

/** Who a node is: its key pair, and the id that is its public key. */
export interface NodeIdentity {
  /** The compressed public key, 33 bytes. */
  id: Uint8Array;
  /** Signs what the node vouches for. */
  key: PrivateKey;
}

/** The identities that a seed gives; the ones of `nillion-devnet` for the same seed. */
export function nodeIdentities(seed: string, count: number): NodeIdentity[] {
  return Array.from({ length: count }, (_, index) => {
    const key = PrivateKey.fromSeed(`${seed}:${index}`);
    return { id: key.publicKey.toBytes(), key };
  });
}

/** The index of the leader: the node whose id sorts first. */
export function leaderIndex(identities: readonly NodeIdentity[]): number {
  let first = 0;
  for (let index = 1; index < identities.length; index++) {
    if (compareBytes(identities[index]!.id, identities[first]!.id) < 0) first = index;
  }
  return first;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return a[i]! - b[i]!;
  }
  return a.length - b.length;
}
