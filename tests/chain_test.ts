import "../src/wasm/deno.js";
import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { DirectSecp256k1Wallet, type GeneratedType, Registry } from "@cosmjs/proto-signing";
import {
  calculateFee,
  defaultRegistryTypes,
  GasPrice,
  SigningStargateClient,
  StargateClient,
} from "@cosmjs/stargate";
import { Comet38Client } from "@cosmjs/tendermint-rpc";
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { ModuleAccount } from "cosmjs-types/cosmos/auth/v1beta1/auth";
import type { Any } from "cosmjs-types/google/protobuf/any";
import { SignMode } from "cosmjs-types/cosmos/tx/signing/v1beta1/signing";
import { type Chain, createChain, openChain } from "../src/devnet/chain/chain.ts";
import { deriveWallets, type Wallet } from "../src/devnet/chain/wallets.ts";
import { seededEnvironment } from "../src/devnet/environment.ts";
import { type MsgPayFor, MsgPayForSchema } from "../src/gen/nillion/meta/v1/tx_pb.ts";
import { broadcast, call, get, post, queryClient, rpcClient } from "./chain/rpc.ts";
import {
  aminoPublicKey,
  payFor,
  publicKeyOf,
  send,
  signTx,
  type TxOptions,
} from "./chain/wallet.ts";

const chainId = "nillion-chain-devnet";
const wallets = deriveWallets(3);
const [alice, bob] = wallets as [Wallet, Wallet, Wallet];
const resource = new Uint8Array(32).fill(7);

/** A chain that makes blocks only when it is told to, with a clock that stands still until it is moved. */
function quietChain(): { chain: Chain; clock: { ms: number } } {
  const clock = { ms: Date.UTC(2026, 0, 1) };
  const environment = {
    now: () => clock.ms,
    randomBytes: (count: number) => new Uint8Array(count),
  };
  const chain = createChain({
    chainId,
    wallets: wallets.map(({ address }) => ({ address, balanceUnil: 1_000_000n })),
    blockTimeMs: 1_000_000,
    environment,
  });
  return { chain, clock };
}

/** A transaction of alice's that nothing is wrong with, but for what the options change. */
function aliceTx(options: Partial<TxOptions> = {}): Uint8Array {
  return signTx(alice, {
    messages: [payFor(alice, resource, 1000n)],
    chainId,
    accountNumber: 0,
    sequence: 0,
    ...options,
  });
}

async function balanceOf(chain: Chain, address: string): Promise<bigint> {
  const client = StargateClient.create(Comet38Client.create(rpcClient(chain)));
  return BigInt((await client.getBalance(address, "unil")).amount);
}

Deno.test("deriveWallets() gives the wallets that nillion-devnet funds", () => {
  // From the environment file that nillion-devnet writes.
  const published = [
    "9a975f567428d054f2bf3092812e6c42f901ce07d9711bc77ee2cd81101f42c5",
    "1e491133b9408b39572a29f91644873decea554224b20e2b0b923aeb860a1c18",
    "980488572f235316cdb330191f8bafe4e635efbe88b3a40f5bee9bd21047c059",
    "612bb5173dc60d9e91404fcc0d1f1847fb4459a7d5160d63d84e91aacbf2ab2f",
    "04f5a984eeea9dce4e5e907da69c01a61568e3071b1a91cbed89225f9fd913b5",
    "5f992c58921f4af83b4c6b650c4914626664cd02020577b0ada49cfa00d2c8a4",
    "8f0297d3bb647eb59b95b29550b2aebbedd9be2c954b000e772efe8c9318a42d",
    "c395243df9bb68dc809668efe4125f0eb017771ed8e3747b8d6860551913fecb",
    "4bb5eaa799e24ae2b48545c41331921afe7e6a8dd7a850f5fbeb20a8226664ec",
    "ef4b944d4fdb0077057925fe2dde365dfa2c83cf320463b14589feccd1b2b938",
  ];
  assertEquals(deriveWallets().map(({ privateKey }) => privateKey.toHex()), published);
});

Deno.test("deriveWallets() gives the addresses that cosmjs gives", async () => {
  for (const { privateKey, address, publicKey } of wallets) {
    const [account] = await (await DirectSecp256k1Wallet.fromKey(privateKey, "nillion"))
      .getAccounts();
    assertEquals(account?.address, address);
    assertEquals(account?.pubkey, publicKey);
  }
});

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

/** A chain behind a port, as developers meet it. */
function servedChain(): AsyncDisposable & { chain: Chain; endpoint: string } {
  const chain = createChain({
    chainId,
    wallets: wallets.map(({ address }) => ({ address, balanceUnil: 1_000_000n })),
    blockTimeMs: 5,
    environment: { now: Date.now, randomBytes: (count) => new Uint8Array(count) },
  });
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => chain.fetch(request),
  );
  return {
    chain,
    endpoint: `http://127.0.0.1:${server.addr.port}`,
    async [Symbol.asyncDispose]() {
      chain[Symbol.dispose]();
      await server.shutdown();
    },
  };
}

Deno.test("chain serves a stock client of cosmjs", async () => {
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

Deno.test("chain takes payments of a stock signing client of cosmjs", async () => {
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
  // The simulation's transaction shows neither the fee of nothing nor how it is signed: 26 bytes less, at 10 each; looking up
  // the signer and 112 bytes of a signature to come cost 2,474.
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

Deno.test("chain makes an account of whoever is sent coins", async () => {
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

/** What the check of a transaction says, for everything that can be wrong with one. */
const refusals: Record<string, [tx: () => Uint8Array, code: number, log: string | RegExp]> = {
  "another chain's name": [
    () => aliceTx({ chainId: "other" }),
    4,
    "signature verification failed; please verify account number (0) and chain-id (nillion-chain-devnet): " +
    "(unable to verify single signer signature): unauthorized",
  ],
  "another account's number": [() => aliceTx({ accountNumber: 1 }), 4, /account number \(0\)/],
  "a sequence to come": [
    () => aliceTx({ sequence: 3 }),
    32,
    "account sequence mismatch, expected 0, got 3: incorrect account sequence",
  ],
  "a signature that differs in a bit": [
    () => aliceTx({ signatures: (signature) => [signature.with(40, signature[40]! ^ 1)] }),
    4,
    /unable to verify/,
  ],
  "a signature with s in the upper half": [
    () => aliceTx({ signatures: (signature) => [negateS(signature)] }),
    4,
    /unable to verify/,
  ],
  "a signature that is too short": [
    () => aliceTx({ signatures: (signature) => [signature.subarray(1)] }),
    4,
    /unable to verify/,
  ],
  "a resource changed after signing": [
    () => {
      const tx = aliceTx();
      return tx.with(tx.indexOf(resource[0]!), 8);
    },
    4,
    /unable to verify/,
  ],
  "no signature": [() => aliceTx({ signatures: () => [] }), 15, "no signatures supplied"],
  "two signatures of one signer": [
    () => aliceTx({ signatures: (signature) => [signature, signature] }),
    4,
    "wrong number of signers; expected 1, got 2: unauthorized",
  ],
  "a message that another must sign": [
    () => aliceTx({ messages: [payFor(alice, resource, 1n), payFor(bob, resource, 1n)] }),
    4,
    "wrong number of signers; expected 2, got 1: unauthorized",
  ],
  "another's key": [
    () => aliceTx({ publicKey: publicKeyOf(bob) }),
    8,
    `pubKey does not match signer address ${alice.address} with signer index: 0: invalid pubkey`,
  ],
  "a key of another kind": [
    () =>
      aliceTx({ publicKey: { typeUrl: "/cosmos.crypto.other.PubKey", value: new Uint8Array() } }),
    2,
    "unable to resolve type URL /cosmos.crypto.other.PubKey: tx parse error",
  ],
  "a signature of JSON": [
    () => aliceTx({ signMode: SignMode.SIGN_MODE_LEGACY_AMINO_JSON }),
    4,
    "signature verification failed; please verify account number (0), sequence (0) and chain-id " +
    "(nillion-chain-devnet): unauthorized",
  ],
  "another kind of signature": [
    () => aliceTx({ signMode: SignMode.SIGN_MODE_TEXTUAL }),
    4,
    /unsupported sign mode SIGN_MODE_TEXTUAL/,
  ],
  "a message that the chain does not know": [
    () => aliceTx({ messages: [{ typeUrl: "/cosmos.gov.v1.MsgVote", value: new Uint8Array() }] }),
    2,
    "unable to resolve type URL /cosmos.gov.v1.MsgVote: tx parse error",
  ],
  "no message": [
    () => aliceTx({ messages: [] }),
    18,
    "must contain at least one message: invalid request",
  ],
  "an amount that is no number": [
    () => aliceTx({ messages: [payFor(alice, resource, "1e9")] }),
    2,
    `math/big: cannot unmarshal "1e9" into a *big.Int: tx parse error`,
  ],
  "an amount beyond 256 bits": [
    () => aliceTx({ messages: [payFor(alice, resource, 1n << 256n)] }),
    2,
    "integer out of range: tx parse error",
  ],
  "an unknown field in the body": [
    () =>
      aliceTx({
        tamper: (parts) => parts.bodyBytes = Uint8Array.of(...parts.bodyBytes, 0x20, 1),
      }),
    2,
    `errUnknownField "TxBody": {TagNum: 4, WireType:"varint"}: tx parse error`,
  ],
  "an unknown field in a message": [
    () => {
      const message = payFor(alice, resource, 1n);
      return aliceTx({
        messages: [{ ...message, value: Uint8Array.of(...message.value, 0x22, 0) }],
      });
    },
    2,
    `errUnknownField "MsgPayFor": {TagNum: 4, WireType:"bytes"}: tx parse error`,
  ],
  "bytes after the transaction": [
    () => Uint8Array.of(...aliceTx(), 0x0a, 0),
    2,
    "txRaw must follow ADR-027, got tagNum 1 after tagNum 3: tx parse error",
  ],
  "a length that is longer than it must be": [
    () => {
      const [tag, ...rest] = aliceTx({ memo: "", messages: [payFor(alice, new Uint8Array(), 1n)] });
      return Uint8Array.of(tag!, rest[0]! | 0x80, 0, ...rest.slice(1));
    },
    2,
    /^length prefix varint for tagNum 1 is not as short as possible, read 2, only need 1: tx parse/,
  ],
  "half of the bytes": [
    () => aliceTx().subarray(0, 100),
    2,
    "invalid length; unexpected EOF: tx parse error",
  ],
  "nothing": [
    () => new Uint8Array(),
    18,
    "must contain at least one message: invalid request",
  ],
  "a long memo": [
    () => aliceTx({ memo: "m".repeat(257) }),
    12,
    "maximum number of characters is 256 but received 257 characters: memo too large",
  ],
  "no gas": [
    () => aliceTx({ gasLimit: 0 }),
    11,
    "out of gas in location: Has; gasWanted: 0, gasUsed: 1000: out of gas",
  ],
  "gas for half of the checks": [
    () => aliceTx({ gasLimit: 20_000 }),
    11,
    /^out of gas in location: [A-Za-z]+; gasWanted: 20000, gasUsed: 2[0-9]{4}: out of gas$/,
  ],
  "a fee beyond the balance": [
    () => aliceTx({ fee: [{ denom: "unil", amount: "1000001" }] }),
    5,
    "spendable balance 1000000unil is smaller than 1000001unil: insufficient funds: insufficient funds",
  ],
  "a fee in other coins": [
    () => aliceTx({ fee: [{ denom: "other", amount: "1" }] }),
    5,
    "spendable balance 0other is smaller than 1other: insufficient funds: insufficient funds",
  ],
  "a negative fee": [
    () => aliceTx({ fee: [{ denom: "unil", amount: "-1" }] }),
    13,
    "invalid fee provided: -1unil: insufficient fee",
  ],
  "a fee that another is to grant": [
    () => aliceTx({ feeGranter: bob.address }),
    38,
    /fee-grant not found: not found$/,
  ],
  "a wallet that never had anything": [
    () => {
      const stranger = deriveWallets(9)[8]!;
      return signTx(stranger, {
        messages: [payFor(stranger, resource, 1n)],
        chainId,
        accountNumber: 0,
        sequence: 0,
      });
    },
    9,
    /^fee payer address: nillion1[a-z0-9]{38} does not exist: unknown address$/,
  ],
  "an address of another chain": [
    () =>
      aliceTx({
        messages: [payFor(
          { ...alice, address: "cosmos1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnrql8a" },
          resource,
          1n,
        )],
      }),
    35,
    "hrp does not match bech32 prefix: expected 'nillion' got 'cosmos': internal logic error",
  ],
};

/** The other signature that ECDSA allows for the same message. */
function negateS(signature: Uint8Array): Uint8Array {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const s = order - BigInt(`0x${signature.subarray(32).toHex()}`);
  return Uint8Array.fromHex(signature.subarray(0, 32).toHex() + s.toString(16).padStart(64, "0"));
}

Deno.test("broadcast_tx_sync refuses, before there is a block,", async (t) => {
  const { chain } = quietChain();
  using _ = chain;
  for (const [what, [tx, code, log]] of Object.entries(refusals)) {
    await t.step(what, async () => {
      const checked = await broadcast(chain, tx());
      if (typeof log === "string") assertEquals(checked.log, log);
      else assertMatch(checked.log, log);
      assertEquals([checked.code, checked.codespace], [code, "sdk"]);
    });
  }
  assertEquals((await broadcast(chain, aliceTx())).code, 0);
});

Deno.test("broadcast_tx_sync refuses a transaction whose time is over", async () => {
  const { chain } = quietChain();
  using _ = chain;
  chain.commitBlock();
  const { code, log } = await broadcast(chain, aliceTx({ timeoutHeight: 1n }));
  assertEquals(code, 30);
  assertEquals(log, "block height: 2, timeout height: 1: tx timeout height");
});

/** What executing a transaction in a block says, for what the check does not see. */
const failures: Record<string, [Partial<TxOptions>, code: number, log: string | RegExp]> = {
  "more than the wallet has": [
    { messages: [send(alice, bob.address, 1_000_001n)] },
    5,
    "failed to execute message; message index: 0: spendable balance 999995unil is smaller than " +
    "1000001unil: insufficient funds",
  ],
  "no coins at all": [
    { messages: [send(alice, bob.address)] },
    10,
    "failed to execute message; message index: 0: : invalid coins",
  ],
  "coins for the chain itself": [
    { messages: [send(alice, "nillion1agaaw03t2phqq5njx2e76apuqek6sw5w8s9m9f", 1n)] },
    4,
    /is not allowed to receive funds: unauthorized$/,
  ],
  "coins for a mistyped address": [
    { messages: [send(alice, "nillion1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqhp9qzt", 1n)] },
    7,
    /invalid to address: decoding bech32 failed: invalid checksum \(expected gr7vv7 got hp9qzt\)/,
  ],
  "a second message that fails": [
    { messages: [payFor(alice, resource, 10n), payFor(alice, resource, 0n)] },
    1,
    /^failed to execute message; message index: 1: failed to send coins: 0unil: invalid coins/,
  ],
  "coins of the same kind twice": [
    { messages: [payFor(alice, resource, 1n, 2n)] },
    1,
    /1unil,2unil: invalid coins/,
  ],
  "gas for the checks only": [
    { gasLimit: 70_000 },
    11,
    /^out of gas in location: [A-Za-z]+; gasWanted: 70000, gasUsed: 7[0-9]{4}: out of gas$/,
  ],
};

Deno.test("chain takes only the fee when a message asks for", async (t) => {
  for (const [what, [options, code, log]] of Object.entries(failures)) {
    await t.step(what, async () => {
      const { chain } = quietChain();
      using _ = chain;
      const fee = [{ denom: "unil", amount: "5" }];
      const checked = await broadcast(chain, aliceTx({ ...options, fee }));
      assertEquals(checked.log, "");
      chain.commitBlock();

      const hash = Uint8Array.fromHex(checked.hash).toBase64();
      const { tx_result } = await call(chain, "tx", { hash });
      if (typeof log === "string") assertEquals(tx_result.log, log);
      else assertMatch(tx_result.log, log);
      assertEquals(tx_result.code, code);
      assertEquals(chain.findPayment(checked.hash), undefined);
      assertEquals(await balanceOf(chain, alice.address), 999_995n);
      assertEquals(await balanceOf(chain, bob.address), 1_000_000n);
      // What failed can be sent again, but its sequence is used.
      assertEquals((await broadcast(chain, aliceTx({ ...options, fee }))).code, 32);
    });
  }
});

Deno.test("chain executes all messages of a transaction", async () => {
  const { chain } = quietChain();
  using _ = chain;
  const { hash } = await broadcast(
    chain,
    aliceTx({
      messages: [payFor(alice, resource, 10n), send(alice, bob.address, 20n)],
      gasLimit: 300_000,
    }),
  );
  chain.commitBlock();
  assertEquals(chain.findPayment(hash)?.amountUnil, 10n);
  assertEquals(await balanceOf(chain, alice.address), 999_970n);
  assertEquals(await balanceOf(chain, bob.address), 1_000_020n);
  const supply = chain.state.tables.totals.get("unil");
  assertEquals(supply, 2_999_990n);
});

Deno.test("chain lets a wallet send the next transaction before the block of the last", async () => {
  const { chain } = quietChain();
  using _ = chain;
  const hashes: string[] = [];
  for (let sequence = 0; sequence < 20; sequence++) {
    const { code, hash } = await broadcast(chain, aliceTx({ sequence }));
    assertEquals(code, 0);
    hashes.push(hash);
  }
  assertEquals((await call(chain, "num_unconfirmed_txs")).total, "20");
  assertEquals((await call(chain, "unconfirmed_txs", { limit: "5" })).txs.length, 5);
  chain.commitBlock();
  assertEquals((await call(chain, "num_unconfirmed_txs")).total, "0");
  assertEquals(hashes.map((hash) => chain.findPayment(hash)?.height), Array(20).fill(2));
  assertEquals(await balanceOf(chain, alice.address), 980_000n);
});

Deno.test("chain refuses a transaction in its block when the fee is gone by then", async () => {
  const { chain } = quietChain();
  using _ = chain;
  const fee = [{ denom: "unil", amount: "5" }];
  await broadcast(chain, aliceTx({ messages: [send(alice, bob.address, 1_000_000n)] }));
  const { code, hash } = await broadcast(chain, aliceTx({ sequence: 1, fee }));
  assertEquals(code, 0);
  chain.commitBlock();
  const { tx_result } = await call(chain, "tx", { hash: Uint8Array.fromHex(hash).toBase64() });
  assertEquals(tx_result.code, 5);
  assertEquals(tx_result.events, []);
  assertEquals(chain.state.tables.accounts.get(alice.address)?.sequence, 1);
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

Deno.test("findPayment() finds nothing where there is no payment of one amount", async () => {
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

Deno.test("chain makes a block by itself some time after a transaction arrives", async () => {
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

Deno.test("chain tells who waits for a block when it stops", async () => {
  const { chain } = quietChain();
  const waiting = call(chain, "broadcast_tx_commit", { tx: aliceTx().toBase64() });
  const refused = assertRejects(() => waiting, Error, "The chain has stopped");
  // The request reads its body first.
  while (chain.state.tables && (await call(chain, "num_unconfirmed_txs")).total === "0");
  chain[Symbol.dispose]();
  await refused;
  assertEquals((await get(chain, "/status")).status, 503);
});

Deno.test("chain makes an empty block when somebody looks a second after the last", async () => {
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

Deno.test("chain links its blocks by their hashes and signs them", async () => {
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

Deno.test("chain goes on from a copy of its state as if nothing had happened", async () => {
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
  assertEquals(copy.state, chain.state);
});

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

Deno.test("simulation counts the transactions that wait", async () => {
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

Deno.test("tx_search finds transactions by what happened in them", async (t) => {
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
  await t.step("refuses what is too long", async () => {
    await assertRejects(
      () => search(`tx.hash='${"A".repeat(600)}'`),
      Error,
      "maximum query length exceeded",
    );
  });
});

const rpc = { jsonrpc: "2.0", id: 1 };

Deno.test("chain speaks JSON-RPC as CometBFT does:", async (t) => {
  const { chain } = quietChain();
  using _ = chain;
  const error = (code: number, message: string, data?: string) => ({
    ...rpc,
    error: { code, message, ...(data === undefined ? {} : { data }) },
  });

  await t.step("answers a batch in order, without those that want no answer", async () => {
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

  await t.step("reads bytes and texts of a URI", async () => {
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

  await t.step("refuses what is no request", async () => {
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

  await t.step("answers other paths as a web server", async () => {
    assertEquals(await get(chain, "/nope"), { status: 404, body: "404 page not found\n" });
    assertStringIncludes((await get(chain, "/")).body, "<li>tx_search(");
  });

  await t.step("lets pages of any origin in", async () => {
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

Deno.test("chain answers bytes that mean nothing without a fault", async () => {
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

Deno.test("chain executes or refuses whatever a wallet signs", async () => {
  const { chain } = quietChain();
  using _ = chain;
  const random = seededEnvironment("whatever a wallet signs");
  const pick = <T>(choices: readonly T[]): T =>
    choices[random.randomBytes(1)[0]! % choices.length]!;
  const noise = () => new TextDecoder("latin1").decode(random.randomBytes(12));
  const addresses = () => [alice.address, bob.address, bob.address.toUpperCase(), "", noise(), "1"];
  const amounts = () => ["1", "0", "-1", "", "007", "1000001", "9".repeat(78), noise()];
  const coins = () => ({
    denom: pick(["unil", "unil", "unil", "", "other", noise()]),
    amount: pick(amounts()),
  });
  const messages = () =>
    pick<() => Any>([
      () => payFor({ ...alice, address: pick(addresses()) }, random.randomBytes(9), coins()),
      () => payFor(alice, resource, ...Array.from({ length: 3 }, coins)),
      () => send(alice, pick(addresses()), 1n),
      () => send(alice, pick(addresses()), 0n, 5n),
      () => send(alice, bob.address, 300_000n),
    ]);
  const codes = new Set<number>();
  for (let round = 0; round < 200; round++) {
    const { sequence } = chain.state.tables.accounts.get(alice.address)!;
    const made = Array.from({ length: pick([1, 1, 2, 3]) }, () => messages()());
    const gasLimit = pick([30_000, 60_000, 80_000, 1_000_000]);
    const fee = pick([[], [], [coins()]]);
    await broadcast(chain, aliceTx({ messages: made, sequence, gasLimit, fee }));
    chain.commitBlock();
    for (const { result } of chain.state.blocks.get(chain.state.height)!.transactions) {
      codes.add(result.code);
    }
    const { balances, totals } = chain.state.tables;
    const held = [...balances.values()].reduce((sum, balance) => sum + balance, 0n);
    assertEquals(held, totals.get("unil"));
    assert([...balances.values()].every((balance) => balance >= 0n));
  }
  assert(codes.size > 4, `only codes ${[...codes]}`);
});
