import { encodeHex } from "../base/hex.ts";
import { InternalError } from "../errors/mod.ts";
import { type PublicKey, PublicKeyType } from "../gen/nillion/auth/v1/public_key_pb.ts";
import {
  type Cluster as WireCluster,
  type ClusterMember as WireMember,
  Prime,
} from "../gen/nillion/membership/v1/cluster_pb.ts";
import { type Cluster, type ClusterMember, digestOf, type NodePublicKey } from "./cluster.ts";
import { checkEndpoint } from "./endpoint.ts";

const membersMax = 100;
const identityBytesMax = 64;
const keyBytes = { secp256k1: 33, ed25519: 32 };

const primeBits: { readonly [prime in Prime]: 64 | 128 | 256 } = {
  [Prime.SAFE_64_BITS]: 64,
  [Prime.SAFE_128_BITS]: 128,
  [Prime.SAFE_256_BITS]: 256,
};

/**
 * Reads a bootnode's description of its cluster.
 *
 * @param checkExpected Refuses another cluster than the caller expects. It runs first, so that such a
 * cluster is refused as another one, whatever else is wrong with it.
 * @throws {InternalError} When the description is unusable, or unsafe: a degree of zero would give
 * the whole secret to every node.
 */
export function readCluster(
  wire: WireCluster,
  checkExpected: (cluster: Cluster) => void = () => {},
): Cluster {
  if (wire.members.length === 0 || wire.members.length > membersMax) {
    throw unusable(`it has ${wire.members.length} members, not 1 to ${membersMax}`);
  }
  if (wire.leader === undefined) throw unusable("it has no leader");
  if (!(wire.prime in primeBits)) throw unusable(`its prime has the unknown number ${wire.prime}`);
  const described = {
    members: wire.members.map(readMember),
    leader: readMember(wire.leader),
    primeBits: primeBits[wire.prime],
    polynomialDegree: wire.polynomialDegree,
    kappa: wire.kappa,
  };
  const cluster = { ...described, digest: digestOf(described) };
  checkExpected(cluster);
  checkSafe(cluster);
  return cluster;
}

function checkSafe({ members, leader, polynomialDegree }: Cluster): void {
  if (polynomialDegree < 1 || polynomialDegree >= members.length) {
    throw unusable(`its degree is ${polynomialDegree}, not 1 to ${members.length - 1}`);
  }
  checkDifferent(members, ({ id }) => id, "id");
  const same = members.find(({ id }) => id === leader.id);
  if (same !== undefined && keyOf(same) !== keyOf(leader)) {
    throw unusable(`its leader ${leader.id} is also a member, with another public key`);
  }
  const nodes = same === undefined ? [...members, leader] : members;
  // Otherwise one server gets the shares of two nodes, or one key signs as two.
  checkDifferent(nodes, ({ endpoint }) => endpoint, "endpoint");
  checkDifferent(nodes, keyOf, "public key");
}

function checkDifferent(
  nodes: readonly ClusterMember[],
  read: (node: ClusterMember) => string,
  what: string,
): void {
  if (new Set(nodes.map(read)).size < nodes.length) {
    throw unusable(`two nodes have the same ${what}`);
  }
}

function keyOf({ publicKey: { keyType, contents } }: ClusterMember): string {
  return `${keyType} ${encodeHex(contents)}`;
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
