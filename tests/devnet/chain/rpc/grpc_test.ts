import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { startDevnet } from "@nilvm/client/devnet";
import { BaseAccount } from "cosmjs-types/cosmos/auth/v1beta1/auth";
import { QueryClientImpl as Auth } from "cosmjs-types/cosmos/auth/v1beta1/query";
import { QueryClientImpl as Bank } from "cosmjs-types/cosmos/bank/v1beta1/query";
import { ServiceClientImpl as Blocks } from "cosmjs-types/cosmos/base/tendermint/v1beta1/query";
import { QueryClientImpl as Params } from "cosmjs-types/cosmos/params/v1beta1/query";
import { QueryClientImpl as Staking } from "cosmjs-types/cosmos/staking/v1beta1/query";
import {
  BroadcastMode,
  GetTxsEventRequest,
  OrderBy,
  ServiceClientImpl as Transactions,
} from "cosmjs-types/cosmos/tx/v1beta1/service";
import { frame, GrpcRefusal, grpcRpc, postFrames } from "../../../support/chain/grpc.ts";
import { alice, aliceTx, chainId, resource } from "../../../support/chain/fixture.ts";
import { payFor, send } from "../../../support/chain/wallet.ts";

const unknown = "nillion1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqgr7vv7";
const sync = BroadcastMode.BROADCAST_MODE_SYNC;

async function start() {
  const devnet = await startDevnet({ blockTimeMs: 5 });
  const rpc = grpcRpc(devnet.network.chainGrpcEndpoint!);
  const transactions = new Transactions(rpc);
  return {
    devnet,
    rpc,
    auth: new Auth(rpc),
    bank: new Bank(rpc),
    blocks: new Blocks(rpc),
    transactions,
    /** Polls for the transaction, like cosmpy. */
    async committed(hash: string) {
      for (;;) {
        try {
          return await transactions.GetTx({ hash });
        } catch (error) {
          if (!(error instanceof GrpcRefusal) || error.status !== 5) throw error;
        }
      }
    },
    [Symbol.asyncDispose]: () => devnet[Symbol.asyncDispose](),
  };
}

Deno.test("the chain's gRPC returns accounts, balances and delegations", async () => {
  await using chain = await start();
  const { auth, bank } = chain;
  const { account } = await auth.Account({ address: alice.address });
  assertEquals(account?.typeUrl, "/cosmos.auth.v1beta1.BaseAccount");
  const { address, accountNumber, sequence } = BaseAccount.decode(account!.value);
  assertEquals([address, accountNumber, sequence], [alice.address, 0n, 0n]);
  const amount = { denom: "unil", amount: "1000000000000" };
  assertEquals((await bank.Balance({ address: alice.address, denom: "unil" })).balance, amount);
  const all = await bank.AllBalances({ address: alice.address, resolveDenom: false });
  assertEquals(all.balances, [amount]);
  assertEquals((await bank.AllBalances({ address: unknown, resolveDenom: false })).balances, []);
  const staking = new Staking(chain.rpc);
  const delegator = { delegatorAddr: alice.address };
  assertEquals((await staking.DelegatorDelegations(delegator)).delegationResponses, []);
  assertEquals((await staking.DelegatorUnbondingDelegations(delegator)).unbondingResponses, []);
});

Deno.test("the chain's gRPC simulates, accepts and finds a payment", async () => {
  await using chain = await start();
  const { transactions, auth } = chain;
  const txBytes = aliceTx();
  const { gasInfo } = await transactions.Simulate({ txBytes });
  assert(gasInfo!.gasUsed > 30_000n, `${gasInfo!.gasUsed}`);

  const { txResponse } = await transactions.BroadcastTx({ txBytes, mode: sync });
  assertEquals([txResponse?.code, txResponse?.rawLog, txResponse?.height], [0, "", 0n]);
  const { tx, txResponse: done } = await chain.committed(txResponse!.txhash);
  assertEquals(tx?.body?.messages[0]?.typeUrl, "/nillion.meta.v1.MsgPayFor");
  assertEquals([done?.code, done?.gasWanted, done?.txhash], [0, 200_000n, txResponse?.txhash]);
  assertMatch(done!.timestamp, /^20\d\d-.*Z$/);
  const burn = done!.events.find(({ type }) => type === "burn");
  assertEquals(burn?.attributes.find(({ key }) => key === "amount")?.value, "1000unil");
  const { account } = await auth.Account({ address: alice.address });
  assertEquals(BaseAccount.decode(account!.value).sequence, 1n);

  const search = (query: string, more: Partial<GetTxsEventRequest> = {}) =>
    transactions.GetTxsEvent(GetTxsEventRequest.fromPartial({ query, ...more }));
  const found = await search(`burn.burner EXISTS AND tx.height>0`);
  assertEquals(found.txResponses.map(({ txhash }) => txhash), [done!.txhash]);
  assertEquals([found.total, found.txs.length], [1n, 1]);
  const again = await transactions.BroadcastTx({ txBytes: aliceTx({ sequence: 1 }), mode: sync });
  await chain.committed(again.txResponse!.txhash);
  const last = await search("burn.burner EXISTS", { orderBy: OrderBy.ORDER_BY_DESC, limit: 1n });
  assertEquals(last.txResponses.map(({ txhash }) => txhash), [again.txResponse!.txhash]);
  assertEquals(last.total, 2n);
  const second = await search("burn.burner EXISTS", { page: 2n, limit: 1n });
  assertEquals(second.txResponses.map(({ txhash }) => txhash), [again.txResponse!.txhash]);
  const byEvents = await search("", { events: [`tx.hash='${done!.txhash}'`, "tx.height>0"] });
  assertEquals(byEvents.total, 1n);
});

Deno.test("searches return transactions in the order of their blocks, also after a lag", async () => {
  await using chain = await start();
  const { devnet, transactions } = chain;
  const hashes: string[] = [];
  using _ = devnet.chain.inject({ kind: "lag", delayMs: 3_600_000, times: 2 });
  for (let sequence = 0; sequence < 3; sequence++) {
    const txBytes = aliceTx({ sequence });
    hashes.push((await transactions.BroadcastTx({ txBytes, mode: sync })).txResponse!.txhash);
    while (devnet.chain.account(alice.address).sequence === sequence) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
  // The last transaction can be found before the others.
  await chain.committed(hashes[2]!);
  const byGrpc = async (orderBy: OrderBy) => {
    const request = GetTxsEventRequest.fromPartial({ query: "burn.burner EXISTS", orderBy });
    return (await transactions.GetTxsEvent(request)).txResponses.map(({ txhash }) => txhash);
  };
  const byRpc = async (order: string) => {
    const url = `${devnet.network.chainRpcEndpoint}/tx_search?query="burn.burner EXISTS"${order}`;
    const { result } = await (await fetch(url)).json();
    return result.txs.map(({ hash }: { hash: string }) => hash);
  };
  assertEquals(await byRpc(""), [hashes[2]]);
  devnet.clock.advance(3_600_000);
  for (const hash of hashes) await chain.committed(hash);
  const backwards = hashes.toReversed();
  assertEquals(await byRpc(""), hashes);
  assertEquals(await byRpc('&order_by="asc"'), hashes);
  assertEquals(await byRpc('&order_by="desc"'), backwards);
  assertEquals(await byGrpc(OrderBy.ORDER_BY_UNSPECIFIED), hashes);
  assertEquals(await byGrpc(OrderBy.ORDER_BY_ASC), hashes);
  assertEquals(await byGrpc(OrderBy.ORDER_BY_DESC), backwards);
});

Deno.test("the chain's gRPC answers a refused transaction with its code and log", async () => {
  await using chain = await start();
  const { transactions } = chain;
  const broadcast = async (txBytes: Uint8Array, mode = sync) => {
    const { txResponse } = await transactions.BroadcastTx({ txBytes, mode });
    return [txResponse?.code, txResponse?.codespace, txResponse?.rawLog];
  };
  assertEquals(await broadcast(aliceTx({ sequence: 3 })), [
    32,
    "sdk",
    "account sequence mismatch, expected 0, got 3: incorrect account sequence",
  ]);
  const [code, codespace, log] = await broadcast(aliceTx({ gasLimit: 1000 }));
  assertEquals([code, codespace], [11, "sdk"]);
  assertMatch(log as string, /^out of gas in location: .*; gasWanted: 1000, gasUsed: \d+/);
  const tooMuch = aliceTx({ messages: [payFor(alice, resource, 10n ** 15n)] });
  const sent = await transactions.BroadcastTx({ txBytes: tooMuch, mode: sync });
  const failed = (await chain.committed(sent.txResponse!.txhash)).txResponse!;
  assertEquals(failed.code, 1);
  assertMatch(failed.rawLog, /^failed to execute message; message index: 0: .*insufficient funds/);

  const good = aliceTx({ sequence: 1 });
  assertEquals(await broadcast(good, BroadcastMode.BROADCAST_MODE_ASYNC), [0, "", ""]);
  assertEquals(await broadcast(good), [19, "sdk", ""]);
});

Deno.test("the chain's gRPC refuses with the SDK's statuses and messages", async (t) => {
  await using chain = await start();
  const { auth, bank, blocks, transactions, rpc } = chain;
  const call = (service: string, method: string) => rpc.request(service, method, new Uint8Array());
  const none = new Uint8Array();
  const request = (query: string) =>
    transactions.GetTxsEvent(GetTxsEventRequest.fromPartial({ query }));
  const cases: [() => Promise<unknown>, string | RegExp][] = [
    [() => auth.Account({ address: unknown }), `5: account ${unknown} not found`],
    [() => auth.Account({ address: "" }), "3: Address cannot be empty"],
    [
      () => auth.Account({ address: unknown.replace("gr7vv7", "hp9qzt") }),
      "2: decoding bech32 failed: invalid checksum (expected gr7vv7 got hp9qzt)",
    ],
    [
      () => bank.Balance({ address: "nil", denom: "unil" }),
      "3: invalid address: decoding bech32 failed: invalid bech32 string length 3",
    ],
    [() => bank.Balance({ address: unknown, denom: "" }), "3: invalid denom: "],
    [() => transactions.GetTx({ hash: "" }), "3: tx hash cannot be empty"],
    [() => transactions.GetTx({ hash: "AB" }), "5: tx not found: AB"],
    [() => transactions.Simulate({ txBytes: none }), "3: empty txBytes is not allowed"],
    [
      () => transactions.Simulate({ txBytes: aliceTx({ sequence: 7 }) }),
      /^2: account sequence mismatch, expected 0, got 7: .* with gas used: '\d+'$/,
    ],
    [() => transactions.BroadcastTx({ txBytes: none, mode: sync }), "3: invalid empty tx"],
    [
      () => transactions.BroadcastTx({ txBytes: aliceTx(), mode: 0 }),
      "2: unsupported return type unspecified; supported types: sync, async",
    ],
    [() => request(""), "2: query cannot be empty"],
    [() => request("nonsense"), /^2: got unexpected text in query/],
    [
      () => blocks.GetBlockByHeight({ height: 10_000n }),
      "3: requested block height is bigger then the chain length",
    ],
    [
      () => blocks.GetBlockByHeight({ height: 0n }),
      "2: height must be greater than 0, but got 0",
    ],
    [
      () => new Params(rpc).Params({ subspace: "baseapp", key: "BlockParams" }),
      "2: baseapp: unknown subspace",
    ],
    [() => new Params(rpc).Params({ subspace: "", key: "" }), "3: invalid request"],
    [
      () => new Staking(rpc).DelegatorDelegations({ delegatorAddr: "" }),
      "3: delegator address cannot be empty",
    ],
    [() => call("cosmwasm.wasm.v1.Query", "Code"), "12: unknown service cosmwasm.wasm.v1.Query"],
    [() => call("constructor", "name"), "12: unknown service constructor"],
    [
      () => call("cosmos.bank.v1beta1.Query", "toString"),
      "12: unknown method toString for service cosmos.bank.v1beta1.Query",
    ],
    [
      () => rpc.request("cosmos.auth.v1beta1.Query", "Account", Uint8Array.of(0xff)),
      /^13: /,
    ],
  ];
  for (const [ask, expected] of cases) {
    await t.step(`${expected}`, async () => {
      const { message } = await assertRejects(ask, GrpcRefusal);
      if (typeof expected === "string") assertEquals(message, expected);
      else assertMatch(message, expected);
    });
  }
});

Deno.test("the chain's gRPC returns blocks, and answers carry the height", async () => {
  await using chain = await start();
  const { blocks, transactions, devnet } = chain;
  const { txResponse } = await transactions.BroadcastTx({
    txBytes: aliceTx({ messages: [send(alice, unknown, 5n)] }),
    mode: sync,
  });
  const { height } = (await chain.committed(txResponse!.txhash)).txResponse!;
  const { block, sdkBlock, blockId } = await blocks.GetBlockByHeight({ height });
  assertEquals([block?.header?.chainId, block?.header?.height], [chainId, height]);
  assertEquals(block?.data?.txs.length, 1);
  assertEquals(blockId?.hash.length, 32);
  assertMatch(sdkBlock!.header!.proposerAddress, /^nillionvalcons1/);
  const latest = await blocks.GetLatestBlock({});
  assert(latest.block!.header!.height >= height);
  assertEquals((await blocks.GetSyncing({})).syncing, false);

  const endpoint = devnet.network.chainGrpcEndpoint!;
  const path = "/cosmos.base.tendermint.v1beta1.Service/GetSyncing";
  const { headers, status } = await postFrames(endpoint, path, frame(new Uint8Array()));
  assertEquals([status, headers["content-type"]], [0, "application/grpc"]);
  assert(Number(headers["x-cosmos-block-height"]) >= Number(height));
  const compressed = await postFrames(endpoint, path, frame(new Uint8Array(), 1));
  assertEquals([compressed.status, compressed.text], [
    12,
    "the chain takes no compressed messages",
  ]);
  assertEquals((await postFrames(endpoint, path, new Uint8Array())).status, 13);
  const overHttp1 = await fetch(`${endpoint}${path}`, { method: "POST", body: "" });
  await overHttp1.body?.cancel();
  assertEquals(overHttp1.status, 415);
});
