import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { DirectSecp256k1Wallet, type GeneratedType, Registry } from "@cosmjs/proto-signing";
import {
  BroadcastTxError,
  calculateFee,
  defaultRegistryTypes,
  GasPrice,
  SigningStargateClient,
  StargateClient,
} from "@cosmjs/stargate";
import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { type DevnetWallet, startDevnet } from "@nilvm/client/devnet";
import { TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import "../../../src/entry/deno.ts";
import { noFaultHooks, openChain } from "../../../src/devnet/chain/chain.ts";
import { genesisState } from "../../../src/devnet/chain/blocks/genesis.ts";
import { createMempool } from "../../../src/devnet/chain/blocks/mempool.ts";
import { deriveWallets, type Wallet } from "../../support/chain/wallets.ts";
import { type MsgPayFor, MsgPayForSchema } from "../../../src/gen/nillion/meta/v1/tx_pb.ts";
import {
  alice,
  aliceTx,
  bob,
  chainId,
  quietBlockTimeMs,
  quietChain,
  resource,
  servedChain,
} from "../../support/chain/fixture.ts";
import { broadcast, call, get } from "../../support/chain/rpc.ts";
import { payFor, send } from "../../support/chain/wallet.ts";

const payForType = {
  encode: (message: MsgPayFor) => ({ finish: () => toBinary(MsgPayForSchema, message) }),
  fromPartial: (fields: MessageInitShape<typeof MsgPayForSchema>) =>
    create(MsgPayForSchema, fields),
} as unknown as GeneratedType;

async function signingClient(endpoint: string, wallet: Wallet): Promise<SigningStargateClient> {
  return await SigningStargateClient.connectWithSigner(
    endpoint,
    await DirectSecp256k1Wallet.fromKey(wallet.privateKey, "nillion"),
    {
      registry: new Registry([...defaultRegistryTypes, ["/nillion.meta.v1.MsgPayFor", payForType]]),
      broadcastPollIntervalMs: 10,
      gasPrice: GasPrice.fromString("0unil"),
    },
  );
}

Deno.test("the chain serves a stock client of cosmjs", async () => {
  await using served = servedChain();
  const client = await StargateClient.connect(served.endpoint);
  assertEquals(await client.getChainId(), chainId);
  assertEquals(await client.getHeight(), 1);
  assertEquals((await client.getBlock(1)).header.chainId, chainId);
  assertEquals(await client.getAllBalances(alice.address), [{ denom: "unil", amount: "1000000" }]);
  assertEquals(await client.getBalance(alice.address, "other"), { denom: "other", amount: "0" });
  assertEquals(await client.getAccount(bob.address), {
    address: bob.address,
    pubkey: null,
    accountNumber: 1n,
    sequence: 0,
  });
  assertEquals(await client.getAccount("nillion1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqgr7vv7"), null);
  assertEquals(await client.getTx("AB".repeat(32)), null);
});

Deno.test("the chain accepts payments of a stock signing client of cosmjs", async () => {
  await using served = servedChain();
  const { chain, endpoint } = served;
  const client = await signingClient(endpoint, alice);
  const value = {
    resource,
    fromAddress: alice.address,
    amount: [{ denom: "unil", amount: "250" }],
  };
  const message = { typeUrl: "/nillion.meta.v1.MsgPayFor", value };

  const gas = await client.simulate(alice.address, [message], "");
  const paid = await client.signAndBroadcast(
    alice.address,
    [message],
    calculateFee(200_000, "0unil"),
  );
  const again = await client.signAndBroadcast(alice.address, [message], "auto");

  assertEquals([paid.code, again.code], [0, 0]);
  // The simulated transaction is 26 bytes shorter, at 10 each: it has neither the fee nor the mode of signing. The look-up of
  // the signer and the 112 bytes of the missing signature cost 2,474.
  assert(Math.abs(gas - Number(paid.gasUsed)) < 3000, `${gas} against ${paid.gasUsed}`);
  assertEquals(paid.msgResponses, [
    { typeUrl: "/nillion.meta.v1.MsgPayForResponse", value: new Uint8Array() },
  ]);
  assertEquals(chain.findPayment(paid.transactionHash), {
    txHash: paid.transactionHash,
    height: paid.height,
    from: alice.address,
    resource,
    amountUnil: 250n,
  });
  assertEquals((await client.getBalance(alice.address, "unil")).amount, "999500");
  assertEquals((await client.getAccount(alice.address))?.sequence, 2);
  assertEquals((await client.searchTx([{ key: "burn.amount", value: "250unil" }])).length, 2);
  await assertRejects(
    () => client.signAndBroadcastSync(alice.address, [message], calculateFee(20_000, "0unil")),
    Error,
    "out of gas in location",
  );
});

Deno.test("the chain creates an account at an address that receives coins", async () => {
  await using served = servedChain();
  const newcomer = deriveWallets(4)[3]!;
  const client = await signingClient(served.endpoint, alice);
  const amount = [{ denom: "unil", amount: "7000" }];
  const sent = await client.sendTokens(alice.address, newcomer.address, amount, "auto");
  assertEquals(sent.code, 0);
  const theirs = await signingClient(served.endpoint, newcomer);
  assertEquals((await theirs.getAccount(newcomer.address))?.accountNumber, 5n);
  const back = await theirs.sendTokens(newcomer.address, alice.address, amount, "auto");
  assertEquals(back.code, 0);
  assertEquals((await theirs.getBalance(newcomer.address, "unil")).amount, "0");
  assertEquals((await theirs.getBalance(alice.address, "unil")).amount, "1000000");
});

Deno.test("a devnet's chain serves all calls of a stock client of cosmjs", async () => {
  await using devnet = await startDevnet({ blockTimeMs: 5 });
  const { chainRpcEndpoint } = devnet.network;
  const [from, to] = devnet.wallets as [DevnetWallet, DevnetWallet];
  const client = await SigningStargateClient.connectWithSigner(
    chainRpcEndpoint!,
    await DirectSecp256k1Wallet.fromKey(Uint8Array.fromHex(from.privateKey), "nillion"),
    { gasPrice: GasPrice.fromString("0unil"), broadcastPollIntervalMs: 10 },
  );
  try {
    assertEquals(await client.getChainId(), "nillion-chain-devnet");
    assertEquals(await client.getSequence(from.address), { accountNumber: 0n, sequence: 0 });
    const amount = [{ denom: "unil", amount: "12" }];
    const value = { fromAddress: from.address, toAddress: to.address, amount };
    const message = { typeUrl: "/cosmos.bank.v1beta1.MsgSend", value };
    const before = await client.getHeight();
    const sent = await client.sendTokens(from.address, to.address, amount, "auto", "a memo");
    const twice = await client.signAndBroadcast(from.address, [message, message], "auto");
    assertEquals([sent.code, twice.code], [0, 0]);
    assert(before < sent.height && sent.height < twice.height);
    assert(await client.getHeight() >= twice.height);
    assertEquals(await client.getBalance(to.address, "unil"), {
      denom: "unil",
      amount: "1000000000036",
    });
    assertEquals(await client.getBalanceStaked(to.address), null);

    const found = await client.getTx(twice.transactionHash);
    assertEquals([found?.height, found?.code, found?.hash], [
      twice.height,
      0,
      twice.transactionHash,
    ]);
    assertEquals(found?.msgResponses.length, 2);
    const hashes = (txs: readonly { hash: string }[]) => txs.map(({ hash }) => hash);
    const both = [sent.transactionHash, twice.transactionHash];
    assertEquals(
      hashes(await client.searchTx(`transfer.recipient='${to.address}'`)),
      both,
    );
    const tags = [{ key: "tx.height", value: `${sent.height}` }];
    assertEquals(hashes(await client.searchTx(tags)), both.slice(0, 1));
    const block = await client.getBlock(sent.height);
    assertEquals([block.header.height, block.txs.length], [sent.height, 1]);

    const tooMuch = [{ denom: "unil", amount: "9".repeat(20) }];
    const poor = await client.sendTokens(
      from.address,
      to.address,
      tooMuch,
      calculateFee(200_000, "0unil"),
    );
    assertEquals(poor.code, 5);
    assertMatch(poor.rawLog!, /insufficient funds/);
    await assertRejects(
      () => client.sendTokens(from.address, to.address, tooMuch, "auto"),
      Error,
      "insufficient funds",
    );
    const late = await client.sign(from.address, [message], calculateFee(200_000, "0unil"), "", {
      accountNumber: 0n,
      sequence: 0,
      chainId: "nillion-chain-devnet",
    });
    await assertRejects(
      // The other method of cosmjs leaves a timer behind when the chain refuses.
      () => client.broadcastTxSync(TxRaw.encode(late).finish()),
      BroadcastTxError,
      "account sequence mismatch, expected 3, got 0",
    );
  } finally {
    client.disconnect();
  }
});

Deno.test("createMempool() refuses transactions that do not fit in a block, and forgets old hashes", () => {
  const mempool = createMempool();
  for (let i = 0; i < 5000; i++) mempool.add(`${i}`, new Uint8Array(1));
  assertEquals(
    mempool.objection("more", new Uint8Array(1)),
    "mempool is full: number of txs 5000 (max: 5000), total txs bytes 5000 (max: 22020096)",
  );
  assertEquals(mempool.takeAll().length, 5000);
  assertEquals(mempool.objection("0", new Uint8Array(1)), "tx already exists in cache");
  for (let i = 5000; i < 10_001; i++) {
    mempool.add(`${i}`, new Uint8Array(1));
    mempool.takeAll();
  }
  assertEquals(mempool.objection("0", new Uint8Array(1)), undefined);
  mempool.forget("1");
  assertEquals(mempool.objection("1", new Uint8Array(1)), undefined);
  mempool.add("large", new Uint8Array(22_000_000));
  assertMatch(mempool.objection("2nd", new Uint8Array(30_000))!, /^mempool is full/);
});

Deno.test("openChain() can start at another height", async () => {
  const environment = { now: () => 0, randomBytes: () => new Uint8Array() };
  using chain = openChain(genesisState({ chainId, wallets: [], initialHeight: 10 }), {
    environment,
  });
  const { sync_info } = await call(chain, "status");
  assertEquals([sync_info.earliest_block_height, sync_info.latest_block_height], ["10", "10"]);
  assertEquals(sync_info.latest_block_time, "1970-01-01T00:00:00Z");
  await assertRejects(
    () => call(chain, "block", { height: 9 }),
    Error,
    "height 9 is not available, lowest height is 10",
  );
  const { response } = await call(chain, "abci_info");
  assertEquals(response.last_block_height, "10");
});

Deno.test("findPayment() finds a payment once it is in a block", async () => {
  const { chain } = quietChain();
  using _ = chain;
  const { hash } = await broadcast(chain, aliceTx());
  assertEquals(chain.findPayment(hash), undefined);
  chain.commitBlock();
  const payment = {
    txHash: hash,
    height: 2,
    from: alice.address,
    resource,
    amountUnil: 1000n,
  };
  assertEquals(chain.findPayment(hash), payment);
  assertEquals(chain.findPayment(hash.toLowerCase()), payment);
});

Deno.test("findPayment() finds only payments of one amount", async () => {
  const { chain } = quietChain();
  using _ = chain;
  const none = await broadcast(chain, aliceTx({ messages: [payFor(alice, resource)] }));
  const sent = await broadcast(
    chain,
    aliceTx({
      sequence: 1,
      messages: [send(alice, bob.address, 1n), payFor(alice, resource, 1n)],
    }),
  );
  chain.commitBlock();
  for (const hash of [none.hash, sent.hash]) {
    const { tx_result } = await call(chain, "tx", { hash: Uint8Array.fromHex(hash).toBase64() });
    assertEquals(tx_result.log, "");
    assertEquals(chain.findPayment(hash), undefined);
  }
  for (const malformed of ["", "zz", "0x", none.hash.slice(1), `${none.hash}0`, "__proto__"]) {
    assertEquals(chain.findPayment(malformed), undefined);
  }
});

Deno.test("the chain makes a block by itself after a transaction arrives", async () => {
  await using served = servedChain();
  const { height, tx_result } = await call(served.chain, "broadcast_tx_commit", {
    tx: aliceTx().toBase64(),
  });
  assertEquals([height, tx_result.code], ["2", 0]);
  const refused = await call(served.chain, "broadcast_tx_commit", {
    tx: aliceTx().slice(1).toBase64(),
  });
  assertEquals([refused.height, refused.check_tx.code], ["0", 2]);
  const { hash } = await call(served.chain, "broadcast_tx_async", {
    tx: aliceTx({ sequence: 1 }).toBase64(),
  });
  assertEquals(hash.length, 64);
});

Deno.test("calls that wait for a block get an error when the chain stops", async () => {
  const { chain } = quietChain();
  const waiting = call(chain, "broadcast_tx_commit", { tx: aliceTx().toBase64() });
  const refused = assertRejects(() => waiting, Error, "The chain has stopped");
  // The request is answered only after its body was read.
  while ((await call(chain, "num_unconfirmed_txs")).total === "0");
  chain[Symbol.dispose]();
  await refused;
  assertEquals((await get(chain, "/status")).status, 503);
});

Deno.test("a call that sends a dropped transaction again gets its block, after the first call has timed out", async () => {
  const { setTimeout } = globalThis;
  const giveUps: (() => void)[] = [];
  globalThis.setTimeout = ((act: () => void, ms: number) => {
    const isForBlock = ms === quietBlockTimeMs;
    return isForBlock ? setTimeout(act, ms) : void giveUps.push(act);
  }) as typeof setTimeout;
  try {
    let drops = 1;
    const { chain } = quietChain({ ...noFaultHooks, dropsTransaction: () => drops-- > 0 });
    using _ = chain;
    const send = async () => {
      const count = giveUps.length;
      const sent = call(chain, "broadcast_tx_commit", { tx: aliceTx().toBase64() });
      // The request is answered only after its body was read.
      while (giveUps.length === count) await call(chain, "health");
      return { sent };
    };
    const [first, second] = [await send(), await send()];
    giveUps[0]!();
    await assertRejects(() => first.sent, Error, "timed out waiting");
    chain.commitBlock();
    // The call has its error already, or gets this one.
    giveUps[1]!();
    assertEquals((await second.sent).height, "2");
  } finally {
    globalThis.setTimeout = setTimeout;
  }
});

Deno.test("Chain.edit() takes effect for the next transaction, also while others wait", async () => {
  const { chain } = quietChain();
  using _ = chain;
  assertEquals((await broadcast(chain, aliceTx())).code, 0);
  chain.edit(({ accounts }) => {
    accounts.set(alice.address, { ...accounts.get(alice.address)!, sequence: 5 });
  });
  assertEquals((await broadcast(chain, aliceTx({ sequence: 1 }))).code, 32);
  assertEquals((await broadcast(chain, aliceTx({ sequence: 5 }))).code, 0);
});

Deno.test("a request makes the chain add an empty block a second after the last one", async () => {
  const { chain, clock } = quietChain();
  using _ = chain;
  const heights: string[] = [];
  for (const pauseMs of [0, 999, 1, 3_600_000, -7_200_000, 0]) {
    clock.ms += pauseMs;
    heights.push((await call(chain, "status")).sync_info.latest_block_height);
  }
  assertEquals(heights, ["1", "1", "2", "3", "3", "3"]);
  const { block_metas } = await call(chain, "blockchain");
  const times = block_metas.map(({ header }: { header: { time: string } }) => header.time);
  assertEquals(times, times.toSorted().toReversed());
});

Deno.test("the chain links its blocks by their hashes and signs them", async () => {
  const { chain } = quietChain();
  using _ = chain;
  await broadcast(chain, aliceTx());
  for (let i = 0; i < 3; i++) chain.commitBlock();
  const blocks = await Promise.all(
    ["1", "2", "3", "4"].map((height) => call(chain, "block", { height })),
  );
  for (const [i, { block }] of blocks.entries()) {
    const previous = blocks[i - 1];
    if (previous === undefined) {
      assertEquals(block.header.last_block_id.hash, "");
      assertEquals(block.last_commit.signatures, []);
      continue;
    }
    assertEquals(block.header.last_block_id, previous.block_id);
    assertEquals(block.last_commit.block_id, previous.block_id);
    assertEquals(block.last_commit.signatures.length, 1);
  }
  const [first, second, third] = blocks.map(({ block }) => block);
  assertEquals(second.data.txs, [aliceTx().toBase64()]);
  assertEquals(third.data.txs, []);
  assert(first.header.data_hash !== second.header.data_hash);
  assert(second.header.last_results_hash !== third.header.last_results_hash);
  assert(second.header.app_hash !== third.header.app_hash);
  const { txs_results, app_hash } = await call(chain, "block_results", { height: "2" });
  assertEquals(txs_results.length, 1);
  assertEquals(Uint8Array.fromBase64(app_hash).toHex().toUpperCase(), third.header.app_hash);
  const { validators } = await call(chain, "validators");
  assertEquals(validators[0].address, third.header.proposer_address);
  assertEquals((await call(chain, "header", { height: "3" })).header, third.header);
});

Deno.test("a chain continues from a copy of its state", async () => {
  const { chain, clock } = quietChain();
  using _ = chain;
  const { hash } = await broadcast(chain, aliceTx());
  chain.commitBlock();
  const environment = { now: () => clock.ms, randomBytes: () => new Uint8Array() };
  using copy = openChain(structuredClone(chain.state), { environment, blockTimeMs: 1_000_000 });
  assertEquals(copy.findPayment(hash), chain.findPayment(hash));
  for (const one of [chain, copy]) {
    const { code } = await broadcast(one, aliceTx({ sequence: 1 }));
    assertEquals(code, 0);
    one.commitBlock();
  }
  assertEquals(await call(copy, "block"), await call(chain, "block"));
  assertEquals(copy.state, structuredClone(chain.state));
});
