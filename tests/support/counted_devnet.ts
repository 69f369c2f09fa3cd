import { type Devnet, type DevnetOptions, startDevnet } from "@nilvm/client/devnet";
import { Network } from "@nilvm/client";
import { asNetwork, type Caller, type CoreCalls, CountedCore } from "./core_calls.ts";

/** A request of a client. */
export interface CountedRequest {
  /** The number of the node in the cluster, from 0 on; undefined for an endpoint of the chain. */
  readonly node: number | undefined;
  /** The method, as its path ends. */
  readonly method: string;
  /** Of the body. */
  readonly sentBytes: number;
  /** Of the body of the answer. */
  receivedBytes: number;
  /** The token that came with it. */
  readonly token: string | null;
  /** How many answers were waited for one after the other until this one was there. */
  readonly roundTrip: number;
}

/** What was counted while something ran. */
export interface OperationCounts {
  readonly requests: readonly CountedRequest[];
  readonly roundTrips: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** Of client and network. */
  readonly core: Readonly<Record<Caller, CoreCalls>>;
  /** How often each of the two made a signature, and checked one. */
  readonly signed: Readonly<Record<Caller, number>>;
  readonly verified: Readonly<Record<Caller, number>>;
}

const signing = /^(ecdsa|ed25519|eddsa|schnorr)Sign/;
const verifying = /^(ecdsa|ed25519|eddsa|schnorr)Verify$/;

/** A devnet in this process, and a network whose `fetch` counts what clients send to it. */
export class CountedDevnet implements AsyncDisposable {
  readonly core: CountedCore = new CountedCore();
  readonly network: Network;
  readonly devnet: Devnet;
  #requests: CountedRequest[] = [];
  /** The longest chain of answers that are there. */
  #answered = 0;

  private constructor(devnet: Devnet) {
    this.devnet = devnet;
    this.network = new Network({ ...devnet.network, fetch: this.#fetch });
  }

  /** Starts a devnet that listens nowhere. */
  static async start(options: DevnetOptions): Promise<CountedDevnet> {
    return new CountedDevnet(await asNetwork(() => startDevnet({ ...options, listen: false })));
  }

  /** Counts what happens while something runs. Nothing else may run. */
  async count(run: () => Promise<unknown>): Promise<OperationCounts> {
    this.#requests = [];
    this.#answered = 0;
    const before = this.#calls();
    await run();
    const after = this.#calls();
    const requests = this.#requests;
    this.#requests = [];
    const core = {
      client: difference(after.client, before.client),
      network: difference(after.network, before.network),
    };
    const of = (pattern: RegExp) => ({
      client: sum(core.client, pattern),
      network: sum(core.network, pattern),
    });
    return {
      requests,
      roundTrips: Math.max(0, ...requests.map(({ roundTrip }) => roundTrip)),
      sentBytes: requests.reduce((sum, { sentBytes }) => sum + sentBytes, 0),
      receivedBytes: requests.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0),
      core,
      signed: of(signing),
      verified: of(verifying),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.devnet[Symbol.asyncDispose]();
    } finally {
      this.core[Symbol.dispose]();
    }
  }

  #calls(): Record<Caller, CoreCalls> {
    return { client: this.core.calls("client"), network: this.core.calls("network") };
  }

  readonly #fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { origin, pathname } = new URL(request.url);
    const node = this.devnet.nodes.findIndex(({ endpoint }) => new URL(endpoint).origin === origin);
    const body = new Uint8Array(await request.clone().arrayBuffer());
    const counted: CountedRequest = {
      node: node < 0 ? undefined : node,
      method: pathname.split("/").at(-1)!,
      sentBytes: body.length,
      receivedBytes: 0,
      token: request.headers.get("x-nillion-token"),
      roundTrip: this.#answered + 1,
    };
    this.#requests.push(counted);
    // All that a client sends without waiting for an answer is sent before the first one comes.
    await new Promise((resolve) => setTimeout(resolve));
    const response = await asNetwork(() => this.devnet.fetch(request));
    const answer = new Uint8Array(await response.arrayBuffer());
    counted.receivedBytes = answer.length;
    this.#answered = Math.max(this.#answered, counted.roundTrip);
    return new Response(answer, response);
  };
}

function difference(after: CoreCalls, before: CoreCalls): CoreCalls {
  return Object.fromEntries(
    Object.entries(after)
      .map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );
}

function sum(calls: CoreCalls, pattern: RegExp): number {
  return Object.entries(calls)
    .reduce((sum, [name, count]) => pattern.test(name) ? sum + count : sum, 0);
}
