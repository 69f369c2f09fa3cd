/** A limit on how many tasks run at once; the others wait in the order they came. */
export class Slots {
  #free: number;
  readonly #waiting = new Set<() => void>();

  /** Makes that many slots. */
  constructor(count: number) {
    this.#free = count;
  }

  /**
   * Runs the task when a slot is free; rejects with the signal's reason if it aborts before that.
   */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal | null): Promise<T> {
    signal?.throwIfAborted();
    if (this.#free > 0) this.#free--;
    else await this.#turn(signal);
    try {
      return await task();
    } finally {
      const [next] = this.#waiting;
      // The slot passes on without becoming free, so that nobody can jump the queue.
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
