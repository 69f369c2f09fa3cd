/** Operations and deposits that are aborted at random moments, and called again until they are done. */
import {
  AbortedError,
  type CallOptions,
  Network,
  type PaymentMode,
  PaymentUnknownError,
  PrivateKey,
  SecretBlob,
  SecretInteger,
  TimeoutError,
  type Values,
  type ValuesId,
  VmClient,
  VmError,
} from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { AbortMoments, drawMoments, type Moment, type RequestEvent } from "./abort_moments.ts";
import { Random } from "./random.ts";

/** What to run. */
export interface AbortedRun {
  /** The moments of all aborts follow from it. */
  readonly seed: number;
  /** How many operations or deposits to make. */
  readonly count: number;
  /** Whether requests go through sockets. */
  readonly listen: boolean;
  /** Whether nodes and the chain fail now and then, too. */
  readonly hasFaults?: boolean;
}

/** What calls have ended with before they were done. */
export interface Endings {
  /** The calls that were stopped, by the phase that they were in. */
  readonly stopped: Record<string, number>;
  /** The errors that a stopped call must not end with. */
  readonly surprises: string[];
}

/** How operations ended. */
export interface OperationsReport extends Endings {
  /** How many different ids of values they gave. */
  readonly ids: number;
  /** What the wallet has paid, in unil. It pays no fees. */
  readonly paidUnil: bigint;
  /** What is left of the deposits for them, in credits. */
  readonly leftCredits: bigint;
  /** How many transactions the wallet has made. */
  readonly transactions: number;
  /** For how many quotes the leader has given a receipt. */
  readonly receipts: number;
  /** How many receipts each node has accepted. */
  readonly accepted: readonly number[];
  /** How many of the values each node holds. */
  readonly held: readonly number[];
  /** How many of the values read as they were stored last. */
  readonly right: number;
}

/** How deposits ended. */
export interface DepositsReport extends Endings {
  /** What the wallet has paid, in unil. It pays no fees. */
  readonly paidUnil: bigint;
  /** How many transactions the wallet has made. */
  readonly transactions: number;
  /** What the users have, in credits. */
  readonly credits: bigint;
}

/** The price of an operation, and what a deposit must have at least. */
export const priceUnil = 1_000_000n;
/** The same price in credits. */
export const priceCredits = 100n;

/** How many clients call at once. All payments on the chain are made by one payer. */
const clientCount = 8;
const blockTimeMs = 10;
const attemptsMax = 50;
const lastTimeoutMs = 60_000;
const readerWallet = 9;

/** A client whose calls are stopped. */
interface User {
  readonly key: PrivateKey;
  readonly client: VmClient;
  readonly moments: AbortMoments;
  readonly random: Random;
}

/** A devnet with users who pay from its first wallet. */
class Trial implements AsyncDisposable {
  readonly devnet: Devnet;
  readonly users: User[] = [];
  readonly endings: Endings = { stopped: {}, surprises: [] };
  readonly payer: NilChainPayer;
  readonly #listen: boolean;

  private constructor(devnet: Devnet, listen: boolean) {
    this.devnet = devnet;
    this.#listen = listen;
    // Everybody's payments go through one payer, so one request may be of any of them.
    const network = this.network((event) =>
      this.users.forEach(({ moments }) => moments.see(event))
    );
    const { privateKey } = devnet.wallets[0]!;
    this.payer = new NilChainPayer({ network, privateKey, pollMs: 20, timeoutBlocks: 10_000 });
  }

  static async start(
    { seed, listen, hasFaults = false }: AbortedRun,
    paymentMode: PaymentMode,
    hasPayer: boolean,
  ): Promise<Trial> {
    const trial = new Trial(await startDevnet({ listen, blockTimeMs }), listen);
    if (hasFaults) trial.#injectFaults();
    for (let stream = 1; stream <= clientCount; stream++) {
      const key = PrivateKey.random();
      const random = new Random(seed, stream);
      const moments = new AbortMoments();
      const network = trial.network((event) => moments.see(event));
      const payer = hasPayer ? trial.payer : undefined;
      const client = await VmClient.create({ key, network, payer, paymentMode });
      trial.users.push({ key, client, moments, random });
    }
    return trial;
  }

  #injectFaults(): void {
    for (const node of this.devnet.nodes) {
      node.inject({ kind: "refuse", code: "UNAVAILABLE", probability: 0.05 });
      node.inject({ kind: "down", probability: 0.05 });
    }
    this.devnet.chain.inject({ kind: "down", probability: 0.05 });
    this.devnet.chain.inject({ kind: "drop", probability: 0.05 });
    this.devnet.chain.inject({ kind: "lag", delayMs: 40, probability: 0.2 });
  }

  /** The devnet as a network, whose requests are seen before they are sent, while they are under way, and when they end. */
  network(see: (event: RequestEvent) => void): Network {
    const { bootnode, chainId, chainRpcEndpoint } = this.devnet.network;
    const send = this.#listen ? fetch : this.devnet.fetch;
    return new Network({
      bootnode,
      chainId,
      chainRpcEndpoint,
      fetch: async (input, init) => {
        const isChain = new URL(input).origin === new URL(chainRpcEndpoint!).origin;
        const method = isChain ? "chain" : input.slice(input.lastIndexOf("/") + 1);
        see({ method, side: "before" });
        const answer = send(input, init);
        see({ method, side: "sent" });
        try {
          return await answer;
        } finally {
          see({ method, side: "after" });
        }
      },
    });
  }

  /**
   * Calls until the call is done, and stops the calls at each of the moments that comes. Some calls are stopped before
   * they begin, or by their time limit.
   */
  async insist<T>(
    { moments: watched, random }: User,
    moments: Set<Moment>,
    call: (options: CallOptions) => Promise<T>,
  ): Promise<T> {
    for (let attempt = 1;; attempt++) {
      const stop = new AbortController();
      const other = attempt < 10 ? random.below(20) : undefined;
      const timeoutMs = other === 0 ? 1 + random.below(60) : lastTimeoutMs;
      if (other === 1) stop.abort();
      using _ = watched.abortAt(moments, stop);
      const calling = call({ signal: stop.signal, timeoutMs });
      if (other === 2) stop.abort();
      try {
        return await calling;
      } catch (error) {
        this.#note(error, stop.signal.aborted || timeoutMs !== lastTimeoutMs);
        if (attempt === attemptsMax) throw error;
      }
    }
  }

  #note(error: unknown, wasStopped: boolean): void {
    const { stopped, surprises } = this.endings;
    const isStop = error instanceof AbortedError || error instanceof TimeoutError ||
      error instanceof PaymentUnknownError;
    if (wasStopped && isStop) {
      const phase = error.phase ?? "none";
      stopped[phase] = (stopped[phase] ?? 0) + 1;
    } else surprises.push(error instanceof VmError ? `${error.code} ${error.message}` : `${error}`);
  }

  /** How many transactions the first wallet has made, and what they have cost. */
  wallet(): { transactions: number; paidUnil: bigint } {
    const [first, , other] = this.devnet.wallets.map(({ address }) =>
      this.devnet.chain.account(address)
    );
    // Wallets begin with the same balance, and the other one is never used.
    return {
      transactions: first!.sequence,
      paidUnil: other!.balanceUnil - first!.balanceUnil,
    };
  }

  /** The keys of all tables that the devnet keeps, by their names. */
  async tables(): Promise<Map<string, string[]>> {
    const text = new TextDecoder().decode(await this.devnet.snapshot());
    const tables = new Map<string, string[]>();
    for (const line of text.trimEnd().split("\n").slice(1)) {
      const [name, key] = JSON.parse(line);
      tables.set(name, [...tables.get(name) ?? [], key]);
    }
    return tables;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { client } of this.users) await client[Symbol.asyncDispose]();
    await this.devnet[Symbol.asyncDispose]();
  }
}

/** Shares work among users. Each does one piece after the other. */
async function share(
  { users }: Trial,
  count: number,
  work: (user: User, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(users.map(async (user) => {
    while (next < count) await work(user, next++);
  }));
}

/** Stores and updates values. Each operation is aborted several times, and invoked until it is done. */
export async function abortOperations(
  run: AbortedRun,
  paymentMode: PaymentMode,
): Promise<OperationsReport> {
  await using trial = await Trial.start(run, paymentMode, paymentMode === "perOperation");
  const stored = new Map<ValuesId, { user: User; values: Values }>();
  const owned = new Map<User, ValuesId[]>();
  const operate = async (user: User, index: number) => {
    const { client, random } = user;
    const ids = owned.get(user) ?? [];
    owned.set(user, ids);
    const values: Values = {
      number: new SecretInteger(index),
      note: new SecretBlob(random.bytes(1 + random.below(300))),
    };
    const updateIdentifier = ids.length > 0 && random.below(4) === 0 ? random.pick(ids) : undefined;
    const operation = client.storeValues(values, { ttlDays: 1, updateIdentifier });
    const moments = drawMoments(random, paymentMode);
    const id = await trial.insist(user, moments, async (options) => {
      // A second call shares the attempt, and is stopped with it.
      const calls = Array.from({ length: 1 + random.below(2) }, () => operation.invoke(options));
      const [first, second] = await Promise.allSettled(calls);
      if (second !== undefined && first!.status !== second.status) {
        throw new Error("Two calls at once ended differently");
      }
      return await calls[0]!;
    });
    if (updateIdentifier === undefined) ids.push(id);
    stored.set(id, { user, values });
  };

  if (paymentMode === "perOperation") await share(trial, run.count, operate);
  else {
    // Each user has exactly the price of the own operations, so that none can be paid twice.
    const own = Math.ceil(run.count / trial.users.length);
    const begun = new Map(trial.users.map((user, index) => [user, own * index]));
    await using treasurer = await VmClient.create({
      key: PrivateKey.random(),
      network: trial.devnet.network,
      payer: trial.payer,
    });
    await Promise.all(trial.users.map(async (user) => {
      const first = begun.get(user)!;
      const last = Math.min(first + own, run.count);
      if (last <= first) return;
      await treasurer.addFunds(priceUnil * BigInt(last - first), user.client.userId);
      for (let index = first; index < last; index++) await operate(user, index);
    }));
  }
  return { ...trial.endings, ...await countOperations(trial, stored) };
}

async function countOperations(
  trial: Trial,
  stored: ReadonlyMap<ValuesId, { user: User; values: Values }>,
): Promise<Omit<OperationsReport, keyof Endings>> {
  const { devnet, users } = trial;
  const { transactions, paidUnil } = trial.wallet();
  let leftCredits = 0n;
  for (const { client } of users) leftCredits += (await client.balance()).balance;
  const tables = await trial.tables();
  const sizeOf = (name: string) => tables.get(name)?.length ?? 0;
  const nodes = devnet.nodes.map(({ index }) => `node ${index}`);
  const counted = {
    ids: stored.size,
    paidUnil,
    leftCredits,
    transactions,
    receipts: sizeOf("leader.spentQuotes"),
    accepted: nodes.map((node) => sizeOf(`${node}.spentReceipts`)),
    held: nodes.map((node) =>
      (tables.get(`${node}.values`) ?? []).filter((id) => stored.has(id)).length
    ),
  };
  const right = await Promise.all(users.map(async (user) => {
    const own = [...stored].filter(([, { user: owner }]) => owner === user);
    if (own.length === 0) return 0;
    await using reader = await VmClient.create({
      key: user.key,
      network: devnet.network,
      payer: devnet.payer(readerWallet),
    });
    await reader.addFunds(priceUnil * BigInt(own.length));
    let count = 0;
    for (const [id, { values }] of own) {
      const read = await reader.retrieveValues(id).invoke();
      if (Object.entries(values).every(([name, value]) => value.equals(read[name]))) count++;
    }
    return count;
  }));
  return { ...counted, right: right.reduce((sum, count) => sum + count, 0) };
}

/** Makes deposits of one price each. Each is aborted several times, and called until it is done. */
export async function abortDeposits(run: AbortedRun): Promise<DepositsReport> {
  await using trial = await Trial.start(run, "balance", true);
  await share(trial, run.count, async (user) => {
    const moments = drawMoments(user.random, "deposit");
    await trial.insist(
      user,
      moments,
      (options) => user.client.addFunds(priceUnil, undefined, options),
    );
  });
  let credits = 0n;
  for (const { client } of trial.users) credits += (await client.balance()).balance;
  return { ...trial.endings, ...trial.wallet(), credits };
}
