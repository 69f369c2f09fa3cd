import "../../../../src/entry/deno.ts";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { SignMode } from "cosmjs-types/cosmos/tx/signing/v1beta1/signing";
import type { Any } from "cosmjs-types/google/protobuf/any";
import { deriveWallets } from "../../../support/chain/wallets.ts";
import { seededEnvironment } from "../../../../src/devnet/base/environment.ts";
import {
  alice,
  aliceTx,
  balanceOf,
  bob,
  chainId,
  quietChain,
  resource,
} from "../../../support/chain/fixture.ts";
import { broadcast, call } from "../../../support/chain/rpc.ts";
import {
  payFor,
  publicKeyOf,
  send,
  signTx,
  type TxOptions,
} from "../../../support/chain/wallet.ts";

/** Invalid transactions, with the message of the check. */
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
  "more gas than can be counted": [
    () => aliceTx({ gasLimit: 1n << 63n }),
    18,
    "invalid gas supplied; 9223372036854775808 > 9223372036854775807: invalid request",
  ],
  "no key, though the chain knows none": [
    () => aliceTx({ publicKey: null }),
    8,
    "pubkey on account is not set: invalid pubkey",
  ],
  "a fee with coins of nothing among others": [
    () => aliceTx({ fee: [{ denom: "unil", amount: "1" }, { denom: "other", amount: "0" }] }),
    13,
    "invalid fee amount: 1unil,0other: insufficient fee",
  ],
  "a payer of the fee who does not sign": [
    () => aliceTx({ feePayer: bob.address }),
    4,
    "wrong number of signers; expected 2, got 1: unauthorized",
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

/** The other valid ECDSA signature of the same message. */
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

Deno.test("broadcast_tx_sync refuses a transaction after its timeout height", async () => {
  const { chain } = quietChain();
  using _ = chain;
  chain.commitBlock();
  const { code, log } = await broadcast(chain, aliceTx({ timeoutHeight: 1n }));
  assertEquals(code, 30);
  assertEquals(log, "block height: 2, timeout height: 1: tx timeout height");
});

/** Transactions that pass the check and fail in a block, with their message. */
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

Deno.test("the chain takes only the fee when a message asks for", async (t) => {
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
      // A failed transaction can be sent again, but its sequence has been used.
      assertEquals((await broadcast(chain, aliceTx({ ...options, fee }))).code, 32);
    });
  }
});

Deno.test("the chain executes all messages of a transaction", async () => {
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

Deno.test("the chain takes the fee from the signer who pays it", async () => {
  const { chain } = quietChain();
  using _ = chain;
  const options: Partial<TxOptions> = {
    cosigner: { wallet: bob, accountNumber: 1, sequence: 0 },
    feePayer: bob.address,
    fee: [{ denom: "unil", amount: "30" }],
  };
  const { log } = await broadcast(chain, aliceTx(options));
  assertEquals(log, "");
  chain.commitBlock();
  assertEquals(await balanceOf(chain, alice.address), 999_000n);
  assertEquals(await balanceOf(chain, bob.address), 999_970n);
  const { accounts } = chain.state.tables;
  assertEquals([alice, bob].map(({ address }) => accounts.get(address)?.sequence), [1, 1]);
});

Deno.test("the chain needs a public key only once", async () => {
  const { chain } = quietChain();
  using _ = chain;
  await broadcast(chain, aliceTx());
  assertEquals((await broadcast(chain, aliceTx({ sequence: 1, publicKey: null }))).log, "");
  chain.commitBlock();
  assertEquals((await broadcast(chain, aliceTx({ sequence: 2, publicKey: null }))).log, "");
  assertEquals(chain.state.tables.accounts.get(alice.address)?.publicKey, alice.publicKey);
});

Deno.test("a wallet can send its next transaction before the block of the previous one", async () => {
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

Deno.test("the chain refuses a transaction in its block when its fee cannot be paid any more", async () => {
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

Deno.test("the chain executes or refuses any transaction that a wallet signs", async () => {
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
