/** When a client writes down a step, and when it removes the entry of a payment. */
import {
  FailedPreconditionError,
  InsufficientFundsError,
  InvalidArgumentError,
  type Payer,
  PaymentUnknownError,
  PermissionDeniedError,
  SecretInteger,
} from "@nilvm/client";
import { type Journal, memoryJournal } from "@nilvm/client/journal";
import { PrivateKey } from "@nilvm/client/keys";
import {
  assert,
  assertEquals,
  assertInstanceOf,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { endpointAnswer } from "../support/chain_fixture.ts";
import { paidWithoutReceipt } from "../support/crash.ts";
import { fundedClient, refuse, startNet, stopWhenSent } from "../support/net_fixture.ts";

const values = { a: new SecretInteger(42) };
const options = { ttlDays: 1 };
const depositUnil = 5_000_000n;
const hourMs = 3_600_000;
const nothing = { credited: [], open: [], unsettled: [], lost: [] };

async function entriesOf(journal: Journal): Promise<string[]> {
  return [...await journal.entries()].map(([, entry]) => entry);
}

/** A new user, and a journal that outlives its clients. */
function newOwner(): { key: PrivateKey; journal: Journal } {
  return { key: PrivateKey.random(), journal: memoryJournal() };
}

Deno.test("a write with an earlier receipt is written down before nodes get it", async () => {
  await using net = await startNet();
  const own = newOwner();
  await paidWithoutReceipt(net, own);
  let isFull = false;
  const journal: Journal = {
    ...own.journal,
    write: (...args) =>
      isFull ? Promise.reject(new Error("disk full")) : own.journal.write(...args),
  };
  await using client = await net.client({ ...own, journal });
  const { open: [purchase] } = await client.resumePayments();
  assertEquals(purchase!.mayBeUsed, false);
  isFull = true;
  const storing = client.storeValues(values, options);
  const store = () => storing.invokeWithReceipt(purchase!.receipt);
  await assertRejects(store, FailedPreconditionError, "disk full");
  assertEquals(net.count("StoreValues"), 0);

  isFull = false;
  net.intercept = ({ method, to, passOn }) =>
    method === "StoreValues" && to === 1 ? refuse() : passOn();
  await assertRejects(store);
  net.intercept = ({ passOn }) => passOn();
  await using next = await net.client(own);
  assertEquals((await next.resumePayments()).open.map(({ mayBeUsed }) => mayBeUsed), [true]);
});

Deno.test("an earlier receipt is left alone while a read uses it", async () => {
  await using net = await startNet();
  const own = newOwner();
  await using funded = await fundedClient(net);
  const owned = await net.client({ ...own, paymentMode: "balance" });
  await funded.addFunds(depositUnil, owned.userId);
  const id = await owned.storeValues(values, options).invoke();
  net.intercept = ({ method, passOn }) => method === "RetrieveValues" ? refuse() : passOn();
  await assertRejects(() => owned.retrieveValues(id).invoke());
  await owned[Symbol.asyncDispose]();

  await using client = await net.client(own);
  const { open: [purchase] } = await client.resumePayments();
  const reading = client.retrieveValues(id);
  const reached = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  net.intercept = async ({ method, passOn }) => {
    if (method === "RetrieveValues") {
      reached.resolve();
      await goOn.promise;
    }
    return await passOn();
  };
  const read = reading.invokeWithReceipt(purchase!.receipt);
  await reached.promise;
  assertEquals(await client.resumePayments(), nothing);
  goOn.resolve();
  assertEquals((await read).a?.value, 42n);
  assertEquals(await entriesOf(own.journal), []);
});

Deno.test("the transaction that a payer names late is written down", async () => {
  await using net = await startNet();
  const own = newOwner();
  const inner = net.payer();
  const payer: Payer = {
    submitPayment: (amountUnil, resource) => inner.submitPayment(amountUnil, resource),
  };
  await paidWithoutReceipt(net, { ...own, payer });
  await using client = await net.client({ ...own, payer: undefined });
  const { open: [purchase] } = await client.resumePayments();
  assertEquals(purchase!.txHash?.length, 64);
});

Deno.test("a journal that hangs in a removal ends no later than the call", async () => {
  await using net = await startNet();
  let stop = new AbortController();
  const journal: Journal = {
    ...memoryJournal(),
    remove() {
      stop.abort();
      return new Promise(() => {});
    },
  };
  await using client = await net.client({ journal, paymentMode: "perOperation" });
  const id = await client.storeValues(values, options).invoke({ signal: stop.signal });
  stop = new AbortController();
  const read = await client.retrieveValues(id).invoke({ signal: stop.signal });
  assertEquals(read.a?.value, 42n);
});

Deno.test("a payer that names its transactions and named none has not paid", async () => {
  await using net = await startNet();
  const inner = net.payer();
  let asked = 0;
  const payer: Payer = {
    callsBeforeBroadcast: true,
    submitPayment(...payment) {
      if (++asked === 1) throw new TypeError("a bug in the payer");
      return inner.submitPayment(...payment);
    },
  };
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const storing = client.storeValues(values, options);
  const error = await assertRejects(() => storing.invoke(), Error, "a bug in the payer");
  assert(!(error instanceof PaymentUnknownError), error.message);
  await storing.invoke();
  assertEquals(asked, 2);
});

Deno.test("what was refused is not in the journal", async () => {
  await using net = await startNet();
  const own = newOwner();
  const payer: Payer = {
    submitPayment: () => Promise.reject(new PermissionDeniedError("Not today")),
  };
  {
    await using client = await net.client({ ...own, payer: undefined });
    await assertRejects(() => client.storeValues(values, options).invoke(), InsufficientFundsError);
    assertEquals(await entriesOf(own.journal), []);
  }
  await using client = await net.client({ ...own, payer });
  await assertRejects(() => client.storeValues(values, options).invoke(), PermissionDeniedError);
  assertEquals(await entriesOf(own.journal), []);
  await assertRejects(() => client.addFunds(depositUnil), PermissionDeniedError);
  await assertRejects(() => client.addFunds(1n), InvalidArgumentError);
  assertEquals(await entriesOf(own.journal), []);
});

Deno.test("a balance that was too low is not asked after a crash", async () => {
  await using net = await startNet();
  const own = newOwner();
  const asked = Promise.withResolvers<void>();
  const payer: Payer = {
    callsBeforeBroadcast: true,
    submitPayment() {
      asked.resolve();
      return new Promise(() => {});
    },
  };
  await using crashed = await net.client({ ...own, payer });
  const stop = new AbortController();
  const storing = crashed.storeValues(values, options).invoke({ signal: stop.signal });
  storing.catch(() => {});
  await asked.promise;
  await using funded = await fundedClient(net);
  await funded.addFunds(depositUnil, crashed.userId);
  await using client = await net.client(own);
  const { balance } = await client.balance();
  assertEquals(await client.resumePayments(), nothing);
  assertEquals((await client.balance()).balance, balance);
  stop.abort();
});

Deno.test("resumePayments() drops a deposit whose sequence number another payment took", async () => {
  await using net = await startNet();
  const own = newOwner();
  const dropped = net.devnet.chain.inject({ kind: "drop" });
  {
    await using client = await net.client(own);
    const error = await stopWhenSent(
      net,
      (limits) => client.addFunds(depositUnil, undefined, limits),
    );
    assertInstanceOf(error, PaymentUnknownError);
  }
  dropped[Symbol.dispose]();
  await net.payer().submitPayment(5n, new Uint8Array(32));
  const before = await net.walletUnil();
  await using client = await net.client(own);
  assertEquals(await client.resumePayments(), nothing);
  assertEquals(await net.walletUnil(), before);
  assertEquals(await entriesOf(own.journal), []);
});

Deno.test("resumePayments() keeps a payment that the chain refuses to take", async () => {
  await using net = await startNet();
  const own = { ...newOwner(), paymentMode: "perOperation" } as const;
  const dropped = net.devnet.chain.inject({ kind: "drop" });
  {
    await using client = await net.client(own);
    const storing = client.storeValues(values, options);
    await stopWhenSent(net, (limits) => storing.invoke(limits));
    await stopWhenSent(net, (limits) => client.addFunds(depositUnil, undefined, limits));
  }
  dropped[Symbol.dispose]();
  await using client = await net.client(own);
  // An endpoint that says so may have kept the transaction.
  net.intercept = ({ method, passOn }) => {
    if (method !== "broadcast_tx_sync") return passOn();
    const result = { code: 5, codespace: "sdk", log: "insufficient funds", data: "", hash: "" };
    return Promise.resolve(endpointAnswer(result));
  };
  const { unsettled, ...others } = await client.resumePayments({ timeoutMs: 2_000 });
  assertEquals(others, { credited: [], open: [], lost: [] });
  assertEquals(unsettled.map(({ error }) => error.code), ["PAYMENT_UNKNOWN", "PAYMENT_UNKNOWN"]);
  net.intercept = ({ passOn }) => passOn();
  const { credited, open } = await client.resumePayments();
  assertEquals([credited.length, open.length], [1, 1]);
});

Deno.test("a receipt that has expired is told as lost", async () => {
  await using net = await startNet();
  const own = newOwner();
  await paidWithoutReceipt(net, own);
  await using client = await net.client({ ...own, environment: net.devnet.clock });
  const { open: [purchase] } = await client.resumePayments();
  net.devnet.clock.advance(purchase!.expiresAt.getTime() - net.devnet.clock.now() + hourMs);
  const { lost: [lost], ...others } = await client.resumePayments();
  assertEquals(others, { credited: [], open: [], unsettled: [] });
  assertStringIncludes(lost!.error.message, "The receipt expired at");
  assertEquals(await entriesOf(own.journal), []);
});

Deno.test("a payment whose call is stopped after a crash stays in the journal", async () => {
  await using net = await startNet();
  const own = newOwner();
  await paidWithoutReceipt(net, own);
  await using client = await net.client(own);
  const stop = new AbortController();
  const stopped = Promise.withResolvers<void>();
  net.intercept = async ({ method, passOn }) => {
    if (method !== "PaymentReceipt") return await passOn();
    stop.abort();
    await stopped.promise;
    return await refuse();
  };
  const { unsettled } = await client.resumePayments({ signal: stop.signal });
  assertEquals(unsettled.map(({ error }) => error.code), ["ABORTED"]);
  stopped.resolve();
  net.intercept = ({ passOn }) => passOn();
  assertEquals((await client.resumePayments()).open.length, 1);
});
