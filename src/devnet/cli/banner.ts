import type { Devnet } from "../devnet.ts";
import type { DevnetSettings } from "../options.ts";
import { adminPort } from "../http/ports.ts";

/** The text for people when a devnet has started. */
export function banner(
  devnet: Devnet,
  admin: string,
  { polynomialDegree, primeBits, state }: DevnetSettings,
): string {
  const { network, nodes, wallets } = devnet;
  const roles = ({ endpoint, isLeader }: (typeof nodes)[number]) =>
    [endpoint === network.bootnode ? "bootnode" : "", isLeader ? "leader" : ""]
      .filter((role) => role !== "").join(", ");
  return [
    "",
    `A nilVM network of ${nodes.length} nodes is up: polynomial degree ${polynomialDegree}, ${primeBits}-bit prime`,
    "",
    ...nodes.map((node) =>
      `  node ${`${node.index}`.padEnd(3)} ${node.endpoint}  ${node.id}  ${roles(node)}`.trimEnd()
    ),
    `  chain    ${network.chainRpcEndpoint}  ${network.chainId}`,
    `           ${network.chainGrpcEndpoint}  gRPC`,
    `  admin    ${admin}${
      admin.endsWith(`:${adminPort}`) ? "" : `  pass --admin ${admin} to status, advance, fault, …`
    }`,
    `  look     ${admin}/  in a browser: the dashboard`,
    `  cluster  ${devnet.clusterId}`,
    ...(state === undefined ? [] : [`  state    ${state}`]),
    "",
    "Wallets of 1,000,000 nil each. Their private keys are the same on every devnet and known to",
    "everyone: never send anything of value to these addresses on another chain.",
    "",
    ...wallets.map(({ index, address, privateKey }) =>
      `  wallet ${`${index}`.padEnd(2)}  ${address}  ${privateKey}`
    ),
    "",
  ].join("\n");
}

/** The line of JSON for programs when a devnet has started. */
export function readyLine(
  { clusterId, network, nodes, wallets }: Devnet,
  admin: string,
): string {
  return JSON.stringify({
    ready: true,
    clusterId,
    bootnode: network.bootnode,
    nodes: nodes.map(({ index, id, endpoint, isLeader }) => ({ index, id, endpoint, isLeader })),
    chain: {
      chainId: network.chainId,
      rpcEndpoint: network.chainRpcEndpoint,
      grpcEndpoint: network.chainGrpcEndpoint,
    },
    admin,
    wallets,
  });
}
