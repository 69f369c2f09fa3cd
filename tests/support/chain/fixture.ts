/**
 * Chains and transactions for tests.
 *
 * @module
 */
import { StargateClient } from "@cosmjs/stargate";
import { Comet38Client } from "@cosmjs/tendermint-rpc";
import "../../../src/entry/deno.ts";
import { type Chain, type ChainFaultHooks, createChain } from "../../../src/devnet/chain/chain.ts";
import { deriveWallets, type Wallet } from "./wallets.ts";
import { rpcClient } from "./rpc.ts";
import { payFor, signTx, type TxOptions } from "./wallet.ts";

export const chainId = "nillion-chain-devnet";

export const wallets = deriveWallets(3);

export const [alice, bob] = wallets as [Wallet, Wallet, Wallet];

export const resource = new Uint8Array(32).fill(7);

/** Longer than any test. */
export const quietBlockTimeMs = 1_000_000;

/** A chain that makes blocks only when a test asks for them, with a clock that only the test moves. */
export function quietChain(faultHooks?: ChainFaultHooks): { chain: Chain; clock: { ms: number } } {
  const clock = { ms: Date.UTC(2026, 0, 1) };
  const environment = {
    now: () => clock.ms,
    randomBytes: (count: number) => new Uint8Array(count),
  };
  const chain = createChain({
    chainId,
    wallets: wallets.map(({ address }) => ({ address, balanceUnil: 1_000_000n })),
    blockTimeMs: quietBlockTimeMs,
    environment,
    ...(faultHooks && { faultHooks }),
  });
  return { chain, clock };
}

/** A chain that listens on a port. */
export function servedChain(): AsyncDisposable & { chain: Chain; endpoint: string } {
  const chain = createChain({
    chainId,
    wallets: wallets.map(({ address }) => ({ address, balanceUnil: 1_000_000n })),
    blockTimeMs: 5,
    environment: { now: Date.now, randomBytes: (count) => new Uint8Array(count) },
  });
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => chain.fetch(request),
  );
  return {
    chain,
    endpoint: `http://127.0.0.1:${server.addr.port}`,
    async [Symbol.asyncDispose]() {
      chain[Symbol.dispose]();
      await server.shutdown();
    },
  };
}

/** A valid transaction of alice, with changes from the options. */
export function aliceTx(options: Partial<TxOptions> = {}): Uint8Array {
  return signTx(alice, {
    messages: [payFor(alice, resource, 1000n)],
    chainId,
    accountNumber: 0,
    sequence: 0,
    ...options,
  });
}

export async function balanceOf(chain: Chain, address: string): Promise<bigint> {
  const client = StargateClient.create(Comet38Client.create(rpcClient(chain)));
  return BigInt((await client.getBalance(address, "unil")).amount);
}
