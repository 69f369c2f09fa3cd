/**
 * Stands for what an object keeps to itself, so that tools for tests can compare two such objects: `deepStrictEqual`,
 * `toEqual` and the like see enumerable properties only. No platform clones it, and so no platform clones an object that
 * has one as if nothing were in it.
 */
export interface Content {
  /**
   * Text that is the same for equal content. For a secret it is a keyed hash, with a key that is random in each process;
   * it is computed when somebody reads it.
   */
  readonly tag: string;
}

class Hidden implements Content {
  /** Shown where a tool prints objects without calling anything in them. */
  readonly tag = "<redacted>";
  readonly #owner: unknown;
  readonly #read: (owner: never) => string;

  /** Only a proxy has an own property that costs nothing until it is read: a getter for each object takes longer to make. */
  static readonly handler: ProxyHandler<Hidden> = {
    get: (hidden, name) =>
      name === "tag" ? hidden.#read(hidden.#owner as never) : hidden[name as keyof Hidden],
  };

  constructor(owner: unknown, read: (owner: never) => string) {
    this.#owner = owner;
    this.#read = read;
  }
}

/** Makes the content of an object. `read` gives the tag, which is the object's text by default. */
export function contentOf<Owner>(owner: Owner, read: (owner: Owner) => string = String): Content {
  return new Proxy(new Hidden(owner, read), Hidden.handler);
}
