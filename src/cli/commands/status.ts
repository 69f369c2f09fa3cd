import type { Command } from "commander";
import { encodeHex } from "../../base/hex.ts";
import { NotFoundError, UnavailableError } from "../../errors/mod.ts";
import type { ClusterMember } from "../../network/cluster.ts";
import { Network } from "../../network/network.ts";
import { Metrics } from "../../telemetry/metrics.ts";
import { acting, paying } from "../base/actions.ts";
import { type CommandContext, type Host, isExpected } from "../base/command_context.ts";
import { asking, limitsOf, nodeStates, paymentsConfig } from "../base/node_questions.ts";
import { numbersOf, numbersText } from "../base/numbers.ts";
import { properties, table } from "../base/output.ts";
import { notedPayments } from "../base/run_journal.ts";

/** Adds the commands about the nodes of a network. */
export function addStatus(program: Command, host: Host): void {
  acting(
    program.command("status").description("Shows how each node is. It is free."),
    host,
    async (context) => {
      const metrics = new Metrics();
      const limits = { ...limitsOf(context.call), onEvent: metrics.onEvent };
      const { name, network } = await context.network();
      const nodes = await asking(
        network,
        limits,
        (connection, call) => nodeStates(connection, limits, call),
      );
      // Without an identity, or with a damaged journal, the nodes are shown all the same.
      const noted = await context.user().then((user) => notedPayments(name, user)).catch(
        (error) => {
          if (!isExpected(error)) throw error;
          return undefined;
        },
      );
      const numbers = numbersOf(metrics.read(), noted);
      context.output.result({ nodes, metrics: numbers }, () => {
        const states = table(
          nodes.map(({ node, endpoint, isLeader, isServing, latencyMs, version, problem }) => ({
            node: node.slice(0, 12),
            endpoint,
            role: isLeader ? "leader" : "",
            state: isServing ? "serving" : problem,
            ms: latencyMs,
            version,
          })),
          "There is no node",
        );
        return `${states}\n\n${numbersText(numbers)}`;
      });
      const down = nodes.filter(({ isServing }) => !isServing);
      if (down.length > 0) {
        throw new UnavailableError(`${down.length} of ${nodes.length} nodes do not serve`);
      }
    },
  );

  acting(
    program.command("cluster").description("Shows which nodes there are, and how they share.")
      .option("--node <id>", "ask this node, and not the one that the network's file names"),
    host,
    async (context, { node }: { node?: string }) => {
      const network = await networkSeenBy(context, node);
      const data = await asking(
        network,
        limitsOf(context.call),
        async (on, call) => {
          const { members, leader, primeBits, polynomialDegree, kappa, digest } = on.cluster;
          const { minimumAddFundsPayment, creditsPerNil } = await paymentsConfig(on, call);
          return {
            digest,
            primeBits,
            polynomialDegree,
            kappa,
            minimumDepositUnil: minimumAddFundsPayment,
            creditsPerNil,
            leader: described(leader),
            members: members.map(described),
          };
        },
      );
      const { leader, members, ...others } = data;
      context.output.result(
        data,
        () => `${properties({ ...others, leader: leader.id })}\n\n${table(members, "")}`,
      );
    },
  );

  acting(
    paying(program.command("pools"))
      .description("Shows what the nodes have made ahead of computations. It is paid."),
    host,
    (context) =>
      context.connected(
        true,
        (on) =>
          on.run(on.client.poolStatus(), "poolStatus", (status, feesUnil) => {
            const pools = Object.entries(status.pools).map(([element, pool]) => ({
              element,
              ...pool,
            }));
            const { isPreprocessing, isAuxiliaryMaterialAvailable } = status;
            context.output.result(
              { pools, isPreprocessing, isAuxiliaryMaterialAvailable, feesUnil },
              () => table(pools, "The nodes have no pools"),
            );
          }),
      ),
  );
}

/** The network with another node as its bootnode. */
async function networkSeenBy(context: CommandContext, node: string | undefined): Promise<Network> {
  const { network } = await context.network();
  if (node === undefined) return network;
  const members = await asking(
    network,
    limitsOf(context.call),
    ({ cluster }) => Promise.resolve(cluster.members),
  );
  const member = members.find(({ id }) => id.startsWith(node));
  if (member !== undefined) return new Network({ ...network, bootnode: member.endpoint });
  throw new NotFoundError(
    `The network has no node ${node}, but ${members.map(({ id }) => id).join(", ")}`,
  );
}

function described({ id, endpoint, publicKey: { keyType, contents } }: ClusterMember) {
  return { id, endpoint, keyType, publicKey: encodeHex(contents) };
}
