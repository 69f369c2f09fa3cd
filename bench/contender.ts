/** One of those who do the same task for time. */
export interface Contender {
  /** Who it is. */
  readonly name: string;
  /** Does the task so many times and says how many milliseconds that took. */
  time(times: number): Promise<number>;
}

/** A task and those who do it, ours first: the others are compared with it. */
export interface Race {
  /** What is done, to what. */
  readonly title: string;
  /** How many bytes of cleartext the task is about, where throughput says something. */
  readonly sizeBytes?: number | undefined;
  /** Who takes part. */
  readonly contenders: readonly Contender[];
}

/** A contender in this process. */
export function inProcess(name: string, run: () => unknown): Contender {
  return {
    name,
    async time(times) {
      const start = performance.now();
      for (let time = 0; time < times; time++) {
        const result = run();
        if (result instanceof Promise) await result;
      }
      return performance.now() - start;
    },
  };
}
