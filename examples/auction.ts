/**
 * A sealed-bid auction among three bidders.
 *
 * The auctioneer stores the program. Each bidder stores a bid, and permits the auctioneer to compute
 * with it in that program only. The auctioneer runs the program on all bids. The auctioneer learns
 * the winner and the price, which is the second-highest bid, and nothing else about the bids.
 *
 * `deno run --allow-read=examples examples/auction.ts`
 *
 * @module
 */
import { PermissionDeniedError, Permissions, SecretInteger } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";

await using devnet = await startDevnet({ listen: false });
await using auctioneer = await devnet.client();
const program = await Deno.readFile(new URL("nada/auction.mir.bin", import.meta.url));
const programId = await auctioneer.storeProgram("auction", program).invoke();

const amounts = [310, 420, 365];
await using clients = new AsyncDisposableStack();
const bidders = [];
const valueIds = [];
for (const [i, amount] of amounts.entries()) {
  const bidder = clients.use(await devnet.client({ wallet: i + 1 }));
  const permissions = Permissions.defaultsForUser(bidder.userId)
    .allowCompute(auctioneer.userId, programId);
  const bid = { [`bid${i}`]: new SecretInteger(amount) };
  valueIds.push(await bidder.storeValues(bid, { ttlDays: 1, permissions }).invoke());
  bidders.push(bidder);
}

const computeId = await auctioneer.compute({
  programId,
  inputBindings: bidders.map(({ userId }, i) => ({ partyName: `bidder${i}`, user: userId })),
  outputBindings: [{ partyName: "auctioneer", users: [auctioneer.userId] }],
  valueIds,
}).invoke();
const { winner, price } = await auctioneer.retrieveComputeResults(computeId).invoke();
console.log(`Bidder ${winner?.value} wins and pays ${price?.value}`);

try {
  await auctioneer.retrieveValues(valueIds[0]!).invoke();
} catch (error) {
  if (!(error instanceof PermissionDeniedError)) throw error;
  console.log("The auctioneer may not read a bid");
}
