/** The most retries that are saved up. */
const savedMax = 10;

/** What one answer adds to the saved retries. */
const perAnswer = 0.1;

/**
 * How many requests a client may send again because nodes could not be reached: ten, and one more for
 * every ten answers. So in a full outage retries add little to the load of a network. First attempts
 * need no budget.
 */
export class RetryBudget {
  #saved = savedMax;

  /** Takes one retry, if one is left. */
  take(): boolean {
    if (this.#saved < 1) return false;
    this.#saved--;
    return true;
  }

  /** Counts an answer. */
  refill(): void {
    // A sum of tenths is not exact: without rounding, ten of them give less than one.
    this.#saved = Math.min(Math.round((this.#saved + perAnswer) * 10) / 10, savedMax);
  }
}
