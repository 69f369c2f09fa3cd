/** What a payer gives to a journal, and what it goes on with in another process. */
import {
  FailedPreconditionError,
  InvalidArgumentError,
  PaymentUnknownError,
  type PendingPayment,
} from "@nilvm/client";
import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import {
  type ChainFixture,
  endpointAnswer,
  paymentsFor,
  someResource,
  startChain,
} from "../../support/chain_fixture.ts";

/** An endpoint that takes transactions and keeps them. It tells what it gets. */
function keepAll(fixture: ChainFixture, told: (tx: string) => void = () => {}): void {
  fixture.intercept = (method, passOn, _signal, { tx }) => {
    if (method !== "broadcast_tx_sync") return passOn();
    told(String(tx));
    return Promise.resolve(
      endpointAnswer({ code: 0, codespace: "sdk", data: "", log: "", hash: "" }),
    );
  };
}

/** A payment that was written down, and that no block holds. */
async function lostPayment(fixture: ChainFixture, wallet: number): Promise<PendingPayment> {
  const { privateKey } = fixture.wallets[wallet]!;
  const payer = fixture.payer({ privateKey, queryTimeoutMs: 1_000 });
  let pending: PendingPayment | undefined;
  const beforeBroadcast = (payment: PendingPayment) => {
    pending = payment;
    return Promise.resolve();
  };
  keepAll(fixture);
  await assertRejects(
    () => payer.submitPayment(1n, someResource(), { beforeBroadcast }),
    PaymentUnknownError,
  );
  fixture.intercept = (_method, passOn) => passOn();
  return pending!;
}

Deno.test("details of another wallet, payment or version are refused", async () => {
  using fixture = startChain();
  const [own, second] = [await lostPayment(fixture, 0), await lostPayment(fixture, 0)];
  const foreign = await lostPayment(fixture, 1);
  const changed = (change: Record<string, unknown>) =>
    JSON.stringify({ ...JSON.parse(own.details!), ...change });
  const { address, transactions } = JSON.parse(foreign.details!);
  const cases: [txHash: string, details: unknown, words: string][] = [
    [foreign.txHash, foreign.details, `they are of wallet ${address}`],
    [second.txHash, own.details, `not those of payment ${second.txHash}`],
    [own.txHash, changed({ version: 2 }), "they have version 2"],
    [own.txHash, changed({ transactions: [{ bytes: 7 }] }), "a transaction in them is malformed"],
    [foreign.txHash, changed({ transactions }), "a transaction in them is malformed"],
    [own.txHash, changed({ transactions: [] }), "a transaction in them is malformed"],
    [own.txHash, "not JSON", "they are not JSON"],
    [own.txHash, 7, "they are"],
  ];
  const sent: string[] = [];
  keepAll(fixture, (tx) => sent.push(tx));
  for (const [txHash, details, words] of cases) {
    await assertRejects(
      () => fixture.payer().resume(txHash, { details: details as string }),
      InvalidArgumentError,
      words,
    );
  }
  assertEquals(sent, []);
  fixture.intercept = (_method, passOn) => passOn();
  assertEquals(await fixture.payer().resume(own.txHash, { details: own.details }), own.txHash);
});

Deno.test("each transaction of a payment is written down before it is sent", async () => {
  using fixture = startChain();
  const resource = someResource();
  const steps: string[] = [];
  const written: PendingPayment[] = [];
  keepAll(fixture, () => steps.push("sent"));
  const paying = fixture.payer({ timeoutBlocks: 3 }).submitPayment(1n, resource, {
    async beforeBroadcast(payment) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      steps.push("written");
      written.push(payment);
      if (written.length === 2) fixture.intercept = (_method, passOn) => passOn();
    },
  });
  while (written.length < 2) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    fixture.chain.commitBlock();
  }
  assertEquals(await paying, written[1]!.txHash);
  assertEquals(steps.filter((step, index) => step !== steps[index - 1]), [
    "written",
    "sent",
    "written",
  ]);
  // Another process must know what it has to rule out.
  const { transactions } = JSON.parse(written[1]!.details!);
  assertEquals(transactions.length, 2);
  assertEquals(paymentsFor(fixture.chain, resource), 1);
});

Deno.test("a payment whose next transaction cannot be written down is not made", async () => {
  using fixture = startChain();
  const sent = new Set<string>();
  keepAll(fixture, (tx) => sent.add(tx));
  let first: string | undefined;
  const paying = fixture.payer({ timeoutBlocks: 3 }).submitPayment(1n, someResource(), {
    beforeBroadcast({ txHash }) {
      if (first !== undefined) return Promise.reject(new Error("disk full"));
      first = txHash;
      return Promise.resolve();
    },
  });
  let isOver = false;
  const over = paying.catch((error) => error).finally(() => isOver = true);
  while (!isOver) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    fixture.chain.commitBlock();
  }
  const error = await over;
  assertInstanceOf(error, FailedPreconditionError);
  assertEquals([first?.length, sent.size], [64, 1]);
  assertEquals(/cannot be written down: disk full/.test(error.message), true, error.message);
});
