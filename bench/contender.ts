/** An implementation that does a task while its time is taken. */
export interface Contender {
  /** Its name and version. */
  readonly name: string;
  /** Does the task `times` times and returns the milliseconds that took. */
  time(times: number): Promise<number>;
}

/** A task and its contenders. The first is this package; the others are compared with it. */
export interface Race {
  /** The operation and its input. */
  readonly title: string;
  /** The size of the cleartext in bytes, for tasks with a throughput. */
  readonly sizeBytes?: number | undefined;
  /** The implementations that do the task. */
  readonly contenders: readonly Contender[];
}

/** A contender that runs in this process. */
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
