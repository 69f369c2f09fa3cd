import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { buildTree } from "../../src/cli/tree.ts";
import { devnetCommand } from "../../src/devnet/cli/cli.ts";
import { CliHome, startCli } from "../support/cli_process.ts";
import { expectCompletions } from "../support/completed_by.ts";
import type { Command } from "commander";

Deno.test("doctor finds nothing wrong with a devnet, and says what is wrong otherwise", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const found = async (options: { code?: number; env?: Record<string, string> } = {}) => {
    const { out } = await home.run(["--json", "doctor"], options);
    return Object.fromEntries(
      JSON.parse(out).findings.map((
        { check, state, told }: { check: string; state: string; told: string },
      ) => [check, `${state}: ${told}`]),
    );
  };
  const { findings, metrics } = await home.json("doctor", ["doctor"]);
  const states = findings.filter(({ state }: { state: string }) => state !== "ok");
  // A devnet takes payments without a fee.
  assertEquals(states.map(({ check }: { check: string }) => check), ["gas"]);
  assertEquals(Object.keys(metrics.nodes).length, 1 + devnet.nodes.length);
  assertEquals([metrics.openPaymentCount, metrics.openPaymentUnil], [0, "0"]);

  await Deno.chmod(`${home.folder}/config/nillion/identities/default.yaml`, 0o644);
  const open = await found({ env: { HTTPS_PROXY: "http://127.0.0.1:1" } });
  assertStringIncludes(open["keys"], "warning: Others can read");
  assertStringIncludes(open["proxy"], "HTTPS_PROXY is set");

  devnet.chain.setAccount(devnet.wallets[0]!.address, { balanceUnil: 5n });
  assertStringIncludes((await found())["wallet"], "warning: ");
  const noKey = await found({ code: 1, env: { NILCHAIN_PRIVATE_KEY: "no-key-7a1e" } });
  assertStringIncludes(noKey["wallet"], "problem: ");
  assertEquals(JSON.stringify(noKey).includes("no-key-7a1e"), false);

  using _ = devnet.chain.inject({ kind: "down" });
  devnet.clock.advance(3_600_000);
  const broken = await found({ code: 1 });
  assertStringIncludes(broken["chain"], "problem: ");
  assertStringIncludes(broken["clock"], "problem: this machine and the bootnode differ by 36");
});

Deno.test("doctor counts what it had to ask again, and what it got", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const leader = devnet.nodes.find(({ isLeader }) => isLeader)!;
  leader.inject({ kind: "refuse", code: "UNAVAILABLE", methods: ["AccountBalance"], times: 2 });
  const { metrics } = await home.json("doctor", ["doctor"]);
  const { waits, ...counts } = metrics.nodes[leader.id];
  // Its version, its health, and the balance.
  assertEquals(counts.requestCount, 3 + counts.retryCount);
  assertEquals([counts.retryCount, counts.failedCounts], [2, { UNAVAILABLE: 2 }]);
  assert(counts.sentBytes > 0 && counts.receivedBytes > 0 && counts.waitMs > 0);
  assert(waits.at(-1).count <= counts.requestCount);
  const { out } = await home.run(["doctor"]);
  assertMatch(out, /^NODE +REQUESTS +RETRIES +FAILED +SENT BYTES +RECEIVED BYTES +WAIT MS/m);
  assertMatch(out, new RegExp(`^${leader.id.slice(0, 12)} +3 +0 +0 +\\d+ +\\d+ +\\d+`, "m"));
});

Deno.test("doctor says what is missing on a machine that has nothing", async () => {
  await using home = await CliHome.make();
  const { out, err } = await home.run(["doctor"], { code: 1 });
  assertStringIncludes(out, "There is no identity: nilvm keys new makes one");
  assertStringIncludes(out, "There is no network: nilvm devnet --write-config starts one");
  assertStringIncludes(err, "There are 2 problems");
});

// Those of zsh and fish, which not every machine has, are tested by `deno task test:devnet`.
Deno.test("bash completes commands, their commands and their options", async () => {
  await using home = await CliHome.make();
  const { script } = await home.json("completions", ["completions", "bash"]);
  await expectCompletions("bash", script, home.folder);
});

Deno.test("the completions of each shell know every command", async () => {
  await using home = await CliHome.make();
  const host = {
    streams: { out() {}, error() {} },
    interrupted: () => new AbortController().signal,
  };
  const names = (command: Command): string[] =>
    command.commands.flatMap((child) => [child.name(), ...names(child)]);
  const all = [...names(buildTree(host)), ...names(devnetCommand([], console, false))];
  assert(all.includes("doctor") && all.includes("snapshot"));
  for (const shell of ["bash", "zsh", "fish"]) {
    const { script } = await home.json("completions", ["completions", shell]);
    assertEquals(all.filter((name) => !script.includes(name)), [], shell);
  }
  const { err } = await home.run(["completions", "csh"], { code: 2 });
  assertStringIncludes(err, "bash,zsh,fish");
});
