import { PrivateKey } from "@nilvm/client";
import { NilChainPayer, type NilChainPayerOptions } from "@nilvm/client/nilchain";
import { type Chain, createChain } from "../../src/devnet/chain/chain.ts";
import { deriveWallets, type Wallet } from "./chain/wallets.ts";
import { platformEnvironment } from "../../src/devnet/base/environment.ts";

/**
 * What a test does to a request on its way to the chain: answer it in the chain's place, or let it
 * through.
 */
export type Interceptor = (
  method: string,
  passOn: () => Promise<Response>,
  signal: AbortSignal,
  params: Record<string, unknown>,
  url: string,
) => Promise<Response>;

/** A chain, reached without a socket. */
export interface ChainFixture extends Disposable {
  readonly chain: Chain;
  readonly wallets: readonly Wallet[];
  /** How many requests of each method were made. */
  readonly requests: Map<string, number>;
  /** Handles requests between the payers and the chain. A test may replace it at any time. */
  intercept: Interceptor;
  payer(options?: Partial<NilChainPayerOptions>): NilChainPayer;
}

export function startChain(blockTimeMs = 5): ChainFixture {
  const wallets = deriveWallets(3);
  const chain = createChain({
    chainId: "nillion-chain-devnet",
    wallets: wallets.map(({ address }) => ({ address, balanceUnil: 1_000_000n })),
    blockTimeMs,
    environment: platformEnvironment(),
  });
  const requests = new Map<string, number>();
  const fixture: ChainFixture = {
    chain,
    wallets,
    requests,
    intercept: (_method, passOn) => passOn(),
    payer(options = {}) {
      return new NilChainPayer({
        chainId: chain.chainId,
        rpcEndpoint: "http://chain.test",
        privateKey: wallets[0]!.privateKey,
        pollMs: 20,
        fetch(input, init) {
          const request = new Request(input, init);
          const { method, params } = JSON.parse(String(init?.body));
          requests.set(method, (requests.get(method) ?? 0) + 1);
          request.signal.throwIfAborted();
          return fixture.intercept(
            method,
            () => chain.fetch(request),
            request.signal,
            params,
            request.url,
          );
        },
        ...options,
      });
    },
    [Symbol.dispose]: () => chain[Symbol.dispose](),
  };
  return fixture;
}

/** How many payments for a resource are in blocks. */
export function paymentsFor(chain: Chain, resource: Uint8Array): number {
  return [...chain.state.transactions.values()].filter(({ payment, result }) =>
    result.code === 0 && payment !== undefined &&
    payment.resource.every((byte, index) => byte === resource[index])
  ).length;
}

/** A new resource. */
export function someResource(): Uint8Array {
  return PrivateKey.random().toBytes();
}

/** An answer of an endpoint with this result. */
export function endpointAnswer(result: unknown): Response {
  return Response.json({ jsonrpc: "2.0", id: 1, result });
}

/**
 * Shows every transaction as failed in the index, as CometBFT's index does after a second inclusion
 * (cometbft#6072). The blocks keep the first result.
 */
export function indexedFailure(log: string): Interceptor {
  return async (method, passOn) => {
    const response = await passOn();
    if (method !== "tx_search" && method !== "tx") return response;
    const answer = await response.json();
    const failed = { code: 32, codespace: "sdk", data: null, events: [], log };
    for (const tx of answer.result?.txs ?? [answer.result].filter(Boolean)) {
      tx.tx_result = { ...tx.tx_result, ...failed };
    }
    return Response.json(answer);
  };
}
