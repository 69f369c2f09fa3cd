/**
 * A sealed-bid auction among many bidders, whose winner pays the second-highest bid.
 *
 * Each bidder stores a bid that only the auctioneer may use, in this program. The auctioneer learns who
 * won and the price, and no other bid: not even the highest. `auction.ts` is the same for three
 * bidders, without the library.
 *
 * `deno run examples/sealed_bids.ts`
 *
 * @module
 */
import { Permissions, type UserId, type ValuesId } from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { type IntegerExpression, nada, type SingleInput } from "@nilvm/client/nada";
import { secondPrice } from "@nilvm/client/nada/library";

const bids = [310, 275, 420, 420, 365, 150, 402, 99, 418, 377, 415, 260];
const bidders = bids.map((_, at) => `bidder${at}`);

type Bids = Record<`bid${number}`, SingleInput<string, IntegerExpression<"secret">>>;
const inputs: Bids = Object.fromEntries(
  bidders.map((bidder, at) => [`bid${at}`, nada.secretInteger(bidder, { bits: 40 })]),
);

const auction = nada.program({
  name: "sealed_bids",
  parties: ["auctioneer", ...bidders],
  inputs,
  outputs: { winner: "auctioneer", price: "auctioneer" },
}, (given) => ({ ...secondPrice(bids.map((_, at) => given[`bid${at}`]!)) }));

/** Runs the auction on a network, and says what the auctioneer reads. */
export async function sell(devnet: Devnet): Promise<string[]> {
  await using auctioneer = await devnet.client();
  const programId = await auctioneer.storeProgram(auction).invoke();
  const parties: Record<string, UserId> = { auctioneer: auctioneer.userId };
  const stored: Record<`bid${number}`, ValuesId> = {};
  for (const [at, bid] of bids.entries()) {
    await using bidder = await devnet.client({ wallet: 1 });
    parties[`bidder${at}`] = bidder.userId;
    const permissions = Permissions.defaultsForUser(bidder.userId)
      .allowCompute(auctioneer.userId, programId);
    const values = auction.values(`bidder${at}`, { [`bid${at}`]: bid });
    stored[`bid${at}`] = await bidder.storeValues(values, { ttlDays: 1, permissions }).invoke();
  }
  const computeId = await auctioneer.compute(auction, { programId, parties, stored }).invoke();
  const { winner, price } = await auctioneer.retrieveComputeResults(auction, computeId).invoke();
  return [`Of ${bids.length} bidders, bidder ${winner} wins and pays ${price}`];
}

if (import.meta.main) {
  await using devnet = await startDevnet({ listen: false });
  for (const line of await sell(devnet)) console.log(line);
}
