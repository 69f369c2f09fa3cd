import { startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals } from "@std/assert";
import { run } from "../../tools/run.ts";

const mebibyte = 1 << 20;

Deno.test("an operation that is done holds no shares and no answers, and a released one no result", async () => {
  await using devnet = await startDevnet();
  const { bootnode, chainId, chainRpcEndpoint } = devnet.network;
  const printed = await run(Deno.execPath(), [
    ...["run", "--allow-net=127.0.0.1", "--v8-flags=--expose-gc"],
    new URL("held/client.ts", import.meta.url).pathname,
    ...[bootnode, chainId!, chainRpcEndpoint!, devnet.wallets[0]!.privateKey],
  ]);
  const [line = ""] = new TextDecoder().decode(printed).split("\n");
  const { masked, stored, read, released } = JSON.parse(line);
  // Three nodes get more than 4 MiB each.
  assert(masked - stored > 11 * mebibyte, `storing freed ${masked - stored} bytes`);
  const kept = read - stored;
  assert(kept > 3 * mebibyte && kept < 7 * mebibyte, `a read keeps ${kept} bytes, its result`);
  assert(read - released > 3 * mebibyte, `its release freed ${read - released} bytes`);
});

Deno.test("an operation that is dropped leaves its payment to resumePayments()", async () => {
  await using devnet = await startDevnet();
  const leader = devnet.nodes.find((node) => node.isLeader)!;
  leader.inject({ kind: "refuse", code: "UNAVAILABLE", methods: ["StoreValues"] });
  const { bootnode, chainId, chainRpcEndpoint } = devnet.network;
  const printed = await run(Deno.execPath(), [
    ...["run", "--allow-net=127.0.0.1", "--v8-flags=--expose-gc"],
    new URL("held/dropped.ts", import.meta.url).pathname,
    ...[bootnode, chainId!, chainRpcEndpoint!, devnet.wallets[0]!.privateKey],
  ]);
  const [isResumable, line] = new TextDecoder().decode(printed).split("\n");
  assertEquals(isResumable, "true");
  assertEquals(JSON.parse(line!), { whileHeld: 0, afterwards: 1 });
});
