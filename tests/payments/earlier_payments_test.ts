/** What `resumePayments()` does when the world is less simple than one process that has crashed. */
import {
  FailedPreconditionError,
  InvalidArgumentError,
  type Payer,
  PaymentUnknownError,
  PermissionDeniedError,
  Permissions,
  PriceTooHighError,
  QuoteExpiredError,
  SecretInteger,
  TimeoutError,
} from "@nilvm/client";
import { type Journal, memoryJournal } from "@nilvm/client/journal";
import { PrivateKey, UserId } from "@nilvm/client/keys";
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { refusal } from "../support/grpc_web.ts";
import { paidWithoutReceipt } from "../support/crash.ts";
import { fundedClient, loseFirst, refuse, startNet, type TestNet } from "../support/net_fixture.ts";

const values = { a: new SecretInteger(42) };
const options = { ttlDays: 1 };
const priceUnil = 1_000_000n;
const depositUnil = 5_000_000n;

function own(): { key: PrivateKey; journal: Journal; paymentMode: "perOperation" } {
  return { key: PrivateKey.random(), journal: memoryJournal(), paymentMode: "perOperation" };
}

async function entriesIn(journal: Journal): Promise<number> {
  return [...await journal.entries()].length;
}

/** Delays each answer of a method more than the one before. */
function delayMore(net: TestNet, method: string, stepMs: number): void {
  let count = 0;
  net.intercept = async (passing) => {
    const delayMs = passing.method === method ? stepMs * count++ : 0;
    const answer = await passing.passOn();
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    return answer;
  };
}

Deno.test("resumePayments() twice at once gets each receipt once", async () => {
  await using net = await startNet();
  const mine = own();
  await paidWithoutReceipt(net, mine);
  await using client = await net.client(mine);
  delayMore(net, "PaymentReceipt", 100);
  const both = await Promise.all([client.resumePayments(), client.resumePayments()]);
  assertEquals(both.map(({ open, lost }) => [open.length, lost.length]), [[1, 0], [1, 0]]);
  assertEquals(await entriesIn(mine.journal), 1);
});

Deno.test("an operation that is disposed of while it runs keeps its payment to itself", async () => {
  await using net = await startNet();
  const mine = own();
  await using client = await net.client(mine);
  const asked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  net.intercept = async ({ method, passOn }) => {
    if (method !== "PaymentReceipt") return await passOn();
    asked.resolve();
    await goOn.promise;
    return await passOn();
  };
  const storing = client.storeValues(values, options);
  const invocation = storing.invoke();
  await asked.promise;
  storing[Symbol.dispose]();
  assertEquals((await client.resumePayments()).open, []);
  goOn.resolve();
  await invocation;
  assertEquals(await entriesIn(mine.journal), 0);
});

Deno.test("the receipt of a disposed operation is open once its request has ended", async () => {
  await using net = await startNet();
  const mine = own();
  await using client = await net.client(mine);
  const asked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  net.intercept = async ({ method, passOn }) => {
    const answer = await passOn();
    if (method !== "PaymentReceipt") return answer;
    asked.resolve();
    await goOn.promise;
    return answer;
  };
  const stop = new AbortController();
  const storing = client.storeValues(values, options);
  const invocation = assertRejects(() => storing.invoke({ signal: stop.signal }));
  await asked.promise;
  storing[Symbol.dispose]();
  stop.abort();
  await invocation;
  // The request goes on without its caller.
  const early = await client.resumePayments({ timeoutMs: 500 });
  assertEquals([early.open, early.unsettled], [[], []]);
  goOn.resolve();
  let resumed = await client.resumePayments();
  for (let tries = 0; resumed.open.length + resumed.lost.length === 0 && tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    resumed = await client.resumePayments();
  }
  assertEquals([resumed.open.length, resumed.lost.length], [1, 0]);
  assertEquals(net.count("PaymentReceipt"), 1);
});

Deno.test("a refusal that is not about the payment does not end a deposit", async () => {
  await using net = await startNet();
  await using client = await net.client();
  const before = await net.walletUnil();
  for (const code of [5, 7, 9]) {
    net.intercept = ({ method, passOn }) =>
      method === "AddFunds" ? Promise.resolve(refusal(code, "not today")) : passOn();
    await assertRejects(() => client.addFunds(depositUnil));
  }
  net.intercept = ({ passOn }) => passOn();
  await client.addFunds(depositUnil);
  assertEquals(before - await net.walletUnil(), depositUnil, "it is paid once");
  assert((await client.balance()).balance > 0n);
});

Deno.test("a refusal that is not about the payment leaves it in the journal", async () => {
  await using net = await startNet();
  const mine = own();
  await paidWithoutReceipt(net, mine);
  await using client = await net.client(mine);
  net.intercept = ({ method, passOn }) =>
    method === "PaymentReceipt" ? Promise.resolve(refusal(7, "who are you")) : passOn();
  const { unsettled: [payment], lost } = await client.resumePayments();
  assert(payment?.error instanceof PermissionDeniedError);
  assertEquals([lost, payment.operation], [[], "storeValues"]);
  net.intercept = ({ passOn }) => passOn();
  // Who knows the transaction can get the receipt by hand as well.
  const receipt = await client.getPaymentReceipt({ signed: payment.signed! }, payment.txHash);
  await client.storeValues(values, options).invokeWithReceipt(receipt);
  await payment.discard();
  assertEquals(await entriesIn(mine.journal), 0);
});

Deno.test("a quote that expires between two attempts is not paid", async () => {
  await using net = await startNet();
  const mine = own();
  let isKnown = false;
  const payer: Payer = {
    submitPayment: (amountUnil, resource) => {
      if (isKnown) return net.payer().submitPayment(amountUnil, resource);
      return Promise.reject(new PaymentUnknownError("gone", { txHash: "AB".repeat(32) }));
    },
    resume: () => Promise.resolve(undefined),
  };
  await using client = await net.client({ ...mine, payer });
  const before = await net.walletUnil();
  const operation = client.poolStatus();
  await assertRejects(() => operation.invoke(), PaymentUnknownError);
  isKnown = true;
  net.devnet.clock.advance(25 * 3_600_000);
  await client.balance(); // Shows the leader's time.
  await assertRejects(() => operation.invoke(), QuoteExpiredError);
  assertEquals(await net.walletUnil(), before);
  assertEquals([operation.isResumable, await entriesIn(mine.journal)], [false, 0]);
});

Deno.test("a quote that expires while its payment waits is not paid", async () => {
  await using net = await startNet();
  await using client = await net.client({
    ...own(),
    payer: {
      callsBeforeBroadcast: true,
      async submitPayment(amountUnil, resource, options) {
        net.devnet.clock.advance(25 * 3_600_000);
        await client.balance();
        return await net.payer().submitPayment(amountUnil, resource, options);
      },
    },
  });
  const before = await net.walletUnil();
  await assertRejects(() => client.poolStatus().invoke(), QuoteExpiredError);
  assertEquals(await net.walletUnil(), before);
});

Deno.test("a hash that a payer names when it rejects is written down", async () => {
  await using net = await startNet();
  const mine = own();
  const payer: Payer = {
    async submitPayment(amountUnil, resource) {
      const txHash = await net.payer().submitPayment(amountUnil, resource);
      throw new PaymentUnknownError("the connection broke", { txHash });
    },
  };
  {
    await using client = await net.client({ ...mine, payer });
    await assertRejects(() => client.storeValues(values, options).invoke(), PaymentUnknownError);
  }
  await using client = await net.client({ ...mine, payer });
  const { open: [purchase] } = await client.resumePayments();
  await client.storeValues(values, options).invokeWithReceipt(purchase!.receipt);
});

Deno.test("a payer that throws before it sends anything is told as that", async () => {
  await using net = await startNet();
  const payer: Payer = {
    callsBeforeBroadcast: true,
    submitPayment: () => Promise.reject(new Error("no ink")),
  };
  await using client = await net.client({ ...own(), payer });
  const storing = client.storeValues(values, options);
  await assertRejects(
    () => storing.invoke(),
    FailedPreconditionError,
    "so nothing was paid: no ink",
  );
  assertEquals(storing.isResumable, false);
});

/** A payer whose first call names a transaction and fails, and whose second call fails at once. */
function failingTwice(net: TestNet, callsBeforeBroadcast: boolean): Payer & { asked: number } {
  return {
    asked: 0,
    callsBeforeBroadcast,
    async submitPayment(amountUnil, resource, options) {
      if (++this.asked > 2) return await net.payer().submitPayment(amountUnil, resource, options);
      if (this.asked === 1) await options!.beforeBroadcast!({ txHash: "AB".repeat(32) });
      throw new Error("the connection broke");
    },
    resume: () => Promise.resolve(undefined),
  };
}

Deno.test("a payer that sends nothing when it is asked again has not paid", async () => {
  await using net = await startNet();
  const mine = own();
  await using client = await net.client({ ...mine, payer: failingTwice(net, true) });
  const storing = client.storeValues(values, options);
  const error = await assertRejects(() => storing.invoke(), PaymentUnknownError);
  assertEquals(error.txHash, "AB".repeat(32));
  // The first transaction can no longer be made.
  await assertRejects(() => storing.invoke(), FailedPreconditionError, "so nothing was paid");
  assertEquals([storing.isResumable, await entriesIn(mine.journal)], [false, 0]);
  const before = await net.walletUnil();
  await storing.invoke();
  assertEquals(before - await net.walletUnil(), priceUnil);
});

Deno.test("a payer that may send without a name is not asked again for an earlier name", async () => {
  await using net = await startNet();
  const mine = own();
  const payer = failingTwice(net, false);
  await using client = await net.client({ ...mine, payer });
  const storing = client.storeValues(values, options);
  await assertRejects(() => storing.invoke(), PaymentUnknownError);
  for (let time = 0; time < 2; time++) {
    const error = await assertRejects(() => storing.invoke(), PaymentUnknownError);
    assertEquals(error.txHash, undefined);
  }
  assertEquals([payer.asked, storing.isResumable], [2, true]);
  await using next = await net.client({ ...mine, payer });
  const { unsettled } = await next.resumePayments();
  assertEquals(unsettled.map(({ txHash }) => txHash), [undefined]);
});

Deno.test("a clock that is wrong after a restart throws no receipt away", async () => {
  await using net = await startNet();
  const mine = own();
  await paidWithoutReceipt(net, mine);
  const environment = { now: () => Date.now() + 72 * 3_600_000 };
  await using client = await net.client({ ...mine, environment });
  const { lost, open, unsettled } = await client.resumePayments();
  assertEquals([lost, open.length + unsettled.length], [[], 1]);
  assertEquals(await entriesIn(mine.journal), 1);
});

Deno.test("what is open names what it writes", async () => {
  await using net = await startNet();
  const mine = own();
  await using client = await net.client(mine);
  const id = await client.storeValues(values, options).invoke();
  const program = await Deno.readFile(
    new URL("../../examples/nada/auction.mir.bin", import.meta.url),
  );
  const permissions = Permissions.defaultsForUser(client.userId);
  const writes = {
    storeValues: client.storeValues(values, { ...options, updateIdentifier: id }),
    overwritePermissions: client.overwritePermissions(id, permissions),
    storeProgram: client.storeProgram("auction", program),
    retrieveValues: client.retrieveValues(id),
  };
  net.intercept = (passing) =>
    passing.method === "PaymentReceipt" || passing.method === "PriceQuote" || passing.to === "chain"
      ? passing.passOn()
      : refuse();
  for (const operation of Object.values(writes)) {
    await assertRejects(() => operation.invoke({ timeoutMs: 3_000 }));
    operation[Symbol.dispose]();
  }
  net.intercept = ({ passOn }) => passOn();
  const { open } = await client.resumePayments();
  const found = Object.fromEntries(open.map(({ operation, id }) => [operation, id]));
  assertEquals({ ...found, storeProgram: found["storeProgram"]?.split("/")[1] }, {
    storeValues: id,
    overwritePermissions: id,
    storeProgram: "auction",
    retrieveValues: undefined,
  });
});

Deno.test("a journal that hangs when it is read ends no later than the call", async () => {
  await using net = await startNet();
  let isHanging = true;
  const kept = memoryJournal();
  const journal: Journal = {
    ...kept,
    entries: () => isHanging ? new Promise(() => {}) : kept.entries(),
  };
  await assertRejects(() => net.client({ journal, timeoutMs: 200 }), TimeoutError);
  isHanging = false;
  await using client = await net.client({ journal });
  isHanging = true;
  await assertRejects(() => client.resumePayments({ timeoutMs: 200 }), TimeoutError);
});

Deno.test("discard() tells when the journal keeps the entry", async () => {
  await using net = await startNet();
  const kept = memoryJournal();
  const journal: Journal = {
    ...kept,
    remove: () => {
      throw new Error("read-only");
    },
  };
  const mine = { ...own(), journal };
  await paidWithoutReceipt(net, mine);
  await using client = await net.client(mine);
  const { open: [purchase] } = await client.resumePayments();
  await assertRejects(() => purchase!.discard(), Error, "read-only");
  // A finished operation does not fail for that.
  await client.storeValues(values, options).invokeWithReceipt(purchase!.receipt);
});

// The read that confirms a write

Deno.test("confirm is refused when the permissions do not let the user read", async () => {
  await using net = await startNet();
  await using client = await net.client();
  const friend = UserId.parse("1f".repeat(20));
  const permissions = Permissions.defaultsForUser(friend);
  assertThrows(
    () => client.storeValues(values, { ...options, permissions, confirm: true }),
    InvalidArgumentError,
    "grant yourself",
  );
  assertThrows(
    () => client.overwritePermissions(crypto.randomUUID(), permissions, { confirm: true }),
    InvalidArgumentError,
    "grant yourself",
  );
});

Deno.test("the limit of a call also holds for the read that confirms", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const storing = client.storeValues(values, { ...options, confirm: true });
  const { feesUnil } = await storing.quote();
  assertEquals(feesUnil, priceUnil);
  await storing.invoke({ maxFeesUnil: feesUnil });
  net.intercept = loseFirst("StoreValues", 1);
  const big = { a: new SecretInteger(1) };
  const other = client.storeValues(big, { ...options, confirm: true });
  await assertRejects(() => other.invoke({ maxFeesUnil: 1n }), PriceTooHighError);
});
