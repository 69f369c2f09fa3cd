import type { GasMeter } from "./gas.ts";
import type { ChainEvent, Tables } from "./state.ts";

/** What a step of a transaction works with. */
export interface Execution {
  readonly tables: Tables;
  readonly gas: GasMeter;
  /** What has happened so far. */
  readonly events: ChainEvent[];
}

/** Where and how far a transaction is run. */
export interface RunContext {
  readonly chainId: string;
  /** The block in which the transaction is or, outside of blocks, the last one. */
  readonly height: number;
  /**
   * `check` stops before the messages, as for the mempool; `deliver` executes them, as in a block; `simulate` executes
   * them too, but looks at neither signatures nor the gas limit.
   */
  readonly mode: "check" | "deliver" | "simulate";
}

/** Notes that something happened. */
export function emit(
  { events }: Pick<Execution, "events">,
  type: string,
  attributes: Record<string, string>,
): void {
  events.push({ type, attributes });
}
