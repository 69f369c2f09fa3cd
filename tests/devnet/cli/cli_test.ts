import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { createClient } from "@connectrpc/connect";
import "@nilvm/client/wasm";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { runDevnetCommand } from "../../../src/devnet/cli/cli.ts";
import { Membership } from "../../../src/gen/nillion/membership/v1/service_pb.ts";
import { firstLine } from "../../support/devnet_process.ts";
import { authority, certificateFile, keyFile } from "../../support/tls_fixture.ts";

const root = new URL("../../../", import.meta.url);

/** Runs a command line in this process. */
async function runHere(...args: string[]) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const output = {
    log: (text: string) => void stdout.push(text),
    error: (text: string) => void stderr.push(text),
  };
  const code = await runDevnetCommand(args, { output });
  return { code, stdout: stdout.join("\n"), stderr: stderr.join("\n") };
}

/** The command as `deno task devnet` runs it, without the task in between. */
async function command(args: string[], configHome: string): Promise<Deno.Command> {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const line: string = tasks.devnet.replaceAll("$XDG_CONFIG_HOME", configHome).replaceAll(
    "$HOME",
    configHome,
  );
  return new Deno.Command(Deno.execPath(), {
    args: [...line.split(" ").slice(1), ...args],
    cwd: root,
    env: { XDG_CONFIG_HOME: configHome },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

Deno.test("the devnet command says when it is ready, writes its files and ends when told to", async () => {
  const configHome = await Deno.makeTempDir();
  try {
    const networkFile = `${configHome}/nillion/networks/devnet.yaml`;
    await Deno.mkdir(`${configHome}/nillion/networks`, { recursive: true });
    await Deno.writeTextFile(
      networkFile,
      "bootnode: old\ncluster_digest: old\nnilauth:\n  endpoint: http://kept\n",
    );

    const args = ["--json", "--write-config", "--free-ports", "--node-count", "4"];
    const process = (await command(args, configHome)).spawn();
    const ready = JSON.parse(await firstLine(process.stdout));
    assertEquals(ready.nodes.length, 4);
    const client = createClient(Membership, createGrpcWebTransport({ baseUrl: ready.bootnode }));
    assertEquals((await client.cluster({})).members.length, 4);

    const network = await Deno.readTextFile(networkFile);
    assertStringIncludes(network, `bootnode: ${ready.bootnode}`);
    assertStringIncludes(network, `nilchain_rpc_endpoint: ${ready.chain.rpcEndpoint}`);
    assertStringIncludes(network, `nilchain_grpc_endpoint: ${ready.chain.grpcEndpoint}`);
    assertStringIncludes(network, "nilchain_chain_id: nillion-chain-devnet");
    assertStringIncludes(network, ready.wallets[0].privateKey);
    assertStringIncludes(network, "endpoint: http://kept");
    assertMatch(network, /^cluster_digest: '?[0-9a-f]{64}'?$/m);
    const env = await Deno.readTextFile(`${configHome}/nillion/nillion-devnet.env`);
    assertStringIncludes(env, `NILLION_GRPC_ENDPOINT=${ready.bootnode}\n`);
    assertStringIncludes(env, `NILLION_NILCHAIN_GRPC=${ready.chain.grpcEndpoint}\n`);
    assertStringIncludes(env, `NILLION_CLUSTER_ID=${ready.clusterId}\n`);
    assertStringIncludes(env, `NILLION_NILCHAIN_PRIVATE_KEY_9=${ready.wallets[9].privateKey}\n`);

    process.kill("SIGTERM");
    assertEquals((await process.status).code, 0);
    await process.stderr.cancel();
  } finally {
    await Deno.remove(configHome, { recursive: true });
  }
});

Deno.test("the devnet command shows a person what is where", async () => {
  const configHome = await Deno.makeTempDir();
  try {
    const process = (await command(["--free-ports"], configHome)).spawn();
    const decoder = new TextDecoder();
    let banner = "";
    for await (const chunk of process.stdout) {
      banner += decoder.decode(chunk, { stream: true });
      if (banner.includes("Ctrl-C")) break;
    }
    for (
      const word of [
        "bootnode",
        "leader",
        "nillion-chain-devnet",
        "never send anything",
        "pass --admin http",
      ]
    ) {
      assertStringIncludes(banner, word);
    }
    process.kill("SIGINT");
    assertEquals((await process.status).code, 0);
    await process.stderr.cancel();
  } finally {
    await Deno.remove(configHome, { recursive: true });
  }
});

Deno.test("the devnet command keeps state where the task may", async () => {
  const folder = new URL(".devnet/", root);
  const hadFolder = await Deno.stat(folder).then(() => true, () => false);
  const name = `test of process ${Deno.pid}`;
  try {
    for (let start = 0; start < 2; start++) {
      const args = ["--json", "--free-ports", "--state", `.devnet/${name}`];
      const process = (await command(args, "/nowhere")).spawn();
      assertEquals(JSON.parse(await firstLine(process.stdout)).ready, true);
      process.kill("SIGTERM");
      assertEquals((await process.status).code, 0);
      await process.stderr.cancel();
    }
    const { code, stderr } = await (await command(["--state", "elsewhere"], "/nowhere")).output();
    assertEquals(code, 1);
    assertStringIncludes(new TextDecoder().decode(stderr), "needs --allow-read=elsewhere");
  } finally {
    await Deno.remove(new URL(name, folder));
    if (!hadFolder) await Deno.remove(folder);
  }
});

Deno.test("the devnet command lets its nodes speak TLS, and writes its files then too", async () => {
  const folder = new URL(".devnet/", root);
  const hadFolder = await Deno.stat(folder).then(() => true, () => false);
  const configHome = await Deno.makeTempDir();
  const names = ["pem", "key"].map((ending) => `test of process ${Deno.pid}.${ending}`);
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.copyFile(certificateFile, new URL(names[0]!, folder));
    await Deno.copyFile(keyFile, new URL(names[1]!, folder));
    await Deno.mkdir(`${configHome}/nillion`);
    const files = ["--tls-cert", `.devnet/${names[0]}`, "--tls-key", `.devnet/${names[1]}`];
    const args = ["--json", "--free-ports", "--write-config", ...files];
    const process = (await command(args, configHome)).spawn();
    const { bootnode, nodes, chain } = JSON.parse(await firstLine(process.stdout));
    for (const url of [bootnode, ...nodes.map((node: { endpoint: string }) => node.endpoint)]) {
      assertMatch(url, /^https:\/\/127/);
    }
    assertMatch(chain.rpcEndpoint, /^http:\/\/127/);
    using client = Deno.createHttpClient({ caCerts: [authority] });
    const transport = createGrpcWebTransport({
      baseUrl: bootnode,
      fetch: (input, init) => fetch(input, { ...init, client }),
    });
    assertEquals((await createClient(Membership, transport).cluster({})).members.length, 3);
    const network = await Deno.readTextFile(`${configHome}/nillion/networks/devnet.yaml`);
    assertStringIncludes(network, `bootnode: ${bootnode}`);
    process.kill("SIGTERM");
    assertEquals((await process.status).code, 0);
    await process.stderr.cancel();
  } finally {
    for (const name of names) await Deno.remove(new URL(name, folder)).catch(() => {});
    if (!hadFolder) await Deno.remove(folder);
    await Deno.remove(configHome, { recursive: true });
  }
});

Deno.test("the devnet command explains itself and refuses what makes no sense", async () => {
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await (await command(args, "/nowhere")).output();
    const text = new TextDecoder();
    return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
  };
  const help = await run("--help");
  assertEquals(help.code, 0);
  for (
    const words of [
      "--write-config",
      "--block-time <milliseconds>",
      "advance [options] <time>",
      "clear [options] [id]",
    ]
  ) {
    assertStringIncludes(help.stdout, words);
  }
  for (
    const [args, why] of [
      [["--node-cont", "5"], "Unknown option '--node-cont'\n(Did you mean --node-count?)"],
      [["-n", "2"], "--node-count: nodes must be a whole number from 3 to 99"],
      [["-n", "many"], "It must be a number\nTry nilvm devnet --help"],
      [["-p", "100"], "--prime-bits: primeBits must be 64, 128 or 256"],
      [["--block-time", "0"], "--block-time: blockTimeMs must be a whole number from 1 to 60000"],
      [["-t", "2"], "--polynomial-degree: polynomialDegree must be 1 with 3 nodes, got 2"],
      [["--tls-cert", "elsewhere.pem", "--tls-key", "a"], "needs --allow-read=elsewhere.pem"],
      [
        ["--tls-key", ".devnet/none"],
        "--tls-cert and --tls-key go together: --tls-cert is missing",
      ],
      [["--tls-cert", ".devnet/none", "--tls-key", ".devnet/none"], "none cannot be read: "],
      [["--seed", "--json"], "Option '-s, --seed <text>' has no value"],
      [["fault"], "Usage: nilvm devnet fault"],
      [["advance"], "Missing required argument 'time'\nTry nilvm devnet advance --help"],
      [["status", "--admin", "localhost"], "--admin takes a URL such as http://127.0.0.1:48190"],
    ] as const
  ) {
    // What depends on the permissions needs a process of its own, as the first command has one.
    const needsProcess = why.includes("--allow-read") || args[0] === "--node-cont";
    const { code, stdout, stderr } = await (needsProcess ? run : runHere)(...args);
    assertEquals([code, stdout], [2, ""], args.join(" "));
    assertStringIncludes(stderr, why);
  }
  const unwritable = await run("snapshot", "/nonexistent/x", "--admin", "http://127.0.0.1:1");
  assertEquals([unwritable.code, unwritable.stdout], [1, ""]);
  assertStringIncludes(unwritable.stderr, "No devnet can be controlled");
  const nowhere = await run("status", "--admin", "http://127.0.0.1:1");
  assertEquals([nowhere.code, nowhere.stdout], [1, ""]);
});

Deno.test("the devnet command controls a devnet that runs", async () => {
  const process = (await command(["--json", "--free-ports"], "/nowhere")).spawn();
  try {
    const { admin } = JSON.parse(await firstLine(process.stdout));
    const run = async (...args: string[]) => {
      const whole = args.includes("--admin") ? args : [...args, "--admin", admin];
      const { code, stdout, stderr } = await (await command(whole, "/nowhere")).output();
      const text = new TextDecoder();
      return code === 0 ? JSON.parse(text.decode(stdout)) : text.decode(stderr);
    };
    const { now } = await run("advance", "1.5d");
    assert(Math.abs(Date.parse(now) - Date.now() - 1.5 * 24 * 60 * 60 * 1000) < 60_000, now);
    const limits = ["--methods", "StoreValues,RetrieveValues", "--times", "3"];
    const slow = await run("fault", "node", "1", "slow", "--delay-ms", "2000", ...limits);
    assertEquals(slow, {
      id: 1,
      at: 1,
      hits: 0,
      kind: "slow",
      methods: ["StoreValues", "RetrieveValues"],
      times: 3,
      delayMs: 2000,
    });
    assertEquals((await run("fault", "chain", "drop", "--probability", "0.5")).id, 2);
    assertEquals((await run("account", "0", "--balance-unil", "0")).balanceUnil, "0");
    assertEquals((await run("clear", "2")).cleared.length, 1);
    assertEquals((await run("status")).faults, [slow]);
    assertEquals((await run("clear")).cleared, [slow]);
    for (
      const [args, why] of [
        [["fault", "node", "1", "slow"], "--delay-ms: The fault slow needs delayMs"],
        [["fault", "node", "3", "down"], "no node 3: its nodes are 0 to 2"],
        [
          ["fault", "chain", "stall", "--times", "3"],
          "--times: The fault stall of the chain has no field times",
        ],
        [
          ["account", "0", "--sequence", "0.5"],
          "--sequence: sequence must be a whole number from 0, not 0.5",
        ],
        [["fault", "chain", "explode"], "must be one of down, slow, disconnect, stall, drop, lag"],
        [["fault", "chain", "down", "--methods", "status,Tx"], "broadcast_tx_sync, "],
        [
          ["fault", "chain", "down", "--methods", "Tx"],
          "--methods: methods of the fault down must be",
        ],
        [
          ["fault", "node", "0", "refuse", "--code", "NO"],
          "--code: code of the fault refuse must be",
        ],
        [["clear", "9"], "no fault 9"],
        [["account", "10"], "no wallet 10: its wallets are 0 to 9"],
        [
          ["account", "0", "--balance-unil", "1.5"],
          "--balance-unil: balanceUnil must be the digits",
        ],
        [["status", "--admin", "http://127.0.0.1:1"], "No devnet can be controlled at"],
      ] as const
    ) {
      assertStringIncludes(await run(...args), why);
    }
  } finally {
    process.kill("SIGTERM");
    await process.status;
    await process.stderr.cancel();
  }
});
