/** What an endpoint shows of the chain counts only where it is about what was asked. */
import { assertEquals, assertRejects } from "@std/assert";
import { encodeBase64 } from "../../../src/base/base64.ts";
import { type ChainRpc, RpcError } from "../../../src/payments/nilchain/chain_rpc.ts";
import { ChainView } from "../../../src/payments/nilchain/chain_view.ts";
import { openSigner } from "../../../src/payments/nilchain/signed_tx.ts";
import { someResource } from "../../support/chain_fixture.ts";

const { signal } = new AbortController();
const other = "nillion1other";

/** Answers to methods of an endpoint, which a test may replace. */
type Answers = Record<string, unknown>;

/** A wallet, the base64 of its payments, and a view of the chain through an endpoint with these answers. */
async function look(answers: Answers) {
  const signer = await openSigner({
    source: { privateKey: someResource() },
    prefix: "nillion",
    chainId: "chain",
  });
  const rpc = { endpoint: "http://chain.test", call: (method: string) => answers[method] };
  const sign = async (sequence: number) => {
    const terms = { accountNumber: 1n, sequence, timeoutHeight: 9, gasLimit: 1, feeUnil: 0n };
    const { bytes, txHash } = await signer.sign(
      { amountUnil: 1n, resource: someResource() },
      terms,
      signal,
    );
    return { base64: encodeBase64(bytes), txHash };
  };
  return { signer, sign, view: new ChainView(rpc as unknown as ChainRpc, signer) };
}

function block(height: number, ...txs: string[]): unknown {
  return { block: { header: { height: String(height) }, data: { txs } } };
}

/** The event of a transaction that used a sequence number. */
function used(address: string, sequence: number) {
  return { type: "tx", attributes: [{ key: "acc_seq", value: `${address}/${sequence}` }] };
}

Deno.test("ChainView.head() never falls, although a load balancer asks a node that is late", async () => {
  const answers: Answers = {};
  const { view } = await look(answers);
  const heights = [5, 3, 6].map((height) => {
    answers["status"] = { sync_info: { latest_block_height: String(height) } };
    return view.head(signal);
  });
  assertEquals((await Promise.all(heights)).map(({ height }) => height), [5, 5, 6]);
});

Deno.test("ChainView.transactions() refuses an answer about another block", async () => {
  const answers: Answers = {};
  const { view, sign } = await look(answers);
  const { base64, txHash } = await sign(0);
  const results = (height: number) => ({ height, txs_results: [{ code: 0, log: "", events: [] }] });
  answers["block"] = block(4, base64);
  answers["block_results"] = results(5);
  await assertRejects(() => view.transactions(5, signal), RpcError, "not block 5");
  answers["block"] = block(5, base64);
  answers["block_results"] = results(4);
  await assertRejects(() => view.transactions(5, signal), RpcError, "not the results of block 5");
  answers["block_results"] = results(5);
  assertEquals((await view.transactions(5, signal)).map((tx) => tx.txHash), [txHash]);
});

Deno.test("ChainView.transactions() reads a block again whose first read was stopped", async () => {
  const answers: Answers = {};
  const { view, sign } = await look(answers);
  const { base64, txHash } = await sign(0);
  const first = Promise.withResolvers<unknown>();
  answers["block"] = first.promise;
  answers["block_results"] = { height: 5, txs_results: [{ code: 0, log: "", events: [] }] };
  const stopped = view.transactions(5, signal);
  const sharing = view.transactions(5, signal);
  answers["block"] = block(5, base64);
  first.reject(new Error("stopped"));
  await assertRejects(() => stopped, Error, "stopped");
  assertEquals((await sharing).map((tx) => tx.txHash), [txHash]);
});

Deno.test("a transaction that failed used its sequence number only if its block says so of this wallet", async () => {
  const answers: Answers = {};
  const { signer, view, sign } = await look(answers);
  const { base64 } = await sign(2);
  const cases: [code: number, events: unknown[], isUsed: boolean][] = [
    [0, [], true],
    [5, [], false],
    [5, [used(signer.address, 2)], true],
    [5, [used(signer.address, 1)], false],
    [5, [used(other, 2)], false],
  ];
  for (const [height, [code, events, isUsed]] of cases.entries()) {
    answers["block"] = block(height, base64);
    answers["block_results"] = { height, txs_results: [{ code, log: "", events }] };
    const [tx] = await view.transactions(height, signal);
    assertEquals(tx!.isSequenceUsed, isUsed, String(height));
  }
});

Deno.test("the index of an endpoint gives only the transaction that was asked for", async () => {
  const answers: Answers = {};
  const { view, sign } = await look(answers);
  const foreign = await (await look({})).sign(0);
  const [first, second] = [await sign(0), await sign(1)];
  const find = (base64: string) => {
    const tx = { tx: base64, height: "3", tx_result: { code: 0, log: "", events: [] } };
    answers["tx_search"] = { txs: [tx] };
  };
  find(first.base64);
  assertEquals((await view.indexed(first.txHash, signal))?.txHash, first.txHash);
  assertEquals(await view.indexed(second.txHash, signal), undefined);
  assertEquals((await view.indexedAt(0, signal))?.txHash, first.txHash);
  assertEquals(await view.indexedAt(1, signal), undefined);
  find(foreign.base64);
  assertEquals(await view.indexedAt(0, signal), undefined);
});
