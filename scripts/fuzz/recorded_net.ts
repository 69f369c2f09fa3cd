/**
 * Records the answers of a devnet once and gives them again many times, so that only the client takes
 * time.
 *
 * @module
 */
import { setImmediate } from "node:timers";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { type Environment, type Fetch, Network, VmClient } from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { PublicKeyType } from "../../src/gen/nillion/auth/v1/public_key_pb.ts";
import { ClusterSchema } from "../../src/gen/nillion/membership/v1/cluster_pb.ts";
import { SignedQuoteSchema } from "../../src/gen/nillion/payments/v1/quote_pb.ts";
import { SignedReceiptSchema } from "../../src/gen/nillion/payments/v1/receipt_pb.ts";
import { platform } from "../../src/async/environment.ts";
import { frame, unframe } from "../../tools/grpc_web.ts";

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly [string, string][];
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Answers by node and method, such as `2 RetrieveValues` or `chain tx`. */
export type Recording = ReadonlyMap<string, Answer>;

/** A recorded operation that can be repeated. */
export interface Scenario {
  readonly name: string;
  readonly recording: Recording;
  /** Runs it and returns the result as text. */
  run(client: VmClient): Promise<string>;
  /** The result with the honest answers. */
  readonly result: string;
}

/** The client's timers run this many times faster than the clock. */
const haste = 1000;

/** The time limit of a call: two seconds by the clock. */
const timeoutMs = 2_000_000;

/** The key that the leader signs with, so that hostile quotes and receipts can be signed too. */
export const leaderKey = PrivateKey.fromHex("11".repeat(32));

const userKey = PrivateKey.fromHex("22".repeat(32));

/** The time of the recording never passes, and waiting is short. */
export const environment: Environment = {
  ...platform,
  now: ((now) => () => now)(Date.now()),
  async sleep(ms, signal) {
    if (ms >= haste || signal.aborted) return await platform.sleep(ms / haste, signal);
    // A timer takes at least a millisecond.
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  },
};

const walletKey = (devnet: Devnet) => devnet.wallets[0]!.privateKey;

/** The network and its recorded answers. */
export class RecordedNet {
  readonly network: Network;
  readonly #devnet: Devnet;
  /** The node or chain at each origin. */
  readonly #names: ReadonlyMap<string, string>;
  #recorded = new Map<string, Answer>();
  #answered = 0;
  /** Answers requests in place of the devnet once it is set. */
  answer: ((key: string, request: RequestInit | undefined) => Promise<Response>) | undefined;

  private constructor(devnet: Devnet) {
    this.#devnet = devnet;
    const { bootnode, chainId, chainRpcEndpoint } = devnet.network;
    this.#names = new Map(devnet.nodes.map(({ endpoint, index }) => [endpoint, String(index)]));
    const fetch: Fetch = (input, init) => this.#fetch(input, init);
    this.network = new Network({ bootnode, chainId, chainRpcEndpoint, fetch });
  }

  static async start(nodes: number): Promise<RecordedNet> {
    return new RecordedNet(await startDevnet({ listen: false, nodes, blockTimeMs: 10 }));
  }

  async #fetch(input: string, init?: RequestInit): Promise<Response> {
    const { origin, pathname } = new URL(input);
    const name = this.#names.get(origin);
    const method = name === undefined
      ? chainMethod(String(init?.body))
      : pathname.slice(pathname.lastIndexOf("/") + 1);
    const key = `${name ?? "chain"} ${method}`;
    if (this.answer !== undefined) {
      // Lets timers run now and then, as they do during a real request.
      if (++this.#answered % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
      return await this.answer(key, init);
    }
    const response = await this.#devnet.fetch(input, init);
    const body = new Uint8Array(await response.arrayBuffer());
    const answer = { status: response.status, headers: [...response.headers], body };
    this.#recorded.set(key, answer);
    return respond(answer);
  }

  /** A client whose balance and payer are never empty. */
  client(): Promise<VmClient> {
    const payer = { submitPayment: () => Promise.resolve("AB".repeat(32)) };
    return VmClient.create({ key: userKey, network: this.network, payer, timeoutMs, environment });
  }

  /** A payer from the first wallet. */
  payer(queryTimeoutMs: number): NilChainPayer {
    const { network } = this;
    const privateKey = walletKey(this.#devnet);
    return new NilChainPayer({ network, privateKey, queryTimeoutMs, pollMs: 20, environment });
  }

  /** Pays into the balance of the clients' user. */
  async addFunds(): Promise<void> {
    const payer = this.#devnet.payer(1);
    const { network } = this;
    await using client = await VmClient.create({ key: userKey, network, payer });
    await client.addFunds(1_000_000_000n);
  }

  /** Runs a task against the devnet and returns the answers. */
  async record(task: () => Promise<unknown>): Promise<Recording> {
    this.#recorded = new Map();
    await task();
    return new Map(
      [...this.#recorded].map(([key, answer]) => [key, signedByOurs(key, answer)]),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#devnet[Symbol.asyncDispose]();
  }
}

/** The answer as `fetch` gives it. */
export function respond({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers: headers.map(([name, value]) => [name, value]) });
}

function chainMethod(body: string): string {
  const { method, params } = JSON.parse(body);
  return method === "abci_query" ? `abci_query ${params.path}` : method;
}

/** Replaces the leader's key and signatures by those of a key that this script has. */
function signedByOurs(key: string, answer: Answer): Answer {
  const change = changes[key.slice(key.indexOf(" ") + 1)];
  if (change === undefined) return answer;
  const { message, rest } = unframe(answer.body);
  return { ...answer, body: frame(change(message), rest) };
}

const changes: Record<string, (message: Uint8Array) => Uint8Array> = {
  Cluster(bytes) {
    const cluster = fromBinary(ClusterSchema, bytes);
    const contents = leaderKey.publicKey.toBytes();
    const publicKey = { keyType: PublicKeyType.SECP256K1, contents };
    const leaderId = cluster.leader!.identity!.contents.toHex();
    const itself = cluster.members.filter(({ identity }) =>
      identity?.contents.toHex() === leaderId
    );
    for (const member of [cluster.leader!, ...itself]) {
      const { $typeName } = member.publicKey ?? member.publicKeys!.authentication!;
      const key = { $typeName, ...publicKey };
      member.publicKey = key;
      if (member.publicKeys !== undefined) member.publicKeys.authentication = key;
    }
    return toBinary(ClusterSchema, cluster);
  },
  PriceQuote(bytes) {
    const signed = fromBinary(SignedQuoteSchema, bytes);
    return toBinary(SignedQuoteSchema, { ...signed, signature: leaderKey.sign(signed.quote) });
  },
  PaymentReceipt(bytes) {
    const signed = fromBinary(SignedReceiptSchema, bytes);
    return toBinary(SignedReceiptSchema, { ...signed, signature: leaderKey.sign(signed.receipt) });
  },
};
