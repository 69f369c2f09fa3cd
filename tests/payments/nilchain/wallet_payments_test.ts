/** Payments of one wallet that get in each other's way. */
import { PaymentUnknownError } from "@nilvm/client";
import { assertEquals, assertRejects } from "@std/assert";
import {
  endpointAnswer,
  paymentsFor,
  someResource,
  startChain,
} from "../../support/chain_fixture.ts";

Deno.test("a payment that another one displaced is signed with a higher sequence number", async () => {
  using fixture = startChain();
  const payer = fixture.payer({ queryTimeoutMs: 2_000, timeoutBlocks: 3 });
  const [left, next] = [someResource(), someResource()];
  const stop = new AbortController();
  fixture.intercept = (method, passOn) => {
    if (method !== "broadcast_tx_sync") return passOn();
    stop.abort();
    return Promise.resolve(endpointAnswer({ code: 0, codespace: "", data: "", log: "", hash: "" }));
  };
  await assertRejects(
    () => payer.submitPayment(1n, left, { signal: stop.signal }),
    PaymentUnknownError,
  );
  for (let block = 0; block < 4; block++) fixture.chain.commitBlock();
  // Without an index, no block that could hold the first payment shows what has its number.
  fixture.intercept = (method, passOn) =>
    method === "tx" || method === "tx_search"
      ? Promise.resolve(
        Response.json({ jsonrpc: "2.0", id: 1, error: { code: -32603, message: "no index" } }),
      )
      : passOn();
  await payer.submitPayment(1n, next);
  await payer.submitPayment(1n, left);
  assertEquals([paymentsFor(fixture.chain, left), paymentsFor(fixture.chain, next)], [1, 1]);
  assertEquals(fixture.chain.state.tables.accounts.get(fixture.wallets[0]!.address)?.sequence, 2);
});

Deno.test("a payment whose last block has passed takes its sequence number back from one whose caller has left", async () => {
  using fixture = startChain();
  let aheadMs = 0;
  const environment = { now: () => Date.now() + aheadMs };
  const payer = fixture.payer({ queryTimeoutMs: 800, timeoutBlocks: 20, environment });
  const [dead, left] = [someResource(), someResource()];
  const kept: string[] = [];
  fixture.intercept = (method, passOn, _signal, { tx }) => {
    if (method !== "broadcast_tx_sync") return passOn();
    kept.push(String(tx));
    return Promise.resolve(endpointAnswer({ code: 0, codespace: "", data: "", log: "", hash: "" }));
  };
  await assertRejects(() => payer.submitPayment(1n, dead), PaymentUnknownError);
  for (let block = 0; block < 20; block++) fixture.chain.commitBlock();
  aheadMs += 3_000; // A height may be two seconds old.
  // It gets the number of the first one.
  await assertRejects(() => payer.submitPayment(1n, left), PaymentUnknownError);
  assertEquals(new Set(kept).size, 2);
  fixture.intercept = (_method, passOn) => passOn();

  await payer.submitPayment(1n, dead);
  assertEquals([paymentsFor(fixture.chain, dead), paymentsFor(fixture.chain, left)], [1, 0]);
  await payer.submitPayment(1n, left);
  assertEquals([paymentsFor(fixture.chain, dead), paymentsFor(fixture.chain, left)], [1, 1]);
  assertEquals(fixture.chain.state.tables.accounts.get(fixture.wallets[0]!.address)?.sequence, 2);
});
