import { InternalError } from "../errors/mod.ts";
import { type PublicKey, PublicKeyType } from "../gen/nillion/auth/v1/public_key_pb.ts";
import {
  type Cluster as WireCluster,
  type ClusterMember as WireMember,
  Prime,
} from "../gen/nillion/membership/v1/cluster_pb.ts";
import { checkEndpoint } from "./endpoint.ts";
import { encodeHex } from "../base/hex.ts";

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
}

const membersMax = 100;
const identityBytesMax = 64;
const keyBytes = { secp256k1: 33, ed25519: 32 };

const primeBits: { readonly [prime in Prime]: 64 | 128 | 256 } = {
  [Prime.SAFE_64_BITS]: 64,
  [Prime.SAFE_128_BITS]: 128,
  [Prime.SAFE_256_BITS]: 256,
};

/**
 * Checks a bootnode's description of its cluster.
 *
 * @throws {InternalError} When the description is unusable, or unsafe: a degree of zero would give
 * the whole secret to every node.
 */
export function readCluster(wire: WireCluster): Cluster {
  const { prime, polynomialDegree, kappa } = wire;
  if (wire.members.length === 0 || wire.members.length > membersMax) {
    throw unusable(`it has ${wire.members.length} members, not 1 to ${membersMax}`);
  }
  const members = wire.members.map(readMember);
  if (new Set(members.map(({ id }) => id)).size < members.length) {
    throw unusable("two members have the same id");
  }
  if (wire.leader === undefined) throw unusable("it has no leader");
  if (!(prime in primeBits)) throw unusable(`its prime has the unknown number ${prime}`);
  if (polynomialDegree < 1 || polynomialDegree >= members.length) {
    throw unusable(`its degree is ${polynomialDegree}, not 1 to ${members.length - 1}`);
  }
  return {
    members,
    leader: readMember(wire.leader),
    primeBits: primeBits[prime],
    polynomialDegree,
    kappa,
  };
}

function readMember(wire: WireMember): ClusterMember {
  const identity = wire.identity?.contents ?? new Uint8Array();
  if (identity.length === 0 || identity.length > identityBytesMax) {
    throw unusable(`a member has an id of ${identity.length} bytes, not 1 to ${identityBytesMax}`);
  }
  const id = encodeHex(identity);
  const key = wire.publicKeys?.authentication ?? wire.publicKey;
  if (key === undefined) throw unusable(`member ${id} has no public key`);
  let endpoint;
  try {
    endpoint = checkEndpoint(wire.grpcEndpoint, `Member ${id}`);
  } catch (cause) {
    throw unusable(`member ${id} has a malformed endpoint`, cause);
  }
  return { id, identity, endpoint, publicKey: readKey(key, id) };
}

function readKey(wire: PublicKey, id: string): NodePublicKey {
  const keyType = wire.keyType === PublicKeyType.SECP256K1
    ? "secp256k1"
    : wire.keyType === PublicKeyType.ED25519
    ? "ed25519"
    : undefined;
  if (keyType === undefined || wire.contents.length !== keyBytes[keyType]) {
    throw unusable(`member ${id} has a public key of unknown type or length`);
  }
  return { keyType, contents: wire.contents };
}

function unusable(why: string, cause?: unknown): InternalError {
  return new InternalError(`The bootnode describes an unusable cluster: ${why}`, {
    phase: "cluster",
    cause,
  });
}
