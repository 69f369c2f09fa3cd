/** Holds operations that are done, and prints how many bytes of buffers are alive with them. */
import { Network, PrivateKey, SecretBlob, VmClient } from "@nilvm/client";
import { NilChainPayer } from "@nilvm/client/nilchain";

const [bootnode, chainId, chainRpcEndpoint, privateKey] = Deno.args as [
  string,
  string,
  string,
  string,
];
const network = new Network({ bootnode, chainId, chainRpcEndpoint });
const payer = new NilChainPayer({ network, privateKey, pollMs: 20 });
await using client = await VmClient.create({ key: PrivateKey.random(), network, payer });

const collect = (globalThis as unknown as { gc(): void }).gc;
/** Buffers are freed some time after they are collected. */
async function heldBytes(): Promise<number> {
  for (let i = 0; i < 5; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return Deno.memoryUsage().external;
}

const storing = client.storeValues(
  { file: new SecretBlob(new Uint8Array(4 << 20).fill(1)) },
  { ttlDays: 1 },
);
const masked = await heldBytes();
const id = await storing.invoke();
const stored = await heldBytes();
const reading = client.retrieveValues(id);
await reading.invoke();
const read = await heldBytes();
reading[Symbol.dispose]();
const released = await heldBytes();
console.log(JSON.stringify({ masked, stored, read, released }));
// They are alive until here.
console.log(storing.isResumable, reading.isResumable);
