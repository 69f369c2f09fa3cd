import type { Devnet } from "@nilvm/client/devnet";

const program = new URL("../fixtures/nada/two_parties.mir.bin", import.meta.url);

/** What the app of `project/round_trip.js` answers. */
export const expectedAnswer = "answer -42, sum 42";

/** What that app is given: a devnet's addresses, the key of a wallet, and a program. */
export async function jobOn({ network, wallets }: Devnet): Promise<string> {
  return JSON.stringify({
    ...network,
    networkConfig: `bootnode: ${network.bootnode}`,
    walletKey: wallets[0]!.privateKey,
    mir: (await Deno.readFile(program)).toBase64(),
  });
}
