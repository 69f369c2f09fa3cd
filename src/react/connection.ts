import type { VmClient } from "../client.ts";
import type { ClientState } from "./context.ts";

/** The client of a provider, made while the provider is shown. */
export class Connection {
  #state: ClientState = { status: "connecting" };
  #settle: () => void = () => {};
  #whenSettled = this.#unsettled();
  #connect: (() => Promise<VmClient>) | undefined;
  #isHeld = false;
  #isOpening = false;
  readonly #listeners = new Set<() => void>();

  /** What is known of the client. */
  readonly state = (): ClientState => this.#state;

  /** Calls a listener after each change. */
  readonly subscribe = (listener: () => void): () => void => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Settles when the client is there, or could not be made. */
  get whenSettled(): Promise<void> {
    return this.#whenSettled;
  }

  /** Says that somebody else has made the client, and gives what takes that back. */
  given(): () => void {
    this.#settle();
    return () => void (this.#whenSettled = this.#unsettled());
  }

  /** Makes the client, and gives what lets it go. Who holds it again at once, as strict mode does, gets the same. */
  hold(connect: () => Promise<VmClient>): () => void {
    this.#isHeld = true;
    this.#connect = connect;
    if (this.#state.status === "connecting") void this.#open();
    return () => {
      this.#isHeld = false;
      setTimeout(() => this.#closeUnlessHeld());
    };
  }

  /** Makes the client again, after a failure. */
  readonly reconnect = (): void => {
    if (this.#state.status !== "failed") return;
    this.#reset();
    void this.#open();
  };

  #unsettled(): Promise<void> {
    return new Promise((resolve) => this.#settle = resolve);
  }

  async #open(): Promise<void> {
    if (this.#isOpening) return;
    this.#isOpening = true;
    try {
      this.#set({ status: "ready", client: await this.#connect!() });
    } catch (error) {
      this.#set({
        status: "failed",
        error: error instanceof Error ? error : new Error(String(error)),
      });
    }
    this.#isOpening = false;
    this.#settle();
    this.#closeUnlessHeld();
  }

  #closeUnlessHeld(): void {
    // One that is being made is closed when it is there.
    if (this.#isHeld || this.#isOpening) return;
    void this.#state.client?.[Symbol.asyncDispose]();
    this.#reset();
  }

  #reset(): void {
    this.#whenSettled = this.#unsettled();
    this.#set({ status: "connecting" });
  }

  #set(state: ClientState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}
