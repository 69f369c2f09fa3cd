import { InternalError } from "../errors/mod.ts";
import { type PublicKey, PublicKeyType } from "../gen/nillion/auth/v1/public_key_pb.ts";
import {
  type Cluster as WireCluster,
  type ClusterMember as WireMember,
  Prime,
} from "../gen/nillion/membership/v1/cluster_pb.ts";
import { checkEndpoint } from "./endpoint.ts";
import { encodeHex } from "../base/hex.ts";

/** The key with which a node signs. */
export interface NodePublicKey {
  /** The curve: nodes use either. */
  readonly keyType: "secp256k1" | "ed25519";
  /** The compressed point: 33 bytes for secp256k1, 32 for Ed25519. */
  readonly contents: Uint8Array;
}

/** A node of a cluster. */
export interface ClusterMember {
  /** Its id in lower-case hex, by which errors name it. */
  readonly id: string;
  /** Its id as bytes, by which it is a party to secrets. */
  readonly identity: Uint8Array;
  /** The URL it is reached at. */
  readonly endpoint: string;
  /** The key it signs with. */
  readonly publicKey: NodePublicKey;
}

/** The nodes of a network and how they share secrets. */
export interface Cluster {
  /** The nodes that hold shares, in the order the bootnode gave. */
  readonly members: readonly ClusterMember[];
  /** The node that sells operations; usually one of the members. */
  readonly leader: ClusterMember;
  /** The width of the prime that shares are counted in. */
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
 * Checks what a bootnode says of its cluster.
 *
 * @throws {InternalError} When a client cannot work with it, or a secret would not be one: a degree
 * of zero would hand the whole secret to every node.
 */
export function readCluster(wire: WireCluster): Cluster {
  const { prime, polynomialDegree, kappa } = wire;
  if (wire.members.length === 0 || wire.members.length > membersMax) {
    throw unusable(`it has ${wire.members.length} members, where 1 to ${membersMax} are possible`);
  }
  const members = wire.members.map(readMember);
  if (new Set(members.map(({ id }) => id)).size < members.length) {
    throw unusable("two members have the same id");
  }
  if (wire.leader === undefined) throw unusable("it has no leader");
  if (!(prime in primeBits)) throw unusable(`prime number ${prime} is unknown`);
  if (polynomialDegree < 1 || polynomialDegree >= members.length) {
    throw unusable(
      `its degree is ${polynomialDegree}, where 1 to ${members.length - 1} are possible`,
    );
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
    throw unusable(`a member has an id of ${identity.length} bytes`);
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
    throw unusable(`member ${id} has a public key of an unknown kind`);
  }
  return { keyType, contents: wire.contents };
}

function unusable(why: string, cause?: unknown): InternalError {
  return new InternalError(`The bootnode describes a cluster that cannot be used: ${why}`, {
    phase: "cluster",
    cause,
  });
}
