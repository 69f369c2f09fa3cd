/** What goes wrong inside a chain. */
export interface ChainTroubles {
  /** Whether no blocks are made now. */
  isStalled(): boolean;
  /** Whether a transaction that was just taken is to be forgotten. */
  dropsTransaction(): boolean;
  /** What a committed transaction waits for until it can be found; nothing where it can at once. */
  lag(): Promise<void> | undefined;
}

/** All is well. */
export const noTroubles: ChainTroubles = {
  isStalled: () => false,
  dropsTransaction: () => false,
  lag: () => undefined,
};
