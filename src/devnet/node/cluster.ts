import { create } from "@bufbuild/protobuf";
import { PublicKeyType } from "../../gen/nillion/auth/v1/public_key_pb.ts";
import { type Cluster, ClusterSchema, Prime } from "../../gen/nillion/membership/v1/cluster_pb.ts";
import type { NodeIdentity } from "./membership.ts";
import type { DevnetSettings } from "../options.ts";

const primes = {
  64: Prime.SAFE_64_BITS,
  128: Prime.SAFE_128_BITS,
  256: Prime.SAFE_256_BITS,
};

/** Describes a network as its nodes do when asked for it. */
export function describeCluster(
  { primeBits, polynomialDegree }: DevnetSettings,
  identities: readonly NodeIdentity[],
  leaderIndex: number,
  endpoints: readonly string[],
): Cluster {
  const members = identities.map(({ id }, index) => {
    const publicKey = { keyType: PublicKeyType.SECP256K1, contents: id };
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
