/**
 * The devnet of `scripts/soak.ts`. It runs in its own process, so that its memory can be measured without the clients. A line
 * `days N` on standard input advances its clock. It answers each line with the memory and CPU time of the process.
 *
 * @module
 */
import { seededEnvironment, startDevnet } from "../src/devnet/mod.ts";
import process from "node:process";

const dayMs = 24 * 60 * 60 * 1000;
let aheadMs = 0;

await using devnet = await startDevnet({
  nodes: Number(Deno.args[0] ?? 3),
  environment: seededEnvironment("soak", () => Date.now() + aheadMs),
});
const { network, wallets } = devnet;
const { bootnode, chainId, chainRpcEndpoint } = network;
console.log(JSON.stringify({ bootnode, chainId, chainRpcEndpoint, key: wallets[0]!.privateKey }));

let pending = "";
for await (const text of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  const lines = (pending + text).split("\n");
  pending = lines.pop()!;
  for (const line of lines) {
    const days = line.match(/^days (\d+)$/)?.[1];
    if (days !== undefined) aheadMs += Number(days) * dayMs;
    const { rss, heapUsed } = Deno.memoryUsage();
    const { user, system } = process.cpuUsage();
    console.log(JSON.stringify({ rss, heapUsed, cpuMs: (user + system) / 1000 }));
  }
}
