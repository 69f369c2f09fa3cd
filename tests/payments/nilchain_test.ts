import { decodeTxRaw } from "@cosmjs/proto-signing";
import {
  FailedPreconditionError,
  InsufficientFundsError,
  InvalidArgumentError,
  PaymentUnknownError,
  UnavailableError,
  VmError,
} from "@nilvm/client";
import { PrivateKey } from "@nilvm/client/keys";
import { NilChainPayer, type NilChainPayerOptions } from "@nilvm/client/nilchain";
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import {
  type ChainFixture,
  paymentsFor,
  someResource,
  startChain,
} from "../support/chain_fixture.ts";
import { txHashOf } from "../../src/payments/nilchain/signed_tx.ts";
import { hang } from "../support/hang.ts";

Deno.test("NilChainPayer.submitPayment() pays the amount for the resource", async () => {
  using fixture = startChain();
  const resource = someResource();

  const txHash = await fixture.payer().submitPayment(1_234n, resource);

  const payment = fixture.chain.findPayment(txHash);
  assertEquals(payment?.amountUnil, 1_234n);
  assertEquals(payment?.resource, resource);
  assertEquals(payment?.from, fixture.wallets[0]!.address);
  assertEquals(txHash, txHash.toUpperCase());
});

Deno.test("NilChainPayer.walletAddress() gives the wallet's address on the chain", async () => {
  using fixture = startChain();
  assertEquals(await fixture.payer().walletAddress(), fixture.wallets[0]!.address);
  const payer = fixture.payer({ walletPrefix: "cosmos" });
  assert((await payer.walletAddress()).startsWith("cosmos1"));
});

Deno.test("NilChainPayer.submitPayment() makes 64 payments at once, each once", async () => {
  using fixture = startChain();
  // On a busy machine many of the fixture's fast blocks pass before the last payment is sent.
  const payer = fixture.payer({ timeoutBlocks: 10_000 });
  const resources = Array.from({ length: 64 }, someResource);
  const sent = new Set<unknown>();
  fixture.intercept = (method, passOn, _signal, { tx }) => {
    if (method === "broadcast_tx_sync") sent.add(tx);
    return passOn();
  };

  const hashes = await Promise.all(resources.map((resource) => payer.submitPayment(5n, resource)));

  assertEquals(new Set(hashes).size, 64);
  for (const resource of resources) assertEquals(paymentsFor(fixture.chain, resource), 1);
  // The payer asks for the sequence number and for the gas once, and counts from there.
  assertEquals(sent.size, 64);
  assertEquals(fixture.requests.get("abci_query"), 2);
});

Deno.test("NilChainPayer.submitPayment() makes payments of two amounts for one resource", async () => {
  using fixture = startChain();
  const [payer, resource] = [fixture.payer(), someResource()];
  const amounts = [1n, 2n];
  const hashes = await Promise.all(amounts.map((each) => payer.submitPayment(each, resource)));
  assertEquals(hashes.map((hash) => fixture.chain.findPayment(hash)?.amountUnil), amounts);
});

Deno.test("NilChainPayer.submitPayment() shares a wallet with another payer", async () => {
  using fixture = startChain();
  const payers = [fixture.payer(), fixture.payer(), fixture.payer()];
  const resources = Array.from({ length: 18 }, someResource);

  await Promise.all(resources.map((resource, i) => payers[i % 3]!.submitPayment(5n, resource)));

  for (const resource of resources) assertEquals(paymentsFor(fixture.chain, resource), 1);
});

Deno.test("NilChainPayer.submitPayment() says that the wallet holds too little", async () => {
  using fixture = startChain();
  const payer = fixture.payer();
  const resource = someResource();

  const error = await assertRejects(
    () => payer.submitPayment(2_000_000n, resource),
    InsufficientFundsError,
    "spendable balance 1000000unil is smaller than 2000000unil",
  );

  assertEquals(error.phase, "payment");
  assertEquals(error.txHash?.length, 64);
  assertEquals(paymentsFor(fixture.chain, resource), 0);
  await payer.submitPayment(1n, resource);
  assertEquals(paymentsFor(fixture.chain, resource), 1);
});

Deno.test("NilChainPayer.submitPayment() says that the wallet has no account", async () => {
  using fixture = startChain();
  const payer = fixture.payer({ privateKey: someResource() });
  await assertRejects(() => payer.submitPayment(1n, someResource()), InsufficientFundsError);
});

Deno.test("NilChainPayer.submitPayment() says that the gas limit is too low", async () => {
  using fixture = startChain();
  const payer = fixture.payer({ gasLimit: 1_000 });
  await assertRejects(
    () => payer.submitPayment(1n, someResource()),
    FailedPreconditionError,
    "out of gas",
  );
});

const badAmounts = [undefined, null, 0n, -5n, 2n ** 64n, 1.5, 1000, "x", "1000"] as bigint[];
const badResources = [
  undefined,
  null,
  "abc",
  new Uint8Array(),
  new Uint8Array(31),
  new Uint8Array(33),
  Array(32).fill(1),
] as Uint8Array[];

Deno.test("NilChainPayer.submitPayment() refuses an amount of zero and an empty resource", async () => {
  using fixture = startChain();
  const payer = fixture.payer();
  for (const amount of badAmounts) {
    await assertRejects(
      () => payer.submitPayment(amount, someResource()),
      InvalidArgumentError,
      "from 1 to 18446744073709551615",
    );
  }
  for (const resource of badResources) {
    await assertRejects(
      () => payer.submitPayment(1000n, resource),
      InvalidArgumentError,
      "32 bytes",
    );
  }
  for (const options of [null, 5, "x"] as unknown as { signal?: AbortSignal }[]) {
    await assertRejects(
      () => payer.submitPayment(1000n, someResource(), options),
      InvalidArgumentError,
      "takes an object with signal, gasLimit",
    );
    await assertRejects(() => payer.resume("AB".repeat(32), options), InvalidArgumentError);
  }
  assertEquals(fixture.requests.size, 0);
  // The amount is more than the wallet holds.
  await assertRejects(
    () => payer.submitPayment(2n ** 64n - 1n, someResource()),
    InsufficientFundsError,
  );
});

Deno.test("NilChainPayer.prepareMsg() refuses an invalid payment", () => {
  const address = "nillion1abc";
  for (const amount of badAmounts) {
    assertThrows(
      () => NilChainPayer.prepareMsg(amount, someResource(), address),
      InvalidArgumentError,
      "from 1 to",
    );
  }
  for (const resource of badResources) {
    assertThrows(
      () => NilChainPayer.prepareMsg(1n, resource, address),
      InvalidArgumentError,
      "32 bytes",
    );
  }
  for (const from of [undefined, null, "", "1", "1abc", "nillion", "nillion1", 5] as string[]) {
    assertThrows(
      () => NilChainPayer.prepareMsg(1n, someResource(), from),
      InvalidArgumentError,
      "address",
    );
  }
});

Deno.test("NilChainPayer.resume() refuses text that is no hash", async () => {
  using fixture = startChain();
  const payer = fixture.payer();
  const bad = [undefined, null, 5, "", "AB".repeat(31), "AB".repeat(33), "zz".repeat(32)];
  for (const txHash of bad as string[]) {
    await assertRejects(() => payer.resume(txHash), InvalidArgumentError, "64 hex digits");
  }
  assertEquals(fixture.requests.size, 0);
});

Deno.test("NilChainPayer.submitPayment() sends nothing when the chain cannot be reached", async () => {
  using fixture = startChain();
  fixture.intercept = () => Promise.reject(new TypeError("connection refused"));
  await assertRejects(
    () => fixture.payer().submitPayment(1n, someResource()),
    UnavailableError,
    "connection refused",
  );
});

Deno.test("NilChainPayer.submitPayment() pays once when the chain's answer is lost", async () => {
  using fixture = startChain();
  const resource = someResource();
  let lost = 0;
  fixture.intercept = async (method, passOn) => {
    const response = await passOn();
    if (method !== "broadcast_tx_sync" || lost++ > 0) return response;
    await response.body?.cancel();
    throw new TypeError("connection reset");
  };

  await fixture.payer().submitPayment(1n, resource);

  assertEquals(paymentsFor(fixture.chain, resource), 1);
  assertEquals(lost > 0, true);
});

Deno.test("NilChainPayer.submitPayment() pays once when the first payment is lost", async () => {
  using fixture = startChain();
  const resource = someResource();
  let sent = 0;
  fixture.intercept = (method, passOn) =>
    method === "broadcast_tx_sync" && sent++ === 0
      ? Promise.reject(new TypeError("connection reset"))
      : passOn();

  await fixture.payer().submitPayment(1n, resource);

  assertEquals(paymentsFor(fixture.chain, resource), 1);
  assertEquals(sent, 2);
});

Deno.test("NilChainPayer.submitPayment() signs again when another transaction took its sequence number", async () => {
  using fixture = startChain();
  const [mine, theirs] = [someResource(), someResource()];
  const other = fixture.payer();
  let isFirst = true;
  fixture.intercept = async (method, passOn) => {
    if (method !== "broadcast_tx_sync" || !isFirst) return await passOn();
    isFirst = false;
    await other.submitPayment(1n, theirs);
    throw new TypeError("connection reset");
  };

  await fixture.payer().submitPayment(1n, mine);

  assertEquals(paymentsFor(fixture.chain, mine), 1);
  assertEquals(paymentsFor(fixture.chain, theirs), 1);
});

Deno.test("NilChainPayer.resume() gives undefined for a transaction that was replaced", async () => {
  using fixture = startChain();
  const [payer, other] = [fixture.payer({ queryTimeoutMs: 1_000 }), fixture.payer()];
  const kept: string[] = [];
  // The endpoint keeps the payments, and another one takes the sequence number of the first.
  fixture.intercept = async (method, passOn, _signal, { tx }) => {
    if (method !== "broadcast_tx_sync") return await passOn();
    if (kept.length === 0) {
      kept.push(String(tx));
      const keep = fixture.intercept;
      fixture.intercept = (_method, passOn) => passOn();
      await other.submitPayment(1n, someResource());
      fixture.intercept = keep;
    } else if (!kept.includes(String(tx))) kept.push(String(tx));
    return answer({ code: 0, codespace: "", data: "", log: "", hash: "00".repeat(32) });
  };
  const resource = someResource();
  const error = await assertRejects(() => payer.submitPayment(1n, resource), PaymentUnknownError);
  const hashes = await Promise.all(
    kept.map((tx) => txHashOf(Uint8Array.from(atob(tx), (c) => c.charCodeAt(0)))),
  );
  assertEquals([hashes.length, hashes[1]], [2, error.txHash]);
  assertEquals(await payer.resume(hashes[0]!), undefined);
  fixture.intercept = (_method, passOn) => passOn();
  // After two blocks without it, the payment is sent again.
  for (let block = 0; block < 3; block++) fixture.chain.commitBlock();
  assertEquals(await payer.resume(hashes[1]!), hashes[1]);
  assertEquals(paymentsFor(fixture.chain, resource), 1);
});

/**
 * Loses the answer to the next payment. The chain then finds no transactions and shows empty blocks,
 * and another node at the same address refuses the payment from then on.
 */
function loseSight(fixture: ChainFixture): { refusals: number; isBlind: boolean } {
  const state = { refusals: 0, isBlind: true };
  let lost: unknown;
  let isLost = false;
  fixture.intercept = async (method, passOn, _signal, { tx, height }) => {
    if (method === "tx_search" && state.isBlind) return answer({ txs: [], total_count: "0" });
    if (method === "block" && state.isBlind) {
      return answer({ block: { header: { height }, data: { txs: [] } } });
    }
    if (method !== "broadcast_tx_sync" || tx !== (lost ??= tx)) return await passOn();
    if (isLost) {
      state.refusals++;
      const log = "account sequence mismatch, expected 1, got 0: incorrect account sequence";
      return answer({ code: 32, codespace: "sdk", data: "", log, hash: "AB".repeat(32) });
    }
    isLost = true;
    await (await passOn()).body?.cancel();
    throw new TypeError("connection reset");
  };
  return state;
}

function answer(result: unknown): Response {
  return Response.json({ jsonrpc: "2.0", id: 1, result });
}

Deno.test("NilChainPayer.submitPayment() pays once when the chain's index is late", async () => {
  using fixture = startChain();
  const resource = someResource();
  const state = loseSight(fixture);
  const payment = fixture.payer().submitPayment(1n, resource);
  while (state.refusals === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  await new Promise((resolve) => setTimeout(resolve, 300));
  state.isBlind = false;

  const txHash = await payment;

  assertEquals(paymentsFor(fixture.chain, resource), 1);
  assertEquals([...fixture.chain.state.transactions.keys()], [txHash]);
  assert(state.refusals > 2, "it was looked for and refused again and again");
});

Deno.test("NilChainPayer.submitPayment() leaves a payment unknown without proof of what took its sequence number", async () => {
  using fixture = startChain();
  const resource = someResource();
  const state = loseSight(fixture);
  const payer = fixture.payer({ queryTimeoutMs: 1_000 });

  const error = await assertRejects(() => payer.submitPayment(1n, resource), PaymentUnknownError);

  assert(state.refusals > 3);
  await assertRejects(() => payer.resume(error.txHash!), PaymentUnknownError, error.txHash);
  assertEquals([...fixture.chain.state.transactions.keys()], [error.txHash]);
  state.isBlind = false;
  assertEquals(await payer.resume(error.txHash!.toLowerCase()), error.txHash);
});

Deno.test("NilChainPayer.submitPayment() accepts a payment that it finds under its sequence number", async (t) => {
  for (const amountUnil of [1n, 2_000_000n]) {
    await t.step(`${amountUnil} unil`, async () => {
      using fixture = startChain();
      const { wallets, chain } = fixture;
      loseSight(fixture);
      const lose = fixture.intercept;
      // The search by hash finds nothing, and the search by sequence number finds it.
      fixture.intercept = (method, passOn, signal, params) =>
        method === "tx_search" && !String(params.query).startsWith("tx.hash")
          ? passOn()
          : lose(method, passOn, signal, params, "");

      const payment = fixture.payer().submitPayment(amountUnil, someResource());

      if (amountUnil === 1n) assertEquals(chain.findPayment(await payment)?.amountUnil, 1n);
      else await assertRejects(() => payment, InsufficientFundsError, "spendable balance");
      assertEquals(chain.state.transactions.size, 1);
      assertEquals(chain.state.tables.accounts.get(wallets[0]!.address)?.sequence, 1);
    });
  }
});

Deno.test("NilChainPayer.resume() finds the outcome of an unknown payment", async () => {
  using fixture = startChain();
  const resource = someResource();
  fixture.intercept = (method, passOn, signal) => method === "tx_search" ? hang(signal) : passOn();
  const payer = fixture.payer({ queryTimeoutMs: 1_000 });

  const error = await assertRejects(() => payer.submitPayment(1n, resource), PaymentUnknownError);
  const txHash = error.txHash!;
  await assertRejects(() => payer.resume(txHash), PaymentUnknownError, txHash);
  fixture.intercept = (_method, passOn) => passOn();

  assertEquals(await payer.resume(txHash), txHash);
  assertEquals(await fixture.payer().resume(txHash), txHash, "also by a payer that never saw it");
  assertEquals(paymentsFor(fixture.chain, resource), 1);
});

Deno.test("NilChainPayer.resume() sends a lost payment again", async () => {
  using fixture = startChain();
  const resource = someResource();
  fixture.intercept = (method, passOn, signal) =>
    method === "broadcast_tx_sync" ? hang(signal) : passOn();
  const payer = fixture.payer({ queryTimeoutMs: 1_000 });

  const error = await assertRejects(() => payer.submitPayment(1n, resource), PaymentUnknownError);
  assertEquals(paymentsFor(fixture.chain, resource), 0);
  fixture.intercept = (_method, passOn) => passOn();

  assertEquals(await payer.resume(error.txHash!), error.txHash);
  assertEquals(paymentsFor(fixture.chain, resource), 1);
});

Deno.test("NilChainPayer.resume() gives undefined for a payment that failed in a block", async () => {
  using fixture = startChain();
  fixture.intercept = (method, passOn, signal) => method === "tx_search" ? hang(signal) : passOn();
  const payer = fixture.payer({ queryTimeoutMs: 1_000 });
  const error = await assertRejects(
    () => payer.submitPayment(2_000_000n, someResource()),
    PaymentUnknownError,
  );
  fixture.intercept = (_method, passOn) => passOn();

  assertEquals(await payer.resume(error.txHash!), undefined);
  assertEquals(await fixture.payer().resume(error.txHash!), undefined);
});

Deno.test("NilChainPayer.resume() gives undefined for a payment that can no longer be made", async () => {
  using fixture = startChain();
  const [mine, theirs] = [someResource(), someResource()];
  fixture.intercept = (method, passOn, signal) =>
    method === "broadcast_tx_sync" ? hang(signal) : passOn();
  const payer = fixture.payer({ queryTimeoutMs: 1_000 });
  const error = await assertRejects(() => payer.submitPayment(1n, mine), PaymentUnknownError);
  fixture.intercept = (_method, passOn) => passOn();
  await fixture.payer().submitPayment(1n, theirs);

  // A payer that does not know the sequence number cannot tell.
  const stranger = fixture.payer({ queryTimeoutMs: 1_000 });
  await assertRejects(() => stranger.resume(error.txHash!), PaymentUnknownError, error.txHash);
  assertEquals(await payer.resume(error.txHash!), undefined);
  assertEquals(paymentsFor(fixture.chain, mine), 0);
});

Deno.test("NilChainPayer.submitPayment() stops at once when its signal aborts", async (t) => {
  for (const method of ["abci_query", "broadcast_tx_sync", "tx_search"]) {
    await t.step(`while it waits for ${method}`, async () => {
      using fixture = startChain();
      const reached = Promise.withResolvers<void>();
      fixture.intercept = (current, passOn, signal) => {
        if (current !== method) return passOn();
        reached.resolve();
        return hang(signal);
      };
      const stop = new AbortController();
      const payment = fixture.payer().submitPayment(1n, someResource(), { signal: stop.signal });
      payment.catch(() => {});
      await reached.promise;
      const startedAt = performance.now();
      stop.abort("enough");
      const error = await assertRejects(() => payment, VmError);
      assert(performance.now() - startedAt < 2_000, "at once");
      // A payment may have been made only after it was sent.
      assertEquals(error.code, method === "abci_query" ? "ABORTED" : "PAYMENT_UNKNOWN");
    });
  }
});

/** Timers that end only when a test ends them. */
function heldTimers() {
  const timers: { ms: number; end: () => void; signal: AbortSignal }[] = [];
  return {
    timers,
    sleep: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        timers.push({ ms, end: resolve, signal });
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      }),
  };
}

Deno.test("NilChainPayer.resume() asks with growing pauses until its time is up", async (t) => {
  const cases = [
    {
      options: {},
      timeoutMs: 30_000,
      pauses: [50, 75, 112.5, 168.75, 253.125, 379.6875, 569.53125, 854.296875, 1_000, 1_000],
    },
    { options: { pollMs: 100, queryTimeoutMs: 70 }, timeoutMs: 70, pauses: [50, 75, 100, 100] },
    { options: { pollMs: 20 }, timeoutMs: 30_000, pauses: [20, 20, 20] },
  ];
  for (const { options, timeoutMs, pauses } of cases) {
    await t.step(`${JSON.stringify(options)}`, async () => {
      using fixture = startChain();
      const { timers, sleep } = heldTimers();
      const payer = fixture.payer({ pollMs: undefined, ...options, environment: { sleep } });
      const txHash = "AB".repeat(32);
      const outcome = assertRejects(() => payer.resume(txHash), PaymentUnknownError, txHash);
      for (const count of pauses.keys()) {
        while (timers.length < count + 2) await new Promise((resolve) => setTimeout(resolve, 1));
        assertEquals(fixture.requests.get("tx_search"), count + 1, "once before every pause");
        if (count < pauses.length - 1) timers.at(-1)!.end();
      }
      assertEquals(timers.map(({ ms }) => ms), [timeoutMs, ...pauses]);
      timers[0]!.end();
      const error = await outcome;
      assertEquals([error.phase, error.txHash], ["payment", txHash]);
      assert(timers.every(({ signal }) => signal.aborted), "no timer is left");
    });
  }
});

Deno.test("NilChainPayer.resume() stops at once when its signal aborts", async (t) => {
  for (const isHanging of [true, false]) {
    await t.step(isHanging ? "while it waits for an answer" : "in a pause", async () => {
      using fixture = startChain();
      const reached = Promise.withResolvers<void>();
      fixture.intercept = (_method, passOn, signal) => {
        reached.resolve();
        return isHanging ? hang(signal) : passOn();
      };
      const stop = new AbortController();
      const payer = fixture.payer({ pollMs: 10_000 });
      const outcome = payer.resume("AB".repeat(32), { signal: stop.signal });
      outcome.catch(() => {});
      await reached.promise;
      const startedAt = performance.now();
      stop.abort("enough");
      await assertRejects(() => outcome, PaymentUnknownError);
      assert(performance.now() - startedAt < 2_000, "at once");
    });
  }
});

Deno.test("NilChainPayer refuses invalid options", () => {
  const good = {
    chainId: "chain",
    rpcEndpoint: "http://chain.test",
    privateKey: "11".repeat(32),
  };
  const bad = [
    undefined as unknown as NilChainPayerOptions,
    null as unknown as NilChainPayerOptions,
    good.privateKey as unknown as NilChainPayerOptions,
    { ...good, chainId: undefined },
    { ...good, chainId: 5 as unknown as string },
    { ...good, walletPrefix: 5 as unknown as string },
    { ...good, rpcEndpoint: undefined },
    { ...good, rpcEndpoint: "chain.test:26657" },
    { ...good, privateKey: "11".repeat(31) },
    { ...good, privateKey: "zz".repeat(32) },
    { ...good, privateKey: new Uint8Array(31) },
    { ...good, gasLimit: 0 },
    { ...good, gasLimit: 1.5 },
    { ...good, walletPrefix: "" },
    { ...good, walletPrefix: "Nillion" },
    { ...good, queryTimeoutMs: 0 },
    { ...good, pollMs: NaN },
  ];
  new NilChainPayer(good);
  for (const options of bad) {
    const error = assertThrows(() => new NilChainPayer(options), InvalidArgumentError);
    assert(!error.message.includes(good.privateKey));
  }
});

Deno.test("NilChainPayer takes a PrivateKey, its bytes and its hex digits", async () => {
  using fixture = startChain();
  const key = PrivateKey.fromBytes(fixture.wallets[1]!.privateKey);
  for (const privateKey of [key, key.toBytes(), key.toHex()]) {
    const payer = fixture.payer({ privateKey });
    assertEquals(await payer.walletAddress(), fixture.wallets[1]!.address);
    const txHash = await payer.submitPayment(1n, someResource());
    assertEquals(fixture.chain.findPayment(txHash)?.from, fixture.wallets[1]!.address);
  }
});

Deno.test("NilChainPayer.submitPayment() takes a gas limit for one payment", async () => {
  using fixture = startChain();
  const payer = fixture.payer();
  await assertRejects(
    () => payer.submitPayment(1n, someResource(), { gasLimit: 100 }),
    FailedPreconditionError,
    "out of gas",
  );
  await assertRejects(
    () => payer.submitPayment(1n, someResource(), { gasLimit: 0.5 }),
    InvalidArgumentError,
  );
  const txHash = await payer.submitPayment(1n, someResource(), { gasLimit: 300_000 });
  assertEquals(fixture.chain.findPayment(txHash)?.amountUnil, 1n);
});

Deno.test("NilChainPayer.prepareMsg() gives the message of a payment", async () => {
  using fixture = startChain();
  const resource = someResource();
  const sent: string[] = [];
  const payer = fixture.payer({
    fetch(input, init) {
      const { method, params } = JSON.parse(String(init?.body));
      if (method === "broadcast_tx_sync") sent.push(params.tx);
      return fixture.chain.fetch(new Request(input, init));
    },
  });
  await payer.submitPayment(12n, resource);
  const { typeUrl, value } = NilChainPayer.prepareMsg(12n, resource, await payer.walletAddress());
  const { body } = decodeTxRaw(Uint8Array.from(atob(sent[0]!), (c) => c.charCodeAt(0)));
  assertEquals(body.messages.map(({ typeUrl }) => typeUrl), [typeUrl]);
  assertEquals(body.messages[0]!.value, value);
});

Deno.test("NilChainPayer never shows its key", async () => {
  using fixture = startChain();
  const key = fixture.wallets[0]!.privateKey;
  const payer = fixture.payer({ queryTimeoutMs: 1_000 });
  await payer.submitPayment(1n, someResource());
  fixture.intercept = () => Promise.reject(new TypeError("connection refused"));
  const error = await assertRejects(() => payer.submitPayment(1n, someResource()));
  const hex = key.toHex();
  const base64 = btoa(String.fromCharCode(...key));
  for (
    const shown of [payer, error].flatMap((thing) => [Deno.inspect(thing), JSON.stringify(thing)])
  ) {
    for (const secret of [hex, hex.toUpperCase(), base64, key.join(", "), key.join(",")]) {
      assert(!shown.includes(secret));
    }
  }
});

Deno.test("NilChainPayer.submitPayment() drops a sequence number that no transaction can use", async () => {
  using fixture = startChain();
  const payer = fixture.payer({ queryTimeoutMs: 500 });
  const log = `account sequence mismatch, expected ${"9".repeat(400)}, got 0`;
  fixture.intercept = async (method, passOn) =>
    method === "broadcast_tx_sync"
      ? answer({ code: 32, codespace: "sdk", data: "", log, hash: "AB".repeat(32) })
      : await passOn();
  await assertRejects(
    () => payer.submitPayment(1n, someResource()),
    PaymentUnknownError,
    "account sequence mismatch",
  );

  fixture.intercept = (_method, passOn) => passOn();
  const resource = someResource();
  await payer.submitPayment(1n, resource);
  assertEquals(paymentsFor(fixture.chain, resource), 1);
});

Deno.test("NilChainPayer.resume() reads one page, for any number of transactions that the chain claims", async () => {
  using fixture = startChain();
  const payer = fixture.payer({ queryTimeoutMs: 300 });
  fixture.intercept = async (method, passOn) => {
    if (method !== "tx_search") return await passOn();
    // Requests without pauses would leave no time for timers.
    if (fixture.requests.get(method)! > 1_000) throw new TypeError("connection refused");
    return answer({ txs: [], total_count: "1000000000" });
  };
  await assertRejects(() => payer.resume("AB".repeat(32)), PaymentUnknownError);
  const asked = fixture.requests.get("tx_search")!;
  assert(asked <= 30, `${asked} requests in 300 ms with a pause of 20 ms`);
});

Deno.test("NilChainPayer says whether the chain was unreachable when a payment stays unknown", async () => {
  using fixture = startChain();
  const payer = fixture.payer({ queryTimeoutMs: 1_000 });
  const unknown = async (): Promise<string> =>
    (await assertRejects(() => payer.submitPayment(1n, someResource()), PaymentUnknownError))
      .message;
  let isSent = false;
  fixture.intercept = (method, passOn) => {
    isSent ||= method === "broadcast_tx_sync";
    if (!isSent || method === "broadcast_tx_sync") return passOn();
    throw new TypeError("connection refused");
  };
  assertStringIncludes(
    await unknown(),
    "to find out. The chain at http://chain.test cannot be reached: connection refused",
  );
  fixture.intercept = (method, passOn, signal) => method === "tx_search" ? hang(signal) : passOn();
  assert(/in time: invoke the operation again to find out$/.test(await unknown()));
});

Deno.test("NilChainPayer calls fetch as a function, as browsers and Workers insist on", async () => {
  using fixture = startChain();
  const receivers = new Set<unknown>();
  const payer = fixture.payer();
  const { privateKey } = fixture.wallets[0]!;
  const strict = new NilChainPayer({
    chainId: fixture.chain.chainId,
    rpcEndpoint: "http://chain.test",
    privateKey,
    pollMs: 20,
    fetch: function (this: unknown, input: string, init?: RequestInit) {
      receivers.add(this);
      return fixture.chain.fetch(new Request(input, init));
    },
  });
  await strict.submitPayment(5n, someResource());
  assertEquals([...receivers], [undefined]);
  assertEquals(await strict.walletAddress(), await payer.walletAddress());
});
