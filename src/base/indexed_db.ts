/**
 * The parts of IndexedDB that are used. Not every runtime of this package has types for it.
 *
 * @module
 */

/** A request, which has its result later. */
export interface Request<T> {
  readonly result: T;
  readonly error: unknown;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
}

/** A store of values by name, in a transaction. */
export interface Store<V> {
  add(value: V, name: string): unknown;
  put(value: V, name: string): unknown;
  get(name: string): Request<V | undefined>;
  delete(name: string): unknown;
  getAllKeys(): Request<string[]>;
  getAll(): Request<V[]>;
}

interface Transaction<V> {
  readonly error: unknown;
  objectStore(name: string): Store<V>;
  oncomplete: (() => void) | null;
  onabort: (() => void) | null;
}

interface IdbDatabase<V> {
  createObjectStore(name: string): unknown;
  transaction(
    store: string,
    mode: "readonly" | "readwrite",
    options: { durability: "strict" },
  ): Transaction<V>;
  close(): void;
}

interface Factory<V> {
  open(
    name: string,
    version: number,
  ): Request<IdbDatabase<V>> & { onupgradeneeded: (() => void) | null };
}

/** A database with one store. */
export class Database<V> {
  readonly #database: IdbDatabase<V>;
  readonly #store: string;

  private constructor(database: IdbDatabase<V>, store: string) {
    this.#database = database;
    this.#store = store;
  }

  /** Opens a database, or makes it. Gives `undefined` where there is no IndexedDB. */
  static async open<V>(name: string, store: string): Promise<Database<V> | undefined> {
    const { indexedDB } = globalThis as { indexedDB?: Factory<V> };
    if (indexedDB === undefined) return undefined;
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(store);
    const database = await new Promise<IdbDatabase<V>>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    return new Database(database, store);
  }

  /** Resolves when the disk has what the transaction has changed. */
  transact<T>(mode: "readonly" | "readwrite", act: (store: Store<V>) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction(this.#store, mode, { durability: "strict" });
      const result = act(transaction.objectStore(this.#store));
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = () => reject(transaction.error);
    });
  }

  /** Lets go of the database. */
  close(): void {
    this.#database.close();
  }
}
