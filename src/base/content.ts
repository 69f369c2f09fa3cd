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
  tag = "";
  readonly #owner: unknown;
  readonly #read: (owner: never) => string;

  constructor(owner: unknown, read: (owner: never) => string) {
    this.#owner = owner;
    this.#read = read;
  }

  /** Computes the tag if that is what somebody reads. */
  static read(hidden: Hidden, name: PropertyKey): Hidden {
    if (name === "tag") hidden.tag = hidden.#read(hidden.#owner as never);
    return hidden;
  }
}

/** A proxy, since making a getter for each object takes longer. Some tools read the descriptor of a property. */
const handler: ProxyHandler<Hidden> = {
  get: (hidden, name) => Reflect.get(Hidden.read(hidden, name), name),
  getOwnPropertyDescriptor: (hidden, name) =>
    Reflect.getOwnPropertyDescriptor(Hidden.read(hidden, name), name),
};

/** Makes the content of an object. `read` gives the tag, which is the object's text by default. */
export function contentOf<Owner>(owner: Owner, read: (owner: Owner) => string = String): Content {
  return new Proxy(new Hidden(owner, read), handler);
}
