/** What a client writes down of its payments, and goes on with after a crash. */
import {
  AbortedError,
  FailedPreconditionError,
  InvalidArgumentError,
  Network,
  type Payer,
  type PaymentMode,
  PaymentUnknownError,
  type ResumedPayments,
  SecretInteger,
  UnavailableError,
  type VmClient,
  type VmClientOptions,
} from "@nilvm/client";
import {
  type FileJournal,
  fileJournal,
  type Journal,
  kvJournal,
  memoryJournal,
} from "@nilvm/client/journal";
import { PrivateKey, UserId } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";
import {
  assert,
  assertEquals,
  assertFalse,
  assertInstanceOf,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { platform } from "../../src/async/environment.ts";
import { boundedJournal } from "../../src/journal/memory_journal.ts";
import { PaymentLog } from "../../src/payments/payment_log.ts";
import { MortalProcess, paidWithoutReceipt } from "../support/crash.ts";
import { loseFirst, refuse, startNet, stopWhenSent, type TestNet } from "../support/net_fixture.ts";

const values = { a: new SecretInteger(42) };
const options = { ttlDays: 1 };
const priceUnil = 1_000_000n;
const depositUnil = 5_000_000n;

/** A client whose process dies at the given moment. */
async function mortalClient(net: TestNet, mortal: MortalProcess, own: Partial<VmClientOptions>) {
  const fetch = mortal.fetch((input, init) => net.network.fetch!(input, init));
  const { bootnode, chainId, chainRpcEndpoint } = net.network;
  const network = new Network({ bootnode, chainId, chainRpcEndpoint, fetch });
  const privateKey = net.devnet.wallets[0]!.privateKey;
  const payer = new NilChainPayer({ network, privateKey, pollMs: 20 });
  const journal = mortal.journal(own.journal!);
  return await net.client({ ...own, network, payer, journal });
}

async function entriesOf(journal: Journal): Promise<string[]> {
  return [...await journal.entries()].map(([, entry]) => entry);
}

interface Run {
  readonly net: TestNet;
  readonly key: PrivateKey;
  readonly journal: Journal;
  readonly died: string;
  /** A client of the next process, and what it resumed. */
  readonly client: VmClient;
  readonly resumed: ResumedPayments;
}

/** One place of a journal, which each process opens anew. */
interface OpenJournals extends AsyncDisposable {
  /** Opens it for the next process. That of a dead one is closed. */
  open(): Promise<Journal>;
}

function inMemory(): OpenJournals {
  const journal = memoryJournal();
  return { open: () => Promise.resolve(journal), [Symbol.asyncDispose]: () => Promise.resolve() };
}

function inFile(): OpenJournals {
  const folder = Deno.makeTempDirSync();
  let last: FileJournal | undefined;
  return {
    async open() {
      await last?.[Symbol.asyncDispose]();
      return last = fileJournal(`${folder}/journal`);
    },
    async [Symbol.asyncDispose]() {
      await last?.[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

function inKv(): OpenJournals {
  const path = Deno.makeTempFileSync();
  let last: Deno.Kv | undefined;
  return {
    async open() {
      last?.close();
      last = await Deno.openKv(path);
      return kvJournal(last);
    },
    async [Symbol.asyncDispose]() {
      last?.close();
      await Deno.remove(path);
    },
  };
}

/** Kills a process at each moment of its work, one after the other, and looks at what the next one finds. */
async function killEverywhere(
  prepare: (net: TestNet, key: PrivateKey) => Promise<void>,
  own: Partial<VmClientOptions>,
  work: (client: VmClient) => Promise<unknown>,
  judge: (run: Run) => Promise<void>,
  openJournals: () => OpenJournals = inMemory,
): Promise<string[]> {
  const seen: string[] = [];
  for (let at = 0;; at++) {
    await using journals = openJournals();
    await using net = await startNet();
    const key = PrivateKey.random();
    await prepare(net, key);
    const ofMortal = await journals.open();
    // The first requests are those of the connection.
    const mortal = new MortalProcess(2 + at);
    const mortalOne = await mortalClient(net, mortal, { ...own, key, journal: ofMortal });
    const done = work(mortalOne).then(() => undefined);
    done.catch(() => {}); // A process that died has nobody to tell.
    const death = await Promise.race([mortal.death, done]);
    if (death === undefined) {
      assertEquals(await entriesOf(ofMortal), [], "nothing is left in the journal");
      await mortalOne[Symbol.asyncDispose]();
      return seen;
    }
    seen.push(death.what);
    const journal = await journals.open();
    await using client = await net.client({ ...own, key, journal });
    const resumed = await client.resumePayments({ timeoutMs: 10_000 });
    await judge({ net, key, journal, died: death.what, client, resumed });
    await mortalOne[Symbol.asyncDispose]();
  }
}

function walletUnil(net: TestNet): bigint {
  return net.devnet.chain.account(net.devnet.wallets[0]!.address).balanceUnil;
}

/** Stores values in processes that die at each moment of it. */
async function storeSurvives(
  paymentMode: PaymentMode,
  openJournals?: () => OpenJournals,
): Promise<void> {
  let atStart = { wallet: 0n, balance: 0n };
  const fundsOf = async (net: TestNet, client: VmClient) => ({
    wallet: walletUnil(net),
    balance: (await client.balance()).balance,
  });
  const prepare = async (net: TestNet, key: PrivateKey) => {
    await using client = await net.client({ key });
    if (paymentMode === "balance") await client.addFunds(depositUnil);
    atStart = await fundsOf(net, client);
  };
  const outcomes = new Set<string>();
  const judge = async ({ net, died, client, resumed, journal }: Run) => {
    const funds = await fundsOf(net, client);
    const { open: [purchase], lost: [lost], unsettled, credited } = resumed;
    assertEquals([credited, unsettled], [[], []], died);
    const paid = [atStart.wallet - funds.wallet, atStart.balance - funds.balance]
      .filter((amount) => amount !== 0n);
    if (paid.length === 0) {
      assertEquals([purchase, lost], [undefined, undefined], died);
      outcomes.add("not paid");
    } else if (lost !== undefined) {
      // The leader gives a receipt once, and its answer was not written down.
      assert(["after PaymentReceipt", "before write"].includes(died), died);
      assertStringIncludes(lost.error.message, "its receipt was lost");
      outcomes.add("lost");
    } else if (purchase === undefined) {
      assertEquals(died, "after remove");
    } else if (purchase.mayBeUsed) {
      // A read shows what became of the write.
      const read = client.retrieveValues(purchase.id!).invoke();
      const found = await read.then(({ a }) => a?.value, ({ code }) => code);
      assert(found === 42n || found === "NOT_FOUND" || found === "NODES_DISAGREE", `${found}`);
      if (found === 42n) outcomes.add("found");
      await purchase.discard();
    } else {
      assertEquals([purchase.action, purchase.amountUnil], ["Storing values", priceUnil]);
      const storing = client.storeValues(values, options);
      assertEquals(await storing.invokeWithReceipt(purchase.receipt), purchase.id);
      assertEquals(await fundsOf(net, client), funds, "it costs nothing more");
      outcomes.add("gone on");
    }
    assertEquals(paid.length <= 1, true, "it is paid once");
    assertEquals(await entriesOf(journal), [], died);
  };
  const store = (client: VmClient) => client.storeValues(values, options).invoke();
  const seen = await killEverywhere(prepare, { paymentMode }, store, judge, openJournals);
  assert(seen.length > 15, seen.join());
  assertEquals([...outcomes].sort(), ["found", "gone on", "lost", "not paid"]);
}

Deno.test("a store survives a crash at every moment, paid on the chain", () =>
  storeSurvives("perOperation"));

Deno.test("a store survives a crash at every moment, paid from the balance", () =>
  storeSurvives("balance"));

Deno.test("a store survives a crash at every moment, with a journal in a file", () =>
  storeSurvives("perOperation", inFile));

Deno.test("a store survives a crash at every moment, with a journal in Deno KV", () =>
  storeSurvives("perOperation", inKv));

Deno.test("a deposit survives a crash at every moment", async () => {
  let walletBefore = 0n;
  let notPaid = 0;
  const prepare = (net: TestNet) => Promise.resolve(void (walletBefore = walletUnil(net)));
  const seen = await killEverywhere(
    prepare,
    {},
    (client) => client.addFunds(depositUnil),
    async ({ net, client, resumed, died, journal }) => {
      assertEquals([resumed.open, resumed.lost, resumed.unsettled], [[], [], []], died);
      const paid = walletBefore - walletUnil(net);
      const { balance } = await client.balance();
      if (paid === 0n) {
        notPaid++;
        assertEquals([balance, resumed.credited], [0n, []], died);
      } else {
        assertEquals(paid, depositUnil, died);
        assert(balance > 0n, `${died}: what was paid is credited`);
        const [credited] = resumed.credited;
        if (died !== "after remove") {
          assertEquals(credited?.amountUnil, depositUnil);
          assertStringIncludes(credited!.action, `${client.userId}`);
          assertEquals(credited!.txHash?.length, 64);
        }
      }
      assertEquals(await entriesOf(journal), [], died);
    },
  );
  assert(seen.length > 10 && notPaid > 2 && notPaid < seen.length - 4, seen.join());
});

Deno.test("resumePayments() sends a transaction again that the chain dropped before the crash", async () => {
  await using net = await startNet();
  const own = { key: PrivateKey.random(), journal: memoryJournal() };
  const dropped = net.devnet.chain.inject({ kind: "drop" });
  {
    await using client = await net.client({ ...own, paymentMode: "perOperation" });
    const error = await stopWhenSent(
      net,
      (limits) => client.storeValues(values, options).invoke(limits),
    );
    assertInstanceOf(error, PaymentUnknownError);
  }
  dropped[Symbol.dispose]();
  const before = walletUnil(net);
  await using client = await net.client(own);
  const { open } = await client.resumePayments();
  assertEquals(before - walletUnil(net), priceUnil, "it is paid now, once");
  const storing = client.storeValues(values, options);
  assertEquals(await storing.invokeWithReceipt(open[0]!.receipt), open[0]!.id);
});

Deno.test("resumePayments() drops a payment whose sequence number another one took", async () => {
  await using net = await startNet();
  const own = { key: PrivateKey.random(), journal: memoryJournal() };
  const dropped = net.devnet.chain.inject({ kind: "drop" });
  {
    await using client = await net.client({ ...own, paymentMode: "perOperation" });
    const error = await stopWhenSent(
      net,
      (limits) => client.storeValues(values, options).invoke(limits),
    );
    assertInstanceOf(error, PaymentUnknownError);
  }
  dropped[Symbol.dispose]();
  await net.payer().submitPayment(5n, new Uint8Array(32));
  const before = walletUnil(net);
  await using client = await net.client(own);
  const resumed = await client.resumePayments();
  assertEquals(resumed, { credited: [], open: [], unsettled: [], lost: [] });
  assertEquals(walletUnil(net), before);
  assertEquals(await entriesOf(own.journal), []);
});

Deno.test("resumePayments() leaves a payment in the journal while the chain cannot be reached", async () => {
  await using net = await startNet();
  const own = { key: PrivateKey.random(), journal: memoryJournal() };
  await paidWithoutReceipt(net, own);
  await using client = await net.client(own);
  const down = net.devnet.chain.inject({ kind: "down" });
  const { unsettled, ...others } = await client.resumePayments({ timeoutMs: 1_000 });
  assertEquals(others, { credited: [], open: [], lost: [] });
  assertEquals(unsettled.map(({ error }) => error.code), ["PAYMENT_UNKNOWN"]);
  assertEquals(unsettled[0]!.txHash?.length, 64);
  down[Symbol.dispose]();
  assertEquals((await client.resumePayments()).open.length, 1);
  assertEquals((await client.resumePayments()).open.length, 1, "it stays open until it is used");
});

Deno.test("a client without a payer gets the receipts of earlier payments", async () => {
  await using net = await startNet();
  const own = { key: PrivateKey.random(), journal: memoryJournal() };
  await paidWithoutReceipt(net, own);
  await using client = await net.client({ ...own, payer: undefined });
  const { open: [purchase] } = await client.resumePayments();
  await client.storeValues(values, options).invokeWithReceipt(purchase!.receipt);
  assertEquals(await entriesOf(own.journal), []);
});

Deno.test("a payment of a payer that names no transaction stays unknown until its quote expires", async () => {
  await using net = await startNet();
  const own = { key: PrivateKey.random(), journal: memoryJournal() };
  const silent: Payer = {
    submitPayment: (amountUnil, resource) => {
      net.payer().submitPayment(amountUnil, resource).catch(() => {});
      return new Promise(() => {});
    },
  };
  const payingMode = { paymentMode: "perOperation", payer: silent } as const;
  await using crashed = await net.client({ ...own, ...payingMode });
  const storing = crashed.storeValues(values, options);
  await assertRejects(() => storing.invoke({ timeoutMs: 500 }));
  await using client = await net.client({ ...own, environment: net.devnet.clock });
  const { unsettled } = await client.resumePayments();
  assertStringIncludes(unsettled[0]!.error.message, "did not name the transaction");
  net.devnet.clock.advance(25 * 3_600_000);
  const { lost } = await client.resumePayments();
  assertInstanceOf(lost[0]?.error, FailedPreconditionError);
  assertEquals(await entriesOf(own.journal), []);
});

Deno.test("resumePayments() credits a deposit before the balance is asked for a price", async () => {
  await using net = await startNet();
  const own = { key: PrivateKey.random(), journal: memoryJournal() };
  {
    await using client = await net.client(own);
    net.intercept = ({ method, passOn }) =>
      ["AddFunds", "PaymentReceipt"].includes(method) ? refuse() : passOn();
    const short = { timeoutMs: 2_000 };
    await assertRejects(() => client.addFunds(depositUnil, undefined, short));
    const storing = client.storeValues(values, options);
    await assertRejects(() => storing.invoke(short), UnavailableError);
    net.intercept = ({ passOn }) => passOn();
  }
  const before = walletUnil(net);
  await using client = await net.client(own);
  const { credited, open, lost, unsettled } = await client.resumePayments();
  assertEquals([credited.length, open.length, lost, unsettled], [1, 1, [], []]);
  const storing = client.storeValues(values, options);
  assertEquals(await storing.invokeWithReceipt(open[0]!.receipt), open[0]!.id);
  assertEquals(walletUnil(net), before);
});

Deno.test("resumePayments() leaves alone what operations have under way, until they are disposed of", async () => {
  await using net = await startNet();
  await using client = await net.client({ paymentMode: "perOperation" });
  const storing = client.storeValues(values, options);
  net.intercept = (passing) => passing.method === "PaymentReceipt" ? refuse() : passing.passOn();
  await assertRejects(() => storing.invoke({ timeoutMs: 2_000 }));
  net.intercept = ({ passOn }) => passOn();
  const nothing = { credited: [], open: [], unsettled: [], lost: [] };
  assertEquals(await client.resumePayments(), nothing);
  storing[Symbol.dispose]();
  const { open: [purchase] } = await client.resumePayments();
  await client.storeValues(values, options).invokeWithReceipt(purchase!.receipt);
  assertEquals(await client.resumePayments(), nothing);
});

Deno.test("a client keeps the open payments of its latest operations, and no more", async () => {
  const journal = boundedJournal(3);
  for (const id of ["a", "b", "c", "a", "d"]) await journal.write(id, id);
  assertEquals([...await journal.entries()].map(([id]) => id), ["b", "c", "d"]);
});

Deno.test("PaymentLog leaves a record alone until it is let go", async () => {
  const owner = { user: "a", leader: "b" };
  const log = new PaymentLog(memoryJournal(), owner, platform);
  const { signal } = new AbortController();
  const begin = () => log.begin({ action: "Storing values", amountUnil: 1n });
  const held = begin();
  await held.write({ isOnChain: true }, { signal });
  assertEquals(await log.takeLeft(signal), []);
  held.letGo();
  const [first] = await log.takeLeft(signal);
  assertEquals(first!.id, held.id);
  assertEquals(await log.takeLeft(signal), []);
  first!.letGo();
  await held.note({ isSent: true }, { signal });
  assertEquals((await log.takeLeft(signal)).map(({ id }) => id), [held.id]);
});

Deno.test("resumePayments() takes the receipt that a request of an earlier call has got", async () => {
  await using net = await startNet();
  const key = PrivateKey.random();
  const journal = memoryJournal();
  await paidWithoutReceipt(net, { key, journal });
  await using client = await net.client({ key, journal });
  // The leader's answer takes longer than the first call.
  const answer = Promise.withResolvers<void>();
  net.intercept = async ({ method, passOn }) => {
    const response = await passOn();
    if (method === "PaymentReceipt") await answer.promise;
    return response;
  };
  net.passed.length = 0;
  const first = await client.resumePayments({ timeoutMs: 300 });
  assertEquals([first.unsettled.length, first.lost.length], [1, 0]);

  const second = client.resumePayments();
  answer.resolve();
  const { open, lost, unsettled } = await second;
  assertEquals([open.length, lost, unsettled], [1, [], []]);
  assertEquals(net.count("PaymentReceipt"), 1);
  const third = await client.resumePayments();
  assertEquals(third.open.map(({ receipt }) => receipt), open.map(({ receipt }) => receipt));
});

Deno.test("resumePayments() tells of a refusal that a request of an earlier call has got", async () => {
  await using net = await startNet();
  const key = PrivateKey.random();
  const journal = memoryJournal();
  await paidWithoutReceipt(net, { key, journal });
  await using client = await net.client({ key, journal });
  // The leader's second answer takes longer than the first call.
  const answer = Promise.withResolvers<void>();
  const lose = loseFirst("PaymentReceipt");
  const stop = new AbortController();
  net.intercept = async (passing) => {
    const response = await lose(passing);
    if (passing.method !== "PaymentReceipt") return response;
    stop.abort();
    await answer.promise;
    return response;
  };
  net.passed.length = 0;
  const first = await client.resumePayments({ signal: stop.signal });
  assertEquals([first.unsettled.length, first.lost.length], [1, 0]);
  answer.resolve();
  await new Promise((resolve) => setTimeout(resolve, 50));

  const { open, lost: [payment], unsettled } = await client.resumePayments();
  assertEquals([open, unsettled], [[], []]);
  assertStringIncludes(payment!.error.message, "receipt was lost");
  assertEquals(net.count("PaymentReceipt"), 2);
});

Deno.test("users share a journal, and see only their own payments", async () => {
  await using net = await startNet();
  const journal = memoryJournal();
  const ann = PrivateKey.random();
  await paidWithoutReceipt(net, { key: ann, journal });
  await using other = await net.client({ journal });
  assertEquals((await other.resumePayments()).open, []);
  await using client = await net.client({ key: ann, journal });
  assertEquals((await client.resumePayments()).open.length, 1);
});

Deno.test("nothing is paid that the journal does not take", async () => {
  await using net = await startNet();
  for (const method of ["store", "deposit"]) {
    const journal: Journal = {
      ...memoryJournal(),
      write: () => Promise.reject(new Error("disk full")),
    };
    for (const paymentMode of ["perOperation", "balance"] as PaymentMode[]) {
      await using client = await net.client({ journal, paymentMode });
      const before = walletUnil(net);
      const storing = client.storeValues(values, options);
      const work = method === "store" ? () => storing.invoke() : () => client.addFunds(depositUnil);
      const error = await assertRejects(work, FailedPreconditionError, "disk full");
      assertEquals(error.phase, "payment");
      assertFalse(storing.isResumable);
      assertEquals(walletUnil(net), before);
      assertEquals(net.count("broadcast_tx_sync") + net.count("PaymentReceipt"), 0);
    }
  }
});

Deno.test("a receipt that the journal does not take is used, and its write waits for the journal", async () => {
  await using net = await startNet();
  const kept = memoryJournal();
  let isFull = false;
  const journal: Journal = {
    ...kept,
    write: (...args) => isFull ? Promise.reject(new Error("disk full")) : kept.write(...args),
  };
  await using client = await net.client({ journal, paymentMode: "perOperation" });
  net.intercept = async ({ method, passOn }) => {
    const answer = await passOn();
    if (method === "PaymentReceipt") isFull = true;
    return answer;
  };
  const storing = client.storeValues(values, options);
  await assertRejects(() => storing.invoke(), FailedPreconditionError, "disk full");
  assert(storing.isResumable);
  assertEquals(net.count("StoreValues"), 0);
  isFull = false;
  net.intercept = ({ passOn }) => passOn();
  await storing.invoke();
  assertEquals(net.count("broadcast_tx_sync"), 1);
  assertEquals(await entriesOf(kept), []);
});

/** A journal in memory that is in the middle of writing a receipt until `go` is called. `stop` aborts then. */
function slowReceipts() {
  const kept = memoryJournal();
  const stop = new AbortController();
  const slow = Promise.withResolvers<void>();
  const journal: Journal = {
    ...kept,
    async write(id, entry) {
      if (entry.includes('"receipt"') && !stop.signal.aborted) {
        stop.abort();
        await slow.promise;
      }
      await kept.write(id, entry);
    },
  };
  return { kept, journal, stop, go: slow.resolve };
}

Deno.test("a receipt that is still being written stays when the next attempt writes", async () => {
  await using net = await startNet();
  const { kept, journal, stop, go } = slowReceipts();
  const key = PrivateKey.random();
  await using client = await net.client({ key, journal, paymentMode: "perOperation" });
  const storing = client.storeValues(values, options);
  await assertRejects(() => storing.invoke({ signal: stop.signal }), AbortedError);
  const stopAgain = new AbortController();
  net.intercept = ({ method, passOn }) => {
    if (method === "StoreValues") stopAgain.abort();
    return passOn();
  };
  const second = storing.invoke({ signal: stopAgain.signal });
  go();
  await assertRejects(() => second, AbortedError);

  await using next = await net.client({ key, journal: kept });
  const { open, lost } = await next.resumePayments();
  assertEquals([open.map(({ mayBeUsed }) => mayBeUsed), lost], [[true], []]);
});

Deno.test("a receipt that is still being written is not used by the next attempt", async () => {
  await using net = await startNet();
  const { journal, stop, go } = slowReceipts();
  await using client = await net.client({ journal, paymentMode: "perOperation" });
  const asking = client.poolStatus();
  await assertRejects(() => asking.invoke({ signal: stop.signal }), AbortedError);
  const second = asking.invoke();
  await new Promise((resolve) => setTimeout(resolve, 100));
  assertEquals(net.count("PoolStatus"), 0);
  go();
  await second;
  assertEquals([net.count("PoolStatus"), net.count("broadcast_tx_sync")], [1, 1]);
});

Deno.test("a journal that hangs ends no later than the call", async () => {
  await using net = await startNet();
  const stop = new AbortController();
  const journal: Journal = {
    ...memoryJournal(),
    write() {
      stop.abort();
      return new Promise(() => {});
    },
  };
  await using client = await net.client({ journal, paymentMode: "perOperation" });
  const storing = client.storeValues(values, options);
  await assertRejects(() => storing.invoke({ signal: stop.signal }), AbortedError);
  assertEquals(net.count("broadcast_tx_sync"), 0);
});

Deno.test("a journal that cannot be read is refused before anything is paid", async () => {
  await using net = await startNet();
  const later = memoryJournal();
  await later.write("e1", JSON.stringify({ version: 2 }));
  const foreign = memoryJournal();
  await foreign.write("e1", "not JSON");
  const broken: Journal = {
    ...memoryJournal(),
    entries: () => Promise.reject(new Error("held by process 7")),
  };
  const words: [Journal, string][] = [
    [later, "it has version 2, and this client reads version 1"],
    [foreign, "The entry e1 of the journal cannot be read"],
    [broken, "held by process 7"],
  ];
  for (const [journal, text] of words) {
    await assertRejects(() => net.client({ journal }), FailedPreconditionError, text);
  }
  const journal = { write: 1 } as unknown as Journal;
  await assertRejects(() => net.client({ journal }), InvalidArgumentError, "journal must have");
});

Deno.test("a journal holds no secret, no share and no key", async () => {
  await using net = await startNet();
  const written: string[] = [];
  const kept = memoryJournal();
  const journal: Journal = {
    ...kept,
    write(id, entry) {
      written.push(entry);
      return kept.write(id, entry);
    },
  };
  const key = PrivateKey.random();
  const secret = new SecretInteger(0x5eC2e7_5eC2e7_5eC2e7n);
  await using client = await net.client({ key, journal, paymentMode: "perOperation" });
  const bodies: string[] = [];
  net.intercept = async ({ method, request, passOn }) => {
    if (method === "StoreValues") bodies.push((await request.clone().bytes()).toHex());
    return await passOn();
  };
  await client.storeValues({ secret }, options).invoke();
  await client.addFunds(depositUnil);
  const all = written.join();
  assertEquals(written.length, 6);
  const walletKey = net.devnet.wallets[0]!.privateKey;
  for (const text of [key.toBytes().toHex(), walletKey, "5ec2e75ec2e75ec2e7", `${secret.value}`]) {
    assertFalse(all.toLowerCase().includes(text));
  }
  // The tail of a request is the node's share.
  for (const body of bodies) assertFalse(all.includes(body.slice(-32)));
});

Deno.test("UserId of a deposit's recipient is in the record, for people", async () => {
  await using net = await startNet();
  const own = { key: PrivateKey.random(), journal: memoryJournal() };
  const friend = UserId.fromPublicKey(PrivateKey.random().publicKey);
  {
    await using client = await net.client(own);
    net.intercept = ({ method, passOn }) => method === "AddFunds" ? refuse() : passOn();
    await assertRejects(() => client.addFunds(depositUnil, friend, { timeoutMs: 2_000 }));
    net.intercept = ({ passOn }) => passOn();
  }
  await using client = await net.client(own);
  const { credited: [deposit] } = await client.resumePayments();
  assertEquals(deposit?.action, `Adding funds for user ${friend}`);
});
