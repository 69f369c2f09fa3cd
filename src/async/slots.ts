/** A limit on how many tasks run at once. Further tasks wait in the order of their calls. */
export class Slots {
  #free: number;
  readonly #waiting = new Set<() => void>();

  /** Makes `count` slots. */
  constructor(count: number) {
    this.#free = count;
  }

  /** Runs the task when a slot is free. Rejects with the signal's reason if that aborts first. */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal | null): Promise<T> {
    signal?.throwIfAborted();
    if (this.#free > 0) this.#free--;
    else await this.#turn(signal);
    try {
      return await task();
    } finally {
      const [next] = this.#waiting;
      // The slot goes to the next task directly, so that a new call cannot overtake it.
      if (next === undefined) this.#free++;
      else next();
    }
  }

  #turn(signal?: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const take = () => {
        this.#waiting.delete(take);
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        this.#waiting.delete(take);
        reject(signal?.reason);
      };
      this.#waiting.add(take);
      signal?.addEventListener("abort", leave, { once: true });
    });
  }
}
