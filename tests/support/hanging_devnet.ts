/** Devnets that hang in one phase of a command. */
import type { Devnet } from "@nilvm/client/devnet";

/** What hangs. */
export interface Hung {
  /** How many requests have met it. */
  hits(): number;
  /** Ends it. */
  release(): void;
}

/** Makes commands hang in a phase. */
export type Hang = (devnet: Devnet) => Hung;

/** Requests of these methods hang, at the leader only or at all nodes. */
export const hangAt = (methods: readonly string[], leaderOnly: boolean): Hang => (devnet) => {
  const nodes = devnet.nodes.filter(({ isLeader }) => isLeader || !leaderOnly);
  const faults = nodes.map((node) =>
    // deno-lint-ignore no-explicit-any
    node.inject({ kind: "slow", delayMs: 600_000, methods: methods as any })
  );
  return {
    hits: () => faults.reduce((sum, { hits }) => sum + hits, 0),
    release: () => faults.forEach((fault) => fault[Symbol.dispose]()),
  };
};

/** Payments reach the chain, and no block comes. */
export const stall: Hang = (devnet) => {
  const fault = devnet.chain.inject({ kind: "stall" });
  const heard = devnet.chain.inject({ kind: "slow", delayMs: 0, methods: ["broadcast_tx_sync"] });
  return {
    hits: () => heard.hits,
    release() {
      fault[Symbol.dispose]();
      heard[Symbol.dispose]();
    },
  };
};

/** Waits until a request hangs. */
export async function untilHit(hung: Hung): Promise<void> {
  while (hung.hits() === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}
