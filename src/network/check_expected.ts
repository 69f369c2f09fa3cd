import { ClusterMismatchError } from "../errors/mod.ts";
import type { Cluster } from "./cluster.ts";
import type { Network } from "./network.ts";

/**
 * Refuses a cluster that is not the one that the network's options expect. It runs before anything
 * but the question for the cluster is sent.
 *
 * @throws {ClusterMismatchError} When it is another cluster, is too small, or has nodes over http that
 * the options do not name.
 */
export function checkExpected(cluster: Cluster, network: Network): void {
  const { bootnode, clusterDigest, minDegree = 1, minNodes = 1, allowHttpMembers = [] } = network;
  const { members, leader, polynomialDegree, digest } = cluster;
  const told = `The bootnode at ${bootnode} describes`;
  if (clusterDigest !== undefined && clusterDigest !== digest) {
    throw mismatch(
      `${told} another cluster than clusterDigest expects: its digest is ${digest}, not ` +
        `${clusterDigest}. Nothing else was sent. Ask the network's operator whether its nodes have ` +
        "changed",
      { option: "clusterDigest", expected: clusterDigest, actual: digest },
    );
  }
  if (polynomialDegree < minDegree) {
    throw mismatch(
      `${told} a cluster of degree ${polynomialDegree}, and minDegree is ${minDegree}`,
      { option: "minDegree", expected: minDegree, actual: polynomialDegree },
    );
  }
  if (members.length < minNodes) {
    throw mismatch(
      `${told} a cluster of ${members.length} nodes, and minNodes is ${minNodes}`,
      { option: "minNodes", expected: minNodes, actual: members.length },
    );
  }
  if (!bootnode.startsWith("https:")) return;
  const open = [...members, leader].find(({ endpoint }) =>
    endpoint.startsWith("http:") && !allowHttpMembers.includes(endpoint)
  );
  if (open === undefined) return;
  throw mismatch(
    `${told} node ${open.id} at ${open.endpoint}, to which everything would go without ` +
      "encryption. If you want this, list the endpoint in allowHttpMembers",
    { option: "allowHttpMembers", expected: "https", actual: open.endpoint, node: open.id },
  );
}

function mismatch(
  message: string,
  fields: ConstructorParameters<typeof ClusterMismatchError>[1],
): ClusterMismatchError {
  return new ClusterMismatchError(message, { ...fields, phase: "cluster" });
}
