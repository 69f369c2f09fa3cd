/**
 * A sealed-bid auction among three bidders.
 *
 * The auctioneer stores the program. Each bidder stores a bid, and permits the auctioneer to compute
 * with it in that program only. The auctioneer runs the program on all bids. The auctioneer learns
 * the winner and the price, which is the second-highest bid, and nothing else about the bids.
 *
 * `deno run examples/auction.ts`
 *
 * @module
 */
import { PermissionDeniedError, Permissions } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { type IntegerExpression, nada } from "@nilvm/client/nada";

const auction = nada.program({
  name: "auction",
  parties: ["auctioneer", "ann", "bob", "cid"],
  inputs: {
    anns: nada.secretInteger("ann"),
    bobs: nada.secretInteger("bob"),
    cids: nada.secretInteger("cid"),
  },
  outputs: { winner: "auctioneer", price: "auctioneer" },
}, ({ anns, bobs, cids }) => {
  // These become secret in the loop, so their type says that any expression of a number fits.
  let winner: IntegerExpression = nada.literal(0);
  let price: IntegerExpression = nada.literal(0);
  let highest = anns;
  for (const [i, bid] of [anns, bobs, cids].entries()) {
    if (i === 0) continue;
    const isHigher = bid.gt(highest);
    const loser = isHigher.ifElse(highest, bid);
    winner = isHigher.ifElse(i, winner);
    highest = isHigher.ifElse(bid, highest);
    price = loser.gt(price).ifElse(loser, price);
  }
  return { winner, price };
});

// In the clear, on this machine. Of equal bids the first wins.
const tied = await auction.run({ anns: 300, bobs: 300, cids: 200 });
console.log(`Of 300, 300 and 200, bid ${tied.winner} wins and pays ${tied.price}`);

// On a network.
await using devnet = await startDevnet({ listen: false });
await using auctioneer = await devnet.client();
await using ann = await devnet.client({ wallet: 1 });
await using bob = await devnet.client({ wallet: 2 });
await using cid = await devnet.client({ wallet: 3 });
const programId = await auctioneer.storeProgram(auction).invoke();

const bids = [
  { bidder: ann, values: auction.values("ann", { anns: 310 }) },
  { bidder: bob, values: auction.values("bob", { bobs: 420 }) },
  { bidder: cid, values: auction.values("cid", { cids: 365 }) },
];
const [anns, bobs, cids] = await Promise.all(bids.map(({ bidder, values }) => {
  const permissions = Permissions.defaultsForUser(bidder.userId)
    .allowCompute(auctioneer.userId, programId);
  return bidder.storeValues(values, { ttlDays: 1, permissions }).invoke();
})) as [string, string, string];

const computeId = await auctioneer.compute(auction, {
  programId,
  parties: {
    auctioneer: auctioneer.userId,
    ann: ann.userId,
    bob: bob.userId,
    cid: cid.userId,
  },
  stored: { anns, bobs, cids },
}).invoke();
const { winner, price } = await auctioneer.retrieveComputeResults(auction, computeId).invoke();
console.log(`Bid ${winner} wins and pays ${price}`);

try {
  await auctioneer.retrieveValues(anns).invoke();
} catch (error) {
  if (!(error instanceof PermissionDeniedError)) throw error;
  console.log("The auctioneer may not read a bid");
}
