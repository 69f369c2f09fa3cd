import { uuidFromRandom, uuidOf } from "../base/wire.ts";

const PORT_MIN = 30_000;
const PORT_MAX = 65_535;

/** Where a devnet's chain listens for JSON-RPC when its ports are the seed's. */
export const CHAIN_RPC_PORT = 48_102;

/** Where it then listens for gRPC. */
export const CHAIN_GRPC_PORT = 26_649;

/** Where a devnet of the command line is controlled, unless its ports are any that are free. */
export const ADMIN_PORT = 48_190;

/**
 * The ports on which `count` nodes listen, in the order of the nodes. They are the ones that `nillion-devnet` takes for the
 * same seed, so that whatever was set up for it finds this devnet in the same place: the first of the ports from
 * 30000 to 65535 after a Fisher-Yates shuffle by the seed's xoshiro256++.
 */
export function seededPorts(seed: string, count: number): number[] {
  const nextWord = xoshiro256(seed);
  const ports = Array.from({ length: PORT_MAX - PORT_MIN + 1 }, (_, i) => PORT_MIN + i);
  for (let last = ports.length - 1; last > 0; last--) {
    const other = belowBound(nextWord, last + 1);
    [ports[last], ports[other]] = [ports[other]!, ports[last]!];
  }
  return ports.slice(0, count);
}

/** The id of the cluster that a seed gives, again as `nillion-devnet` would have it. */
export function clusterIdOf(seed: string): string {
  const nextWord = xoshiro256(seed);
  return uuidOf(uuidFromRandom(Uint8Array.from({ length: 16 }, () => nextWord())))!;
}

/** A number in `0..bound`, unbiased: the high half of a widening product, drawn again where its low half is too high. */
function belowBound(nextWord: () => number, bound: number): number {
  const zone = ((bound << Math.clz32(bound)) >>> 0) - 1;
  while (true) {
    const product = nextWord() * bound;
    const low = product % 2 ** 32;
    if (low <= zone) return (product - low) / 2 ** 32;
  }
}

/** The high words of xoshiro256++ (Blackman and Vigna), its state the first 32 bytes of the seed. */
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
