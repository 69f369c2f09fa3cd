import type { Environment } from "../../async/environment.ts";
import { withTimeLimit } from "../../async/time_limit.ts";
import { messageOf, shortened } from "../../base/text.ts";
import { VmError } from "../../errors/mod.ts";
import { RateLimitError } from "./chain_rpc.ts";
import type { ChainView } from "./chain_view.ts";

/** What one endpoint answered. */
export interface ChainAnswer<T> {
  readonly view: ChainView;
  readonly value: T;
}

/** How long one endpoint may take, if there is another to ask. */
const endpointMs = 5_000;

/** The chain behind one or several endpoints. */
export class Chain {
  /** The endpoints in the order in which they are asked. */
  readonly views: readonly ChainView[];
  readonly #environment: Environment;
  /** The endpoint that is asked first. It changes when that one fails. */
  #first = 0;

  /** Describes a chain. It sends nothing. */
  constructor(views: readonly ChainView[], environment: Environment) {
    this.views = views;
    this.#environment = environment;
  }

  /** How many endpoints decide about money. */
  get witnesses(): number {
    return Math.min(2, this.views.length);
  }

  /** The URLs of the endpoints, for errors. */
  get endpoints(): string {
    return this.views.map(({ rpc }) => rpc.endpoint).join(" and ");
  }

  /** Asks another endpoint first from now on, since the present one may hold back what it gets. */
  turn(): void {
    this.#first = (this.#first + 1) % this.views.length;
  }

  /**
   * Asks one endpoint, and the next one when that fails. It waits when all have asked for a pause.
   *
   * @param count How many answers are wanted, of different endpoints. Fewer arrive if others fail.
   * @throws When no endpoint answers.
   */
  async ask<T>(
    count: number,
    task: (view: ChainView, signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<ChainAnswer<T>[]> {
    for (;;) {
      const answers: ChainAnswer<T>[] = [];
      const failures: { view: ChainView; error: unknown }[] = [];
      const waiting = this.#inTurn().filter(({ rpc }) => rpc.pauseMs === 0);
      while (answers.length < count && waiting.length > 0) {
        const asked = waiting.splice(0, count - answers.length);
        await Promise.all(asked.map(async (view) => {
          try {
            answers.push({ view, value: await this.#within(view, task, signal) });
          } catch (error) {
            signal.throwIfAborted();
            if (error instanceof VmError) throw error;
            if (!(error instanceof RateLimitError)) failures.push({ view, error });
          }
        }));
      }
      if (answers.length > 0) return answers;
      if (failures.length > 0) throw this.#failure(failures);
      const pausesMs = this.views.map(({ rpc }) => rpc.pauseMs).filter((ms) => ms > 0);
      if (pausesMs.length > 0) await this.#environment.sleep(Math.min(...pausesMs), signal);
    }
  }

  #inTurn(): ChainView[] {
    return this.views.map((_, index) => this.views[(this.#first + index) % this.views.length]!);
  }

  #within<T>(
    view: ChainView,
    task: (view: ChainView, signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    if (this.views.length === 1) return task(view, signal);
    const late = new Error(`no answer within ${endpointMs} ms`);
    return withTimeLimit(
      signal,
      endpointMs,
      late,
      this.#environment,
      (limited) => task(view, limited),
    );
  }

  #failure(failures: readonly { view: ChainView; error: unknown }[]): unknown {
    this.turn();
    if (this.views.length === 1) return failures[0]!.error;
    const words = failures.map(({ view, error }) =>
      `${view.rpc.endpoint}: ${shortened(messageOf(error))}`
    );
    return new Error(words.join("; "), { cause: failures[0]!.error });
  }
}
