/** Platforms lack features that this one has. The client does without them, and so do the packages that it uses. */
import { startDevnet } from "@nilvm/client/devnet";
import { assertEquals } from "@std/assert";
import { run } from "../../tools/run.ts";

const root = new URL("../../", import.meta.url);

Deno.test("the client stores, reads and pays without what an old platform lacks", async () => {
  await using devnet = await startDevnet();
  const { bootnode, chainId, chainRpcEndpoint } = devnet.network;
  const printed = await run(Deno.execPath(), [
    ...["run", "--no-check", "--allow-net=127.0.0.1", "--allow-read"],
    new URL("tests/entry/old_platform/program.ts", root).pathname,
    ...[bootnode, chainId!, chainRpcEndpoint!, devnet.wallets[0]!.privateKey],
    new URL("tests/fixtures/nada/two_parties.mir.bin", root).pathname,
  ]);
  assertEquals(new TextDecoder().decode(printed).trim().split("\n"), [
    "nothing left",
    "paid",
    "42",
    "NOT_FOUND",
    "stored",
    "TIMEOUT",
  ]);
});
