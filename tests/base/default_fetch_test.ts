import { Network, SecretInteger, VmClient } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { assertEquals } from "@std/assert";
import { useFetch } from "../../src/base/default_fetch.ts";

// Nothing else in this file may need the platform's fetch.
Deno.test("a client and a payer without a fetch use the one that the entry point has set", async () => {
  await using devnet = await startDevnet({ listen: false });
  useFetch(devnet.fetch as (input: string, init?: RequestInit) => Promise<Response>);
  const { bootnode, chainId, chainRpcEndpoint } = devnet.network;
  const network = new Network({ bootnode, chainId, chainRpcEndpoint });
  const { privateKey } = devnet.wallets[0]!;
  const payer = new NilChainPayer({ network, privateKey });
  await using client = await VmClient.create({ key: PrivateKey.random(), network, payer });
  const id = await client.storeValues({ a: new SecretInteger(42) }, { ttlDays: 1 }).invoke();
  assertEquals((await client.retrieveValues(id).invoke()).a?.value, 42n);
});

Deno.test("the fetch of a network comes before the one that the entry point has set", async () => {
  await using devnet = await startDevnet({ listen: false });
  useFetch(() => Promise.reject(new Error("not this one")));
  await using client = await VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer: devnet.payer(0),
  });
  const id = await client.storeValues({ a: new SecretInteger(42) }, { ttlDays: 1 }).invoke();
  assertEquals((await client.retrieveValues(id).invoke()).a?.value, 42n);
});
