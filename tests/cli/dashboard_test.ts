import { assert, assertEquals, assertMatch } from "@std/assert";
import { startCli } from "../support/cli_process.ts";

Deno.test("nilvm dashboard says where it is, and ends after a time", async () => {
  await using on = await startCli();
  const args = ["dashboard", "--port", "0", "--for", "1s"];
  const { url } = await on.home.json("dashboard", args);
  assertMatch(url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
});

Deno.test("nilvm dashboard shows nodes, money and what is stored, to its own page only, until it is interrupted", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const { id } = await home.json("store", ["store", "public-integer:a=5", "--ttl", "3d"]);
  const child = home.spawn(["--json", "dashboard", "--port", "0"]);
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { url } = JSON.parse((await reader.read()).value!);
  reader.releaseLock();

  const ask = async (path: string, headers: HeadersInit = {}) => {
    const answer = await fetch(new URL(path, url), { headers });
    return { status: answer.status, text: await answer.text() };
  };
  const network = JSON.parse((await ask("/network")).text);
  assertEquals(
    network.nodes.map(({ node, isServing }: { node: string; isServing: boolean }) => [
      node,
      isServing,
    ]),
    devnet.nodes.map(({ id }) => [id, true]),
  );
  assertEquals(network.values.map((values: { id: string }) => values.id), [id]);
  assertEquals(network.cluster.polynomialDegree, 1);
  assert(Number(network.chain.height) > 0);
  assert(BigInt(network.wallet.balanceUnil) > 0n);

  const page = (await ask("/")).text;
  assertMatch(page, /network_main\.js/);
  assertEquals((await ask("/page/network_main.js")).status, 200);
  assertEquals((await ask("/network", { origin: "http://127.0.0.1:1" })).status, 403);
  assertEquals((await ask("/network", { "sec-fetch-site": "cross-site" })).status, 403);
  assertEquals((await ask("/status")).status, 404);

  child.kill("SIGINT");
  assertEquals((await child.status).code, 0);
  await child.stderr.cancel();
  await child.stdout.cancel().catch(() => {});
});
