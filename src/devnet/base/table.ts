/** What an entry of a table is found by. */
export type Key = string | number;

/**
 * Entries that a devnet remembers: a `Map` that can tell of its changes. An entry is only ever replaced as a whole; to
 * change it in place would go unnoticed.
 */
export class Table<K extends Key, V> extends Map<K, V> {
  /** Is told of every change, in order: of the new entry, or of `undefined` where there is none any more. */
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
