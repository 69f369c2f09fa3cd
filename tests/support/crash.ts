import {
  type Fetch,
  type Payer,
  SecretInteger,
  UnavailableError,
  type VmClientOptions,
} from "@nilvm/client";
import type { Journal } from "@nilvm/client/journal";
import { assertRejects } from "@std/assert";
import { refuse, type TestNet } from "./net_fixture.ts";

/** A moment at which a process can die: before or after a request, or a change of its journal. */
export interface Moment {
  readonly number: number;
  readonly what: string;
}

/** A process that dies at a moment: from then on it sends, writes and gets nothing. */
export class MortalProcess {
  /** The moments that it lived through. */
  readonly moments: Moment[] = [];
  /** Resolves when it is dead. */
  readonly death: Promise<Moment>;
  readonly #die: (moment: Moment) => void;
  readonly #diesAt: number;

  constructor(diesAt: number) {
    this.#diesAt = diesAt;
    const { promise, resolve } = Promise.withResolvers<Moment>();
    this.death = promise;
    this.#die = resolve;
  }

  fetch(fetch: Fetch): Fetch {
    return (input, init) => {
      const { method = "" } = typeof init?.body === "string" ? JSON.parse(init.body) : {};
      const what = method || input.slice(input.lastIndexOf("/") + 1);
      return this.#around(what, () => fetch(input, init));
    };
  }

  journal(journal: Journal): Journal {
    return {
      write: (id, entry) => this.#around("write", () => journal.write(id, entry)),
      remove: (id) => this.#around("remove", () => journal.remove(id)),
      entries: () => journal.entries(),
    };
  }

  /** A payer that does nothing after the death. */
  payer(payer: Payer): Payer {
    return {
      submitPayment: (...args) => this.#around("payer", () => payer.submitPayment(...args)),
      resume: (...args) => payer.resume!(...args),
    };
  }

  async #around<T>(what: string, step: () => Promise<T>): Promise<T> {
    await this.#pass(`before ${what}`);
    const result = await step();
    await this.#pass(`after ${what}`);
    return result;
  }

  #pass(what: string): Promise<void> {
    const moment = { number: this.moments.length, what };
    if (moment.number > this.#diesAt) return new Promise(() => {});
    this.moments.push(moment);
    if (moment.number < this.#diesAt) return Promise.resolve();
    this.#die(moment);
    return new Promise(() => {});
  }
}

/** Stores as a client that pays on the chain, and whose process ends before it gets its receipt. */
export async function paidWithoutReceipt(
  net: TestNet,
  own: Partial<VmClientOptions>,
): Promise<void> {
  await using client = await net.client({ paymentMode: "perOperation", ...own });
  const passOn = net.intercept;
  net.intercept = (passing) => passing.method === "PaymentReceipt" ? refuse() : passOn(passing);
  const storing = client.storeValues({ a: new SecretInteger(42) }, { ttlDays: 1 });
  await assertRejects(() => storing.invoke(), UnavailableError);
  net.intercept = passOn;
}
