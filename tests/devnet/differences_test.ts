/**
 * Tests of the differences from the real network in `docs/devnet_behaviour.md`, and of former differences.
 *
 * @module
 */
import {
  compileProgram,
  ComputationFailedError,
  InvalidProgramError,
  NadaArray,
  PublicBoolean,
  SecretBoolean,
  SecretInteger,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { Programs } from "../../src/gen/nillion/programs/v1/service_pb.ts";
import {
  assertEquals,
  assertInstanceOf,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { MsgDelegate } from "cosmjs-types/cosmos/staking/v1beta1/tx";
import { QueryClientImpl as Staking } from "cosmjs-types/cosmos/staking/v1beta1/query";
import {
  BroadcastMode,
  ServiceClientImpl as Transactions,
} from "cosmjs-types/cosmos/tx/v1beta1/service";
import { aliceTx } from "../support/chain/fixture.ts";
import { load } from "js-yaml";
import { writeConfigFiles } from "../../src/devnet/cli/config_files.ts";
import { GrpcRefusal, grpcRpc } from "../support/chain/grpc.ts";
import { startNet } from "../support/net_fixture.ts";
import { RawUser, sha256 } from "../support/devnet/raw_user.ts";
import { refused } from "../support/devnet/refused.ts";
import { fundedUser, lowered, mir } from "../support/programs.ts";

const root = new URL("../../", import.meta.url);

Deno.test("nodes refuse a program with an input of arrays of arrays, like the compiler in real nodes", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const user = new RawUser(devnet);
  await user.deposit(10_000_000n);
  const program = await lowered("nested_input");
  const signedReceipt = await user.receipt({
    case: "storeProgram",
    value: {
      name: "nested",
      contentsSha256: await sha256(program),
      metadata: { instructionCount: 1n },
    },
  });
  assertEquals(
    await refused(user.at(Programs, user.follower).storeProgram({ program, signedReceipt })),
    "InvalidArgument: invalid program: program compilation error",
  );
});

Deno.test("storeProgram() refuses such a program before it pays", async () => {
  await using net = await startNet();
  await using client = await net.client();
  const compiled = await compileProgram(await mir("nested_input"));
  assertEquals(compiled.inputs.map(({ type }) => type), [
    "NadaArray<NadaArray<SecretInteger, 2>, 2>",
  ]);
  for (const program of [compiled, await mir("nested_input"), compiled.bytes]) {
    net.passed.length = 0;
    const error = await assertRejects(
      () => client.storeProgram("nested", program).invoke(),
      InvalidProgramError,
      "rows",
    );
    assertEquals(error.issues.length, 1);
    assertStringIncludes(error.message, "Array.new");
    assertEquals(net.passed, []);
  }
});

Deno.test("nodes accept a program that makes an array of arrays itself", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  await using client = await fundedUser(devnet);
  await client.storeProgram("shapes", await mir("shapes")).invoke();
  const matrix = new NadaArray([new NadaArray([new SecretInteger(1)])]);
  const id = await client.storeValues({ matrix }, { ttlDays: 1 }).invoke();
  assertEquals((await client.retrieveValues(id).invoke())["matrix"], matrix);
});

Deno.test("nodes name their release and its commit, like real nodes", async () => {
  await using devnet = await startDevnet({ listen: false });
  const { version, gitHash } = await new RawUser(devnet).membership().nodeVersion({});
  const { major, minor, patch, preRelease } = version!;
  assertEquals(`${major}.${minor}.${patch}-${preRelease}`, "0.10.0-rc.61");
  assertMatch(gitHash, /^[0-9a-f]{40}$/);
});

Deno.test("difference: the chain has neither REST nor WebSocket", async () => {
  await using devnet = await startDevnet();
  const { chainRpcEndpoint, chainGrpcEndpoint } = devnet.network;
  const rest = await fetch(`${chainRpcEndpoint}/cosmos/base/tendermint/v1beta1/blocks/latest`);
  await rest.body?.cancel();
  assertEquals(rest.status, 404);
  const upgrade = new WebSocket(`${chainRpcEndpoint}/websocket`.replace("http", "ws"));
  await new Promise<void>((resolve, reject) => {
    upgrade.onerror = () => resolve();
    upgrade.onopen = () => reject(new Error("The chain took a WebSocket"));
  });
  const overHttp1 = await fetch(`${chainGrpcEndpoint}/cosmos.bank.v1beta1.Query/Balance`);
  await overHttp1.body?.cancel();
  assertEquals(overHttp1.status, 415);
});

Deno.test("difference: the chain's RPC answers pages at its only port", async () => {
  // nillion-devnet has a second port for pages, and devnet.yaml names the first one there.
  await using devnet = await startDevnet();
  const { headers, body } = await fetch(devnet.network.chainRpcEndpoint!, {
    headers: { origin: "https://app.example" },
  });
  await body?.cancel();
  assertEquals(headers.get("access-control-allow-origin"), "*");
});

Deno.test("difference: the files of --write-config name 127.0.0.1, and no REST endpoint", async () => {
  await using devnet = await startDevnet();
  const folder = await Deno.makeTempDir();
  try {
    const files = await writeConfigFiles(devnet, folder);
    const network = load(await Deno.readTextFile(files.network)) as Record<string, unknown>;
    assertEquals(network.nilauth, null);
    assertEquals(Object.keys(network).sort(), [
      "bootnode",
      "cluster_digest",
      "nilauth",
      "payments",
    ]);
    const { chainRpcEndpoint, chainGrpcEndpoint, chainId, bootnode } = devnet.network;
    assertEquals(network.payments, {
      nilchain_chain_id: chainId,
      nilchain_rpc_endpoint: chainRpcEndpoint,
      nilchain_grpc_endpoint: chainGrpcEndpoint,
      nilchain_private_key: devnet.wallets[0]!.privateKey,
      gas_price: null,
    });
    // nillion-devnet names localhost for the chain, and 127.0.0.1 for the nodes.
    for (const endpoint of [chainRpcEndpoint!, chainGrpcEndpoint!, bootnode]) {
      assertEquals(new URL(endpoint).hostname, "127.0.0.1");
    }
    const env = await Deno.readTextFile(files.env);
    const keys = [...env.matchAll(/^(\w+)=.+$/gm)].map(([, key]) => key!);
    const referenceKeys = [
      "NILLION_CLUSTER_ID",
      "NILLION_NILCHAIN_CHAIN_ID",
      "NILLION_NILCHAIN_JSON_RPC",
      "NILLION_NILCHAIN_REST_API",
      "NILLION_NILCHAIN_GRPC",
      "NILLION_GRPC_ENDPOINT",
      ...Array.from({ length: 10 }, (_, index) => `NILLION_NILCHAIN_PRIVATE_KEY_${index}`),
    ];
    assertEquals(keys, referenceKeys.filter((key) => !key.endsWith("REST_API")));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("difference: the chain has no modules beyond those that payments need", async () => {
  await using devnet = await startDevnet({ blockTimeMs: 5 });
  const staking = new Staking(grpcRpc(devnet.network.chainGrpcEndpoint!));
  await assertRejects(
    () => staking.Validators({ status: "" }),
    GrpcRefusal,
    "12: unknown method Validators for service cosmos.staking.v1beta1.Query",
  );
  const delegate = { typeUrl: MsgDelegate.typeUrl, value: new Uint8Array() };
  const rpc = new Transactions(grpcRpc(devnet.network.chainGrpcEndpoint!));
  const { txResponse } = await rpc.BroadcastTx({
    txBytes: aliceTx({ messages: [delegate] }),
    mode: BroadcastMode.BROADCAST_MODE_SYNC,
  });
  assertEquals([txResponse?.code, txResponse?.rawLog], [
    2,
    "unable to resolve type URL /cosmos.staking.v1beta1.MsgDelegate: tx parse error",
  ]);
});

Deno.test("difference: a failed public equality does not name its operands", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const user = new RawUser(devnet);
  await user.deposit(20_000_000n);
  const program = await Deno.readFile(
    new URL("wasm/programs/tests/fixtures/refused_public_equals.mir.bin", root),
  );
  const signedReceipt = await user.receipt({
    case: "storeProgram",
    value: {
      name: "equality",
      contentsSha256: await sha256(program),
      metadata: { instructionCount: 1n },
    },
  });
  const [stored] = await Promise.all(
    devnet.nodes.map((node) => user.at(Programs, node).storeProgram({ program, signedReceipt })),
  );
  await using client = await fundedUser(devnet);
  const computeId = await client.compute({
    programId: stored!.programId,
    inputBindings: [{ partyName: "ann", user: client.userId }],
    outputBindings: [{ partyName: "ann", users: [client.userId] }],
    values: { a: new PublicBoolean(true), b: new SecretBoolean(true), c: new PublicBoolean(true) },
  }).invoke();
  const error = await client.retrieveComputeResults(computeId).invoke().catch((error) => error);
  assertInstanceOf(error, ComputationFailedError);
  assertEquals(error.reason, "unsupported operands for public equality");
});

Deno.test("docs/devnet_behaviour.md has the ranges that a devnet checks", async () => {
  const section = (page: string, title: string) => page.split(`## ${title}`)[1]!.split("\n#")[0]!;
  const devnet = section(
    await Deno.readTextFile(new URL("docs/devnet_behaviour.md", root)),
    "Numbers\n",
  );
  const programs = section(
    await Deno.readTextFile(new URL("docs/program_limits.md", root)),
    "Numbers that nodes compute with",
  );
  const numbers = await Deno.readTextFile(new URL("tests/devnet/compute/numbers_test.ts", root));
  const limits = [...numbers.matchAll(/dividend: (\d+)n, divisor: (\d+)n, negative: (\d+)n/g)];
  assertEquals(limits.length, 3);
  for (const [, dividend, divisor, negative] of limits) {
    for (const text of [`2^${dividend}`, `2^${divisor}`, `-2^${negative}`]) {
      assertStringIncludes(devnet, text);
      assertStringIncludes(programs, text);
    }
  }
  for (const mode of ["strict", "asNodes", "exact"]) assertStringIncludes(devnet, `\`${mode}\``);
});

Deno.test("docs/devnet_behaviour.md names a scenario for each test of the reference", async () => {
  const page = await Deno.readTextFile(new URL("docs/devnet_behaviour.md", root));
  const ours = await Deno.readTextFile(new URL("tests/interop/scenarios_interop.py", root));
  const rows = [...page.matchAll(/^\| `test_\w+` +\| (.+?) *\|$/gm)].map(([, name]) => name!);
  assertEquals(rows.length, 14);
  for (const name of rows.filter((name) => !name.startsWith("all, "))) {
    assertStringIncludes(ours, `async def test_${name.replaceAll(" ", "_")}(net)`);
  }
});

Deno.test("docs/devnet_behaviour.md has a test for each difference that it lists", async () => {
  const page = await Deno.readTextFile(new URL("docs/devnet_behaviour.md", root));
  const section = page.split("## Known differences")[1]!.split("\n## ")[0]!;
  const tests = [...section.matchAll(/^\| \*\*.+\| `([\w/]+\.ts)`: (.+?) *\|$/gm)];
  assertEquals(tests.length, [...section.matchAll(/^\| \*\*/gm)].length);
  assertEquals(tests.length, 18);
  for (const [, file, name] of tests) {
    const source = await Deno.readTextFile(new URL(`tests/${file}`, root));
    assertStringIncludes(source, `"${name}"`);
  }
});
