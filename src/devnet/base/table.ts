/** The key of an entry in a table. */
export type Key = string | number;

/**
 * Entries that a devnet remembers: a `Map` that reports its changes. Entries are replaced as a whole, because a change
 * within an entry would not be reported.
 */
export class Table<K extends Key, V> extends Map<K, V> {
  /** Receives every change, in order: the new entry, or `undefined` when the entry was deleted. */
  onChange?(key: K, value: V | undefined): void;

  override set(key: K, value: V): this {
    super.set(key, value);
    this.onChange?.(key, value);
    return this;
  }

  override delete(key: K): boolean {
    const isDeleted = super.delete(key);
    if (isDeleted) this.onChange?.(key, undefined);
    return isDeleted;
  }

  override clear(): void {
    for (const key of this.keys()) this.delete(key);
  }
}
