import {
  AbortedError,
  type AnyVmError,
  FailedPreconditionError,
  InvalidArgumentError,
  type Operation,
  type Payer,
  PaymentUnknownError,
  SecretInteger,
  TimeoutError,
  UnavailableError,
  VmError,
} from "@nilvm/client";
import { assert, assertEquals, assertFalse, assertInstanceOf, assertRejects } from "@std/assert";
import { hang } from "../support/hang.ts";
import { fundedClient, refuse, startNet, watched } from "../support/net_fixture.ts";
import { mir } from "../support/programs.ts";

const values = { a: new SecretInteger(1) };
const options = { ttlDays: 1 };
const id = "5f1d6b1e-3c0f-4c7e-9a52-8b7d5f0c1a2b";

// A forgotten invoke()

Deno.test("await of an operation is a type error, throws, and sends nothing", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  net.passed.length = 0;
  await assertRejects(
    async () => {
      // @ts-expect-error An operation must be invoked.
      await client.deleteValues(id);
    },
    InvalidArgumentError,
    "call .invoke()",
  );
  await assertRejects(
    async () => {
      // @ts-expect-error An operation must be invoked.
      await client.storeValues(values, options);
    },
    InvalidArgumentError,
    "call .invoke()",
  );
  const operation: Operation<unknown> = client.poolStatus();
  await assertRejects(() => Promise.all([operation]), InvalidArgumentError, "call .invoke()");
  assertEquals(net.passed, []);
});

// One purchase

Deno.test("a paid operation that succeeded gives its result again, and sends nothing", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const storing = client.storeValues(values, options);
  const valuesId = await storing.invoke();
  const reading = client.retrieveValues(valuesId);
  const read = await reading.invoke();
  net.passed.length = 0;
  assertEquals(await storing.invoke(), valuesId);
  assert(await reading.invoke() === read);
  assertFalse(storing.isResumable);
  assertEquals([net.passed, payer.payments.length], [[], 2]);
});

Deno.test("a free write that succeeded is not sent again, and a free read is", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const valuesId = await client.storeValues(values, options).invoke();
  const deleting = client.deleteValues(valuesId);
  await deleting.invoke();
  await deleting.invoke();
  assertEquals(net.count("DeleteValues"), 3);

  const programId = await client.storeProgram("two_parties", await mir("two_parties")).invoke();
  const user = client.userId;
  const computeId = await client.compute({
    programId,
    inputBindings: ["p", "q"].map((partyName) => ({ partyName, user })),
    outputBindings: ["p", "q"].map((partyName) => ({ partyName, users: [user] })),
    values: { a: new SecretInteger(40), b: new SecretInteger(2) },
  }).invoke();
  const reading = client.retrieveComputeResults(computeId);
  await reading.invoke();
  await reading.invoke();
  assertEquals(net.count("RetrieveResults"), 6);
});

Deno.test("an operation that is done refuses a quote and another receipt", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const operation = client.storeValues(values, options);
  const others = [1, 2].map(() => client.storeValues(values, options));
  const [receipt, another] = await Promise.all(
    others.map(async (other) => await client.getPaymentReceipt(await other.quote())),
  );
  const first = await operation.invokeWithReceipt(receipt!);
  assertEquals(await operation.invokeWithReceipt(receipt!), first);
  assertEquals(await operation.invoke(), first);
  net.passed.length = 0;
  await assertRejects(() => operation.quote(), FailedPreconditionError, "is done");
  await assertRejects(
    () => operation.invokeWithReceipt(another!),
    FailedPreconditionError,
    "is done",
  );
  assertEquals(net.passed, []);
});

Deno.test("an operation that was disposed of has dropped its result, and refuses invoke()", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const valuesId = await client.storeValues(values, options).invoke();
  const reading = client.retrieveValues(valuesId);
  {
    using operation = reading;
    assertEquals((await operation.invoke()).a?.value, 1n);
  }
  net.passed.length = 0;
  await assertRejects(() => reading.invoke(), FailedPreconditionError, "disposed of");
  await assertRejects(() => reading.quote(), FailedPreconditionError, "disposed of");
  assertEquals(net.passed, []);
});

Deno.test("concurrent calls share an attempt, and a limit of the second ends only its own wait", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const reached = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  net.intercept = async ({ method, passOn }) => {
    if (method === "StoreValues") {
      reached.resolve();
      await goOn.promise;
    }
    return await passOn();
  };
  const operation = client.storeValues(values, options);
  const first = operation.invoke();
  await reached.promise;
  const stop = new AbortController();
  const aborted = operation.invoke({ signal: stop.signal });
  const late = operation.invoke({ timeoutMs: 20 });
  stop.abort();
  await assertRejects(() => aborted, AbortedError);
  await assertRejects(() => late, TimeoutError);
  const third = operation.invoke();
  goOn.resolve();
  assertEquals(await first, await third);
  assertEquals([payer.payments.length, net.count("StoreValues")], [1, 3]);
});

Deno.test("invoke() after a failure goes on with the same payment and the same shares", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const operation = client.storeValues(values, options);
  net.intercept = ({ method, to, passOn }) =>
    method === "StoreValues" && to === 1 ? refuse() : passOn();
  await assertRejects(
    () => operation.invoke(),
    UnavailableError,
    "Only 2 of 3 nodes served the request",
  );
  assert(operation.isResumable);
  net.intercept = ({ passOn }) => passOn();
  const valuesId = await operation.invoke();
  assertEquals((await client.retrieveValues(valuesId).invoke()).a?.value, 1n);
  assertEquals(payer.payments.length, 2);
});

// Limits

Deno.test("a time limit is TIMEOUT and an abort is ABORTED, also while a payer waits", async () => {
  await using net = await startNet();
  const waits = ["tx_search", "abci_query"];
  for (const waiting of waits) {
    net.intercept = ({ method, passOn, signal }) => method === waiting ? hang(signal) : passOn();
    const stops: [string, () => { timeoutMs?: number; signal?: AbortSignal }][] = [
      ["TIMEOUT", () => ({ timeoutMs: 150 })],
      ["TIMEOUT", () => ({ signal: AbortSignal.timeout(150) })],
      ["ABORTED", () => {
        const stop = new AbortController();
        setTimeout(() => stop.abort(new Error("enough")), 150);
        return { signal: stop.signal };
      }],
    ];
    for (const [code, limits] of stops) {
      // Each client gets its own payer, since a payer remembers its wallet's sequence number.
      await using client = await net.client({
        payer: net.payer(),
        paymentMode: "perOperation",
      });
      const error = await assertRejects(
        () => client.storeValues(values, options).invoke(limits()),
        VmError,
      );
      // After the transaction was sent, the payment is unknown. The cause says why the call stopped.
      const why = waiting === "tx_search" ? stopOf(error) : error;
      assertEquals([why.code, error.phase], [code, "payment"], `${waiting} ${error.message}`);
    }
  }
});

function stopOf(error: VmError): VmError {
  assertInstanceOf(error, PaymentUnknownError);
  let cause: unknown = error;
  while (cause instanceof PaymentUnknownError) cause = cause.cause;
  assertInstanceOf(cause, VmError);
  return cause;
}

Deno.test("a payer that rejects with the signal's reason leaves the payment unknown", async () => {
  await using net = await startNet();
  const inner = net.payer();
  let paid = 0;
  const payer: Payer = {
    async submitPayment(amountUnil, resource, { signal } = {}) {
      paid++;
      await inner.submitPayment(amountUnil, resource);
      return await hang(signal!);
    },
  };
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const operation = client.storeValues(values, options);
  await assertRejects(() => operation.invoke({ timeoutMs: 300 }), PaymentUnknownError);
  await assertRejects(() => operation.invoke({ timeoutMs: 300 }), PaymentUnknownError);
  assertEquals(paid, 1);
});

Deno.test("a payer that rejects late with the reason of an earlier signal is not paid twice", async () => {
  await using net = await startNet();
  const inner = net.payer();
  const late = Promise.withResolvers<void>();
  let paid = 0;
  const payer: Payer = {
    async submitPayment(amountUnil, resource, { signal } = {}) {
      paid++;
      await inner.submitPayment(amountUnil, resource);
      await late.promise;
      throw signal!.reason;
    },
  };
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const operation = client.storeValues(values, options);
  const stopped = new AbortController();
  const first = operation.invoke({ signal: stopped.signal });
  while (paid === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  stopped.abort();
  await assertRejects(() => first, PaymentUnknownError, "while the payer was paying");

  const second = operation.invoke();
  late.resolve();
  await assertRejects(() => second, PaymentUnknownError, "did not say whether it paid");
  await assertRejects(() => operation.invoke(), PaymentUnknownError);
  assertEquals(paid, 1);
});

Deno.test("an operation goes on when its payer was stopped late in an earlier attempt", async () => {
  await using net = await startNet();
  const inner = net.payer();
  // Nothing is paid at first. Then the payment is sent, and its outcome is unknown.
  const refusals: Record<string, (txHash: string) => VmError> = {
    "not paid": () => new AbortedError("Nothing was sent"),
    unknown: (txHash) => new PaymentUnknownError("No block yet", { txHash }),
  };
  for (const [name, refusal] of Object.entries(refusals)) {
    const paying = Promise.withResolvers<void>();
    const late = Promise.withResolvers<void>();
    let asked = 0;
    const payer: Payer = {
      async submitPayment(amountUnil, resource) {
        if (++asked > 1) return await inner.submitPayment(amountUnil, resource);
        const isSent = name === "unknown";
        const txHash = isSent ? await inner.submitPayment(amountUnil, resource) : "";
        paying.resolve();
        await late.promise;
        throw refusal(txHash);
      },
      resume: (txHash) => inner.resume(txHash),
    };
    await using client = await net.client({ payer, paymentMode: "perOperation" });
    const before = await net.walletUnil();
    const operation = client.storeValues(values, options);
    const stopped = new AbortController();
    const first = operation.invoke({ signal: stopped.signal });
    await paying.promise;
    stopped.abort();
    await assertRejects(() => first, PaymentUnknownError, "while the payer was paying");

    const second = operation.invoke();
    late.resolve();
    await second;
    assertEquals(before - await net.walletUnil(), 1_000_000n, name);
  }
});

// Errors

Deno.test("an operation keeps the class of errors that users write", async () => {
  class BudgetError extends VmError {
    override readonly name = "BudgetError";
    readonly code = "PERMISSION_DENIED";
    readonly leftUnil: bigint;
    constructor(leftUnil: bigint) {
      super(`Only ${leftUnil} unil are left`);
      this.leftUnil = leftUnil;
    }
  }
  await using net = await startNet();
  const original = new BudgetError(7n);
  const payer: Payer = { submitPayment: () => Promise.reject(original) };
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const operation = client.storeValues(values, options);
  const error = await assertRejects(
    () => operation.invoke(),
    BudgetError,
    `Storing values as user ${client.userId} failed. Only 7 unil are left`,
  );
  assertEquals([error.leftUnil, error.phase], [7n, "payment"]);
  assert(error.cause === original);
});

Deno.test("AnyVmError narrows by its code to the fields of that error", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const valuesId = await client.storeValues(values, options).invoke();
  net.intercept = ({ method, to, passOn }) =>
    method === "RetrieveValues" && to !== 0 ? refuse() : passOn();
  const error = await client.retrieveValues(valuesId).invoke()
    .then(() => undefined, (error: AnyVmError) => error);
  assert(error?.code === "NOT_ENOUGH_SHARES");
  const have: number | undefined = error.have;
  assertEquals([have, error.need], [1, 2]);
  if (error.code === "NOT_ENOUGH_SHARES") {
    // @ts-expect-error Only errors of programs have issues.
    assertEquals(error.issues, undefined);
  }
});

Deno.test("an operation's error has the node's failure, the outcomes and the transaction", async () => {
  await using net = await startNet();
  await using client = await net.client({ paymentMode: "perOperation" });
  net.intercept = ({ method, to, passOn }) =>
    method === "StoreValues" && to === 1 ? refuse() : passOn();
  const error = await assertRejects(
    () => client.storeValues(values, options).invoke(),
    UnavailableError,
  );
  assertEquals(error.outcomes?.map(({ status }) => status), ["done", "unknown", "done"]);
  assertEquals([error.phase, error.txHash?.length], ["nodes", 64]);
});

Deno.test("invoke() beside invokeWithReceipt() pays once for both", async () => {
  await using net = await startNet();
  const payer = watched(net.payer());
  await using client = await net.client({ payer, paymentMode: "perOperation" });
  const other = client.storeValues(values, options);
  const quote = await other.quote();
  const receipt = await client.getPaymentReceipt(
    quote,
    await payer.submitPayment(quote.feesUnil, quote.nonce),
  );
  const operation = client.storeValues(values, options);
  const asked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  net.intercept = async ({ method, passOn }) => {
    if (method !== "PriceQuote") return await passOn();
    asked.resolve();
    await goOn.promise;
    return await passOn();
  };
  const invocation = operation.invoke();
  await asked.promise;
  const id = await operation.invokeWithReceipt(receipt);
  goOn.resolve();
  assertEquals(await invocation, id);
  assertEquals([payer.payments.length, operation.isResumable], [1, false]);
});

Deno.test("an operation resumes one receipt after it succeeded with another", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const operation = client.storeValues(values, options);
  const buy = async () =>
    await client.getPaymentReceipt(await client.storeValues(values, options).quote());
  const [first, second] = [await buy(), await buy()];
  const asked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  let isHeld = true;
  net.intercept = async ({ method, to, passOn }) => {
    if (method !== "StoreValues" || to !== 1 || !isHeld) return await passOn();
    isHeld = false;
    asked.resolve();
    await goOn.promise;
    return await refuse();
  };
  const broken = operation.invokeWithReceipt(second, { timeoutMs: 3_000 });
  await asked.promise;
  const id = await operation.invokeWithReceipt(first);
  net.intercept = ({ method, passOn }) => method === "StoreValues" ? refuse() : passOn();
  goOn.resolve();
  await assertRejects(() => broken, UnavailableError);
  net.intercept = ({ passOn }) => passOn();
  const other = await operation.invokeWithReceipt(second);
  assert(other !== id);
  assertEquals((await client.retrieveValues(other).invoke()).a?.value, 1n);
});

Deno.test("an operation that is disposed of while it runs keeps nothing", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const valuesId = await client.storeValues(values, options).invoke();
  const asked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  net.intercept = async ({ method, passOn }) => {
    if (method === "RetrieveValues") {
      asked.resolve();
      await goOn.promise;
    }
    return await passOn();
  };
  const reading = client.retrieveValues(valuesId);
  const invocation = reading.invoke();
  await asked.promise;
  reading[Symbol.dispose]();
  goOn.resolve();
  assertEquals((await invocation).a?.value, 1n);
  assertFalse(reading.isResumable);
  await assertRejects(() => reading.invoke(), FailedPreconditionError, "disposed of");
});

Deno.test("a free write that resumes asks only the nodes that are left", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const valuesId = await client.storeValues(values, options).invoke();
  net.intercept = ({ method, to, passOn }) =>
    method === "DeleteValues" && to === 1 ? refuse() : passOn();
  const deleting = client.deleteValues(valuesId);
  await assertRejects(() => deleting.invoke(), UnavailableError);
  assert(deleting.isResumable);
  net.intercept = ({ passOn }) => passOn();
  net.passed.length = 0;
  await deleting.invoke();
  assertEquals(net.passed, [{ to: 1, method: "DeleteValues" }]);
});
