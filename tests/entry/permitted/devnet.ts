/** Runs a client and its network in one process; the program is its argument. */
import * as client from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { roundTrip } from "../../packaging/project/round_trip.js";

await using devnet = await startDevnet({ listen: false });
console.log(
  await roundTrip(client, {
    ...devnet.network,
    networkConfig: `bootnode: ${devnet.network.bootnode}`,
    walletKey: devnet.wallets[0]!.privateKey,
    mir: Deno.args[0]!,
  }),
);
