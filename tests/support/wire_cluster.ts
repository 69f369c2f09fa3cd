import { create } from "@bufbuild/protobuf";
import { PublicKeyType } from "../../src/gen/nillion/auth/v1/public_key_pb.ts";
import {
  type Cluster,
  ClusterSchema,
  Prime,
} from "../../src/gen/nillion/membership/v1/cluster_pb.ts";

/** A bootnode's answer: three nodes, of which the second is the leader. */
export function wireCluster(): Cluster {
  const member = (id: number) => ({
    identity: { contents: Uint8Array.of(id) },
    grpcEndpoint: `http://node-${id}.example.com:1/`,
    publicKeys: {
      authentication: {
        keyType: PublicKeyType.SECP256K1,
        contents: new Uint8Array(33).fill(id),
      },
    },
  });
  return create(ClusterSchema, {
    members: [member(1), member(2), member(3)],
    leader: member(2),
    prime: Prime.SAFE_256_BITS,
    polynomialDegree: 1,
    kappa: 40,
  });
}
