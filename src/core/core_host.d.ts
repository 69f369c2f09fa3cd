/**
 * Where the core's calls to JavaScript arrive.
 *
 * @module
 */

/** What the caller of an operation does for the core while it runs. Addresses are in the core's memory. */
export interface CoreHost {
  /** Fills memory with random bytes. */
  fillRandom(address: number, length: number): void;
  /** Gets the lengths of all messages: `count` numbers of 32 bits. */
  begin(address: number, count: number): void;
  /** Takes the next bytes of a party's messages. */
  emit(party: number, address: number, length: number): void;
}

/** Runs what may call the core, which then calls this host. */
export function withHost<T>(host: CoreHost, run: () => T): T;
/** Called by the core alone. */
export function fillRandom(address: number, length: number): void;
/** Called by the core alone. */
export function begin(address: number, count: number): void;
/** Called by the core alone. */
export function emit(party: number, address: number, length: number): void;
