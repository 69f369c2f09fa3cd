/**
 * Where the core's calls to JavaScript arrive.
 *
 * @module
 */

/** What whoever calls the core does for it meanwhile; places are those in its memory. */
export interface CoreHost {
  /** Fills memory with random bytes. */
  fillRandom(address: number, length: number): void;
  /** Learns how long messages will be: where so many lengths stand, of 32 bits each. */
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
