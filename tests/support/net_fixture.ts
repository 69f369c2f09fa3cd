import {
  Network,
  type NodeOutcome,
  type Payer,
  VmClient,
  type VmClientOptions,
} from "@nilvm/client";
import { type Devnet, type DevnetOptions, startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";

/** A request on its way to a node or the chain. */
export interface Passing {
  /** The number of the node it goes to, or `chain`. */
  readonly to: number | "chain";
  /** Its method, such as `StoreValues` or, for the chain, `broadcast_tx_sync`. */
  readonly method: string;
  readonly request: Request;
  readonly signal: AbortSignal;
  /** Sends the request on and returns the answer. */
  passOn(): Promise<Response>;
}

/**
 * A devnet without sockets whose requests a test can watch, change,
 * answer and drop.
 */
export interface TestNet extends AsyncDisposable {
  readonly devnet: Devnet;
  readonly network: Network;
  /** All requests, in order. */
  readonly passed: { to: number | "chain"; method: string }[];
  /** Handles requests between clients and devnet. A test may replace it at any time. */
  intercept(passing: Passing): Promise<Response>;
  /** The number of requests with this method. */
  count(method: string): number;
  payer(walletIndex?: number): NilChainPayer;
  /** The balance of the first wallet on the chain, in unil. */
  walletUnil(): Promise<bigint>;
  client(options?: Partial<VmClientOptions>): Promise<VmClient>;
}

export async function startNet(options: DevnetOptions = {}): Promise<TestNet> {
  const devnet = await startDevnet({ listen: false, ...options });
  const passed: TestNet["passed"] = [];
  const fetch = async (input: string, init?: RequestInit) => {
    const request = new Request(input, init);
    const { origin, pathname } = new URL(input);
    const index = devnet.nodes.findIndex(({ endpoint }) => endpoint === origin);
    const to = index < 0 ? "chain" : index;
    const method = to === "chain"
      ? String(JSON.parse(String(init?.body)).method)
      : pathname.slice(pathname.lastIndexOf("/") + 1);
    passed.push({ to, method });
    const passOn = () => devnet.fetch(request);
    return await net.intercept({ to, method, request, signal: request.signal, passOn });
  };
  const { bootnode, chainId, chainRpcEndpoint } = devnet.network;
  const network = new Network({ bootnode, chainId, chainRpcEndpoint, fetch });
  const net: TestNet = {
    devnet,
    network,
    passed,
    intercept: ({ passOn }) => passOn(),
    count: (wanted) => passed.filter(({ method }) => method === wanted).length,
    payer: (walletIndex = 0) =>
      new NilChainPayer({
        network,
        privateKey: devnet.wallets[walletIndex]!.privateKey,
        pollMs: 20,
      }),
    walletUnil: () => Promise.resolve(devnet.chain.account(devnet.wallets[0]!.address).balanceUnil),
    client: (options = {}) =>
      VmClient.create({ key: PrivateKey.random(), network, payer: net.payer(), ...options }),
    [Symbol.asyncDispose]: () => devnet[Symbol.asyncDispose](),
  };
  return net;
}

/** A client with a balance, so that operations do not pay on the chain. */
export async function fundedClient(net: TestNet): Promise<VmClient> {
  const client = await net.client();
  await client.addFunds(20_000_000n);
  return client;
}

/** The status and error code of each outcome. */
export function statuses(outcomes: readonly NodeOutcome[] | undefined): string[] {
  return outcomes!.map(({ status, error }) =>
    error === undefined ? status : `${status} ${error.code}`
  );
}

/** Rejects as `fetch` does when the server is down. */
export function refuse(): Promise<never> {
  return Promise.reject(new TypeError("connection refused"));
}

/** Lets a request through and loses the answer to it. */
export async function loseAnswer({ passOn }: Passing): Promise<never> {
  await (await passOn()).body?.cancel();
  throw new TypeError("connection reset");
}

/** Loses the first answer of each node, or of one node, to requests with this method. */
export function loseFirst(method: string, node?: number): TestNet["intercept"] {
  const lost = new Set<unknown>();
  return (passing) => {
    const isOther = passing.method !== method || node !== undefined && passing.to !== node;
    if (isOther || lost.has(passing.to)) return passing.passOn();
    lost.add(passing.to);
    return loseAnswer(passing);
  };
}

/** Makes a call, and stops it when it has sent its payment to the chain. Its error is given. */
export async function stopWhenSent(
  net: TestNet,
  call: (options: { signal: AbortSignal }) => Promise<unknown>,
): Promise<unknown> {
  const stop = new AbortController();
  const { intercept } = net;
  net.intercept = async (passing) => {
    const answer = await intercept(passing);
    if (passing.method === "broadcast_tx_sync") stop.abort();
    return answer;
  };
  try {
    return await call({ signal: stop.signal }).then(
      () => Promise.reject(new Error("The call was done before its payment was sent")),
      (error) => error,
    );
  } finally {
    net.intercept = intercept;
  }
}

/** A payment that the payer was asked to make. */
export interface SeenPayment {
  readonly amountUnil: bigint;
  readonly resource: Uint8Array;
}

/** Pays through another payer and keeps a list of the payments. */
export function watched(payer: Payer): Payer & { payments: SeenPayment[] } {
  const payments: SeenPayment[] = [];
  return {
    payments,
    submitPayment(amountUnil, resource, options) {
      payments.push({ amountUnil, resource });
      return payer.submitPayment(amountUnil, resource, options);
    },
    resume: (txHash, options) => payer.resume!(txHash, options),
  };
}
