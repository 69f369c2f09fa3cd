/** What has to be closed, last one first. The platform's own stack is missing from Node 20 and from browsers of 2024. */
export class Resources {
  readonly #closers: (() => unknown)[] = [];
  #closing: Promise<void> | undefined;

  /** Whether it was closed, or is about to be. */
  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  /** Closes a resource at the end. */
  use<T extends Disposable>(resource: T): T {
    this.defer(() => resource[Symbol.dispose]());
    return resource;
  }

  /** Does this at the end. */
  defer(close: () => unknown): void {
    this.#closers.push(close);
  }

  /** Closes all that is open. What fails keeps nothing else from being closed. */
  close(): Promise<void> {
    return this.#closing ??= this.#close();
  }

  async #close(): Promise<void> {
    const errors: unknown[] = [];
    for (const close of this.#closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
