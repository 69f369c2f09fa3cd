import { assert, assertEquals } from "@std/assert";
import { headerOf } from "../../../src/devnet/chain/blocks/block.ts";
import { decodeHex, encodeHex } from "../../../src/base/hex.ts";
import { creditsFor, operationCredits } from "../../../src/devnet/leader/prices.ts";
import type { DevnetState } from "../../../src/devnet/state/state.ts";
import { uuidOf } from "../../../src/devnet/base/wire.ts";

/** Checks that a state has no half of a change, at the chain, the leader and all nodes. */
export function assertWhole({ chain, nodes }: DevnetState, firstSupplyUnil: bigint): void {
  const { tables: { balances, totals }, blocks, transactions } = chain;

  let held = 0n;
  for (const balance of balances.values()) held += balance;
  assertEquals(held, totals.get("unil"), "what accounts hold is what there is");
  const paid = [...transactions.values()].flatMap(({ payment, hash }) =>
    payment === undefined ? [] : [{ ...payment, hash }]
  );
  const burnt = paid.reduce((sum, { amountUnil }) => sum + amountUnil, 0n);
  assertEquals(held + burnt, firstSupplyUnil, "what is gone was paid");

  const leader = nodes.find((node) => node.leader !== undefined)!.leader!;
  const { ledger: { accounts, deposits }, spentQuotes } = leader;
  const amounts = new Map(paid.map(({ hash, amountUnil }) => [hash, amountUnil]));
  const onChain = new Set(paid.map(({ resource }) => encodeHex(resource)));
  let credits = 0n;
  for (const hash of deposits.keys()) credits += creditsFor(amounts.get(hash)!);
  for (const quote of spentQuotes.keys()) if (!onChain.has(quote)) credits -= operationCredits;
  let owned = 0n;
  for (const account of accounts.values()) owned += account.credits;
  assertEquals(owned, credits, "credits are deposits less what was paid from them");

  const heights = [...blocks.keys()];
  assertEquals(heights, Array.from(heights, (_, index) => heights[0]! + index));
  for (const [height, { block, id, appHash, transactions: inBlock }] of blocks) {
    const next = blocks.get(height + 1);
    if (next !== undefined) {
      assertEquals(headerOf(next.block).lastBlockId?.hash, id.hash);
      assertEquals(headerOf(next.block).appHash, appHash);
    }
    assertEquals(block.data?.txs.length, inBlock.length);
    for (const { hash } of inBlock) {
      assertEquals(transactions.get(hash)?.height, height);
      assert(!chain.pending.has(hash), "what is in a block waits for none");
    }
  }

  for (const { values, spentReceipts } of nodes) {
    for (const id of values.keys()) {
      const receipt = id.replaceAll("-", "");
      assertEquals(uuidOf(decodeHex(receipt)!), id);
      assert(spentReceipts.has(receipt), "a value was stored for a receipt");
    }
  }
}
