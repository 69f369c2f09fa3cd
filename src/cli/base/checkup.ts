/** What usually goes wrong, looked at in turn. */
import { stat } from "node:fs/promises";
import process from "node:process";
import { platform } from "../../async/environment.ts";
import { withDeadline } from "../../async/deadline.ts";
import { messageOf } from "../../base/text.ts";
import { VmClient } from "../../client.ts";
import { defaultFetch } from "../../base/default_fetch.ts";
import type { NetworkConfig } from "../../config/parse_network_config.ts";
import type { NilChainPayer } from "../../payments/nilchain/nilchain_payer.ts";
import { chainAt, chainState, walletBalance } from "./chain_questions.ts";
import { identityNames, identityPath, type UserKey } from "./identities.ts";
import { asking, type Limits, nodeStates } from "./node_questions.ts";

/** What was found. */
export interface Finding {
  readonly check: string;
  readonly state: "ok" | "warning" | "problem";
  readonly told: string;
}

type Told = readonly [Finding["state"], string];

/** A clock that is wrong by more makes nodes refuse tokens. */
const clockErrorMaxMs = 60_000;
const clockErrorNoticedMs = 5_000;
/** Below this, the chain may stand still. */
const blockAgeMaxMs = 120_000;
/** The price of a few operations. */
const walletLowUnil = 10_000_000n;

/** Looks at the files of keys: nobody else is to read them. */
export async function checkKeys(): Promise<Finding> {
  return await finding("keys", async () => {
    const open: string[] = [];
    const names = await identityNames();
    for (const name of names) {
      const { mode } = await stat(identityPath(name));
      if ((mode & 0o077) !== 0) open.push(identityPath(name));
    }
    if (open.length === 0) return ["ok", `${names.length} identities, which only you can read`];
    return ["warning", `Others can read ${open.join(", ")}: chmod 600 it`];
  });
}

/** Looks at the settings of a proxy. */
export function checkProxy(): Promise<Finding> {
  return finding("proxy", () => {
    const names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY"];
    const set = names.filter((name) => process.env[name]);
    if (set.length === 0) return Promise.resolve(["ok", "none is set"] as const);
    return Promise.resolve(
      [
        "warning",
        `${
          set.join(", ")
        } is set. In Node, requests to nodes do not use it; elsewhere it has to pass HTTP/2 on`,
      ] as const,
    );
  });
}

/** Looks at the nodes, and at the clock of this machine. */
export async function checkNodes(
  { network }: NetworkConfig,
  limits: Limits,
): Promise<Finding[]> {
  const nodes = await finding("nodes", () =>
    asking(network, limits, async (connection, call) => {
      const states = await nodeStates(connection, limits, call);
      const down = states.filter(({ isServing }) => !isServing);
      if (down.length === 0) return ["ok", `${states.length} nodes serve`];
      return ["problem", down.map(({ node, problem }) => `${node}: ${problem}`).join("; ")];
    }));
  const tls = network.bootnode.startsWith("https:") ||
      ["127.0.0.1", "localhost"].includes(new URL(network.bootnode).hostname)
    ? "ok"
    : "warning";
  const encryption: Finding = {
    check: "encryption",
    state: tls,
    told: tls === "ok"
      ? network.bootnode
      : `${network.bootnode} is not encrypted: who is between can read what goes to the nodes`,
  };
  const pin: Finding = {
    check: "pin",
    state: network.clusterDigest === undefined ? "warning" : "ok",
    told: network.clusterDigest === undefined
      ? "The bootnode is believed whatever nodes it names: nilvm pin keeps those of now"
      : "other nodes are refused",
  };
  return [nodes, encryption, pin, ...await checkAnswer(network.bootnode, limits)];
}

/** Lets the leader say what the user has, which also shows that it takes the user's tokens. */
export async function checkBalance(
  { network }: NetworkConfig,
  key: UserKey,
  { timeoutMs, signal, onEvent }: Limits,
): Promise<Finding[]> {
  const balance = await finding(
    "balance",
    () =>
      withDeadline(timeoutMs, [signal], platform, async (call) => {
        const limits = { timeoutMs, signal: call.signal };
        const client = await VmClient.create({ key: key.signer, network, onEvent, ...limits });
        try {
          const { balance } = await client.balance(limits);
          return ["ok", `the leader knows the user, who has ${balance} credits`];
        } finally {
          await client[Symbol.asyncDispose]();
        }
      }),
  );
  return [balance];
}

/** Looks at the headers of an answer of the bootnode. */
async function checkAnswer(bootnode: string, limits: Limits): Promise<Finding[]> {
  let headers = new Headers();
  const askedMs = Date.now();
  const clock = await finding(
    "clock",
    () =>
      withDeadline(limits.timeoutMs, [limits.signal], platform, async ({ signal }) => {
        const response = await defaultFetch()(
          `${bootnode}/nillion.membership.v1.Membership/Cluster`,
          {
            method: "POST",
            headers: {
              "content-type": "application/grpc-web+proto",
              origin: "https://example.com",
            },
            body: new Uint8Array(5),
            signal,
          },
        );
        await response.body?.cancel();
        headers = response.headers;
        const date = Date.parse(headers.get("date") ?? "");
        if (Number.isNaN(date)) return ["warning", "the bootnode does not tell the time"];
        // The time of the header has whole seconds.
        const errorMs = Math.abs((askedMs + Date.now()) / 2 - date - 500);
        const words = `this machine and the bootnode differ by ${Math.round(errorMs / 1000)} s`;
        if (errorMs > clockErrorMaxMs) {
          return ["problem", `${words}, and nodes refuse more than 60`];
        }
        return [errorMs > clockErrorNoticedMs ? "warning" : "ok", words];
      }),
  );
  const allowed = headers.get("access-control-allow-origin");
  const pages: Finding = {
    check: "pages",
    state: allowed === "*" ? "ok" : "warning",
    told: allowed === "*"
      ? "pages can reach the nodes"
      : "pages cannot reach the nodes, which allow no other origins; programs can",
  };
  return [clock, pages];
}

/** Looks at the chain, and at the wallet that pays, which `payerOf` makes of its key. */
export async function checkChain(
  { network }: NetworkConfig,
  payerOf: () => NilChainPayer | undefined,
  limits: Limits,
): Promise<Finding[]> {
  const { chainRpcEndpoint, chainId } = network;
  if (chainRpcEndpoint === undefined) {
    const told = "The network's file names no chain: only the balance can pay";
    return [{ check: "chain", state: "warning", told }];
  }
  const rpc = chainAt(chainRpcEndpoint);
  const within = (act: (signal: AbortSignal) => Promise<Told>) =>
    withDeadline(limits.timeoutMs, [limits.signal], platform, ({ signal }) => act(signal));
  const chain = await finding("chain", () =>
    within(async (signal) => {
      const state = await chainState(rpc, signal);
      if (chainId !== undefined && state.chainId !== chainId) {
        return ["problem", `The endpoint is of ${state.chainId}, and the file says ${chainId}`];
      }
      if (!state.hasIndex) {
        return ["problem", "The endpoint has no index of transactions: name another one"];
      }
      if (state.isCatchingUp) return ["problem", "The endpoint is catching up: name another one"];
      const ageMs = Date.now() - state.latestBlock.getTime();
      return ageMs > blockAgeMaxMs
        ? ["warning", `The latest block is ${Math.round(ageMs / 60_000)} minutes old`]
        : ["ok", `${state.chainId} at block ${state.height}`];
    }));
  const wallet = await finding("wallet", async () => {
    const payer = payerOf();
    if (payer === undefined) return ["warning", "No wallet is known: only the balance can pay"];
    const address = await payer.walletAddress();
    const unil = await walletBalance(rpc, address, limits);
    return [unil < walletLowUnil ? "warning" : "ok", `${address} has ${unil} unil`];
  });
  const price: Finding = {
    check: "gas",
    state: network.gasPrice === undefined ? "warning" : "ok",
    told: network.gasPrice === undefined
      ? "payments offer no fee, which most chains refuse: set payments.gas_price in the network's file"
      : `payments offer ${network.gasPrice} unil for each unit of gas`,
  };
  return [chain, wallet, price];
}

async function finding(check: string, look: () => Promise<Told>): Promise<Finding> {
  try {
    const [state, told] = await look();
    return { check, state, told };
  } catch (error) {
    return { check, state: "problem", told: messageOf(error) };
  }
}
