/** The moments at which calls are stopped. */
import type { Random } from "./random.ts";

/** Before a request is sent, right after that, or when its answer begins or its connection breaks. */
export type Side = "before" | "sent" | "after";

/** Something that happens to a request. */
export interface RequestEvent {
  readonly method: string;
  readonly side: Side;
}

/** A moment of the `count`th request with this method from the call on, or some time later. */
export interface Moment extends RequestEvent {
  readonly count: number;
  readonly delayMs: number | undefined;
}

/** Aborts calls at moments of requests. */
export class AbortMoments {
  readonly #waiting = new Set<(event: RequestEvent) => void>();

  /** Tells what happens to a request. */
  see(event: RequestEvent): void {
    for (const react of [...this.#waiting]) react(event);
  }

  /** Aborts at the first of the moments, and removes it from them. It does not, once it is disposed of. */
  abortAt(moments: Set<Moment>, stop: AbortController): Disposable {
    const timers: ReturnType<typeof setTimeout>[] = [];
    const seen = new Map<Moment, number>();
    const abort = (moment: Moment) => {
      if (stop.signal.aborted) return;
      moments.delete(moment);
      stop.abort();
    };
    const react = ({ method, side }: RequestEvent) => {
      for (const moment of moments) {
        if (method !== moment.method || side !== moment.side) continue;
        const count = (seen.get(moment) ?? 0) + 1;
        seen.set(moment, count);
        if (count !== moment.count) continue;
        if (moment.delayMs === undefined) abort(moment);
        else timers.push(setTimeout(() => abort(moment), moment.delayMs));
      }
    };
    this.#waiting.add(react);
    return {
      [Symbol.dispose]: () => {
        this.#waiting.delete(react);
        for (const timer of timers) clearTimeout(timer);
      },
    };
  }
}

/** What is done, with its requests and how many of them there may be. */
const requests = {
  perOperation: { PriceQuote: 1, chain: 5, PaymentReceipt: 1, StoreValues: 3 },
  balance: { PriceQuote: 1, PaymentReceipt: 1, StoreValues: 3 },
  deposit: { PaymentsConfig: 1, chain: 5, AddFunds: 1 },
} as const;

/** Draws moments of requests: up to two of each method, and at least one. */
export function drawMoments(random: Random, kind: keyof typeof requests): Set<Moment> {
  const moments = new Set<Moment>();
  while (moments.size === 0) {
    for (const [method, countMax] of Object.entries(requests[kind])) {
      for (let times = random.below(3); times > 0; times--) {
        moments.add({
          method,
          side: random.pick(["before", "sent", "after"]),
          count: 1 + random.below(countMax),
          delayMs: random.below(3) === 0 ? random.below(6) : undefined,
        });
      }
    }
  }
  return moments;
}
