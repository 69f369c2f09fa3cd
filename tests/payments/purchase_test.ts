import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { timestampMs } from "@bufbuild/protobuf/wkt";
import {
  type Environment,
  FailedPreconditionError,
  InsufficientFundsError,
  InternalError,
  InvalidArgumentError,
  type PaidOperation,
  type Payer,
  PaymentUnknownError,
  PermissionDeniedError,
  PriceTooHighError,
  QuoteExpiredError,
  SecretInteger,
  TimeoutError,
  UnavailableError,
  VmClient,
  VmError,
  WriteUnconfirmedError,
} from "@nilvm/client";
import { seededEnvironment } from "@nilvm/client/devnet";
import { PrivateKey, PublicKey } from "@nilvm/client/keys";
import { assert, assertEquals, assertFalse, assertInstanceOf, assertRejects } from "@std/assert";
import {
  PriceQuoteRequestSchema,
  PriceQuoteSchema,
  SignedQuoteSchema,
} from "../../src/gen/nillion/payments/v1/quote_pb.ts";
import {
  ReceiptSchema,
  SignedReceiptSchema,
} from "../../src/gen/nillion/payments/v1/receipt_pb.ts";
import { changeAnswer, refusal, requestBody } from "../support/grpc_web.ts";
import { hang } from "../support/hang.ts";
import {
  fundedClient,
  loseAnswer,
  loseFirst,
  refuse,
  startNet,
  stopWhenSent,
  type TestNet,
  watched,
} from "../support/net_fixture.ts";

const invalidArgument = 3;
const failedPrecondition = 9;
const unavailable = 14;
const priceUnil = 1_000_000n;
const values = { answer: new SecretInteger(42) };
const options = { ttlDays: 1 };

/** A clock that can be set forward. */
function adjustable(): Partial<Environment> & { aheadMs: number } {
  const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };
  return clock;
}

// Quotes

Deno.test("PaidOperation.quote() gives the price and pays nothing", async () => {
  await using net = await startNet();
  await using client = await net.client();
  const quote = await client.storeValues(values, options).quote();
  assertEquals(quote.feesUnil, priceUnil);
  assertEquals(quote.feesCredits, 100n);
  assertEquals(quote.nonce.length, 32);
  assertEquals(quote.preprocessingRequirements, {});
  const hours = (quote.expiresAt.getTime() - Date.now()) / 3_600_000;
  assert(hours > 23 && hours <= 24);
  assertEquals(net.passed.map(({ method }) => method), ["Cluster", "PriceQuote"]);
});

Deno.test("VmClient.requestQuote() gives the quote of the operation", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer });
  const operation = client.storeValues(values, options);
  const { nonce } = await client.requestQuote(operation);
  await operation.invoke();
  assertEquals(payer.payments, [{ amountUnil: priceUnil, resource: nonce }]);
});

Deno.test("a quote and its receipt are signed by the leader, and name the operation", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const leader = PublicKey.fromBytes(client.cluster.leader.publicKey.contents);
  const operation = client.storeValues(values, options);

  const quote = await operation.quote();
  const { signed } = quote;
  assert(leader.verify(signed.quote, signed.signature));
  const { request, fees, nonce, expiresAt } = fromBinary(PriceQuoteSchema, signed.quote);
  assertEquals([fees?.tokens, fees?.credits], [quote.feesUnil, quote.feesCredits]);
  assertEquals(nonce, quote.nonce);
  assertEquals(timestampMs(expiresAt!), quote.expiresAt.getTime());
  assert(request?.operation.case === "storeValues");
  assertEquals([request.operation.value.ttlDays, request.operation.value.secretSharedCount], [
    1,
    1n,
  ]);

  const receipt = await client.getPaymentReceipt(quote);
  assert(leader.verify(receipt.receipt, receipt.signature));
  assertFalse(leader.verify(receipt.receipt, signed.signature));
  const { identifier, metadata } = fromBinary(ReceiptSchema, receipt.receipt);
  assertEquals(metadata?.operation, request.operation);
  const id = await operation.invokeWithReceipt(receipt);
  assertEquals(id.replaceAll("-", ""), identifier.toHex());
});

Deno.test("PaidOperation.quote() refuses a quote that the leader did not sign", async () => {
  await using net = await startNet();
  await using client = await net.client();
  net.intercept = (passing) =>
    passing.method !== "PriceQuote"
      ? passing.passOn()
      : changeAnswer(passing, SignedQuoteSchema, (signed) => {
        const quote = fromBinary(PriceQuoteSchema, signed.quote);
        quote.fees!.tokens = 1n;
        signed.quote = toBinary(PriceQuoteSchema, quote);
      });
  const error = await assertRejects(
    () => client.storeValues(values, options).invoke(),
    InternalError,
    "has no valid signature of the leader",
  );
  assertEquals(error.phase, "quote");
  assertEquals(net.count("PaymentReceipt"), 0);
});

Deno.test("PaidOperation.quote() refuses a quote for another operation", async () => {
  await using net = await startNet();
  await using client = await net.client();
  const others = [
    { case: "poolStatus", value: {} },
    // One of the same kind.
    { case: "retrieveValues", value: { valuesId: new Uint8Array(16) } },
  ] as const;
  for (const operation of others) {
    const body = requestBody(PriceQuoteRequestSchema, { operation });
    net.intercept = ({ method, request, passOn }) =>
      method !== "PriceQuote"
        ? passOn()
        : net.devnet.fetch(request.url, { method: "POST", headers: request.headers, body });
    const error = await assertRejects(
      () => client.retrieveValues(crypto.randomUUID()).invoke(),
      InternalError,
      "for another operation",
    );
    assertEquals(error.phase, "quote");
  }
  assertEquals(net.count("PaymentReceipt"), 0);
});

Deno.test("PaidOperation.invoke() pays the quote of quote() once", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const operation = client.storeValues(values, options);
  await operation.quote();
  const { nonce } = await operation.quote();
  const first = await operation.invoke();
  assertEquals(payer.payments.map(({ resource }) => resource), [nonce]);
  assertEquals(await operation.invoke(), first);
  assertEquals(payer.payments.length, 1);
  assertEquals([net.count("PriceQuote"), net.count("StoreValues")], [2, 3]);
  await assertRejects(() => operation.quote(), FailedPreconditionError, "is done");
});

Deno.test("PaidOperation.invoke() refuses an expired quote, and then asks for a new one", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  const environment = adjustable();
  await using client = await net.client({ payer, environment });
  const operation = client.storeValues(values, options);
  await operation.quote();
  environment.aheadMs = 25 * 3_600_000;
  const error = await assertRejects(() => operation.invoke(), QuoteExpiredError);
  assertEquals(error.phase, "quote");
  assertEquals(payer.payments.length, 0);
  assertEquals(net.count("PaymentReceipt"), 0);
  environment.aheadMs = 0;
  await operation.invoke();
  assertEquals(payer.payments.length, 1);
});

// Payment modes

Deno.test("a client in balance mode pays from the balance, then on the chain", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer, paymentMode: "balance" });
  await client.addFunds(2n * priceUnil);
  assertEquals((await client.balance()).balance, 200n);
  payer.payments.length = 0;
  for (const expected of [0, 0, 1]) {
    await client.storeValues(values, options).invoke();
    assertEquals(payer.payments.length, expected);
  }
  assertEquals((await client.balance()).balance, 0n);
});

Deno.test("a client in perOperation mode never pays from the balance", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  await client.addFunds(priceUnil);
  await client.storeValues(values, options).invoke();
  assertEquals(payer.payments.map(({ amountUnil }) => amountUnil), [priceUnil, priceUnil]);
  assertEquals((await client.balance()).balance, 100n);
});

Deno.test("a client without a payer pays from its balance only", async () => {
  await using net = await startNet();
  const key = PrivateKey.random();
  await using sponsor = await net.client();
  await using client = await VmClient.create({ key, network: net.network });
  const operation = client.storeValues(values, options);
  await operation.quote();
  const error = await assertRejects(() => operation.invoke(), InsufficientFundsError);
  assertEquals([error.phase, error.node], ["receipt", client.cluster.leader.id]);
  assert(error.message.startsWith("Storing values for 100 credits as user "), error.message);
  await sponsor.addFunds(priceUnil, client.userId);
  await operation.invoke();
  assertEquals(net.count("PriceQuote"), 1, "the price still stood");
  await assertRejects(() => client.addFunds(priceUnil), InvalidArgumentError, "payer");
  await assertRejects(
    () => VmClient.create({ key, network: net.network, paymentMode: "perOperation" }),
    InvalidArgumentError,
    "payer",
  );
});

Deno.test("PaidOperation.invoke() says that neither balance nor wallet covers the price", async () => {
  await using net = await startNet();
  const payer = net.payer();
  await payer.submitPayment(999_999_500_000n, new Uint8Array(32));
  await using client = await net.client({ payer });
  const operation = client.storeValues(values, options);
  const error = await assertRejects(
    () => operation.invoke(),
    InsufficientFundsError,
    "does not hold the amount, so nothing was paid",
  );
  assertEquals(error.phase, "payment");
});

Deno.test("many operations at once pay from one wallet, each once", async () => {
  await using net = await startNet();
  await using client = await net.client({ paymentMode: "perOperation" });
  const ids = await Promise.all(
    Array.from(
      { length: 24 },
      (_, index) => client.storeValues({ index: new SecretInteger(index) }, options).invoke(),
    ),
  );
  assertEquals(new Set(ids).size, 24);
});

Deno.test("concurrent calls of PaidOperation.invoke() share one attempt", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer });
  const operation = client.storeValues(values, options);
  const [first, second] = await Promise.all([operation.invoke(), operation.invoke()]);
  assertEquals(first, second);
  assertEquals(payer.payments.length, 1);
});

// Receipts

Deno.test("PaidOperation.invoke() refuses a receipt that the leader did not sign", async () => {
  await using net = await startNet();
  await using client = await net.client();
  net.intercept = (passing) =>
    passing.method !== "PaymentReceipt"
      ? passing.passOn()
      : changeAnswer(passing, SignedReceiptSchema, (signed) => signed.receipt[5]! ^= 1);
  const error = await assertRejects(
    () => client.storeValues(values, options).invoke(),
    InternalError,
    "has no valid signature of the leader",
  );
  assertEquals(error.phase, "receipt");
  assertEquals(net.count("StoreValues"), 0);
});

Deno.test("PaidOperation.invoke() refuses a receipt for another operation", async () => {
  await using net = await startNet();
  await using client = await net.client();
  await client.addFunds(3n * priceUnil);
  const receipt = await client.getPaymentReceipt(
    await client.retrieveValues(crypto.randomUUID()).quote(),
  );
  net.intercept = (passing) =>
    passing.method !== "PaymentReceipt"
      ? passing.passOn()
      : changeAnswer(passing, SignedReceiptSchema, (signed) => Object.assign(signed, receipt));
  const ofSameKind = client.retrieveValues(crypto.randomUUID());
  for (const operation of [client.storeValues(values, options), ofSameKind]) {
    await assertRejects(() => operation.invoke(), InternalError, "for another operation");
  }
  assertEquals([net.count("StoreValues"), net.count("RetrieveValues")], [0, 0]);
});

Deno.test("VmClient.getPaymentReceipt() takes a payment that was made elsewhere", async () => {
  await using net = await startNet();
  await using client = await net.client();
  const quote = await client.storeValues(values, options).quote();
  await assertRejects(() => client.getPaymentReceipt(quote), InsufficientFundsError);
  const txHash = await net.payer().submitPayment(quote.feesUnil, quote.nonce);
  const { receipt, signature } = await client.getPaymentReceipt(quote, txHash);
  assert(receipt.length > 0);
  assertEquals(signature.length, 64);
  const error = await assertRejects(
    () => client.getPaymentReceipt(quote, txHash),
    FailedPreconditionError,
    "gave the receipt for transaction",
  );
  assertEquals(error.txHash, txHash);
});

Deno.test("VmClient.getPaymentReceipt() refuses a payment that is too small or for another quote", async () => {
  await using net = await startNet();
  await using client = await net.client();
  const quote = await client.storeValues(values, options).quote();
  const small = await net.payer().submitPayment(quote.feesUnil - 1n, quote.nonce);
  await assertRejects(
    () => client.getPaymentReceipt(quote, small),
    InvalidArgumentError,
    "insufficient payment",
  );
  const other = await net.payer().submitPayment(quote.feesUnil, new Uint8Array(32));
  await assertRejects(() => client.getPaymentReceipt(quote, other), InvalidArgumentError, "nonce");
});

Deno.test("PaidOperation.invoke() waits until the leader sees the transaction", async () => {
  await using net = await startNet();
  await using client = await net.client({ paymentMode: "perOperation" });
  let asked = 0;
  net.intercept = ({ method, passOn }) =>
    method === "PaymentReceipt" && ++asked < 9
      ? Promise.resolve(refusal(unavailable, "transaction not committed"))
      : passOn();
  await client.storeValues(values, options).invoke();
  assertEquals(asked, 9, "more often than a failure is repeated");
});

// Money moves at most once

Deno.test("PaidOperation.invoke() gets its receipt although three requests for it fail", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  let asked = 0;
  net.intercept = ({ method, passOn }) =>
    method === "PaymentReceipt" && ++asked < 4 ? refuse() : passOn();
  await client.storeValues(values, options).invoke();
  assertEquals([asked, payer.payments.length], [4, 1]);
});

Deno.test("PaidOperation.invoke() pays once although the leader was down after the payment", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const operation = client.storeValues(values, options);
  net.intercept = ({ method, passOn }) => method === "PaymentReceipt" ? refuse() : passOn();
  const error = await assertRejects(() => operation.invoke(), UnavailableError);
  assertEquals(error.phase, "receipt");
  assertEquals(error.txHash?.length, 64);
  net.intercept = ({ passOn }) => passOn();
  await operation.invoke();
  assertEquals([payer.payments.length, net.count("PriceQuote")], [1, 1]);
});

Deno.test("PaidOperation.invoke() finds the outcome of an unknown payment", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const operation = client.storeValues(values, options);
  net.intercept = ({ method, passOn, signal }) => method === "tx_search" ? hang(signal) : passOn();
  const error = await stopWhenSent(net, (limits) => operation.invoke(limits));
  assertInstanceOf(error, PaymentUnknownError);
  assertEquals(error.phase, "payment");
  assertEquals(error.txHash?.length, 64);
  await assertRejects(() => operation.invoke({ timeoutMs: 100 }), PaymentUnknownError);
  net.intercept = ({ passOn }) => passOn();
  await operation.invoke();
  assertEquals([payer.payments.length, net.count("PriceQuote")], [1, 1]);
});

Deno.test("PaidOperation.invoke() asks the network about a payment that its payer cannot resume", async () => {
  await using net = await startNet();
  const inner = net.payer();
  let paid = 0;
  const payer: Payer = {
    async submitPayment(amountUnil, resource, options) {
      paid++;
      const txHash = await inner.submitPayment(amountUnil, resource, options);
      throw new PaymentUnknownError("The wallet went away", { txHash });
    },
  };
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const operation = client.storeValues(values, options);
  await assertRejects(() => operation.invoke(), PaymentUnknownError, "went away");
  await operation.invoke();
  assertEquals(paid, 1);
});

Deno.test("PaidOperation.invoke() stops waiting for a slow payer, and finds its payment later", async () => {
  await using net = await startNet();
  const inner = net.payer();
  const decision = Promise.withResolvers<void>();
  let paid = 0;
  const payer: Payer = {
    async submitPayment(amountUnil, resource) {
      paid++;
      await decision.promise;
      return await inner.submitPayment(amountUnil, resource);
    },
  };
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const operation = client.storeValues(values, options);
  const stop = new AbortController();
  const invocation = operation.invoke({ signal: stop.signal });
  while (paid === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  const startedAt = performance.now();
  stop.abort();
  const error = await assertRejects(() => invocation, PaymentUnknownError, "stopped");
  assert(performance.now() - startedAt < 2_000, "at once");
  assertEquals(error.txHash, undefined);
  decision.resolve();
  await operation.invoke();
  assertEquals(paid, 1);
});

Deno.test("PaidOperation.invoke() does not pay again after a payer threw another error than a VmError", async () => {
  await using net = await startNet();
  let paid = 0;
  const payer: Payer = {
    submitPayment() {
      paid++;
      throw new TypeError("a bug in the payer");
    },
  };
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const operation = client.storeValues(values, options);
  for (let time = 0; time < 2; time++) {
    await assertRejects(() => operation.invoke(), PaymentUnknownError, "a bug in the payer");
  }
  assertEquals(paid, 1);
});

Deno.test("PaidOperation.invoke() pays again after a payer said that it did not pay", async () => {
  await using net = await startNet();
  const inner = net.payer();
  let asked = 0;
  const payer: Payer = {
    submitPayment(...payment) {
      if (++asked === 1) return Promise.reject(new PermissionDeniedError("Not today"));
      return inner.submitPayment(...payment);
    },
  };
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const operation = client.storeValues(values, options);
  await assertRejects(() => operation.invoke(), PermissionDeniedError, "Not today");
  await operation.invoke();
  assertEquals(asked, 2);
});

Deno.test("PaidOperation.invoke() says that a paid receipt was lost, and then buys a new one", async () => {
  await using net = await startNet();
  await using client = await net.client();
  await client.addFunds(2n * priceUnil);
  const operation = client.storeValues(values, options);
  net.intercept = loseFirst("PaymentReceipt");
  await assertRejects(() => operation.invoke(), FailedPreconditionError, "receipt was lost");
  assertEquals((await client.balance()).balance, 100n);
  await operation.invoke();
  assertEquals((await client.balance()).balance, 0n);
  assertEquals(net.count("PriceQuote"), 2);
});

Deno.test("PaidOperation.invoke() does not pay on the chain what the balance may have paid", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer });
  await client.addFunds(priceUnil);
  payer.payments.length = 0;
  const operation = client.storeValues(values, options);
  net.intercept = loseFirst("PaymentReceipt");
  // The balance has paid, so a second request finds too little in it.
  await assertRejects(
    () => operation.invoke(),
    FailedPreconditionError,
    "An earlier request without an answer may have paid the quote",
  );
  assertEquals([(await client.balance()).balance, payer.payments.length], [0n, 0]);
  assertFalse(operation.isResumable);
  // Nothing has been paid for a new quote.
  await operation.invoke();
  assertEquals([payer.payments.length, net.count("PriceQuote")], [1, 2]);
});

Deno.test("PaidOperation.invoke() does not pay again when the leader failed after it took the price", async () => {
  await using net = await startNet();
  await using client = await net.client();
  await client.addFunds(2n * priceUnil);
  const operation = client.storeValues(values, options);
  net.intercept = async ({ method, passOn }) => {
    const answer = await passOn();
    if (method !== "PaymentReceipt") return answer;
    await answer.body?.cancel();
    return refusal(13, "disk full");
  };
  await assertRejects(() => operation.invoke(), InternalError, "disk full");
  assert(operation.isResumable);
  net.intercept = ({ passOn }) => passOn();
  await assertRejects(() => operation.invoke(), FailedPreconditionError, "receipt was lost");
  assertEquals((await client.balance()).balance, 100n);
  assertEquals(net.count("PriceQuote"), 1);
});

Deno.test("PaidOperation.invoke() does not take from the balance what is paid on the chain", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer });
  await using friend = await net.client({ payer: net.payer(1) });
  const operation = client.storeValues(values, options);
  net.intercept = ({ method, passOn, signal }) => method === "tx_search" ? hang(signal) : passOn();
  const error = await stopWhenSent(net, (limits) => operation.invoke(limits));
  assertInstanceOf(error, PaymentUnknownError);
  net.intercept = ({ passOn }) => passOn();
  await friend.addFunds(priceUnil, client.userId);
  await operation.invoke();
  assertEquals([(await client.balance()).balance, payer.payments.length], [100n, 1]);
});

Deno.test("a leader that fails after a payment on the chain is asked again, and not paid again", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  let operation = client.storeValues(values, options);
  const acts = {
    PaymentReceipt: () => operation.invoke(),
    AddFunds: () => client.addFunds(priceUnil),
  };
  for (const [method, act] of Object.entries(acts)) {
    for (const [status, code] of [[13, "INTERNAL"], [16, "UNAUTHENTICATED"]] as const) {
      payer.payments.length = 0;
      operation = client.storeValues(values, options);
      net.intercept = (passing) =>
        passing.method === method
          ? Promise.resolve(refusal(status, "disk full"))
          : passing.passOn();
      const error = await assertRejects(act, VmError, "disk full");
      assertEquals(error.code, code);
      net.intercept = ({ passOn }) => passOn();
      await act();
      assertEquals(payer.payments.length, 1, `${method} ${code}`);
    }
  }
});

Deno.test("PaidOperation.invoke() buys a new receipt after the leader refused the payment for good", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const operation = client.storeValues(values, options);
  net.intercept = ({ method, passOn }) =>
    method === "PaymentReceipt"
      ? Promise.resolve(refusal(failedPrecondition, "quote expired"))
      : passOn();
  const error = await assertRejects(() => operation.invoke(), FailedPreconditionError);
  assertEquals(error.txHash?.length, 64);
  assert(error.message.includes(`payment of transaction ${error.txHash} is lost`), error.message);
  net.intercept = ({ passOn }) => passOn();
  await operation.invoke();
  assertEquals([payer.payments.length, net.count("PriceQuote")], [2, 2]);
});

Deno.test("an operation is paid once, whatever requests fail", async () => {
  const failures = new Set<string>();
  for (const seed of ["one", "two", "three", "four"]) {
    await using net = await startNet({ seed });
    await using client = await net.client({ paymentMode: "perOperation" });
    const { randomBytes } = seededEnvironment(seed);
    const quietAt = performance.now() + 1_500;
    net.intercept = (passing) => {
      const [dice = 0] = randomBytes(1);
      if (dice > 85 || performance.now() > quietAt) return passing.passOn();
      if (dice < 20) return refuse();
      // The leader gives a receipt once. A lost receipt has to be bought again.
      const mayBeLost = passing.method !== "PaymentReceipt";
      return dice < 60 && mayBeLost ? loseAnswer(passing) : hang(passing.signal);
    };
    const insist = async (): Promise<string | undefined> => {
      const operation = client.storeValues(values, options);
      for (let attempt = 0; attempt < 40; attempt++) {
        try {
          const isQuiet = performance.now() > quietAt;
          return await operation.invoke({ timeoutMs: isQuiet ? 30_000 : 300 });
        } catch (error) {
          assertInstanceOf(error, VmError);
          failures.add(error.code);
        }
      }
    };
    const before = await net.walletUnil();
    const ids = await Promise.all(Array.from({ length: 6 }, insist));
    assertEquals(new Set(ids).size, 6, seed);
    assertFalse(ids.includes(undefined), seed);
    assertEquals(before - await net.walletUnil(), 6n * priceUnil, seed);
  }
  assert(failures.has("PAYMENT_UNKNOWN") && failures.size > 1, "there was trouble enough");
});

// Deposits

Deno.test("VmClient.addFunds() pays into the user's own balance, or another user's", async () => {
  await using net = await startNet();
  await using mine = await net.client();
  await using theirs = await net.client({ payer: undefined });
  const before = await mine.balance();
  assertEquals(before, { balance: 0n, lastUpdated: undefined, expiresAt: undefined });
  await mine.addFunds(20_000n);
  await mine.addFunds(3n * priceUnil, theirs.userId);
  const after = await mine.balance();
  assertEquals(after.balance, 2n);
  const [changedMs, lapsesMs] = [after.lastUpdated!.getTime(), after.expiresAt!.getTime()];
  assert(Math.abs(changedMs - Date.now()) < 60_000);
  const lapsesAfterDays = (lapsesMs - changedMs) / 86_400_000;
  assert(lapsesAfterDays > 1, `${lapsesAfterDays} days`);
  assertEquals((await theirs.balance()).balance, 300n);
});

Deno.test("VmClient.addFunds() refuses a wrong amount before it pays", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer });
  await assertRejects(() => client.addFunds(9_999n), InvalidArgumentError, "10000 unil");
  for (const amount of [0n, -1n, 2n ** 64n, 20_000.5, NaN, "20000" as unknown as bigint]) {
    await assertRejects(
      () => client.addFunds(amount),
      InvalidArgumentError,
      "amountUnil must be a whole number",
    );
  }
  assertEquals(payer.payments.length, 0);
});

Deno.test("VmClient.addFunds() completes a deposit that is paid and not credited", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer });
  net.intercept = ({ method, passOn }) => method === "AddFunds" ? refuse() : passOn();
  const error = await assertRejects(() => client.addFunds(priceUnil), UnavailableError);
  assertEquals([error.phase, error.txHash?.length], ["receipt", 64]);
  net.intercept = ({ passOn }) => passOn();
  await client.addFunds(priceUnil);
  assertEquals(payer.payments.length, 1);
  assertEquals((await client.balance()).balance, 100n);
  await client.addFunds(priceUnil);
  assertEquals(payer.payments.length, 2, "which is done, so the next is another deposit");
});

Deno.test("VmClient.addFunds() credits once when the leader's answer is lost", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer });
  net.intercept = loseFirst("AddFunds");
  await client.addFunds(priceUnil);
  assertEquals(payer.payments.length, 1);
  assertEquals((await client.balance()).balance, 100n);
});

Deno.test("VmClient.addFunds() finds the outcome of an unknown payment", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer });
  net.intercept = ({ method, passOn, signal }) => method === "tx_search" ? hang(signal) : passOn();
  const error = await stopWhenSent(net, (limits) => client.addFunds(priceUnil, undefined, limits));
  assertInstanceOf(error, PaymentUnknownError);
  net.intercept = ({ passOn }) => passOn();
  await client.addFunds(priceUnil);
  assertEquals(payer.payments.length, 1);
  assertEquals((await client.balance()).balance, 100n);
});

Deno.test("VmClient.addFunds() for another user or of another amount makes another deposit", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using mine = await net.client({ payer });
  await using theirs = await net.client({ payer: undefined });
  net.intercept = ({ method, passOn }) => method === "AddFunds" ? refuse() : passOn();
  await assertRejects(() => mine.addFunds(priceUnil), UnavailableError);
  net.intercept = ({ passOn }) => passOn();

  await mine.addFunds(priceUnil, theirs.userId);
  assertEquals([(await mine.balance()).balance, (await theirs.balance()).balance], [0n, 100n]);
  await mine.addFunds(2n * priceUnil);
  assertEquals([(await mine.balance()).balance, (await theirs.balance()).balance], [200n, 100n]);
  assertEquals(payer.payments.length, 3);
  await mine.addFunds(priceUnil);
  assertEquals([(await mine.balance()).balance, (await theirs.balance()).balance], [300n, 100n]);
  assertEquals(payer.payments.length, 3, "the first one was still to be credited");
});

Deno.test("VmClient.addFunds() is done when the leader says that it credited the payment", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer });
  // An attempt that this client does not know of was served, as by a proxy that repeats requests.
  net.intercept = async ({ method, passOn, request }) => {
    const again = request.clone();
    const answer = await passOn();
    if (method !== "AddFunds" || answer.headers.has("grpc-status")) return answer;
    await answer.body?.cancel();
    return await net.devnet.fetch(again);
  };
  await client.addFunds(priceUnil);
  assertEquals([(await client.balance()).balance, payer.payments.length], [100n, 1]);
});

Deno.test("VmClient.addFunds() makes a new deposit after the leader refused the payment for good", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer });
  net.intercept = ({ method, passOn }) =>
    method === "AddFunds"
      ? Promise.resolve(refusal(invalidArgument, "payment is too small"))
      : passOn();
  await assertRejects(() => client.addFunds(priceUnil), InvalidArgumentError, "too small");
  net.intercept = ({ passOn }) => passOn();
  await client.addFunds(priceUnil);
  assertEquals(new Set(payer.payments.map(({ resource }) => resource.toHex())).size, 2);
  assertEquals((await client.balance()).balance, 100n);
});

Deno.test("VmClient.addFunds() completes a deposit that the leader did not credit in time", async (t) => {
  const notFound = 5;
  const answers = {
    "transaction not found": notFound,
    "transaction not committed": unavailable,
    "too busy": unavailable,
  };
  for (const [words, code] of Object.entries(answers)) {
    await t.step(words, async () => {
      await using net = await startNet();
      const payer = watched(net.payer());
      const answered = Promise.withResolvers<void>();
      // The time ends while the client pauses after an answer of the leader.
      const sleep = async (_ms: number, signal: AbortSignal) => {
        if (net.count("AddFunds") > 0) answered.resolve();
        await hang(signal);
      };
      await using client = await net.client({ payer, environment: { sleep } });
      net.intercept = ({ method, passOn }) =>
        method === "AddFunds" ? Promise.resolve(refusal(code, words)) : passOn();
      const stop = new AbortController();
      const deposit = client.addFunds(priceUnil, undefined, { signal: stop.signal });
      const outcome = assertRejects(() => deposit, VmError);
      await answered.promise;
      stop.abort();
      await outcome;
      net.intercept = ({ passOn }) => passOn();
      await client.addFunds(priceUnil);
      assertEquals(payer.payments.length, 1);
      assertEquals((await client.balance()).balance, 100n);
    });
  }
});

// Limits

Deno.test("PaidOperation.invoke() ends at its time limit, and names its phase", async () => {
  const phases = {
    PriceQuote: "quote",
    PaymentReceipt: "receipt",
    StoreValues: "nodes",
  } as const;
  for (const [hanging, phase] of Object.entries(phases)) {
    await using net = await startNet();
    await using client = await net.client();
    await client.addFunds(2n * priceUnil);
    net.intercept = ({ method, passOn, signal }) => method === hanging ? hang(signal) : passOn();
    const error = await assertRejects(
      () => client.storeValues(values, options).invoke({ timeoutMs: 1_000 }),
      TimeoutError,
      "not end within its timeoutMs of 1000 ms",
    );
    assertEquals(error.phase, phase);
    assert(error.message.includes(`(in phase ${phase})`), error.message);
  }
});

Deno.test("every step of an operation stops when its signal aborts", async (t) => {
  const steps = ["PriceQuote", "PaymentReceipt", "abci_query", "broadcast_tx_sync", "StoreValues"];
  for (const step of steps) {
    await t.step(step, async () => {
      await using net = await startNet();
      await using client = await net.client();
      const reached = Promise.withResolvers<void>();
      net.intercept = ({ method, passOn, signal }) => {
        if (method !== step) return passOn();
        reached.resolve();
        return hang(signal);
      };
      const stop = new AbortController();
      const invocation = client.storeValues(values, options).invoke({ signal: stop.signal });
      invocation.catch(() => {});
      await reached.promise;
      const startedAt = performance.now();
      stop.abort(new Error("enough"));
      const error = await assertRejects(() => invocation, VmError);
      assert(performance.now() - startedAt < 2_000, "at once");
      assertEquals(error.code, step === "broadcast_tx_sync" ? "PAYMENT_UNKNOWN" : "ABORTED");
    });
  }
});

// Receipts that outlive a call, and prices

Deno.test("PaidOperation.invoke() takes up a receipt that arrives after its caller has left", async () => {
  for (const paymentMode of ["balance", "perOperation"] as const) {
    await using net = await startNet();
    const payer = watched(net.payer());
    await using client = await net.client({ payer, paymentMode });
    if (paymentMode === "balance") await client.addFunds(priceUnil);
    payer.payments.length = 0;
    const asked = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    net.intercept = async ({ method, passOn }) => {
      if (method !== "PaymentReceipt") return await passOn();
      asked.resolve();
      await goOn.promise;
      return await passOn();
    };
    const operation = client.storeValues(values, options);
    const stop = new AbortController();
    const invocation = operation.invoke({ signal: stop.signal });
    await asked.promise;
    stop.abort();
    await assertRejects(() => invocation, VmError, "aborted");
    assert(operation.isResumable);
    goOn.resolve();
    await operation.invoke();
    const paid = paymentMode === "balance" ? 0 : 1;
    assertEquals([net.count("PaymentReceipt"), payer.payments.length], [1, paid]);
  }
});

/** Invokes, and leaves while the leader's answer is on its way. It arrives when the given function is called. */
async function leaveEarly(
  net: TestNet,
  operation: PaidOperation<unknown>,
  handle: TestNet["intercept"] = ({ passOn }) => passOn(),
) {
  const asked = Promise.withResolvers<void>();
  const arrive = Promise.withResolvers<void>();
  net.intercept = async (passing) => {
    const answer = await handle(passing);
    if (passing.method !== "PaymentReceipt") return answer;
    asked.resolve();
    await arrive.promise;
    return answer;
  };
  const stop = new AbortController();
  const invocation = operation.invoke({ signal: stop.signal });
  await asked.promise;
  stop.abort();
  await assertRejects(() => invocation, VmError, "aborted");
  assert(operation.isResumable);
  return async () => {
    arrive.resolve();
    net.intercept = ({ passOn }) => passOn();
    // The request that nobody waits for reads its answer.
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
}

Deno.test("PaidOperation.invoke() tells of a refusal that came after its caller had left", async () => {
  for (const paymentMode of ["balance", "perOperation"] as const) {
    await using net = await startNet();
    const environment = adjustable();
    await using client = await net.client({ environment, paymentMode });
    if (paymentMode === "balance") await client.addFunds(3n * priceUnil);
    const operation = client.storeValues(values, options);
    await (await leaveEarly(net, operation, loseFirst("PaymentReceipt")))();
    environment.aheadMs = 25 * 3_600_000;
    await assertRejects(() => operation.invoke(), FailedPreconditionError, "receipt was lost");
    assertFalse(operation.isResumable);
    assertEquals(net.count("PaymentReceipt"), 2);
    environment.aheadMs = 0;
    await operation.invoke(); // At a new price.
  }
});

Deno.test("PaidOperation.invoke() asks again a balance that was too low for a caller who had left", async () => {
  await using net = await startNet();
  const key = PrivateKey.random();
  await using client = await net.client({ key, payer: undefined });
  await using friend = await net.client();
  const operation = client.storeValues(values, options);
  await (await leaveEarly(net, operation))();
  await friend.addFunds(2n * priceUnil, client.userId);
  // The leader takes the price of a request whose caller leaves, too.
  await (await leaveEarly(net, operation))();
  await operation.invoke();
  assertEquals([net.count("PriceQuote"), net.count("PaymentReceipt")], [1, 2]);
  assertEquals((await client.balance()).balance, 100n);
});

Deno.test("PaidOperation.invoke() does not deny what the balance may have paid for a caller who had left", async () => {
  await using net = await startNet();
  const environment = adjustable();
  await using client = await net.client({ environment });
  await client.addFunds(priceUnil);
  const operation = client.storeValues(values, options);
  await (await leaveEarly(net, operation, loseFirst("PaymentReceipt")))();
  environment.aheadMs = 25 * 3_600_000;
  await assertRejects(() => operation.invoke(), FailedPreconditionError, "may have paid it");
  assertEquals([net.count("PaymentReceipt"), operation.isResumable], [2, false]);
});

Deno.test("PaidOperation.invoke() finds an unknown chain payment after the balance was too low", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer, paymentMode: "balance" });
  const operation = client.storeValues(values, options);
  net.intercept = ({ method, passOn, signal }) => method === "tx_search" ? hang(signal) : passOn();
  const error = await stopWhenSent(net, (limits) => operation.invoke(limits));
  assertInstanceOf(error, PaymentUnknownError);
  assert(operation.isResumable);
  net.intercept = ({ passOn }) => passOn();
  await operation.invoke();
  assertEquals(payer.payments.length, 1);
});

Deno.test("PaidOperation.invoke() asks for the receipt of the same payment after a busy leader", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer });
  await client.addFunds(priceUnil);
  payer.payments.length = 0;
  const operation = client.storeValues(values, options);
  net.intercept = ({ method, passOn }) =>
    method === "PaymentReceipt" ? Promise.resolve(refusal(unavailable, "busy")) : passOn();
  await assertRejects(() => operation.invoke({ timeoutMs: 500 }), VmError);
  assert(operation.isResumable);
  net.intercept = ({ passOn }) => passOn();
  await operation.invoke();
  assertEquals([net.count("PriceQuote"), payer.payments.length], [1, 0]);
  assertEquals((await client.balance()).balance, 0n);
});

Deno.test("PaidOperation.invoke() does not ask once more for an expired quote that the balance may have paid", async () => {
  await using net = await startNet();
  const environment = adjustable();
  await using client = await net.client({ environment });
  await client.addFunds(5_000_000n);
  const operation = client.storeValues(values, options);
  net.intercept = (passing) => passing.method === "PaymentReceipt" ? refuse() : passing.passOn();
  await assertRejects(() => operation.invoke(), UnavailableError);
  assert(operation.isResumable);
  net.intercept = ({ passOn }) => passOn();
  const asked = net.count("PaymentReceipt");
  environment.aheadMs = 25 * 3_600_000;
  await assertRejects(
    () => operation.invoke(),
    FailedPreconditionError,
    "may have paid it from the balance",
  );
  assertEquals(net.count("PaymentReceipt"), asked);
  assertFalse(operation.isResumable);
  environment.aheadMs = 0;
  await operation.invoke(); // At a new price.
});

Deno.test("PaidOperation.invoke() pays no quote on the chain that expires within two blocks", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  const environment = adjustable();
  await using client = await net.client({ payer, environment, paymentMode: "perOperation" });
  const operation = client.storeValues(values, options);
  const { expiresAt } = await operation.quote();
  environment.aheadMs = expiresAt.getTime() - Date.now() - 10_000;
  await assertRejects(() => operation.invoke(), QuoteExpiredError);
  assertEquals(payer.payments.length, 0);
  environment.aheadMs = 0;
  await operation.invoke();
  assertEquals([payer.payments.length, net.count("PriceQuote")], [1, 2]);
});

Deno.test("maxFeesUnil of a call or of the client refuses a higher price, and nothing is paid", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer, maxFeesUnil: priceUnil });
  const operation = client.storeValues(values, options);
  const error = await assertRejects(
    () => operation.invoke({ maxFeesUnil: priceUnil - 1n }),
    PriceTooHighError,
    "nothing was paid",
  );
  assertEquals([error.feesUnil, error.maxFeesUnil, error.phase], [
    priceUnil,
    priceUnil - 1n,
    "quote",
  ]);
  assertFalse(operation.isResumable);
  assertEquals([payer.payments.length, net.count("PaymentReceipt")], [0, 0]);
  await operation.invoke();
  await using other = await net.client({ payer, maxFeesUnil: 5 });
  await assertRejects(() => other.poolStatus().invoke(), PriceTooHighError);
  await other.poolStatus().invoke({ maxFeesUnil: 2 ** 40 });
  assertEquals(payer.payments.length, 2);
  await assertRejects(
    () => client.poolStatus().invoke({ maxFeesUnil: -1 }),
    InvalidArgumentError,
    "maxFeesUnil",
  );
});

// Whose request a node has served

Deno.test("storeValues() does not resolve when somebody else used its receipt first", async () => {
  await using net = await startNet();
  await using thief = await fundedClient(net);
  await using client = await fundedClient(net);
  let isStolen = false;
  net.intercept = async (passing) => {
    if (passing.method !== "PaymentReceipt" || isStolen) return await passing.passOn();
    isStolen = true;
    return await changeAnswer(passing, SignedReceiptSchema, async (signed) => {
      await thief.storeValues({ answer: new SecretInteger(666) }, options)
        .invokeWithReceipt(signed);
    });
  };
  const storing = client.storeValues(values, options);
  const error = await assertRejects(() => storing.invoke(), WriteUnconfirmedError, "was used at");
  assertEquals(error.outcomes?.map(({ status }) => status), ["failed", "failed", "failed"]);
  assertFalse(storing.isResumable);
});
