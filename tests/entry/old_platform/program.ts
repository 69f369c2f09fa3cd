/** What a user does, where nothing is new: stores, reads, computes, is refused and pays on the chain. */
import { left } from "./take_away.ts";
import { Network, PrivateKey, SecretInteger, VmClient } from "@nilvm/client";
import { memoryJournal } from "@nilvm/client/journal";
import { NilChainPayer } from "@nilvm/client/nilchain";

const [bootnode, chainId, chainRpcEndpoint, walletKey, mirPath] = Deno.args as [
  string,
  string,
  string,
  string,
  string,
];
console.log(left.join() || "nothing left");
const network = new Network({ bootnode, chainId, chainRpcEndpoint });
const payer = new NilChainPayer({ network, privateKey: walletKey });
const client = await VmClient.create({
  key: PrivateKey.random(),
  network,
  payer,
  journal: memoryJournal(),
});
await client.addFunds(500_000_000n);
console.log("paid");

const values = { answer: new SecretInteger(42) };
const id = await client.storeValues(values, { ttlDays: 1 }).invoke({
  signal: AbortSignal.timeout(60_000),
});
console.log(String((await client.retrieveValues(id).invoke()).answer?.value));
const { signal } = new AbortController();
const none = client.retrieveValues(crypto.randomUUID());
console.log(await none.invoke({ signal }).catch((error) => error.code));

const program = await client.storeProgram("two_parties", await Deno.readFile(mirPath)).invoke();
console.log(typeof program === "string" ? "stored" : `stored ${typeof program}`);
console.log(await client.balance({ timeoutMs: 0.001 }).catch((error) => error.code));
await client[Symbol.asyncDispose]();
