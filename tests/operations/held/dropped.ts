/** Drops an operation that is paid and that a node has not served, and prints how many payments can be resumed. */
import { Network, PrivateKey, SecretInteger, VmClient } from "@nilvm/client";
import { NilChainPayer } from "@nilvm/client/nilchain";

const [bootnode, chainId, chainRpcEndpoint, privateKey] = Deno.args as [
  string,
  string,
  string,
  string,
];
const network = new Network({ bootnode, chainId, chainRpcEndpoint });
const payer = new NilChainPayer({ network, privateKey, pollMs: 20 });
await using client = await VmClient.create({
  key: PrivateKey.random(),
  network,
  payer,
  paymentMode: "perOperation",
});

const collect = (globalThis as unknown as { gc(): void }).gc;
/** How many payments nobody goes on with. */
async function left(): Promise<number> {
  for (let i = 0; i < 5; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { open, unsettled } = await client.resumePayments({ timeoutMs: 1_000 });
  return open.length + unsettled.length;
}

const held = [client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 })];
await held[0]!.invoke({ timeoutMs: 1_000 }).catch(() => {});
const whileHeld = await left();
console.log(held.pop()!.isResumable);
const afterwards = await left();
console.log(JSON.stringify({ whileHeld, afterwards }));
