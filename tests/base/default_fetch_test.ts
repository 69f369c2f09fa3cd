import { Network, SecretInteger, VmClient } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { assertEquals } from "@std/assert";
import { type Fetch, useFetch } from "../../src/base/default_fetch.ts";

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

/** A `fetch` that keeps each request for a while, and the most that it had at once. */
function busy(inner: Fetch): { fetch: Fetch; most(): number } {
  let [underWay, most] = [0, 0];
  const fetch: Fetch = async (input, init) => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return await inner(input, init).finally(() => underWay--);
  };
  return { fetch, most: () => most };
}

Deno.test("a fetch gets as many requests at once as the entry point allows, that of a network six", async () => {
  await using devnet = await startDevnet({ listen: false });
  const key = PrivateKey.random();
  const [ofEntry, ofNetwork] = [busy(devnet.fetch), busy(devnet.fetch)];
  useFetch(ofEntry.fetch, { atOnce: 20, toOneNode: 9 });
  const { bootnode } = devnet.network;
  for (const fetch of [undefined, ofNetwork.fetch]) {
    const network = new Network({ bootnode, fetch });
    await using client = await VmClient.create({ key, network });
    await Promise.all(Array.from({ length: 40 }, () => client.balance()));
  }
  assertEquals([ofEntry.most(), ofNetwork.most()], [9, 3]);
});

Deno.test("in Node, 64 requests to one node are under way at once", async () => {
  await using devnet = await startDevnet({ listen: false });
  const platform = globalThis.fetch;
  const { fetch, most } = busy(devnet.fetch);
  try {
    // Without TLS, the entry point for Node uses the platform's fetch.
    globalThis.fetch = fetch as typeof globalThis.fetch;
    await import("../../src/entry/inline_with_http2.ts");
    const network = new Network({ bootnode: devnet.network.bootnode });
    await using client = await VmClient.create({ key: PrivateKey.random(), network });
    await Promise.all(Array.from({ length: 100 }, () => client.balance()));
    assertEquals(most(), 64);
  } finally {
    globalThis.fetch = platform;
  }
});
