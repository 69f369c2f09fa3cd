import { PrivateKey, SecretBlob, VmClient } from "@nilvm/client";
import { assert, assertEquals } from "@std/assert";
import { markedText } from "../../bench/compare.ts";
import { costOf, load, scaleTables } from "../../bench/scale.ts";
import { CountedDevnet } from "../support/counted_devnet.ts";

const users = 2;

for (
  const { nodes, polynomialDegree, sizeBytes, storesEach } of [
    { nodes: 3, polynomialDegree: 1, sizeBytes: 1024, storesEach: 10 },
    { nodes: 10, polynomialDegree: 3, sizeBytes: 1024, storesEach: 10 },
    { nodes: 5, polynomialDegree: 2, sizeBytes: 65_536, storesEach: 3 },
  ]
) {
  Deno.test(`costOf() gives what ${users} users who store ${sizeBytes} bytes cost ${nodes} nodes`, async () => {
    await using net = await CountedDevnet.start({ nodes, polynomialDegree });
    const payer = net.devnet.payer(0);
    const keys = Array.from({ length: users }, () => PrivateKey.random());
    for (const key of keys) {
      await using client = await VmClient.create({ key, network: net.network, payer });
      await client.addFunds(100_000_000n);
    }
    const values = { b: new SecretBlob(new Uint8Array(sizeBytes).fill(7)) };
    const credits: bigint[] = [];
    const counts = await net.count(async () => {
      for (const key of keys) {
        await using client = await VmClient.create({ key, network: net.network });
        for (let i = 0; i < storesEach; i++) {
          await client.storeValues(values, { ttlDays: 1 }).invoke();
        }
      }
    });
    for (const key of keys) {
      await using client = await VmClient.create({ key, network: net.network });
      credits.push((await client.balance()).balance);
    }

    const cost = costOf({ users, storesEach, sittings: 1, nodes, sizeBytes });
    const leader = counts.requests.find(({ method }) => method === "PriceQuote")!.node;
    const toLeader = counts.requests.filter(({ node, method }) =>
      node === leader && method !== "Cluster"
    );
    assertEquals([counts.requests.length, toLeader.length], [cost.requests, cost.leaderRequests]);
    assertEquals([counts.signed.client, counts.verified.client], [
      cost.clientSignatures,
      cost.clientChecks,
    ]);
    assertEquals([counts.signed.network, counts.verified.network], [
      cost.leaderSignatures,
      cost.leaderChecks + (nodes - 1) * cost.nodeChecks,
    ]);
    const spent = credits.reduce((sum, left) => sum + 10_000n - left, 0n);
    assertEquals(Number(spent), cost.credits);
    const tokens = counts.requests.reduce((sum, { token }) => sum + (token?.length ?? 0), 0);
    const bytes = counts.sentBytes + counts.receivedBytes + tokens;
    assert(Math.abs(bytes / cost.bytes - 1) < 0.01, `${bytes} bytes, and not ${cost.bytes}`);
    // Without the key and the length of each number, which a node keeps too.
    const numbers = net.devnet.nodes[0]!.heldShares().reduce(
      (sum, { bytes }) => sum + bytes.length,
      0,
    );
    assertEquals(numbers / 32 * 36, cost.keptBytesPerNode);
  });
}

Deno.test("the page about scale has the tables of the model", async () => {
  const page = await Deno.readTextFile(new URL("../../docs/scale.md", import.meta.url));
  const cells = (text: string) =>
    text.split("\n").filter((line) => line.startsWith("|")).map((line) =>
      line.split("|").map((cell) => cell.trim().replace(/^-+:?$/, "-"))
    );
  assertEquals(
    cells(markedText(page, "scale:tables")),
    cells(scaleTables(load)),
    "Run `deno run -A bench/scale.ts`",
  );
});
