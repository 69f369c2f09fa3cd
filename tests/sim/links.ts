/** The network between clients and their devnet: it delays, loses, repeats and breaks what passes. */
import { untilAborted } from "../../src/async/until_aborted.ts";
import { Random } from "../../tools/random.ts";
import type { SimClock } from "./clock.ts";
import { here } from "./here.ts";
import {
  type Answer,
  cutResponse,
  nameOf,
  type Passing,
  passingOf,
  refusalIn,
  refusalOf,
  responseOf,
} from "./passing.ts";
import type { LinkFault, Place } from "./plan.ts";
import type { Story } from "./story.ts";

/** Serves a request at its place. */
export type Serve = (passing: Passing) => Promise<Answer>;

/** What the network is made of. */
export interface LinkOptions {
  readonly seed: number;
  readonly latencyMs: number;
  readonly faults: readonly LinkFault[];
  readonly clock: SimClock;
  readonly story: Story;
  readonly serve: Serve;
  /** Sees every request that a client sends. */
  readonly watch: (passing: Passing) => void;
  /** Sees that a client gets the last of two answers to a request, and never the first. */
  readonly hide: (passing: Passing, first: Answer, last: Answer) => void;
}

interface ActiveFault {
  readonly fault: LinkFault;
  skip: number;
  times: number;
}

const owner = "links";

/** The links of all clients to all places. */
export class Links {
  readonly #options: LinkOptions;
  readonly #paces = new Map<string, Random>();
  readonly #crashes = new Map<Place, number>();
  /** The step and node of each request that was refused, and not because of its receipt. */
  readonly refusals = new Set<string>();
  #faults: ActiveFault[];
  #inFlight = 0;
  #isBroken = false;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#faults = options.faults.map((fault) => ({
      fault,
      skip: fault.skip,
      times: fault.times,
    }));
    for (const { kind, at, fromMs } of options.faults) {
      if (kind === "crash") this.#crashAt(at, fromMs);
    }
  }

  /** How many requests are on their way or being served. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Ends all faults. */
  heal(): void {
    this.#faults = [];
  }

  /** From now on nothing arrives anywhere. */
  break(): void {
    this.#isBroken = true;
  }

  /** The `fetch` of a client. */
  fetchOf(client: number): (input: string, init?: RequestInit) => Promise<Response> {
    return (input, init) => {
      const passing = passingOf(client, input, init);
      this.#options.watch(passing);
      // A request that has left arrives, also when its sender no longer waits.
      return untilAborted(this.#pass(passing), init?.signal);
    };
  }

  async #pass(passing: Passing): Promise<Response> {
    const { story } = this.#options;
    if (this.#isBroken) return await never();
    const fault = this.#take(passing);
    if (fault !== undefined) story.tell("network", `${nameOf(passing)}: ${describe(fault)}`);
    await this.#travel(passing);
    switch (fault?.kind) {
      case "refused":
      case "crash":
        throw new TypeError("connection refused");
      case "lost":
        return await never();
      case "late":
        this.#afterwards(passing, fault.ms ?? 0);
        throw new TypeError("connection reset");
      case "page":
        if (fault.isServed) await this.#serve(passing);
        return pageOf(fault);
      case "status":
        return responseOf(refusalOf(fault.status ?? 14, "try again"));
      case "slow":
        await this.#options.clock.sleep(owner, fault.ms ?? 0);
    }
    const answer = await this.#serve(passing);
    switch (fault?.kind) {
      case "answerLost":
        return await never();
      case "answerReset":
        throw new TypeError("connection reset");
      case "repeated": {
        if (fault.isFirst) {
          // A request for a receipt that is repeated after a deposit takes the price once more, and no client can help it.
          this.#afterwards(passing, passing.method === "PaymentReceipt" ? 0 : fault.ms ?? 0);
          break;
        }
        await this.#options.clock.sleep(owner, fault.ms ?? 0);
        const last = await this.#serve(passing);
        this.#options.hide(passing, answer, last);
        await this.#travel(passing);
        return responseOf(last);
      }
      case "cut":
        await this.#travel(passing);
        return cutResponse(answer, fault.bytes ?? 0);
    }
    await this.#travel(passing);
    return responseOf(answer);
  }

  /** Has a request served, unless a crash at its place ends that. */
  async #serve(passing: Passing): Promise<Answer> {
    const crashes = this.#crashes.get(passing.to);
    this.#inFlight++;
    try {
      const answer = await this.#options.serve(passing);
      const refusal = refusalIn(answer);
      if (refusal !== "" && !refusal.includes("nonce already used")) {
        this.refusals.add(`${here()?.step} ${passing.to}`);
      }
      this.#options.story.tell("served", nameOf(passing) + refusal);
      if (this.#crashes.get(passing.to) === crashes) return answer;
    } finally {
      this.#inFlight--;
    }
    throw new TypeError("connection reset");
  }

  /** Has a request served although its sender no longer waits for it. */
  #afterwards(passing: Passing, ms: number): void {
    const { clock, story } = this.#options;
    this.#inFlight++;
    const arrive = async () => {
      await clock.sleep(owner, ms);
      story.tell("network", `${nameOf(passing)} arrives once more or late`);
      await this.#serve(passing).catch(() => {}); // Nobody waits for this answer.
    };
    arrive().finally(() => this.#inFlight--);
  }

  #travel({ client, to }: Passing): Promise<void> {
    const { seed, latencyMs, clock } = this.#options;
    const link = `${client} ${to}`;
    const stream = 1000 + client * 100 + (typeof to === "number" ? to : to === "chain-0" ? 90 : 91);
    const pace = this.#paces.get(link) ?? new Random(seed, stream);
    this.#paces.set(link, pace);
    return clock.sleep(owner, 1 + pace.below(latencyMs));
  }

  /** The first fault that takes this request. */
  #take({ to, method }: Passing): LinkFault | undefined {
    const nowMs = this.#options.clock.elapsedMs;
    for (const active of this.#faults) {
      const { at, methods, fromMs, untilMs } = active.fault;
      if (at !== to || nowMs < fromMs || nowMs >= untilMs || active.times === 0) continue;
      if (methods !== undefined && !methods.includes(method)) continue;
      if (active.skip > 0) {
        active.skip--;
        continue;
      }
      active.times--;
      return active.fault;
    }
  }

  #crashAt(place: Place, fromMs: number): void {
    const { clock, story } = this.#options;
    clock.sleep(owner, fromMs - clock.elapsedMs).then(() => {
      story.tell("network", `node ${place} crashes`);
      this.#crashes.set(place, (this.#crashes.get(place) ?? 0) + 1);
    });
  }
}

function describe({ kind, ms, status, bytes }: LinkFault): string {
  const parts = [ms !== undefined && `${ms} ms`, status, bytes !== undefined && `${bytes} bytes`];
  return [kind, ...parts.filter((part) => part !== false && part !== undefined)].join(" ");
}

function pageOf({ status = 502, retryAfter }: LinkFault): Response {
  const headers = new Headers({ "content-type": "text/html" });
  if (retryAfter !== undefined) headers.set("retry-after", String(retryAfter));
  return new Response("<html>Bad gateway</html>", { status, headers });
}

function never(): Promise<never> {
  return new Promise(() => {});
}
