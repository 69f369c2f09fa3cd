/**
 * The clock, randomness and timers that the client uses. A test that replaces them can repeat a run
 * exactly. `fetch` belongs to the `Network`.
 *
 * @example A run that a test can repeat
 * ```ts
 * import { type Environment, VmClient } from "@nilvm/client";
 * import { seededEnvironment, startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * const seeded = seededEnvironment("a seed");
 * const environment: Environment = {
 *   now() {
 *     return devnet.clock.now();
 *   },
 *   randomBytes(length) {
 *     return seeded.randomBytes(length);
 *   },
 *   sleep(ms, signal) {
 *     return devnet.clock.sleep(ms, signal);
 *   },
 * };
 * await using client = await VmClient.create({
 *   key: PrivateKey.fromSeed("ann"),
 *   network: devnet.network,
 *   environment,
 * });
 *
 * assertEquals((await client.balance()).balance, 0n);
 * ```
 */
export interface Environment {
  /** The milliseconds since the epoch. */
  now(): number;
  /** Gives `length` bytes of a cryptographic generator. */
  randomBytes(length: number): Uint8Array;
  /**
   * Resolves after `ms` milliseconds. Rejects with the signal's reason when the signal aborts.
   *
   * Time limits use it too. One that resolves at once ends every call with a `TimeoutError`.
   */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The clock, randomness and timers of the platform. */
export const platform: Environment = {
  now: () => Date.now(),
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", onAbort);
        resolve();
      }, ms);
      signal.addEventListener("abort", onAbort, { once: true });
    }),
};

/** A random number from 0 to less than 1, for jitter. */
export function randomFraction(environment: Environment): number {
  const [a = 0, b = 0, c = 0] = environment.randomBytes(3);
  return (a * 0x10000 + b * 0x100 + c) / 0x1000000;
}
