import { assertEquals, assertStringIncludes } from "@std/assert";
import { CliHome, startCli } from "../support/cli_process.ts";
import { errorSchema } from "../support/cli_schemas.ts";
import { mismatches } from "../support/json_schema.ts";
import { version } from "../../src/cli/version.ts";
import config from "../../deno.json" with { type: "json" };

Deno.test("the version is that of the package", async () => {
  assertEquals(version, config.version);
  await using home = await CliHome.make();
  assertEquals((await home.run(["--version"])).out, `${version}\n`);
});

Deno.test("networks are added, shown without the wallet's key, and removed", async () => {
  await using home = await CliHome.make();
  const key = "1".repeat(64);
  const file = await home.file("wallet", `${key}\n`);
  const chain = ["--chain-id", "nillion-1", "--chain-rpc-endpoint", "https://rpc.example.com"];
  const bootnode = "https://node-1.example.com:14311";
  const { path } = await home.json("networks add", [
    ...["networks", "add", "staging", bootnode, ...chain],
    ...["--gas-price", "0.025", "--wallet-key", `@${file}`],
  ]);
  assertEquals((await Deno.stat(path)).mode! & 0o777, 0o600);
  assertStringIncludes(await Deno.readTextFile(path), key);
  const { out } = await home.run(["--json", "networks", "show", "staging"]);
  assertEquals(out.includes(key), false);
  const shown = await home.json("networks show", ["networks", "show", "staging"]);
  assertEquals([shown.bootnode, shown.hasWallet, shown.chainId], [bootnode, true, "nillion-1"]);
  assertEquals((await home.json("networks ls", ["networks", "ls"])).networks, [
    { name: "staging", bootnode },
  ]);
  assertStringIncludes(
    (await home.run(["networks", "add", "staging", bootnode], { code: 1 })).err,
    "already",
  );
  await home.run(["networks", "add", "bad", "ftp://node"], { code: 2 });
  const inCommand = ["networks", "add", "b", bootnode, ...chain, "--wallet-key", key];
  assertEquals((await home.run(inCommand, { code: 2 })).err.includes(key), false);
  await home.json("networks rm", ["networks", "rm", "staging"]);
  assertEquals((await home.json("networks ls", ["networks", "ls"])).networks, []);
});

Deno.test("the files of keys and networks are opened in the user's editor", async () => {
  await using home = await CliHome.make();
  const editor = await home.file("editor", '#!/bin/sh\nsed -i s/node-1/node-2/ "$2"\n');
  await Deno.chmod(editor, 0o755);
  await home.run(["keys", "new"]);
  await home.run(["networks", "add", "a", "https://node-1.example.com"]);
  const env = { VISUAL: `${editor} -x` };
  await home.json("networks edit", ["networks", "edit", "a"], { env });
  const { bootnode } = await home.json("networks show", ["networks", "show", "a"]);
  assertEquals(bootnode, "https://node-2.example.com");
  await home.json("keys edit", ["keys", "edit", "default"], { env });
  const none = await home.run(["keys", "edit", "b"], { code: 2, env });
  assertStringIncludes(none.err, "There is no ");
  const noEditor = { VISUAL: "/nowhere/editor" };
  const { err } = await home.run(["keys", "edit", "default"], { code: 2, env: noEditor });
  assertStringIncludes(err, "name an editor in EDITOR");
});

Deno.test("a network is pinned to its nodes, and others are refused then", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const path = `${home.folder}/config/nillion/networks/devnet.yaml`;
  await home.json("pin", ["pin", "--remove"]);
  assertEquals((await Deno.readTextFile(path)).includes("cluster_digest"), false);
  const { clusterDigest } = await home.json("pin", ["pin"]);
  const yaml = await Deno.readTextFile(path);
  assertStringIncludes(yaml, clusterDigest);
  assertStringIncludes(yaml, devnet.network.chainRpcEndpoint!);
  assertEquals((await home.json("cluster", ["cluster"])).digest, clusterDigest);
  const node = devnet.nodes.at(-1)!.id;
  assertEquals((await home.json("cluster", ["cluster", "--node", node])).digest, clusterDigest);
  await home.run(["cluster", "--node", "ff"], { code: 1 });
  const other = "a".repeat(64);
  assertStringIncludes(
    (await home.run(["pin", "--digest", other], { code: 2 })).err,
    clusterDigest,
  );
  await Deno.writeTextFile(path, yaml.replace(clusterDigest, other));
  const { err } = await home.run(["balance"], { code: 1 });
  assertStringIncludes(err, other);
});

Deno.test("status tells how each node is, and ends with 3 when one is down", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const { nodes, metrics } = await home.json("status", ["status"]);
  assertEquals(nodes.map(({ isServing }: { isServing: boolean }) => isServing), [true, true, true]);
  const down = devnet.nodes.findIndex(({ isLeader, endpoint }) =>
    !isLeader && endpoint !== devnet.network.bootnode
  );
  using _ = devnet.nodes[down]!.inject({ kind: "down" });
  const { err, out } = await home.run(["--json", "status"], { code: 3 });
  const shown = JSON.parse(out);
  assertEquals(shown.nodes[down].isServing, false);
  // A node that is down has got its first request only, and the others two.
  const { id } = devnet.nodes[down]!;
  assertEquals(metrics.nodes[id].requestCount, 2);
  const { requestCount, failedCounts } = shown.metrics.nodes[id];
  assertEquals([requestCount, failedCounts], [1, { UNAVAILABLE: 1 }]);
  const told = JSON.parse(err);
  assertEquals(mismatches(errorSchema, told), []);
  assertEquals([told.error.code, told.error.exitCode], ["UNAVAILABLE", 3]);
});

Deno.test("the pools of the nodes are shown", async () => {
  await using on = await startCli();
  const { pools } = await on.home.json("pools", ["pools"]);
  assertEquals(pools.some(({ element }: { element: string }) => element === "COMPARE"), true);
});

Deno.test("a command line that cannot be right ends with 2, and suggests what was meant", async () => {
  await using home = await CliHome.make();
  for (
    const [args, words] of [
      [["stor"], "(Did you mean store?)"],
      [["store", "a", "--ttll", "3"], "(Did you mean --ttl?)"],
      [["ls", "a"], "Too many arguments"],
      [["--json", "devnet", "status"], "devnet is the first word"],
      [["keys", "nw"], "(Did you mean new?)"],
      [["store"], "Missing required argument"],
      [["store", "a=@b", "--ttl", "many"], "It must be a number of days such as 30d"],
      [["quote", "ls", "a=secret"], "Quote shows no price of nilvm ls\nTry nilvm ls --help\n"],
      [[], "Usage: nilvm"],
    ] as const
  ) {
    assertStringIncludes((await home.run(args, { code: 2 })).err, words);
  }
  assertStringIncludes((await home.run(["balance"], { code: 2 })).err, "There is no");
});

Deno.test("YAML has the same as JSON", async () => {
  await using home = await CliHome.make();
  await home.run(["keys", "new"]);
  const { identities: [{ user }] } = await home.json("keys ls", ["keys", "ls"]);
  assertStringIncludes((await home.run(["keys", "ls", "--yaml"])).out, `user: ${user}`);
});
