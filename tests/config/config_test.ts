import { ClusterMismatchError, NetworkConfigError, SecretInteger, VmClient } from "@nilvm/client";
import { parseNetworkConfig, readNetworkConfig } from "@nilvm/client/config";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { assert, assertEquals, assertFalse, assertRejects, assertThrows } from "@std/assert";
import { writeConfigFiles } from "../../src/devnet/cli/config_files.ts";

const key = "9a975f567428d054f2bf3092812e6c42f901ce07d9711bc77ee2cd81101f42c5";
const complete = `
bootnode: http://127.0.0.1:37939/
payments:
  nilchain_chain_id: nillion-chain-devnet
  nilchain_rpc_endpoint: http://127.0.0.1:48102
  nilchain_grpc_endpoint: localhost:26649
  nilchain_private_key: ${key}
  gas_price: 0.25
`;

Deno.test("parseNetworkConfig() reads a network and the key of its wallet", () => {
  const { network, walletKey } = parseNetworkConfig(complete);
  const { bootnode, chainId, chainRpcEndpoint, chainGrpcEndpoint } = network;
  assertEquals({ bootnode, chainId, chainRpcEndpoint, chainGrpcEndpoint }, {
    bootnode: "http://127.0.0.1:37939",
    chainId: "nillion-chain-devnet",
    chainRpcEndpoint: "http://127.0.0.1:48102",
    chainGrpcEndpoint: "localhost:26649",
  });
  assertEquals(walletKey?.toHex(), key);
});

Deno.test("parseNetworkConfig() reads a network without a chain", () => {
  for (const yaml of ["bootnode: http://node", "bootnode: http://node\npayments:\n"]) {
    const { network, walletKey } = parseNetworkConfig(yaml);
    assertEquals({ ...network }, { bootnode: "http://node" });
    assertEquals(walletKey, undefined);
  }
});

Deno.test("parseNetworkConfig() names the wrong entry and repeats no key", async (t) => {
  const cases: [string, string, RegExp][] = [
    ["nothing", "", /must be YAML/],
    ["a list", "- bootnode", /mapping/],
    ["no bootnode", "payments: {}", /no bootnode/],
    ["a number for a bootnode", "bootnode: 1", /bootnode must be text/],
    [
      "a bootnode that is not a URL",
      "bootnode: node-1:80",
      /bootnode must be an http or https URL/i,
    ],
    ["payments that are a list", "bootnode: http://n\npayments: [1]", /payments must be/],
    ["a key without quotes", complete.replace(key, "1".repeat(64)), /nilchain_private_key.*quotes/],
    ["a malformed key", complete.replace(key, "ab"), /nilchain_private_key .* 64 hex digits/],
    ["a key that is a little too long", complete.replace(key, `${key}0`), /nilchain_private_key /],
    ["a key for a bootnode", `bootnode: ${key}`, /^bootnode must be an http or https URL/],
    [
      "a bootnode of another protocol",
      `bootnode: postgres://${key.slice(0, 32)}:5432/${key}`,
      /^bootnode must be an http or https URL/,
    ],
    [
      "a key for an RPC endpoint",
      complete.replace("http://127.0.0.1:48102", key),
      /^payments.nilchain_rpc_endpoint must be an http or https URL/,
    ],
    [
      "a password in an RPC endpoint",
      complete.replace("127.0.0.1:48102", `${key}:${key}@127.0.0.1`),
      /^payments.nilchain_rpc_endpoint must be an http or https URL/,
    ],
    [
      "a digest that is too short",
      `bootnode: http://n\ncluster_digest: ${key.slice(2)}`,
      /^cluster_digest must be a cluster's digest of 64 hex digits$/,
    ],
    ["a digest without quotes", `bootnode: http://n\ncluster_digest: ${"1".repeat(64)}`, /quotes/],
    ["nesting without end", "[".repeat(65_536), /must be YAML/],
    [
      "wrong syntax",
      complete.replace(key, `"${key}\nx: [`),
      /must be YAML: the syntax is wrong in line \d+/,
    ],
    ["a key in the wrong place", `${key}: {\n${key}`, /must be YAML/],
    ["an unknown alias", "bootnode: *nowhere", /must be YAML/],
    ["far too much", `${complete}#${" ".repeat(2 ** 16)}`, /at most 65536 characters/],
  ];
  for (const [what, yaml, message] of cases) {
    await t.step(what, () => {
      const error = assertThrows(() => parseNetworkConfig(yaml), NetworkConfigError);
      assert(message.test(error.message), error.message);
      assertFalse(Deno.inspect(error).includes(key.slice(0, 16)));
    });
  }
});

Deno.test("parseNetworkConfig() is fast even with many names", () => {
  const names = Array.from({ length: 90_000 }, (_, number) => `${number.toString(36)}: 1\n`);
  for (const yaml of [names.join(""), names.join("").slice(0, 65_536)]) {
    const startedAt = performance.now();
    assertThrows(() => parseNetworkConfig(yaml), NetworkConfigError);
    assert(performance.now() - startedAt < 5_000);
  }
});

Deno.test("readNetworkConfig() reads the file that a devnet wrote", async () => {
  const configHome = await Deno.makeTempDir();
  await using devnet = await startDevnet({ ports: "free" });
  await writeConfigFiles(devnet, configHome);

  const { network, walletKey } = await readNetworkConfig("devnet", { configHome });
  await using client = await VmClient.create({
    key: PrivateKey.random(),
    network,
    payer: new NilChainPayer({ network, privateKey: walletKey! }),
  });
  assertEquals(network.clusterDigest, client.cluster.digest);
  const values = { a: new SecretInteger(7) };
  const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
  assert(values.a.equals((await client.retrieveValues(id).invoke())["a"]));
  await Deno.remove(configHome, { recursive: true });
});

Deno.test("a network's file with another cluster's digest gives a client that refuses", async () => {
  const configHome = await Deno.makeTempDir();
  await using devnet = await startDevnet({ ports: "free" });
  const { network: path } = await writeConfigFiles(devnet, configHome);
  const file = await Deno.readTextFile(path);
  const digest = (await devnet.client()).cluster.digest;
  const connect = async (digestInFile: string) => {
    await Deno.writeTextFile(path, file.replace(digest, digestInFile));
    const { network } = await readNetworkConfig("devnet", { configHome });
    return await VmClient.create({ key: PrivateKey.random(), network });
  };
  assert(file.includes(digest));
  await using _ = await connect(digest.toUpperCase());
  const error = await assertRejects(() => connect("ab".repeat(32)), ClusterMismatchError);
  assertEquals([error.expected, error.actual], ["ab".repeat(32), digest]);

  // Writing the file again replaces the digest, also that of another devnet.
  await writeConfigFiles(devnet, configHome);
  assertEquals(await Deno.readTextFile(path), file);
  await Deno.remove(configHome, { recursive: true });
});

Deno.test("readNetworkConfig() names the file that it cannot read", async () => {
  const configHome = await Deno.makeTempDir();
  const missing = await assertRejects(
    () => readNetworkConfig("nowhere", { configHome }),
    NetworkConfigError,
  );
  assert(missing.message.includes(`${configHome}/nillion/networks/nowhere.yaml`));
  assert(missing.message.endsWith("there is no such file"), missing.message);
  assert(missing.cause instanceof Error);

  await Deno.mkdir(`${configHome}/nillion/networks`, { recursive: true });
  await Deno.writeTextFile(`${configHome}/nillion/networks/empty.yaml`, "");
  const empty = await assertRejects(
    () => readNetworkConfig("empty", { configHome }),
    NetworkConfigError,
  );
  assert(empty.message.includes("networks/empty.yaml: A network's file must be YAML"));
  for (const name of ["", ".", "..", "../devnet", "a/b", "a\\b"]) {
    await assertRejects(() => readNetworkConfig(name, { configHome }), NetworkConfigError, "name");
  }
  await Deno.remove(configHome, { recursive: true });
});

Deno.test("readNetworkConfig() looks in the folder of nilVM's other tools", async () => {
  const home = await Deno.makeTempDir();
  const script = `import { readNetworkConfig } from "@nilvm/client/config";
    console.log((await readNetworkConfig("mine")).network.bootnode);`;
  const file = `${home}/script.ts`;
  await Deno.writeTextFile(file, script);
  const read = async (env: Record<string, string>, flags: string[] = []) => {
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "--config",
        "deno.json",
        `--allow-read=${home}`,
        "--allow-env=HOME,XDG_CONFIG_HOME",
        ...flags,
        file,
      ],
      clearEnv: true,
      env: {
        DENO_DIR: `${Deno.env.get("DENO_DIR") ?? `${Deno.env.get("HOME")}/.cache/deno`}`,
        ...env,
      },
      cwd: new URL("../../", import.meta.url),
    }).output();
    return new TextDecoder().decode(stdout) || new TextDecoder().decode(stderr);
  };
  for (
    const [folder, bootnode] of [[`${home}/.config`, "http://home"], [`${home}/xdg`, "http://xdg"]]
  ) {
    await Deno.mkdir(`${folder}/nillion/networks`, { recursive: true });
    await Deno.writeTextFile(`${folder}/nillion/networks/mine.yaml`, `bootnode: ${bootnode}`);
  }
  assertEquals(await read({ HOME: home }), "http://home\n");
  assertEquals(await read({ HOME: home, XDG_CONFIG_HOME: `${home}/xdg` }), "http://xdg\n");
  assert((await read({})).includes("set HOME or XDG_CONFIG_HOME"));
  assert(
    (await read({}, ["--deny-env=XDG_CONFIG_HOME"])).includes("permit it, or give configHome"),
  );
  await Deno.remove(home, { recursive: true });
});

Deno.test("readNetworkConfig() says what to do in a runtime without files", async () => {
  const own = Object.getOwnPropertyDescriptor(globalThis, "process")!;
  // Bundlers and runtimes without files provide a process with few members.
  const few = [undefined, {}, { env: {} }, { env: {}, getBuiltinModule: () => undefined }];
  try {
    for (const value of few) {
      Object.defineProperty(globalThis, "process", { value, configurable: true });
      await assertRejects(
        () => readNetworkConfig("devnet", { configHome: "/nowhere" }),
        NetworkConfigError,
        "give the text of a network's file to parseNetworkConfig",
      );
    }
  } finally {
    Object.defineProperty(globalThis, "process", own);
  }
});
