import { refusal } from "./chain_refusal.ts";

/**
 * Counts what an execution uses. The chain charges for each access to its store by the bytes of key and value, so the
 * amounts follow from the layout of that store; `accounts.ts` and `bank.ts` say which accesses an operation makes.
 */
export interface GasMeter {
  /** All that was used so far, over the limit included. */
  readonly used: number;
  /** Charges for work, or refuses when the limit is passed; `location` names the work in the refusal. */
  consume(amount: number, location: string): void;
  /** Charges for asking whether a key exists. */
  has(): void;
  /** Charges for reading a value; one that does not exist has no bytes. */
  read(keyBytes: number, valueBytes: number): void;
  /** Charges for writing a value. */
  write(keyBytes: number, valueBytes: number): void;
  /** Charges for removing a key. */
  remove(): void;
}

/** A meter that refuses to go over a limit. */
export function gasMeter(limit: number): GasMeter {
  let used = 0;
  function consume(amount: number, location: string): void {
    used += amount;
    if (used > limit) {
      throw refusal(
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
