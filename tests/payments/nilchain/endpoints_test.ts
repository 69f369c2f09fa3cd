/**
 * Several endpoints of the chain: they are asked in turn, and two decide about money.
 *
 * @module
 */
import { InvalidArgumentError, PaymentUnknownError, UnavailableError } from "@nilvm/client";
import { NilChainPayer, type NilChainPayerOptions } from "@nilvm/client/nilchain";
import { decodeTxRaw } from "@cosmjs/proto-signing";
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  type ChainFixture,
  endpointAnswer,
  type Interceptor,
  paymentsFor,
  someResource,
  startChain,
} from "../../support/chain_fixture.ts";
import { hang } from "../../support/hang.ts";

const [one, two] = ["http://one.test", "http://two.test"] as const;
const rpcEndpoints = [one, two];

/** Changes the answers of one endpoint only. */
function only(endpoint: string, intercept: Interceptor): Interceptor {
  return (method, passOn, signal, params, url) =>
    new URL(url).origin === endpoint ? intercept(method, passOn, signal, params, url) : passOn();
}

const twoEndpoints = (fixture: ChainFixture, options = {}) =>
  fixture.payer({ rpcEndpoint: undefined, rpcEndpoints, queryTimeoutMs: 1_000, ...options });

Deno.test("a payment goes to the next endpoint when one is down, and to the first when it is back", async () => {
  using fixture = startChain();
  const [mine, next] = [someResource(), someResource()];
  for (const endpoint of rpcEndpoints) {
    fixture.intercept = only(endpoint, () => Promise.reject(new TypeError("connection refused")));
    await twoEndpoints(fixture).submitPayment(1n, mine);
  }
  fixture.intercept = (_method, passOn) => passOn();
  await twoEndpoints(fixture).submitPayment(1n, next);
  assertEquals(paymentsFor(fixture.chain, next), 1);
});

Deno.test("an endpoint that hangs costs five seconds, and the other one serves", async () => {
  using fixture = startChain();
  const timers: number[] = [];
  const sleep = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      timers.push(ms);
      const timer = setTimeout(resolve, ms === 5_000 ? 50 : ms);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    });
  fixture.intercept = only(one, (_method, _passOn, signal) => hang(signal));
  const resource = someResource();
  const environment = { sleep };
  await twoEndpoints(fixture, { queryTimeoutMs: 10_000, environment }).submitPayment(1n, resource);
  assert(timers.includes(5_000));
  assertEquals(paymentsFor(fixture.chain, resource), 1);
});

Deno.test("an error names all endpoints when none can be reached", async () => {
  using fixture = startChain();
  fixture.intercept = () => Promise.reject(new TypeError("connection refused"));
  await assertRejects(
    () => twoEndpoints(fixture, { queryTimeoutMs: 10_000 }).submitPayment(1n, someResource()),
    UnavailableError,
    `The chain at ${one} and ${two} cannot be reached, so nothing was paid: ${one}: connection refused; ${two}: connection refused`,
  );
});

Deno.test("an endpoint that keeps a payment does not stop it, since the other one gets it too", async (t) => {
  for (const [name, code] of [["accepts it", 0], ["refuses it", 13]] as const) {
    await t.step(name, async () => {
      using fixture = startChain();
      fixture.intercept = only(
        one,
        (method, passOn) =>
          method === "broadcast_tx_sync"
            ? Promise.resolve(endpointAnswer({ code, codespace: "sdk", log: "insufficient fee" }))
            : passOn(),
      );
      const resource = someResource();
      const paying = twoEndpoints(fixture, { queryTimeoutMs: 5_000 }).submitPayment(1n, resource);
      paying.catch(() => {});
      for (let block = 0; block < 4; block++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        fixture.chain.commitBlock();
      }
      await paying;
      assertEquals(paymentsFor(fixture.chain, resource), 1);
    });
  }
});

Deno.test("a payment that was signed at an invented height, and dropped, is sent again when the other endpoint is back", async () => {
  using fixture = startChain();
  const resource = someResource();
  let isSent = false;
  let isOver = false;
  fixture.intercept = async (method, passOn, _signal, _params, url) => {
    if (new URL(url).origin === two) {
      return isOver ? await passOn() : Promise.reject(new TypeError("connection refused"));
    }
    if (method === "broadcast_tx_sync" && !isOver) {
      isSent = true;
      return endpointAnswer({ code: 0, codespace: "", log: "" });
    }
    if (method !== "status") return await passOn();
    const { result } = await (await passOn()).json();
    result.sync_info.latest_block_height = String(fixture.chain.state.height + 1_000);
    return endpointAnswer(result);
  };
  const paying = twoEndpoints(fixture, { queryTimeoutMs: 10_000 }).submitPayment(1n, resource);
  paying.catch(() => {});
  while (!isSent) await new Promise((resolve) => setTimeout(resolve, 10));
  await new Promise((resolve) => setTimeout(resolve, 300));
  isOver = true;
  for (let block = 0; block < 5; block++) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    fixture.chain.commitBlock();
  }
  await paying;
  assertEquals(paymentsFor(fixture.chain, resource), 1);
});

/** What one of two endpoints may show that is not so, by name. */
const lies: Record<string, (fixture: ChainFixture) => Interceptor> = {
  // The payment in a block, although it is kept.
  "a payment as made": (fixture) => {
    let kept = "";
    return async (method, passOn, _signal, { tx }) => {
      if (method === "broadcast_tx_sync") {
        kept = String(tx);
        return endpointAnswer({ code: 0, codespace: "", log: "" });
      }
      if (method !== "tx_search" || kept === "") return await passOn();
      const tx_result = { code: 0, log: "", events: [] };
      const height = String(fixture.chain.state.height);
      return endpointAnswer({ txs: [{ height, index: 0, tx_result, tx: kept }], total_count: "1" });
    };
  },
};

Deno.test("a payment stays unknown while two endpoints disagree, and the error names both", async (t) => {
  for (const [name, lie] of Object.entries(lies)) {
    await t.step(name, async () => {
      using fixture = startChain();
      fixture.intercept = (method, passOn, signal, params, url) =>
        // The honest endpoint does not get the payment.
        new URL(url).origin === one
          ? lying(method, passOn, signal, params, url)
          : method === "broadcast_tx_sync"
          ? Promise.reject(new TypeError("connection refused"))
          : passOn();
      const lying = lie(fixture);
      const error = await assertRejects(
        () => twoEndpoints(fixture).submitPayment(1n, someResource()),
        PaymentUnknownError,
        "The chain's endpoints disagree",
      );
      assert(error.message.includes(one) && error.message.includes(two), error.message);
      assertEquals(fixture.chain.state.transactions.size, 0);
    });
  }
});

Deno.test("one endpoint cannot show a made payment as failed", async () => {
  using fixture = startChain();
  const resource = someResource();
  fixture.intercept = only(two, async (method, passOn) => {
    const response = await passOn();
    if (!["tx_search", "block_results"].includes(method)) return response;
    const text = await response.text();
    return new Response(text.replaceAll('"code":0', '"code":5'));
  });
  const payer = twoEndpoints(fixture);
  const error = await assertRejects(
    () => payer.submitPayment(1n, resource),
    PaymentUnknownError,
    "The chain's endpoints disagree",
  );
  fixture.intercept = (_method, passOn) => passOn();
  assertEquals(await twoEndpoints(fixture).resume(error.txHash!), error.txHash);
  assertEquals(paymentsFor(fixture.chain, resource), 1);
});

Deno.test("one endpoint cannot let a payment die by a height that it invents", async () => {
  using fixture = startChain();
  const [mine, theirs] = [someResource(), someResource()];
  const kept = new Set<string>();
  // It keeps the payment, and shows empty blocks up to a high height.
  fixture.intercept = (method, passOn, _signal, { tx, height }, url) => {
    if (method === "broadcast_tx_sync") {
      kept.add(String(tx));
      return Promise.resolve(endpointAnswer({ code: 0, codespace: "", log: "" }));
    }
    if (new URL(url).origin !== one || kept.size === 0) return passOn();
    const sync_info = { latest_block_height: "500" };
    if (method === "status") return Promise.resolve(endpointAnswer({ sync_info, node_info: {} }));
    if (method !== "block") return passOn();
    return Promise.resolve(endpointAnswer({ block: { header: { height }, data: { txs: [] } } }));
  };
  const payer = twoEndpoints(fixture);
  await assertRejects(() => payer.submitPayment(1n, mine), PaymentUnknownError);
  await assertRejects(() => payer.submitPayment(1n, mine), PaymentUnknownError);
  assertEquals(kept.size, 1);
  fixture.intercept = (_method, passOn) => passOn();
  await payer.submitPayment(1n, theirs);
  await payer.submitPayment(1n, mine);
  assertEquals([paymentsFor(fixture.chain, mine), paymentsFor(fixture.chain, theirs)], [1, 1]);
});

Deno.test("a payment that failed is not told as failed on the word of one endpoint", async () => {
  using fixture = startChain();
  let isSent = false;
  fixture.intercept = (method, passOn, _signal, _params, url) => {
    isSent ||= method === "broadcast_tx_sync";
    return isSent && new URL(url).origin === two
      ? Promise.reject(new TypeError("connection refused"))
      : passOn();
  };
  const payer = twoEndpoints(fixture);
  await assertRejects(
    () => payer.submitPayment(2_000_000n, someResource()),
    PaymentUnknownError,
    `Only ${one} answers`,
  );
});

Deno.test("two endpoints that show other failures of a payment disagree", async () => {
  using fixture = startChain();
  fixture.intercept = only(two, async (_method, passOn) => {
    const text = await (await passOn()).text();
    return new Response(text.replaceAll('"code":1,', '"code":11,'));
  });
  await assertRejects(
    () => twoEndpoints(fixture).submitPayment(2_000_000n, someResource()),
    PaymentUnknownError,
    "The chain's endpoints disagree",
  );
});

Deno.test("a payment's last block and sequence number follow the lower answer of two endpoints", async () => {
  for (const liar of rpcEndpoints) {
    using fixture = startChain();
    // An account that has never paid has no field for its sequence number.
    await twoEndpoints(fixture).submitPayment(1n, someResource());
    let sent = "";
    fixture.intercept = async (method, passOn, _signal, { tx, path }, url) => {
      if (method === "broadcast_tx_sync") sent = String(tx);
      if (new URL(url).origin !== liar || sent !== "") return await passOn();
      const answer = await (await passOn()).json();
      if (method === "status") answer.result.sync_info.latest_block_height = "900";
      if (String(path).endsWith("/Account")) {
        const value = Uint8Array.from(atob(answer.result.response.value), (c) => c.charCodeAt(0));
        // The sequence is the last field, in one byte.
        value[value.length - 1] = 100;
        answer.result.response.value = btoa(String.fromCharCode(...value));
      }
      return Response.json(answer);
    };
    const highest = fixture.chain.state.height + 30;
    await twoEndpoints(fixture).submitPayment(1n, someResource());
    const { body, authInfo } = decodeTxRaw(Uint8Array.from(atob(sent), (c) => c.charCodeAt(0)));
    assertEquals(authInfo.signerInfos[0]!.sequence, 1n, liar);
    assert(body.timeoutHeight <= BigInt(highest), `${liar}: ${body.timeoutHeight}`);
  }
});

Deno.test("one endpoint that is named twice is one witness", async () => {
  using fixture = startChain();
  fixture.intercept = () => Promise.reject(new TypeError("connection refused"));
  const twice = twoEndpoints(fixture, { rpcEndpoints: [one, `${one}/`], queryTimeoutMs: 10_000 });
  await assertRejects(
    () => twice.submitPayment(1n, someResource()),
    UnavailableError,
    `The chain at ${one} cannot be reached`,
  );
});

Deno.test("NilChainPayer refuses wrong lists of endpoints", () => {
  const good = { chainId: "chain", privateKey: "11".repeat(32) };
  const payer = (options: NilChainPayerOptions) => new NilChainPayer(options);
  payer({ ...good, rpcEndpoints: [one] });
  for (
    const options of [
      { rpcEndpoints: [] },
      { rpcEndpoints: [one, "nowhere"] },
      { rpcEndpoints: one as unknown as string[] },
      { rpcEndpoint: one, rpcEndpoints: [two] },
    ]
  ) {
    const error = assertThrows(() => payer({ ...good, ...options }), InvalidArgumentError);
    assertEquals(error.option, "rpcEndpoints");
  }
});
