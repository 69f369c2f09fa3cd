import { PreprocessingElement } from "../../gen/nillion/preprocessing/v1/element_pb.ts";
import { Table } from "../base/table.ts";

/** The elements of one kind that are ready to use: those from `start` to `end - 1`. */
export interface Pool {
  readonly start: bigint;
  readonly end: bigint;
  /** The `end` at which the nodes stop making more. */
  readonly target: bigint;
  /** When the last batch was made, in milliseconds since the Unix epoch. */
  readonly madeAtMs: number;
}

/** The pool of each kind of preprocessing element. */
export type Pools = Table<PreprocessingElement, Pool>;

/** A number of elements of one kind. */
export interface Need {
  element: PreprocessingElement;
  count: bigint;
}

interface PoolSize {
  batch: bigint;
  threshold: bigint;
  reserve: bigint;
}

/** The size of each pool: nodes fill it up to `threshold + reserve`, in batches. */
const sizes = new Map<PreprocessingElement, PoolSize>([
  [PreprocessingElement.RANDOM_BOOLEAN, size(1024n, 1_000_000n, 100_000n)],
  [PreprocessingElement.COMPARE, size(128n, 1_000n, 1_000n)],
  [PreprocessingElement.DIVISION_SECRET_DIVISOR, size(32n, 250n, 25n)],
  [PreprocessingElement.EQUALITY_SECRET_OUTPUT, size(32n, 1_000n, 100n)],
  [PreprocessingElement.EQUALITY_PUBLIC_OUTPUT, size(32n, 1_000n, 100n)],
  [PreprocessingElement.MODULO, size(32n, 250n, 25n)],
  [PreprocessingElement.TRUNC, size(32n, 1_000n, 100n)],
  [PreprocessingElement.TRUNC_PR, size(32n, 1_000n, 100n)],
  [PreprocessingElement.RANDOM_INTEGER, size(1024n, 1_000_000n, 100_000n)],
]);

/** How long nodes take for a batch. It was measured on a network whose nodes only simulate the work. */
const batchMs = 35;

/** Full pools. */
export function createPools(): Pools {
  return new Table(
    [...sizes].map(([element, { batch, threshold, reserve }]) => {
      const target = threshold + reserve;
      return [element, { start: 0n, end: wholeBatches(target, batch), target, madeAtMs: 0 }];
    }),
  );
}

/** The most elements of a kind that a run may need. */
export function needMax(element: PreprocessingElement): bigint {
  return sizes.get(element)!.threshold;
}

/** How many elements of a kind make a batch. */
export function batchSize(element: PreprocessingElement): bigint {
  return sizes.get(element)!.batch;
}

/** The name of a kind of preprocessing element in the nodes' messages, such as `TruncPr`. */
export function elementLabel(element: PreprocessingElement): string {
  return PreprocessingElement[element]!.toLowerCase()
    .replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The first kind of which there are not enough elements; `undefined` when there are enough of all. */
export function findShortage(
  pools: Pools,
  needs: readonly Need[],
  nowMs: number,
): PreprocessingElement | undefined {
  makeMore(pools, nowMs);
  return needs.find(({ element, count }) => available(pools.get(element)!) < count)?.element;
}

/** Takes elements from their pool, after {@linkcode findShortage} has found enough. Raises the target when few are left. */
export function takeElements(
  pools: Pools,
  { element, count }: Need,
  nowMs: number,
): { start: bigint; end: bigint } {
  const pool = pools.get(element)!;
  const { threshold, reserve } = sizes.get(element)!;
  const start = pool.start + count;
  pools.set(element, {
    start,
    end: pool.end,
    target: pool.target - start < threshold ? start + threshold + reserve : pool.target,
    madeAtMs: pool.end >= pool.target ? nowMs : pool.madeAtMs,
  });
  return { start: pool.start, end: start };
}

/** Whether the nodes are making elements of some kind. */
export function isBelowThreshold(pools: Pools): boolean {
  return [...pools].some(([element, pool]) => available(pool) < sizes.get(element)!.threshold);
}

/** Adds the batches that were finished by now. */
export function makeMore(pools: Pools, nowMs: number): void {
  for (const [element, pool] of pools) {
    const now = poolAt(element, pool, nowMs);
    if (now !== pool) pools.set(element, now);
  }
}

/** How many elements of each kind are ready, without a change of the pools. */
export function poolsAt(
  pools: Pools,
  nowMs: number,
): { element: string; ready: string; full: string }[] {
  return [...pools].map(([element, pool]) => {
    const { threshold, reserve } = sizes.get(element)!;
    return {
      element: elementLabel(element),
      ready: `${available(poolAt(element, pool, nowMs))}`,
      full: `${threshold + reserve}`,
    };
  });
}

/** A pool with the batches that were finished by now; itself if there are none. */
function poolAt(element: PreprocessingElement, pool: Pool, nowMs: number): Pool {
  if (pool.end >= pool.target) return pool;
  const { batch } = sizes.get(element)!;
  const lacking = wholeBatches(pool.target - pool.end, batch) / batch;
  const made = BigInt(Math.max(0, Math.floor((nowMs - pool.madeAtMs) / batchMs)));
  if (made === 0n) return pool;
  return {
    ...pool,
    end: pool.end + batch * (made < lacking ? made : lacking),
    madeAtMs: pool.madeAtMs + Number(made) * batchMs,
  };
}

function available({ start, end }: Pool): bigint {
  return end - start;
}

function wholeBatches(count: bigint, batch: bigint): bigint {
  return (count + batch - 1n) / batch * batch;
}

function size(batch: bigint, threshold: bigint, reserve: bigint): PoolSize {
  return { batch, threshold, reserve };
}
