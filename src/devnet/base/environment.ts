/**
 * What a devnet takes from outside itself: the time and its randomness. Everything that happens in a devnet follows
 * from its options, its environment and the requests it receives.
 *
 * @module
 */

/**
 * Where a devnet gets the time and its random bytes from.
 *
 * @example A devnet in the year 2040
 * ```ts
 * import { type Environment, startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * const beganMs = Date.now();
 * const environment: Environment = {
 *   now() {
 *     return Date.UTC(2040, 0) + Date.now() - beganMs;
 *   },
 *   randomBytes(count) {
 *     return crypto.getRandomValues(new Uint8Array(count));
 *   },
 * };
 * await using devnet = await startDevnet({ environment, listen: false });
 *
 * assertEquals(new Date(devnet.clock.now()).getUTCFullYear(), 2040);
 * ```
 */
export interface Environment {
  /** The current time, in milliseconds since the Unix epoch. */
  now(): number;
  /** Returns `count` bytes for ids and nonces. */
  randomBytes(count: number): Uint8Array;
  /**
   * What the next random bytes follow from, where they follow from anything: it is kept with a devnet's state, and set when
   * the devnet goes on from that.
   */
  readonly generator?: Uint32Array;
}

/**
 * An environment whose random bytes follow from a seed, so that a devnet repeats itself. The bytes are
 * predictable: they name things and hide nothing.
 *
 * @example
 * ```ts
 * import { seededEnvironment } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * const one = seededEnvironment("a seed");
 * const other = seededEnvironment("a seed");
 * assertEquals(one.randomBytes(16), other.randomBytes(16));
 * ```
 *
 * @param seed any text
 * @param now the clock; the system's by default
 */
export function seededEnvironment(
  seed: string,
  now: () => number = Date.now,
): Environment {
  const { state, nextWord } = xoshiro128(seed);
  return {
    now,
    generator: state,
    randomBytes(count: number): Uint8Array {
      const bytes = new Uint8Array(count);
      for (let offset = 0; offset < count; offset += 4) {
        const word = nextWord();
        for (let i = 0; i < 4 && offset + i < count; i++) {
          bytes[offset + i] = word >>> (8 * i);
        }
      }
      return bytes;
    },
  };
}

/**
 * An environment of the system's clock and the platform's cryptographic randomness.
 *
 * @example
 * ```ts
 * import { platformEnvironment } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(platformEnvironment().randomBytes(32).length, 32);
 * ```
 */
export function platformEnvironment(): Environment {
  return {
    now: Date.now,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  };
}

/** The xoshiro128** generator (Blackman and Vigna), its state spread from the seed by four FNV-1a lanes. */
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
  const next = () => {
    const [s0, s1, s2, s3] = state as unknown as [
      number,
      number,
      number,
      number,
    ];
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    state.set([
      s0 ^ s1 ^ s3,
      s0 ^ s1 ^ s2,
      s2 ^ s0 ^ (s1 << 9),
      rotateLeft(s3 ^ s1, 11),
    ]);
    return result;
  };
  // FNV spreads a short seed thinly over the high bits; a few rounds mix it through.
  for (let round = 0; round < 32; round++) next();
  return { state, nextWord: next };
}
