import { encodeHex } from "../base/hex.ts";
import { sha256 } from "../core/core.ts";

/** The public key of a node. */
export interface NodePublicKey {
  /** The curve. */
  readonly keyType: "secp256k1" | "ed25519";
  /** The compressed point: 33 bytes for secp256k1, 32 for Ed25519. */
  readonly contents: Uint8Array;
}

/** A node of a cluster. */
export interface ClusterMember {
  /** The node's id in lower-case hex, as in errors. */
  readonly id: string;
  /** The node's id as bytes, which is also the id of its party. */
  readonly identity: Uint8Array;
  /** The node's URL. */
  readonly endpoint: string;
  /** The key that the node signs with. */
  readonly publicKey: NodePublicKey;
}

/** The nodes of a network, and how they share secrets. */
export interface Cluster {
  /** The nodes that hold shares, in the bootnode's order. */
  readonly members: readonly ClusterMember[];
  /** The node that sells operations. It is usually one of the members. */
  readonly leader: ClusterMember;
  /** The bits of the prime that shares are below. */
  readonly primeBits: 64 | 128 | 256;
  /** One less than the number of shares that give a secret back. */
  readonly polynomialDegree: number;
  /** The statistical security parameter of computations. */
  readonly kappa: number;
  /**
   * SHA-256 over all of this, in lower-case hex. `clusterDigest` of a network expects it.
   * `docs/networks.md` says how to compute it.
   */
  readonly digest: string;
}

/**
 * The digest of a cluster: SHA-256, in lower-case hex, of one JSON text with these keys in this order
 * and no spaces. The members are sorted by their ids, so a bootnode may list them in any order.
 */
export function digestOf(cluster: Omit<Cluster, "digest">): string {
  const { members, leader, polynomialDegree, primeBits, kappa } = cluster;
  const described = {
    // Ids in hex sort as their bytes do. A cluster with two equal ids is refused.
    members: members.map(describe).sort((a, b) => a.id < b.id ? -1 : 1),
    leader: describe(leader),
    polynomialDegree,
    primeBits,
    kappa,
  };
  return encodeHex(sha256(new TextEncoder().encode(JSON.stringify(described))));
}

function describe({ id, endpoint, publicKey: { keyType, contents } }: ClusterMember) {
  return { id, endpoint, keyType, publicKey: encodeHex(contents) };
}
