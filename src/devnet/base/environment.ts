import type { Environment } from "../../async/environment.ts";

/**
 * The clock and the random bytes of a devnet. Everything that happens in a devnet follows from its options, its
 * environment and the requests that it receives.
 *
 * @example A devnet in the year 2040
 * ```ts
 * import { type DevnetEnvironment, startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * const startedMs = Date.now();
 * const environment: DevnetEnvironment = {
 *   now() {
 *     return Date.UTC(2040, 0) + Date.now() - startedMs;
 *   },
 *   randomBytes(length) {
 *     return crypto.getRandomValues(new Uint8Array(length));
 *   },
 * };
 * await using devnet = await startDevnet({ environment, listen: false });
 *
 * assertEquals(new Date(devnet.clock.now()).getUTCFullYear(), 2040);
 * ```
 */
export interface DevnetEnvironment extends Pick<Environment, "now" | "randomBytes"> {
  /**
   * The state of the generator behind `randomBytes`, if the bytes follow from one. A devnet keeps it with its state, and
   * sets it when it continues from that state.
   */
  readonly generator?: Uint32Array;
  /**
   * Resolves after `ms` milliseconds; rejects with the signal's reason when the signal aborts. Blocks and all pauses of a
   * devnet use it. It must agree with `now`. Without it they use the timers of the platform.
   */
  sleep?(ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * An environment whose random bytes follow from a seed, so that a run can be repeated. The bytes are predictable: they
 * name things and keep nothing secret.
 *
 * @example
 * ```ts
 * import { seededEnvironment } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * const one = seededEnvironment("a seed");
 * const other = seededEnvironment("a seed");
 *
 * assertEquals(one.randomBytes(16), other.randomBytes(16));
 * ```
 *
 * @param seed any text
 * @param now the clock, in milliseconds since the Unix epoch; the system's by default
 */
export function seededEnvironment(
  seed: string,
  now: () => number = Date.now,
): DevnetEnvironment {
  const { state, nextWord } = xoshiro128(seed);
  return {
    now,
    generator: state,
    randomBytes(length: number): Uint8Array {
      const bytes = new Uint8Array(length);
      for (let offset = 0; offset < length; offset += 4) {
        const word = nextWord();
        for (let i = 0; i < 4 && offset + i < length; i++) {
          bytes[offset + i] = word >>> (8 * i);
        }
      }
      return bytes;
    },
  };
}

/**
 * An environment with the system's clock and the platform's cryptographic random bytes.
 *
 * @example
 * ```ts
 * import { platformEnvironment } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(platformEnvironment().randomBytes(32).length, 32);
 * ```
 */
export function platformEnvironment(): DevnetEnvironment {
  return {
    now: Date.now,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  };
}

/** The xoshiro128** generator (Blackman and Vigna). Four FNV-1a hashes of the seed make its initial state. */
function xoshiro128(seed: string): { state: Uint32Array; nextWord: () => number } {
  const state = new Uint32Array(4);
  for (let lane = 0; lane < 4; lane++) {
    let hash = (0x811c9dc5 ^ (lane * 0x9e3779b9)) >>> 0;
    for (const byte of new TextEncoder().encode(seed)) {
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
    // An all-zero state would stay zero forever; the last lane's low bit makes that impossible.
    state[lane] = lane === 3 ? hash | 1 : hash;
  }
  const rotateLeft = (word: number, by: number) => (word << by) | (word >>> (32 - by));
  const nextWord = () => {
    const [s0, s1, s2, s3] = state as unknown as [number, number, number, number];
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    state.set([
      s0 ^ s1 ^ s3,
      s0 ^ s1 ^ s2,
      s2 ^ s0 ^ (s1 << 9),
      rotateLeft(s3 ^ s1, 11),
    ]);
    return result;
  };
  // FNV changes mostly the high bits for a short seed; a few rounds spread the difference over all bits.
  for (let round = 0; round < 32; round++) nextWord();
  return { state, nextWord };
}
