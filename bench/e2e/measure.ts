import { quantile } from "../timings.ts";
import type { MeasuredClient } from "./clients.ts";
import type { MeasuredNetwork } from "./network.ts";
import type { OperationName, Run } from "./task.ts";

/** What is measured, and for how long. */
export interface Extent {
  /** The sizes of blobs, the smallest first. */
  sizesBytes: readonly number[];
  /** How long each client may take for each case. Its shortest run may take longer. */
  budgetMs: number;
  /** A case is left out for a client whose shortest run would take longer than this. */
  budgetMaxMs: number;
}

/** What one client took for a case. */
export interface Figures {
  /** How many operations it did. */
  samples: number;
  p50Ms: number;
  /** Left out where there are too few samples. */
  p99Ms?: number;
  perSecond: number;
  /** The processor time of the client's process for one operation. */
  processorMs: number;
}

/** What one operation sends and gets. */
export interface Wire {
  requests: number;
  bytes: number;
  /** How many times one operation waits for nodes. */
  roundTrips?: number;
}

/** What the clients took for an operation, so many at once. */
export interface CaseResult {
  operation: OperationName;
  /** The size of the blob; 0 where there is none. */
  sizeBytes: number;
  atOnce: number;
  /** In the order of the clients; `undefined` where the case was left out. */
  figures: (Figures | undefined)[];
  /** Likewise; only of operations that run alone, on a network that counts. */
  wire: (Wire | undefined)[];
}

/** The results of one network. */
export interface NetworkResult {
  nodes: number;
  polynomialDegree: number;
  cases: CaseResult[];
}

/** How many operations are under way at any time, where it is more than one. */
export const manyAtOnce = 64;

const rounds = 3;
const timesMax = 200;
const samplesForP99 = 100;
/** What the shares of one case may take in the memory of the nodes. */
const heldBytesMax = 2 ** 30;
/** Longer than what is done between two requests, so that it shows how often a client waits. */
const delayMs = 100;

interface Work {
  operation: OperationName;
  sizeBytes: number;
}

/** What is known of an operation of one client before it is measured. */
interface Trial {
  aloneMs: number;
  wire: Wire | undefined;
}

/** Measures clients on a network, and leaves out what an operation of a smaller size shows to take too long. */
export async function measure(
  network: MeasuredNetwork,
  clients: readonly MeasuredClient[],
  { sizesBytes, budgetMs, budgetMaxMs }: Extent,
): Promise<NetworkResult> {
  const { nodes, polynomialDegree } = network;
  const cases: CaseResult[] = [];

  /** Tries an operation once or a few times, with each client that is expected to be quick enough. */
  const tryOut = async (work: Work, expectedMs: (index: number) => number) => {
    const trials: (Trial | undefined)[] = [];
    for (const [index, client] of clients.entries()) {
      const isLeftOut = expectedMs(index) > budgetMaxMs;
      trials.push(isLeftOut ? undefined : await tryAlone(network, client, work));
    }
    return trials;
  };

  /**
   * Lets clients take turns, so that other work of the machine slows all of them alike: a round asks each of them, and
   * so does the next.
   */
  const race = async (work: Work, atOnce: number, trials: readonly (Trial | undefined)[]) => {
    const plans = trials.map((trial) =>
      trial && plan(trial.aloneMs, { ...work, atOnce, nodes, budgetMs, budgetMaxMs })
    );
    const runs: Run[][] = clients.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (const [index, client] of clients.entries()) {
        const { times, rounds } = plans[index] ?? { times: 0, rounds: 0 };
        if (round < rounds) runs[index]!.push(await client.run({ ...work, times, atOnce }));
      }
    }
    const wire = trials.map((trial) => atOnce === 1 ? trial?.wire : undefined);
    cases.push({ ...work, atOnce, figures: runs.map(figuresOf), wire });
  };

  const forget = () => Promise.all(clients.map((client) => client.tell({ do: "forget" })));

  for (const [index, client] of clients.entries()) {
    await client.tell(network.connectTask(index));
    await warmUp(client, budgetMs / 2);
  }
  const always = () => 0;
  let [smallerBytes, expected]: [number, (index: number) => number] = [1, always];
  for (const sizeBytes of sizesBytes) {
    const [store, read] = [{ operation: "store", sizeBytes }, {
      operation: "read",
      sizeBytes,
    }] as const;
    const stored = await tryOut(store, (index) => expected(index) * sizeBytes / smallerBytes);
    const aloneMs = (index: number) => stored[index]?.aloneMs ?? Infinity;
    const wasRead = await tryOut(read, aloneMs);
    await race(store, manyAtOnce, stored);
    await forget();
    await race(store, 1, stored);
    await race(read, 1, wasRead);
    await race(read, manyAtOnce, wasRead);
    await forget();
    [smallerBytes, expected] = [sizeBytes, aloneMs];
  }
  for (const operation of ["compute", "pay"] as const) {
    const work = { operation, sizeBytes: 0 };
    const trials = await tryOut(work, always);
    await race(work, 1, trials);
    await race(work, manyAtOnce, trials);
  }
  return { nodes, polynomialDegree, cases };
}

/** Stores and reads small values for some time, so that code is compiled and connections are open. */
async function warmUp(client: MeasuredClient, durationMs: number): Promise<void> {
  const task = { sizeBytes: 1024, times: 2 * manyAtOnce, atOnce: manyAtOnce };
  for (let spentMs = 0; spentMs < durationMs;) {
    for (const operation of ["store", "read"] as const) {
      spentMs += (await client.run({ ...task, operation })).tookMs;
    }
  }
  await client.tell({ do: "forget" });
}

/** Finds out what one operation takes when nothing else runs. */
async function tryAlone(
  network: MeasuredNetwork,
  client: MeasuredClient,
  work: Work,
): Promise<Trial> {
  const once = () => client.run({ ...work, times: 1, atOnce: 1 });
  const took: number[] = [];
  const wires: Wire[] = [];
  do {
    const before = await network.traffic?.();
    took.push((await once()).tookMs);
    const after = await network.traffic?.();
    if (before && after) {
      wires.push({
        requests: after.requests - before.requests,
        bytes: after.bytes - before.bytes,
      });
    }
  } while (took.length < 3 && took[0]! < 1000);
  const aloneMs = quantile(took, 0.5);
  if (wires.length === 0) return { aloneMs, wire: undefined };
  const wire: Wire = {
    requests: quantile(wires.map(({ requests }) => requests), 0.5),
    // The rest of the machine only adds to them.
    bytes: Math.min(...wires.map(({ bytes }) => bytes)),
  };
  // A payment waits for blocks, too.
  if (network.slowed !== undefined && work.operation !== "pay" && aloneMs < delayMs) {
    const slowed = await network.slowed(delayMs, once);
    wire.roundTrips = Math.round((slowed.tookMs - aloneMs) / delayMs);
  }
  return { aloneMs, wire };
}

/**
 * How often a client does an operation in a round, and in how many rounds.
 *
 * @param aloneMs How long one operation takes alone.
 * @returns `undefined` when it would take too much time or memory.
 */
export function plan(
  aloneMs: number,
  { sizeBytes, atOnce, nodes, budgetMs, budgetMaxMs }:
    & { sizeBytes: number; atOnce: number; nodes: number }
    & Omit<Extent, "sizesBytes">,
): { times: number; rounds: number } | undefined {
  const shortestMs = aloneMs * atOnce;
  const heldMax = heldBytesMax / (Math.max(1, sizeBytes) * nodes);
  if (shortestMs > budgetMaxMs || atOnce > heldMax) return undefined;
  if (shortestMs > budgetMs) return { times: atOnce, rounds: 1 };
  const fitting = Math.min(budgetMs / rounds / aloneMs, heldMax / rounds, timesMax);
  return { times: Math.max(atOnce, Math.floor(fitting)), rounds };
}

/** The figures of all runs of a case; `undefined` when there were none. */
export function figuresOf(runs: readonly Run[]): Figures | undefined {
  const latenciesMs = runs.flatMap(({ latenciesMs }) => latenciesMs);
  const samples = latenciesMs.length;
  if (samples === 0) return undefined;
  const sum = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);
  return {
    samples,
    p50Ms: quantile(latenciesMs, 0.5),
    ...samples >= samplesForP99 && { p99Ms: quantile(latenciesMs, 0.99) },
    perSecond: samples / sum(runs.map(({ tookMs }) => tookMs)) * 1000,
    processorMs: sum(runs.map(({ processorMs }) => processorMs)) / samples,
  };
}
