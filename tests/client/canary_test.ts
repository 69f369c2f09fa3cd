/** A secret is carried through the whole package, and is searched wherever it could show. */
import {
  InputPartyBinding,
  Network,
  OutputPartyBinding,
  PrivateKey,
  VmClient,
} from "@nilvm/client";
import { EddsaMessage, PublicInteger, SecretInteger } from "@nilvm/client";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { CanaryStage } from "../support/canary_stage.ts";
import { scenes } from "../support/canary_scenes.ts";
import { startNet } from "../support/net_fixture.ts";
import { mir } from "../support/programs.ts";

const root = new URL("../../", import.meta.url);

for (const [what, scene] of Object.entries(scenes)) {
  Deno.test(`a canary shows nowhere when ${what}`, async () => {
    using stage = new CanaryStage();
    stage.listen();
    await using net = await startNet();
    stage.watch(net);
    await scene(stage, net);
    await stage.state(net, "at the end");
    stage.read([net.devnet, net.devnet.nodes, net.devnet.chain, net.network], "the devnet");
    stage.memory("everything");
    assertEquals([stage.found, stage.logged], [[], 0]);
    assert(stage.searched > 500, `${stage.searched} texts and bytes were searched`);
  });
}

function start(script: string, ...args: string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", script, ...args],
    env: { NO_COLOR: "1" },
    cwd: root,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Plays all scenes in another process, and gives how it ended and what it printed. */
async function playInChild(canary: Uint8Array, ...args: string[]): Promise<Deno.CommandOutput> {
  const child = start("tests/support/canary_child.ts", ...args);
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(canary.toHex()));
  await writer.close();
  return await child.output();
}

Deno.test("a canary shows nowhere when a process prints all it has of every operation", async () => {
  using stage = new CanaryStage();
  const { code, stdout, stderr } = await playInChild(stage.secrets.bytes);
  const [printed, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assertEquals(code, 1);
  assertStringIncludes(errors!, "error: Uncaught");
  assertEquals(printed!.match(/^not called: .*$/m)?.[0], "not called: none");
  for (const shown of ["PrivateKey { <redacted> }", "SecretBlob { <redacted> }", "outcomes: ["]) {
    assertStringIncludes(printed!, shown);
  }
  stage.look(stdout, "standard output");
  stage.look(stderr, "standard error");
  assertEquals(stage.found, []);

  const leak = await playInChild(stage.secrets.bytes, "leak");
  stage.look(leak.stdout, "standard output");
  stage.look(leak.stderr, "standard error");
  assertEquals(new Set(stage.found.map((place) => place.split(":")[0])).size, 2);
});

Deno.test("a canary shows in no log and no file of a devnet in a process of its own", async () => {
  using stage = new CanaryStage();
  const { text, number, userKey } = stage.secrets;
  const folder = await Deno.makeTempDir();
  const file = `${folder}/state`;
  try {
    const devnet = start(
      "src/cli/cli.ts",
      "devnet",
      "--json",
      "--free-ports",
      "--log",
      "--state",
      file,
    );
    await devnet.stdin.close();
    const [first, rest] = devnet.stdout.tee();
    const ready = JSON.parse(await firstLine(first));
    const output = new Response(rest).bytes();
    const errors = new Response(devnet.stderr).bytes();
    const { bootnode, chain, wallets: [wallet] } = ready;
    const network = Network.devnet({
      bootnode,
      chainId: chain.chainId,
      chainRpcEndpoint: chain.rpcEndpoint,
    });
    const payer = new NilChainPayer({ network, privateKey: wallet.privateKey, pollMs: 20 });
    await using client = await VmClient.create({
      key: PrivateKey.fromBytes(userKey),
      network,
      payer,
    });
    const { userId } = client;
    const values = stage.secrets.values();
    const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
    const read = await client.retrieveValues(id).invoke();
    assert(Object.entries(values).every(([name, value]) => value.equals(read[name])));
    const programId = await client.storeProgram("quotient", await mir("quotient")).invoke();
    for (const divisor of [1, 0]) {
      const computeId = await client.compute({
        programId,
        inputBindings: [new InputPartyBinding("p", userId)],
        outputBindings: [new OutputPartyBinding("p", [userId])],
        values: { a: new SecretInteger(number), b: new PublicInteger(divisor) },
      }).invoke();
      const reading = client.retrieveComputeResults(computeId);
      if (divisor === 0) await assertRejects(() => reading.invoke());
      else assert(new SecretInteger(number).equals((await reading.invoke())["quotient"]));
    }
    // What nobody should send to it.
    for (const url of [bootnode, chain.rpcEndpoint, ready.admin]) {
      for (const body of [text, JSON.stringify({ method: text, params: { tx: text } })]) {
        const headers = { "content-type": "application/json", authorization: `Bearer ${text}` };
        const answer = await fetch(`${url}/${text}`, { method: "POST", body, headers });
        await answer.body?.cancel();
      }
    }

    for (const path of ["status", "log"]) {
      const answer = await (await fetch(`${ready.admin}/${path}`)).text();
      assert(answer.length > 1_000, path);
      stage.look(answer, `what the devnet tells at /${path}`);
    }
    for (const name of [file, `${file}-wal`]) {
      const bytes = await Deno.readFile(name).catch(() => new Uint8Array());
      stage.look(bytes, `the file ${name} while the devnet runs`);
    }
    devnet.kill("SIGTERM");
    assertEquals((await devnet.status).code, 0);
    const bytes = await Deno.readFile(file);
    assert(bytes.length > 20_000, "the state is in the file");
    stage.look(bytes, "the file of the state");
    const printed = await output;
    assertStringIncludes(new TextDecoder().decode(printed), "nillion.values.v1.Values/StoreValues");
    stage.look(printed, "what the devnet printed");
    stage.look(await errors, "what the devnet printed as errors");
    assertEquals(stage.found, []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a devnet's state shows a canary that is no secret", async () => {
  using stage = new CanaryStage();
  const folder = await Deno.makeTempDir();
  try {
    {
      await using net = await startNet({ state: `${folder}/state` });
      stage.watch(net);
      await using client = await net.client();
      const values = { open: new EddsaMessage(stage.secrets.bytes) };
      await client.storeValues(values, { ttlDays: 1 }).invoke();
      await stage.state(net, "now");
    }
    stage.look(await Deno.readFile(`${folder}/state`), "the file");
    for (const where of ["the request StoreValues to node 2", "the snapshot now", "the file"]) {
      assert(stage.found.some((place) => place.startsWith(`${where}: `)), where);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  for await (const part of stream.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (text.includes("\n")) break;
  }
  return text.split("\n")[0]!;
}
