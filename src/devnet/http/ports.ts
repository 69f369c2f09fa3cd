import { uuidFromRandom, uuidOf } from "../base/wire.ts";

const portMin = 30_000;
/** The highest port that there is. */
export const portMax = 65_535;

/** The port of the chain's JSON-RPC when ports follow from the seed. */
const chainRpcPort = 48_102;

/** The port of the chain's gRPC when ports follow from the seed. */
const chainGrpcPort = 26_649;

/** The port at which a devnet of the command line is controlled, unless it takes free ports. */
export const adminPort = 48_190;

/** The origin of a server. An address of IPv6 has brackets there. */
export function originOf(scheme: "http" | "https", host: string, port: number): string {
  return `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/**
 * The ports of `count` nodes, in the order of the nodes. `nillion-devnet` has the same ports for the same seed, so a
 * configuration made for it fits this devnet too. They are the first of the ports 30000 to 65535, shuffled (Fisher-Yates)
 * with xoshiro256++ from the seed.
 */
export function seededPorts(seed: string, count: number): number[] {
  const nextWord = xoshiro256(seed);
  const ports = Array.from({ length: portMax - portMin + 1 }, (_, i) => portMin + i);
  for (let last = ports.length - 1; last > 0; last--) {
    const other = belowBound(nextWord, last + 1);
    [ports[last], ports[other]] = [ports[other]!, ports[last]!];
  }
  return ports.slice(0, count);
}

/**
 * The ports that a devnet listens at: those of the nodes, of the chain's JSON-RPC and gRPC, and of the admin API. Empty for
 * any free ones.
 */
export function wantedPorts(
  { ports, seed, nodes }: {
    readonly ports: "free" | "seeded" | number;
    readonly seed: string;
    readonly nodes: number;
  },
): number[] {
  if (ports === "free") return [];
  if (ports === "seeded") {
    return [...seededPorts(seed, nodes), chainRpcPort, chainGrpcPort, adminPort];
  }
  return Array.from({ length: portCount(nodes) }, (_, index) => ports + index);
}

/** How many ports a devnet opens. */
export function portCount(nodes: number): number {
  return nodes + 3;
}

/** The cluster id that follows from a seed; `nillion-devnet` has the same. */
export function clusterIdOf(seed: string): string {
  const nextWord = xoshiro256(seed);
  return uuidOf(uuidFromRandom(Uint8Array.from({ length: 16 }, () => nextWord())))!;
}

/**
 * Draws a number from 0 to `bound - 1`: the high half of a random word times the bound. Above `zone` the low half would
 * make some numbers more likely, so it draws again.
 */
function belowBound(nextWord: () => number, bound: number): number {
  const zone = ((bound << Math.clz32(bound)) >>> 0) - 1;
  while (true) {
    const product = nextWord() * bound;
    const low = product % 2 ** 32;
    if (low <= zone) return (product - low) / 2 ** 32;
  }
}

/** The high words of xoshiro256++ (Blackman and Vigna). The first 32 bytes of the seed are its initial state. */
function xoshiro256(seed: string): () => number {
  const bytes = new Uint8Array(32);
  bytes.set(new TextEncoder().encode(seed).subarray(0, 32));
  const state = new BigUint64Array(4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < 4; i++) state[i] = view.getBigUint64(8 * i, true);
  const rotateLeft = (word: bigint, by: bigint) =>
    BigInt.asUintN(64, (word << by) | (word >> (64n - by)));
  return () => {
    const [s0, s1, s2, s3] = state as unknown as [bigint, bigint, bigint, bigint];
    const result = rotateLeft(BigInt.asUintN(64, s0 + s3), 23n) + s0;
    state[0] = s0 ^ s1 ^ s3;
    state[1] = s0 ^ s1 ^ s2;
    state[2] = s2 ^ s0 ^ (s1 << 17n);
    state[3] = rotateLeft(s3 ^ s1, 45n);
    return Number(BigInt.asUintN(64, result) >> 32n);
  };
}
