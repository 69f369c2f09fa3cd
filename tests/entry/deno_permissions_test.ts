import { startDevnet } from "@nilvm/client/devnet";
import { assertEquals, assertRejects } from "@std/assert";
import { run } from "../../tools/run.ts";
import { mir } from "../support/programs.ts";

const program = (await mir("two_parties")).toBase64();

/** Runs a program with these permissions alone. All others are denied without a prompt. */
async function runWith(permissions: string[], name: string, argument: string): Promise<string> {
  const path = new URL(`permitted/${name}.ts`, import.meta.url).pathname;
  const args = ["run", "--no-prompt", "--no-check", ...permissions, path, argument];
  return new TextDecoder().decode(await run(Deno.execPath(), args)).trim();
}

Deno.test("the client needs the permission to reach its hosts, and no other", async () => {
  await using devnet = await startDevnet();
  const walletKey = devnet.wallets[0]!.privateKey;
  const job = JSON.stringify({
    ...devnet.network,
    networkConfig: `bootnode: ${devnet.network.bootnode}`,
    walletKey,
    mir: program,
  });
  assertEquals(await runWith(["--allow-net=127.0.0.1"], "client", job), "answer -42, sum 42");
  await assertRejects(() => runWith([], "client", job), Error, "--allow-net");
});

Deno.test("masking needs no permission", async () => {
  assertEquals(await runWith([], "masking", "-42"), "answer -42");
});

Deno.test("a devnet within the process needs no permission", async () => {
  assertEquals(await runWith([], "devnet", program), "answer -42, sum 42");
});
