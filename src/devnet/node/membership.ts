import { create } from "@bufbuild/protobuf";
import type { ConnectRouter } from "@connectrpc/connect";
import { PublicKeyType } from "../../gen/nillion/auth/v1/public_key_pb.ts";
import { type Cluster, ClusterSchema, Prime } from "../../gen/nillion/membership/v1/cluster_pb.ts";
import { Membership } from "../../gen/nillion/membership/v1/service_pb.ts";
import { encodeHex } from "../../base/hex.ts";
import { PrivateKey } from "../../keys/private_key.ts";
import { UserId } from "../../keys/user_id.ts";

/** A node's key pair, and the id that follows from it. */
export interface NodeIdentity {
  /** The user id of the public key, 20 bytes. */
  id: Uint8Array;
  /** The private key; the leader signs quotes and receipts with it. */
  key: PrivateKey;
}

/** The identities that follow from a seed; `nillion-devnet` has the same ones for the same seed. */
export function nodeIdentities(seed: string, count: number): NodeIdentity[] {
  return Array.from({ length: count }, (_, index) => {
    const key = PrivateKey.fromSeed(`${seed}:${index}`);
    return { id: UserId.fromPublicKey(key.publicKey).toBytes(), key };
  });
}

/** The index of the leader. `nillion-devnet` takes the node whose public key sorts first, not the one whose id does. */
export function leaderIndexOf(identities: readonly NodeIdentity[]): number {
  const keys = identities.map(({ key }) => encodeHex(key.publicKey.toBytes()));
  return keys.indexOf([...keys].sort()[0]!);
}

const primes = {
  64: Prime.SAFE_64_BITS,
  128: Prime.SAFE_128_BITS,
  256: Prime.SAFE_256_BITS,
};

/** The description of a network that its nodes give to clients. */
export function describeCluster(
  { primeBits, polynomialDegree }: { primeBits: keyof typeof primes; polynomialDegree: number },
  identities: readonly NodeIdentity[],
  leaderIndex: number,
  endpoints: readonly string[],
): Cluster {
  const members = identities.map(({ id, key }, index) => {
    const publicKey = { keyType: PublicKeyType.SECP256K1, contents: key.publicKey.toBytes() };
    return {
      identity: { contents: id },
      publicKey,
      publicKeys: { authentication: publicKey },
      grpcEndpoint: endpoints[index]!,
    };
  });
  return create(ClusterSchema, {
    members,
    leader: members[leaderIndex]!,
    prime: primes[primeBits],
    polynomialDegree,
    kappa: 0,
  });
}

/** The build of the nodes whose behaviour the devnet has: release 0.10.0-rc.61. */
const nodeVersion = {
  version: { major: 0n, minor: 10n, patch: 0n, preRelease: "rc.61" },
  gitHash: "a79990f316024e3afecb737e54d9d48fd08feb52",
};

/** Serves the description of the network, to everyone. */
export function membershipService(router: ConnectRouter, cluster: Cluster): void {
  router.service(Membership, {
    cluster: () => cluster,
    nodeVersion: () => nodeVersion,
  });
}
