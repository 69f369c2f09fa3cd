import { chainRefusal } from "./chain_refusal.ts";
import type { ChainEvent, Tables } from "./state.ts";

/**
 * Counts the gas of an execution. The chain charges for each access to its store by the bytes of key and value, so the
 * amounts follow from the layout of the store. `accounts.ts` and `bank.ts` know the accesses of each step.
 */
export interface GasMeter {
  /** The gas used so far; can be above the limit. */
  readonly used: number;
  /** Charges for work. Refuses to exceed the limit; `location` names the work in the refusal. */
  consume(amount: number, location: string): void;
  /** Charges for the look-up of whether a key exists. */
  has(): void;
  /** Charges for a read; a missing value has 0 bytes. */
  read(keyBytes: number, valueBytes: number): void;
  /** Charges for a write. */
  write(keyBytes: number, valueBytes: number): void;
  /** Charges for the removal of a key. */
  remove(): void;
}

/** A meter with a limit. */
export function gasMeter(limit: number): GasMeter {
  let used = 0;
  function consume(amount: number, location: string): void {
    used += amount;
    if (used > limit) {
      throw chainRefusal(
        "outOfGas",
        `out of gas in location: ${location}; gasWanted: ${limit}, gasUsed: ${used}`,
      );
    }
  }
  return {
    get used() {
      return used;
    },
    consume,
    has: () => consume(1000, "Has"),
    read(keyBytes, valueBytes) {
      consume(1000, "ReadFlat");
      consume(3 * keyBytes, "ReadPerByte");
      consume(3 * valueBytes, "ReadPerByte");
    },
    write(keyBytes, valueBytes) {
      consume(2000, "WriteFlat");
      consume(30 * keyBytes, "WritePerByte");
      consume(30 * valueBytes, "WritePerByte");
    },
    remove: () => consume(1000, "Delete"),
  };
}

/** What each step of a transaction reads and changes. */
export interface Execution {
  readonly tables: Tables;
  readonly gas: GasMeter;
  /** The events so far. */
  readonly events: ChainEvent[];
}

/** The chain, block and mode in which a transaction runs. */
export interface RunContext {
  readonly chainId: string;
  /** The height of the transaction's block; outside of a block, the height of the latest block. */
  readonly height: number;
  /**
   * `check`, for the mempool, does not run the messages. `deliver`, for a block, runs them. `simulate` runs them and
   * checks neither signatures nor the gas limit.
   */
  readonly mode: "check" | "deliver" | "simulate";
}

/** Adds an event. */
export function emit(
  { events }: Pick<Execution, "events">,
  type: string,
  attributes: Record<string, string>,
): void {
  events.push({ type, attributes });
}
