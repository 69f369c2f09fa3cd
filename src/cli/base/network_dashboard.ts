/** The dashboard of a network, as far as a client can see one. */
import type { UniversalHandlerFn } from "@connectrpc/connect/protocol";
import { messageOf } from "../../base/text.ts";
import { objectionTo } from "../../devnet/dashboard/own_requests.ts";
import { isPagePath, pageFileAt } from "../../devnet/dashboard/page_of.ts";
import { respond } from "../../devnet/dashboard/respond.ts";
import type { NetworkConfig } from "../../config/parse_network_config.ts";
import { VmError } from "../../errors/mod.ts";
import { allComputations, allPrograms, allValues } from "./catalogue.ts";
import { chainAt, chainState, walletBalance } from "./chain_questions.ts";
import type { CommandContext, Connected } from "./command_context.ts";
import { asking, type Limits, nodeStates } from "./node_questions.ts";

/** How long an answer is good for everybody who asks, in milliseconds. */
const freshMs = 2_000;

/** Serves the page and what it shows. It can change nothing, and pays for nothing. */
export function networkDashboard(
  context: CommandContext,
  on: Connected,
  config: NetworkConfig,
  limits: Limits,
): UniversalHandlerFn {
  let asked: { atMs: number; answer: Promise<unknown> } | undefined;
  const look = () => {
    const nowMs = Date.now();
    if (asked === undefined || nowMs - asked.atMs > freshMs) {
      asked = { atMs: nowMs, answer: lookAround(context, on, config, limits) };
    }
    return asked.answer;
  };
  return async (request) => {
    const { pathname } = new URL(request.url);
    const isPage = request.method === "GET" && isPagePath(pathname);
    const objection = objectionTo(request, "This dashboard", ["localhost"], isPage);
    if (objection !== undefined) return respond(objection.status, { error: objection.error });
    const file = isPage ? await pageFileAt(pathname, "network.html") : undefined;
    if (file !== undefined) return respond(200, file.text, file.type);
    if (request.method !== "GET" || pathname !== "/network") {
      return respond(404, { error: `The dashboard has no ${request.method} ${pathname}` });
    }
    try {
      return respond(200, await look());
    } catch (error) {
      if (!(error instanceof VmError)) throw error;
      return respond(503, { error: error.message });
    }
  };
}

async function lookAround(
  context: CommandContext,
  { client, networkName, user, call }: Connected,
  config: NetworkConfig,
  limits: Limits,
) {
  const { network } = config;
  const [seen, balance, chain, wallet, values, programs, runs] = await Promise.all([
    asking(network, limits, async (connection, call) => {
      const { primeBits, polynomialDegree, digest } = connection.cluster;
      const nodes = await nodeStates(connection, limits, call);
      return { cluster: { primeBits, polynomialDegree, digest }, nodes };
    }),
    orProblem(async () => `${(await client.balance(call)).balance}`),
    network.chainRpcEndpoint === undefined ? null : orProblem(async () => {
      const { chainId, height, latestBlock } = await chainState(
        chainAt(network.chainRpcEndpoint!),
        limits.signal,
      );
      return { chainId, height, latestBlock: latestBlock.toISOString() };
    }),
    orProblem(async () => {
      const address = await context.payerFor(config)?.walletAddress();
      if (address === undefined) return null;
      const balanceUnil = await walletBalance(chainAt(network.chainRpcEndpoint!), address, limits);
      return { address, balanceUnil: `${balanceUnil}` };
    }),
    allValues(networkName),
    allPrograms(networkName),
    allComputations(networkName),
  ]);
  return {
    name: networkName,
    now: new Date().toISOString(),
    user,
    ...seen,
    balance,
    chain,
    wallet,
    values,
    programs,
    runs,
  };
}

/** What a question gives, or why it gives nothing: the rest is shown all the same. */
async function orProblem<T>(question: () => Promise<T>): Promise<T | { problem: string }> {
  try {
    return await question();
  } catch (error) {
    return { problem: messageOf(error) };
  }
}
