/**
 * One endpoint of the chain lies or is wrong. A payment is made once all the same.
 *
 * @module
 */
import {
  FailedPreconditionError,
  PaymentUnknownError,
  UnavailableError,
  VmError,
} from "@nilvm/client";
import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  type ChainFixture,
  endpointAnswer,
  indexedFailure,
  paymentsFor,
  someResource,
  startChain,
} from "../../support/chain_fixture.ts";

const mismatch = "account sequence mismatch, expected 7, got 0: incorrect account sequence";

/** An endpoint that keeps what it is given and refuses it, until the test lets it send all. */
function hoard(fixture: ChainFixture, code: number, log: string, codespace = "sdk") {
  const kept: Set<string> = new Set();
  fixture.intercept = (method, passOn, _signal, { tx }) => {
    if (method !== "broadcast_tx_sync") return passOn();
    kept.add(String(tx));
    return Promise.resolve(
      endpointAnswer({ code, codespace, data: "", log, hash: "00".repeat(32) }),
    );
  };
  return {
    kept,
    async sendAll() {
      for (const tx of kept) {
        const body = JSON.stringify({
          jsonrpc: "2.0",
          id: 1,
          method: "broadcast_tx_sync",
          params: { tx },
        });
        const request = new Request("http://chain.test", { method: "POST", body });
        await (await fixture.chain.fetch(request)).body?.cancel();
        fixture.chain.commitBlock();
      }
    },
  };
}

const lies: [name: string, code: number, log: string][] = [
  ["a wrong sequence number", 32, mismatch],
  ["a wrong sequence number without words", 32, ""],
  ["a transaction that it has already", 19, ""],
  ["too low a fee", 13, "insufficient fees; got:  required: 200unil: insufficient fee"],
  ["too little money", 5, "insufficient funds"],
  ["too little gas", 11, "out of gas"],
  ["a wrong signature", 4, "signature verification failed: unauthorized"],
  ["too late a block", 30, "tx timeout height"],
];

for (const [name, code, log] of lies) {
  Deno.test(`an endpoint that claims ${name} and keeps what it is given gets one payment`, async () => {
    using fixture = startChain();
    const payer = fixture.payer({ queryTimeoutMs: 300 });
    const resource = someResource();
    const endpoint = hoard(fixture, code, log);

    for (let call = 1; call <= 3; call++) {
      const error = await assertRejects(() => payer.submitPayment(1n, resource), VmError);
      assertEquals(error.code, "PAYMENT_UNKNOWN");
      assert(!error.message.includes("nothing was paid"), error.message);
    }
    await endpoint.sendAll();
    fixture.intercept = (_method, passOn) => passOn();

    assertEquals(endpoint.kept.size, 1, "one transaction was signed");
    assertEquals(paymentsFor(fixture.chain, resource), 1);
    const txHash = await payer.submitPayment(1n, resource);
    assertEquals([...fixture.chain.state.transactions.keys()], [txHash]);
  });
}

Deno.test("an endpoint that accepts a payment and keeps it gets the same one again", async () => {
  using fixture = startChain();
  const resource = someResource();
  const endpoint = hoard(fixture, 0, "");
  const payer = fixture.payer({ queryTimeoutMs: 500 });
  const paying = payer.submitPayment(1n, resource);
  for (let i = 0; i < 6; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    fixture.chain.commitBlock();
  }
  const error = await assertRejects(() => paying, PaymentUnknownError);
  assert(fixture.requests.get("broadcast_tx_sync")! > 1, "it was sent again after two blocks");
  assertEquals(endpoint.kept.size, 1);

  await endpoint.sendAll();
  assertEquals(await payer.resume(error.txHash!), error.txHash);
  assertEquals(paymentsFor(fixture.chain, resource), 1);
});

Deno.test("a refused payment keeps its sequence number until its last block, and then can no longer be made", async () => {
  using fixture = startChain();
  const payer = fixture.payer({ queryTimeoutMs: 400, timeoutBlocks: 5 });
  const [mine, next] = [someResource(), someResource()];
  const endpoint = hoard(fixture, 13, "insufficient fee");
  const error = await assertRejects(() => payer.submitPayment(1n, mine), PaymentUnknownError);
  assert(error.message.includes("gasPrice"), error.message);

  // Another payment would wait behind it, so it is not signed.
  const behind = await assertRejects(() => payer.submitPayment(1n, next), UnavailableError);
  assert(/keeps its sequence number until block 6, so nothing was paid/.test(behind.message));
  assertEquals(endpoint.kept.size, 1);
  await assertRejects(() => payer.resume(error.txHash!), PaymentUnknownError);

  for (let block = 0; block < 7; block++) fixture.chain.commitBlock();
  assertEquals(await payer.resume(error.txHash!), undefined);
  await endpoint.sendAll();
  assertEquals(paymentsFor(fixture.chain, mine), 0, "the kept transaction is dead");

  fixture.intercept = (_method, passOn) => passOn();
  await payer.submitPayment(1n, next);
  await payer.submitPayment(1n, mine);
  assertEquals([paymentsFor(fixture.chain, mine), paymentsFor(fixture.chain, next)], [1, 1]);
});

Deno.test("a payment that its last block holds is made", async () => {
  using fixture = startChain();
  const resource = someResource();
  const payer = fixture.payer({ timeoutBlocks: 4, queryTimeoutMs: 400 });
  const endpoint = hoard(fixture, 0, "");
  const last = fixture.chain.state.height + 4;
  const error = await assertRejects(() => payer.submitPayment(1n, resource), PaymentUnknownError);
  while (fixture.chain.state.height < last - 1) fixture.chain.commitBlock();
  // Only one block more can hold it, and nobody has seen that block.
  await assertRejects(() => payer.resume(error.txHash!), PaymentUnknownError);
  await assertRejects(() => payer.submitPayment(1n, resource), PaymentUnknownError);
  assertEquals(endpoint.kept.size, 1);
  await endpoint.sendAll();
  assertEquals(fixture.chain.state.height, last);
  assertEquals(await payer.resume(error.txHash!), error.txHash);
});

Deno.test("a payment that dies within a call is signed again with the same sequence number", async () => {
  using fixture = startChain();
  const resource = someResource();
  const payer = fixture.payer({ timeoutBlocks: 3 });
  const endpoint = hoard(fixture, 0, "");
  const paying = payer.submitPayment(1n, resource);
  while (endpoint.kept.size < 2) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    fixture.chain.commitBlock();
  }
  await endpoint.sendAll();
  fixture.intercept = (_method, passOn) => passOn();
  await paying;
  await endpoint.sendAll();
  assertEquals(paymentsFor(fixture.chain, resource), 1);
  assertEquals(fixture.chain.state.tables.accounts.get(fixture.wallets[0]!.address)?.sequence, 1);
});

Deno.test("a payment recovers from a sequence number that an endpoint invented", async () => {
  using fixture = startChain();
  const resource = someResource();
  const account = await accountAnswer(fixture);
  let isLying = true;
  fixture.intercept = (_method, passOn, _signal, { path }) => {
    if (!isLying || !String(path).endsWith("/Account")) return passOn();
    isLying = false;
    return Promise.resolve(withSequence(100, JSON.parse(account)));
  };
  const paying = fixture.payer({ timeoutBlocks: 3 }).submitPayment(1n, resource);
  paying.catch(() => {});
  for (let block = 0; block < 5; block++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    fixture.chain.commitBlock();
  }
  await paying;
  assertEquals(paymentsFor(fixture.chain, resource), 1);
});

Deno.test("an endpoint that invents empty blocks and a used sequence number gets no second payment", async () => {
  using fixture = startChain();
  const resource = someResource();
  const account = JSON.parse(await accountAnswer(fixture));
  const kept = new Set<string>();
  fixture.intercept = (method, passOn, _signal, { tx, height, path }) => {
    const answer = (result: unknown) => Promise.resolve(endpointAnswer(result));
    if (method === "broadcast_tx_sync") {
      kept.add(String(tx));
      return answer({ code: 0, codespace: "", log: "" });
    }
    if (kept.size === 0) return passOn();
    if (method === "status") return answer({ sync_info: { latest_block_height: "40" } });
    if (method === "block") return answer({ block: { header: { height }, data: { txs: [] } } });
    if (method === "tx_search") return answer({ txs: [], total_count: "0" });
    if (!String(path).endsWith("/Account")) return passOn();
    const value = Uint8Array.from(atob(account.result.response.value), (c) => c.charCodeAt(0));
    value[value.length - 1] = 9;
    return answer({ response: { code: 0, value: btoa(String.fromCharCode(...value)) } });
  };
  const payer = fixture.payer({ queryTimeoutMs: 500 });
  for (let call = 0; call < 2; call++) {
    await assertRejects(
      () => payer.submitPayment(1n, resource),
      PaymentUnknownError,
      "The chain does not show which transaction has its sequence number",
    );
  }
  assertEquals(kept.size, 1);
});

/** A payer whose payments have a short life, and what ends it. A height may be two seconds old. */
function payerWithClock(fixture: ChainFixture) {
  let aheadMs = 0;
  const environment = { now: () => Date.now() + aheadMs };
  return {
    payer: fixture.payer({ queryTimeoutMs: 500, timeoutBlocks: 3, environment }),
    passBlocks() {
      for (let block = 0; block < 4; block++) fixture.chain.commitBlock();
      aheadMs += 3_000;
    },
  };
}

Deno.test("a payment whose caller has left does not hold up the next one for longer than its life", async () => {
  using fixture = startChain();
  const { payer, passBlocks } = payerWithClock(fixture);
  const [left, next] = [someResource(), someResource()];
  const endpoint = hoard(fixture, 0, "");
  await assertRejects(() => payer.submitPayment(1n, left), PaymentUnknownError);
  fixture.intercept = (_method, passOn) => passOn();
  passBlocks();

  const signed: string[] = [];
  await payer.submitPayment(1n, next, {
    beforeBroadcast: ({ txHash }) => Promise.resolve(void signed.push(txHash)),
  });
  assertEquals(signed.length, 1, "it is made at once");
  assertEquals(fixture.chain.state.tables.accounts.get(fixture.wallets[0]!.address)?.sequence, 1);

  await endpoint.sendAll();
  await payer.submitPayment(1n, left);
  assertEquals([paymentsFor(fixture.chain, left), paymentsFor(fixture.chain, next)], [1, 1]);
});

Deno.test("two payments whose callers have left do not keep a sequence number from each other", async () => {
  using fixture = startChain();
  const { payer, passBlocks } = payerWithClock(fixture);
  const [one, two] = [someResource(), someResource()];
  const endpoint = hoard(fixture, 0, "");
  for (const resource of [one, two]) {
    await assertRejects(() => payer.submitPayment(1n, resource), PaymentUnknownError);
    passBlocks();
  }
  fixture.intercept = (_method, passOn) => passOn();

  // The second one got the sequence number of the first, which was dead.
  await payer.submitPayment(1n, one);
  await payer.submitPayment(1n, two);
  await endpoint.sendAll();
  assertEquals([paymentsFor(fixture.chain, one), paymentsFor(fixture.chain, two)], [1, 1]);
  assertEquals(fixture.chain.state.tables.accounts.get(fixture.wallets[0]!.address)?.sequence, 2);
});

Deno.test("a payment with a long life dies too", async () => {
  using fixture = startChain();
  const payer = fixture.payer({ queryTimeoutMs: 30_000, timeoutBlocks: 450 });
  const endpoint = hoard(fixture, 0, "");
  const stop = new AbortController();
  const paying = payer.submitPayment(1n, someResource(), { signal: stop.signal });
  paying.catch(() => {});
  while (endpoint.kept.size === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  stop.abort();
  const error = await assertRejects(() => paying, PaymentUnknownError);
  for (let block = 0; block < 460; block++) fixture.chain.commitBlock();
  assertEquals(await fixture.chain.findPayment(error.txHash!), undefined);
  assertEquals(await payer.resume(error.txHash!), undefined);
});

Deno.test("a foreign or forged transaction does not show that a sequence number is taken", async (t) => {
  const bytesOf = async (fixture: ChainFixture, wallet: number): Promise<string> => {
    let sent = "";
    fixture.intercept = (method, passOn, _signal, { tx }) => {
      if (method === "broadcast_tx_sync") sent = String(tx);
      return passOn();
    };
    const { privateKey } = fixture.wallets[wallet]!;
    for (let payment = 0; payment < 2; payment++) {
      await fixture.payer({ privateKey }).submitPayment(1n, someResource());
    }
    return sent;
  };
  /** Changes the signature, which stands at the end. */
  const forged = (base64: string): string => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    bytes[bytes.length - 1]! ^= 1;
    return btoa(String.fromCharCode(...bytes));
  };
  const shown: Record<string, (fixture: ChainFixture) => Promise<string>> = {
    "another wallet's": (fixture) => bytesOf(fixture, 1),
    "with a changed signature": async (fixture) => {
      const other = startChain();
      const tx = forged(await bytesOf(other, 0));
      other[Symbol.dispose]();
      fixture.intercept = (_method, passOn) => passOn();
      return tx;
    },
  };
  for (const [name, make] of Object.entries(shown)) {
    await t.step(name, async () => {
      using fixture = startChain();
      const tx = await make(fixture);
      await fixture.payer().submitPayment(1n, someResource());
      const { address } = fixture.wallets[0]!;
      const attributes = [{ key: "acc_seq", value: `${address}/1`, index: true }];
      const tx_result = { code: 0, log: "", events: [{ type: "tx", attributes }] };
      const resource = someResource();
      const endpoint = hoard(fixture, 32, mismatch);
      const refuse = fixture.intercept;
      const stop = new AbortController();
      let searches = 0;
      fixture.intercept = async (method, passOn, signal, params) => {
        // It also says that the wallet's next sequence number is another one.
        if (endpoint.kept.size > 0 && String(params["path"]).endsWith("/Account")) {
          return withSequence(2, await (await passOn()).json());
        }
        if (method !== "tx_search") return await refuse(method, passOn, signal, params, "");
        // By then it has looked three times at what it searches for twice.
        if (++searches === 6) stop.abort();
        return endpointAnswer({
          txs: [{ hash: "AB".repeat(32), height: "1", index: 0, tx_result, tx }],
          total_count: "1",
        });
      };
      const paying = fixture.payer().submitPayment(1n, resource, { signal: stop.signal });
      await assertRejects(() => paying, PaymentUnknownError);
      assertEquals(endpoint.kept.size, 1);
    });
  }
});

Deno.test("a payment that the index shows as failed, and its first block as made, is made", async () => {
  using fixture = startChain();
  const resource = someResource();
  fixture.intercept = indexedFailure(mismatch);
  const payer = fixture.payer({ queryTimeoutMs: 2_000 });
  const txHash = await payer.submitPayment(1n, resource);
  assertEquals(await fixture.payer().resume(txHash), txHash, "also for a payer that never saw it");
  assertEquals(paymentsFor(fixture.chain, resource), 1);
});

Deno.test("a payment is found in its block when the index is off", async () => {
  using fixture = startChain();
  const resource = someResource();
  fixture.intercept = (method, passOn) =>
    method === "tx" || method === "tx_search"
      ? Promise.resolve(endpointError("transaction indexing is disabled"))
      : passOn();
  const txHash = await fixture.payer({ queryTimeoutMs: 2_000 }).submitPayment(1n, resource);
  assertEquals([...fixture.chain.state.transactions.keys()], [txHash]);
});

Deno.test("two payments in one block are told apart when the index is off", async () => {
  using fixture = startChain(100);
  fixture.intercept = (method, passOn) =>
    method === "tx" || method === "tx_search"
      ? Promise.resolve(endpointError("transaction indexing is disabled"))
      : passOn();
  const payer = fixture.payer({ timeoutBlocks: 10_000 });
  const resources = [someResource(), someResource(), someResource()];
  await Promise.all(resources.map((resource) => payer.submitPayment(1n, resource)));
  assertEquals(resources.map((resource) => paymentsFor(fixture.chain, resource)), [1, 1, 1]);
  assertEquals(fixture.chain.state.transactions.size, 3);
});

Deno.test("the failure of a payment is taken from its block when the index is off", async () => {
  using fixture = startChain();
  fixture.intercept = (method, passOn) =>
    method === "tx" || method === "tx_search"
      ? Promise.resolve(endpointError("transaction indexing is disabled"))
      : passOn();
  const error = await assertRejects(
    () => fixture.payer({ queryTimeoutMs: 2_000 }).submitPayment(2_000_000n, someResource()),
    VmError,
    "so nothing was paid",
  );
  assertEquals(error.code, "INSUFFICIENT_FUNDS");
});

Deno.test("a payment gets the next sequence number when a late node gave an old one", async (t) => {
  for (const isIndexOff of [false, true]) {
    await t.step(isIndexOff ? "with the index off" : "with an index", async () => {
      using fixture = startChain();
      const first = fixture.payer();
      const late = await accountAnswer(fixture);
      await first.submitPayment(1n, someResource());
      await first.submitPayment(1n, someResource());
      let isLate = true;
      fixture.intercept = (method, passOn, _signal, { path }) => {
        if (isIndexOff && (method === "tx" || method === "tx_search")) {
          return Promise.resolve(endpointError("transaction indexing is disabled"));
        }
        if (!String(path).endsWith("/Account") || !isLate) return passOn();
        isLate = false;
        return Promise.resolve(new Response(late));
      };
      const resource = someResource();
      await fixture.payer({ queryTimeoutMs: 3_000 }).submitPayment(1n, resource);
      assertEquals(paymentsFor(fixture.chain, resource), 1);
    });
  }
});

/** The endpoint's answer about the account of the first wallet after its first payment. */
async function accountAnswer(fixture: ChainFixture): Promise<string> {
  let text = "";
  fixture.intercept = async (_method, passOn, _signal, { path }) => {
    const response = await passOn();
    if (String(path).endsWith("/Account")) text = await response.clone().text();
    return response;
  };
  // The answer to the second payer.
  for (let i = 0; i < 2; i++) await fixture.payer().submitPayment(1n, someResource());
  fixture.intercept = (_method, passOn) => passOn();
  return text;
}

Deno.test("a payment whose sequence number another process uses is made again within two blocks", async () => {
  using fixture = startChain(50);
  const [mine, theirs] = [someResource(), someResource()];
  const other = fixture.payer();
  let isFirst = true;
  // One node takes this payment, and another node puts the other process' payment into a block.
  fixture.intercept = async (method, passOn) => {
    if (method !== "broadcast_tx_sync" || !isFirst) return await passOn();
    isFirst = false;
    await other.submitPayment(1n, theirs);
    return endpointAnswer({ code: 0, codespace: "", data: "", log: "", hash: "00".repeat(32) });
  };
  const before = fixture.chain.state.height;
  await fixture.payer({ pollMs: 1_000 }).submitPayment(1n, mine);
  assertEquals([paymentsFor(fixture.chain, mine), paymentsFor(fixture.chain, theirs)], [1, 1]);
  assert(fixture.chain.state.height - before <= 3, "one block of theirs, and one of mine");
});

Deno.test("an endpoint of another chain is refused before a payment is signed", async () => {
  using fixture = startChain();
  const payer = fixture.payer({ chainId: "another-chain" });
  await assertRejects(
    () => payer.submitPayment(1n, someResource()),
    FailedPreconditionError,
    'serves the chain "nillion-chain-devnet", not "another-chain", so nothing was paid. Check the chainId',
  );
  assertEquals(fixture.requests.get("broadcast_tx_sync"), undefined);
});

function endpointError(data: string): Response {
  return Response.json({
    jsonrpc: "2.0",
    id: 1,
    error: { code: -32603, message: "Internal error", data },
  }, { status: 500 });
}

/** An endpoint's answer about an account, with another sequence number. */
function withSequence(
  sequence: number,
  answer: { result: { response: { value: string } } },
): Response {
  const value = Uint8Array.from(atob(answer.result.response.value), (c) => c.charCodeAt(0));
  // The sequence is the last field, in one byte.
  value[value.length - 1] = sequence;
  answer.result.response.value = btoa(String.fromCharCode(...value));
  return Response.json(answer);
}
