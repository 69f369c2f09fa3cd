import { PreprocessingElement } from "../gen/nillion/preprocessing/v1/element_pb.ts";

/** The elements of one kind that the nodes have in stock: those from `start` up to, not including, `end`. */
export interface Pool {
  start: bigint;
  end: bigint;
}

/** The stock of preprocessing elements by kind. */
export type Pools = Map<PreprocessingElement, Pool>;

interface PoolSize {
  batch: bigint;
  threshold: bigint;
  reserve: bigint;
}

/** How much of each element nodes keep: `threshold` and `reserve` together, made in batches. */
const sizes: [PreprocessingElement, PoolSize][] = [
  [PreprocessingElement.RANDOM_BOOLEAN, size(1024n, 1_000_000n, 100_000n)],
  [PreprocessingElement.COMPARE, size(128n, 1_000n, 1_000n)],
  [PreprocessingElement.DIVISION_SECRET_DIVISOR, size(32n, 250n, 25n)],
  [PreprocessingElement.EQUALITY_SECRET_OUTPUT, size(32n, 1_000n, 100n)],
  [PreprocessingElement.EQUALITY_PUBLIC_OUTPUT, size(32n, 1_000n, 100n)],
  [PreprocessingElement.MODULO, size(32n, 250n, 25n)],
  [PreprocessingElement.TRUNC, size(32n, 1_000n, 100n)],
  [PreprocessingElement.TRUNC_PR, size(32n, 1_000n, 100n)],
  [PreprocessingElement.RANDOM_INTEGER, size(1024n, 1_000_000n, 100_000n)],
];

/** Full pools. */
export function createPools(): Pools {
  return new Map(
    sizes.map(([element, { batch, threshold, reserve }]) => {
      const batches = (threshold + reserve + batch - 1n) / batch;
      return [element, { start: 0n, end: batches * batch }];
    }),
  );
}

function size(batch: bigint, threshold: bigint, reserve: bigint): PoolSize {
  return { batch, threshold, reserve };
}
