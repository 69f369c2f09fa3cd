import { PreprocessingElement } from "../../gen/nillion/preprocessing/v1/element_pb.ts";
import { Table } from "../base/table.ts";

/** The elements of one kind that the nodes have in stock: those from `start` up to, not including, `end`. */
export interface Pool {
  readonly start: bigint;
  readonly end: bigint;
  /** Up to where the nodes are to make more. */
  readonly target: bigint;
  /** When the last batch was done, in milliseconds since the Unix epoch. */
  readonly madeAtMs: number;
}

/** The stock of preprocessing elements by kind. */
export type Pools = Table<PreprocessingElement, Pool>;

/** So many elements of a kind. */
export interface Need {
  element: PreprocessingElement;
  count: bigint;
}

interface PoolSize {
  batch: bigint;
  threshold: bigint;
  reserve: bigint;
}

/** How much of each element nodes keep: `threshold` and `reserve` together, made in batches. */
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

/** How long the nodes take for a batch, as measured on a network in which they only pretend to. */
const BATCH_MS = 35;

/** Full pools. */
export function createPools(): Pools {
  return new Table(
    [...sizes].map(([element, { batch, threshold, reserve }]) => {
      const target = threshold + reserve;
      return [element, { start: 0n, end: wholeBatches(target, batch), target, madeAtMs: 0 }];
    }),
  );
}

/** The most elements of a kind that a run may need: as many as nodes are sure to make. */
export function needMax(element: PreprocessingElement): bigint {
  return sizes.get(element)!.threshold;
}

/** How many elements of a kind the nodes make at a time. */
export function batchSize(element: PreprocessingElement): bigint {
  return sizes.get(element)!.batch;
}

/** A kind of preprocessing element as nodes print it, such as `TruncPr`. */
export function elementName(element: PreprocessingElement): string {
  return PreprocessingElement[element]!.toLowerCase()
    .replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The kind that there are too few of in stock, if there is one. */
export function findShortage(
  pools: Pools,
  needs: readonly Need[],
  nowMs: number,
): PreprocessingElement | undefined {
  makeMore(pools, nowMs);
  return needs.find(({ element, count }) => available(pools.get(element)!) < count)?.element;
}

/** Takes elements that {@linkcode findShortage} has found to be there, and has the nodes make more. */
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

/** Whether the nodes are making more of some kind. */
export function isBelowThreshold(pools: Pools): boolean {
  return [...pools].some(([element, pool]) => available(pool) < sizes.get(element)!.threshold);
}

/** Adds the batches that were made by now. */
export function makeMore(pools: Pools, nowMs: number): void {
  for (const [element, pool] of pools) {
    if (pool.end >= pool.target) continue;
    const { batch } = sizes.get(element)!;
    const lacking = wholeBatches(pool.target - pool.end, batch) / batch;
    const made = BigInt(Math.max(0, Math.floor((nowMs - pool.madeAtMs) / BATCH_MS)));
    if (made === 0n) continue;
    pools.set(element, {
      ...pool,
      end: pool.end + batch * (made < lacking ? made : lacking),
      madeAtMs: pool.madeAtMs + Number(made) * BATCH_MS,
    });
  }
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
