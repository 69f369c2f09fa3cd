import "../../../../src/entry/deno.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { ModuleAccount } from "cosmjs-types/cosmos/auth/v1beta1/auth";
import type { Any } from "cosmjs-types/google/protobuf/any";
import { seededEnvironment } from "../../../../src/devnet/base/environment.ts";
import { alice, aliceTx, bob, quietChain, resource } from "../../../support/chain/fixture.ts";
import { broadcast, call, get, post, queryClient } from "../../../support/chain/rpc.ts";
import { aminoPublicKey, payFor, send } from "../../../support/chain/wallet.ts";

Deno.test("abci_query answers the queries of cosmjs", async () => {
  const { chain } = quietChain();
  using _ = chain;
  const { auth, bank, tx } = queryClient(chain);
  const paid = await broadcast(chain, aliceTx());
  const failed = await broadcast(chain, aliceTx({ sequence: 1, gasLimit: 50_000 }));
  chain.commitBlock();

  assertEquals((await auth.account(alice.address))?.typeUrl, "/cosmos.auth.v1beta1.BaseAccount");
  const meta = await auth.account("nillion1agaaw03t2phqq5njx2e76apuqek6sw5w8s9m9f");
  assertEquals(meta?.typeUrl, "/cosmos.auth.v1beta1.ModuleAccount");
  assertEquals(ModuleAccount.decode(meta!.value).permissions, ["burner"]);
  assertEquals((await bank.balance(alice.address, "unil")).amount, "999000");
  assertEquals(await bank.allBalances("nillion1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqgr7vv7"), []);
  assertEquals((await bank.supplyOf("unil")).amount, "2999000");
  assertEquals((await bank.supplyOf("other")).amount, "0");

  const found = await tx.getTx(paid.hash.toLowerCase());
  assertEquals(found.tx?.authInfo?.fee?.gasLimit, 200_000n);
  const { txhash, height, code, data, events, timestamp } = found.txResponse!;
  assertEquals([txhash, height, code, timestamp], [paid.hash, 2n, 0, "2026-01-01T00:00:00.001Z"]);
  assertStringIncludes(new TextDecoder().decode(Uint8Array.fromHex(data)), "MsgPayForResponse");
  assertEquals(events.at(-1)?.type, "burn");
  assertMatch((await tx.getTx(failed.hash)).txResponse!.rawLog, /^out of gas/);
  await assertRejects(() => tx.getTx("AB"), Error, "tx not found: AB");
});

Deno.test("a simulation runs after the waiting transactions", async () => {
  const { chain } = quietChain();
  using _ = chain;
  const { tx } = queryClient(chain);
  const key = aminoPublicKey(alice.publicKey);
  const simulate = (message: Any, sequence: number) => tx.simulate([message], "", key, sequence);
  const message = payFor(alice, resource, 1n);

  await simulate(message, 0);
  await broadcast(chain, aliceTx());
  const { gasInfo, result } = await simulate(message, 1);
  assertEquals(gasInfo?.gasWanted, (1n << 64n) - 1n);
  assertEquals(result?.msgResponses[0]?.typeUrl, "/nillion.meta.v1.MsgPayForResponse");
  assertEquals(chain.state.tables.accounts.get(alice.address)?.sequence, 0);
  await assertRejects(
    () => simulate(message, 0),
    Error,
    "rpc error: code = Unknown desc = account sequence mismatch, expected 1, got 0: " +
      "incorrect account sequence with gas used: ",
  );
  await assertRejects(() => simulate(payFor(alice, resource, 0n), 1), Error, "invalid coins");
});

Deno.test("tx_search finds transactions by their events", async (t) => {
  const { chain } = quietChain();
  using _ = chain;
  const expected = (...indices: number[]) => indices.map((i) => hashes[i]!);
  const hashes: string[] = [];
  for (const [sequence, amount] of [5n, 50n, 500n].entries()) {
    const tx = aliceTx({ sequence, messages: [send(alice, bob.address, amount)] });
    hashes.push((await broadcast(chain, tx)).hash);
    chain.commitBlock();
  }
  const search = async (query: string, params = {}) =>
    (await call(chain, "tx_search", { query, ...params })).txs.map(({ hash }: { hash: string }) =>
      hash
    );
  const queries: Record<string, string[]> = {
    [`tx.hash='${hashes[1]}'`]: expected(1),
    [`tx.hash='${hashes[1]!.toLowerCase()}'`]: expected(1),
    [`tx.hash='${hashes[1]}' AND tx.height=2`]: [],
    "tx.height=3": expected(1),
    "tx.height>=3": expected(1, 2),
    "tx.height > 2 AND tx.height < 4": expected(1),
    "tx.height<=2": expected(0),
    [`transfer.recipient='${bob.address}'`]: expected(0, 1, 2),
    [`transfer.recipient='${alice.address}'`]: [],
    "transfer.amount='50unil'": expected(1),
    "transfer.amount>=50": expected(1, 2),
    "transfer.amount CONTAINS '50'": expected(1, 2),
    "coin_spent.amount EXISTS AND tx.height=2": expected(0),
    "message.action=5": [],
    "message.action='/cosmos.bank.v1beta1.MsgSend' AND burn.amount EXISTS": [],
    [`tx.acc_seq='${alice.address}/2'`]: expected(2),
  };
  for (const [query, hashes] of Object.entries(queries)) {
    await t.step(query, async () => assertEquals(await search(query), hashes));
  }
  await t.step("in either order and by pages", async () => {
    const query = "tx.height>0";
    assertEquals(await search(query, { order_by: "desc" }), expected(2, 1, 0));
    assertEquals(await search(query, { per_page: "2", page: "2" }), expected(2));
    await assertRejects(
      () => search(query, { per_page: "2", page: "3" }),
      Error,
      "page should be within [1, 2] range, given 3",
    );
    await assertRejects(() => search(query, { order_by: "up" }), Error, "expected order_by");
  });
  for (
    const query of ["", "tx.hash", "tx.hash=", "tx.height=2 OR tx.height=3", "=3", "a='b", "'"]
  ) {
    await t.step(`refuses ${query || "nothing"}`, async () => {
      await assertRejects(() => search(query), Error, "got unexpected text in query");
    });
  }
  await t.step("refuses a query that is too long", async () => {
    await assertRejects(
      () => search(`tx.hash='${"A".repeat(600)}'`),
      Error,
      "maximum query length exceeded",
    );
  });
});

const rpc = { jsonrpc: "2.0", id: 1 };

Deno.test("the chain speaks JSON-RPC like CometBFT:", async (t) => {
  const { chain } = quietChain();
  using _ = chain;
  const error = (code: number, message: string, data?: string) => ({
    ...rpc,
    error: { code, message, ...(data === undefined ? {} : { data }) },
  });

  await t.step("answers a batch in order, without the calls that have no id", async () => {
    const batch = [
      { ...rpc, id: "a", method: "health" },
      { jsonrpc: "2.0", method: "health" },
      { ...rpc, method: "nope" },
    ];
    assertEquals((await post(chain, batch)).body, [
      { jsonrpc: "2.0", id: "a", result: {} },
      error(-32601, "Method not found"),
    ]);
    assertEquals(await post(chain, { jsonrpc: "2.0", method: "health" }), {
      status: 200,
      body: "",
    });
  });

  await t.step("refuses a batch of more than ten", async () => {
    const { body } = await post(chain, Array(11).fill({ ...rpc, method: "health" }));
    assertEquals(body.error.code, -32600);
  });

  await t.step("takes parameters by name, by position and in the URI", async () => {
    const { body: byName } = await post(chain, { ...rpc, method: "block", params: { height: 1 } });
    const { body: byPosition } = await post(chain, { ...rpc, method: "block", params: ["1"] });
    const { body: inUri } = await get(chain, "/block?height=1");
    assertEquals(byPosition, byName);
    assertEquals(inUri, { ...byName, id: -1 });
  });

  await t.step("reads bytes and text in a URI", async () => {
    const { hash } = await broadcast(chain, aliceTx());
    chain.commitBlock();
    const byHash = await get(chain, `/tx?hash=0x${hash}`);
    const bySearch = await get(chain, `/tx_search?query="tx.hash='${hash}'"`);
    assertEquals(byHash.body.result.hash, hash);
    assertEquals(bySearch.body.result.txs, [byHash.body.result]);
    const query = await get(chain, `/abci_query?path="/nope"&data=0x00`);
    assertEquals(query.body.result.response.log, "unknown query path: unknown request");
  });

  await t.step("refuses parameters of the wrong kind", async () => {
    const bad = [
      { method: "block", params: { height: "x" } },
      { method: "block", params: { height: 1.5 } },
      { method: "broadcast_tx_sync", params: { tx: "*" } },
      { method: "abci_query", params: { data: "0" } },
      { method: "tx_search", params: { query: 1 } },
      { method: "tx", params: { hash: "", prove: "yes" } },
      { method: "block", params: ["1", "2"] },
      { method: "block", params: "1" },
    ];
    for (const call of bad) {
      const { status, body } = await post(chain, { ...rpc, ...call });
      assertEquals([status, body.error?.code], [200, -32602], JSON.stringify(call));
    }
    const { status, body } = await get(chain, "/block?height=x");
    assertEquals([status, body.error.code], [500, -32602]);
  });

  await t.step("says why a method fails", async () => {
    const reasons: Record<string, [method: string, params: Record<string, unknown>]> = {
      "height must be greater than 0, but got 0": ["block", { height: "0" }],
      "height 99 must be less than or equal to the current blockchain height 2": [
        "block",
        { height: "99" },
      ],
      [`tx (${"AB".repeat(32)}) not found`]: [
        "tx",
        { hash: new Uint8Array(32).fill(0xab).toBase64() },
      ],
      "heights must be non-negative": ["blockchain", { minHeight: "-1" }],
      "min height 2 can't be greater than max height 1": [
        "blockchain",
        { minHeight: "2", maxHeight: "1" },
      ],
      "this chain gives no proofs": ["tx", { hash: "AA==", prove: true }],
    };
    for (const [reason, [method, params]] of Object.entries(reasons)) {
      const { status, body } = await post(chain, { ...rpc, method, params });
      assertEquals([status, body], [200, error(-32603, "Internal error", reason)]);
    }
    assertEquals((await get(chain, "/block?height=99")).status, 500);
  });

  await t.step("refuses bodies that are not requests", async () => {
    const bodies: Record<string, [body: string, data: string | RegExp]> = {
      space: [" ", "unexpected end of JSON input"],
      text: [`"a"`, "json: cannot unmarshal string into Go value of type types.RPCRequest"],
      "half an object": [`{"id"`, /^error unmarshaling request: ./],
      "a method that is a number": [
        JSON.stringify({ ...rpc, method: 1 }),
        "json: cannot unmarshal number into Go struct field .method of type string",
      ],
      "an id that is an object": [JSON.stringify({ ...rpc, id: {}, method: "health" }), /ID/],
    };
    for (const [body, data] of Object.values(bodies)) {
      const { status, body: answer } = await post(chain, body);
      assertEquals([status, answer.id, answer.error.code], [500, undefined, -32700]);
      if (typeof data === "string") {
        assertEquals(answer.error.data, `error unmarshaling request: ${data}`);
      } else assertMatch(answer.error.data, data);
    }
  });

  await t.step("refuses a body of more than a million bytes", async () => {
    const { status, body } = await post(chain, " ".repeat(1_000_001));
    assertEquals([status, body.error.code], [400, -32600]);
    assertEquals(
      (await post(chain, `${" ".repeat(999_900)}${JSON.stringify({ ...rpc, method: "health" })}`))
        .status,
      200,
    );
  });

  await t.step("answers other paths like a web server", async () => {
    assertEquals(await get(chain, "/nope"), { status: 404, body: "404 page not found\n" });
    assertStringIncludes((await get(chain, "/")).body, "<li>tx_search(");
  });

  await t.step("allows requests from pages of any origin", async () => {
    const preflight = new Request("http://chain.test/", { method: "OPTIONS" });
    const { status, headers, body } = await chain.fetch(preflight);
    await body?.cancel();
    assertEquals([status, headers.get("access-control-allow-origin")], [200, "*"]);
    assertEquals(headers.get("access-control-allow-headers"), "content-type");
  });
});

Deno.test("abci_query refuses", async (t) => {
  const { chain } = quietChain();
  using _ = chain;
  chain.commitBlock();
  const account = "/cosmos.auth.v1beta1.Query/Account";
  const balance = "/cosmos.bank.v1beta1.Query/Balance";
  const unknown = "nillion1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqgr7vv7";
  const field = (number: number, text: string) =>
    String.fromCharCode(number * 8 + 2, text.length) + text;
  const cases: Record<string, [params: Record<string, string>, code: number, log: string]> = {
    "no path": [{}, 6, "no query path provided: unknown request"],
    "a path it does not know": [
      { path: "/store/bank/key" },
      6,
      "unknown query path: unknown request",
    ],
    "an account that never existed": [
      { path: account, data: field(1, unknown) },
      22,
      `rpc error: code = NotFound desc = account ${unknown} not found: key not found`,
    ],
    "no address": [
      { path: account },
      18,
      "rpc error: code = InvalidArgument desc = Address cannot be empty: invalid request",
    ],
    "a short address": [
      { path: account, data: field(1, "nil") },
      18,
      "decoding bech32 failed: invalid bech32 string length 3: invalid request",
    ],
    "an address in letters of both sizes": [
      { path: account, data: field(1, `N${unknown.slice(1)}`) },
      18,
      "decoding bech32 failed: string not all lowercase or all uppercase: invalid request",
    ],
    "an address without a separator": [
      { path: account, data: field(1, "nillionqqqqqqq") },
      18,
      "decoding bech32 failed: invalid separator index -1: invalid request",
    ],
    "an address with a letter that does not count": [
      { path: account, data: field(1, "nillion1bqqqqqqqqq") },
      18,
      "decoding bech32 failed: invalid character not part of charset: 98: invalid request",
    ],
    "a balance of a wrong address": [
      { path: balance, data: field(1, "nil") + field(2, "unil") },
      18,
      "rpc error: code = InvalidArgument desc = invalid address: decoding bech32 failed: " +
      "invalid bech32 string length 3: invalid request",
    ],
    "a balance of nothing": [
      { path: balance, data: field(1, unknown) + field(2, "") },
      18,
      "rpc error: code = InvalidArgument desc = invalid denom: : invalid request",
    ],
    "a height to come": [
      { path: balance, height: "9" },
      26,
      "cannot query with height in the future; please provide a valid height: invalid height",
    ],
    "a height that is gone": [
      { path: balance, height: "1" },
      18,
      "failed to load state at height 1; version does not exist (latest height: 2): invalid request",
    ],
  };
  for (const [what, [{ data = "", ...params }, code, log]] of Object.entries(cases)) {
    await t.step(what, async () => {
      const { response } = await call(chain, "abci_query", {
        ...params,
        data: new TextEncoder().encode(data).toHex(),
      });
      assertEquals(response.log, log);
      assertEquals([response.code, response.codespace, response.value], [code, "sdk", null]);
    });
  }
});

Deno.test("the chain answers random bytes without a crash", async () => {
  const { chain } = quietChain();
  using _ = chain;
  const random = seededEnvironment("bytes that mean nothing");
  const paths = [
    "/cosmos.auth.v1beta1.Query/Account",
    "/cosmos.bank.v1beta1.Query/Balance",
    "/cosmos.bank.v1beta1.Query/AllBalances",
    "/cosmos.tx.v1beta1.Service/Simulate",
    "/cosmos.tx.v1beta1.Service/GetTx",
  ];
  const valid = aliceTx();
  for (let round = 0; round < 300; round++) {
    const [position = 0, value = 0] = random.randomBytes(2);
    const noise = random.randomBytes(position);
    const almost = valid.with((position * 256 + value) % valid.length, value);
    for (const bytes of [noise, almost]) {
      const { code } = await broadcast(chain, bytes);
      assert(code !== 0 || bytes.every((byte, i) => byte === valid[i]));
      for (const path of paths) {
        const { response } = await call(chain, "abci_query", { path, data: bytes.toHex() });
        assertEquals(typeof response.code, "number");
      }
    }
  }
});
