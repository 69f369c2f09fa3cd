import type { Devnet } from "@nilvm/client/devnet";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { run } from "../../../tools/run.ts";
import { expect, expectSame } from "../expect.ts";
import { type Result, runCase } from "../run_case.ts";
import { serveWorker } from "../../../tools/serve_worker.ts";

const source = new URL("../../../examples/worker/", import.meta.url);

interface Settings {
  readonly compatibilityDate: string;
  readonly compatibilityFlags: readonly string[];
}

/** `examples/worker`, set up as its README says: with the package from npm, and bundled by wrangler. */
export interface WorkerExample extends AsyncDisposable {
  /** Runs it in workerd and sends it requests. */
  tryOut(devnet: Devnet, settings: Settings): Promise<Result[]>;
}

/** Installs the example with the package in a tarball. */
export async function installWorkerExample(tarball: string): Promise<WorkerExample> {
  const root = await Deno.makeTempDir();
  const folder = `${root}/examples/worker`;
  // The example finds the package where `build:npm` puts it.
  await Deno.mkdir(`${root}/.cache`);
  await Deno.copyFile(tarball, `${root}/.cache/${tarball.split("/").pop()}`);
  await Deno.mkdir(folder, { recursive: true });
  for (const name of ["worker.ts", "wrangler.jsonc", "package.json", ".dev.vars"]) {
    await Deno.copyFile(new URL(name, source), `${folder}/${name}`);
  }
  await run("npm", ["install", "--no-audit", "--no-fund"], { cwd: folder });
  return {
    tryOut: (devnet, settings) => tryOut(folder, devnet, settings),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

async function tryOut(
  folder: string,
  devnet: Devnet,
  { compatibilityDate, compatibilityFlags }: Settings,
): Promise<Result[]> {
  const out = `${folder}/dist/${compatibilityDate}${compatibilityFlags.join()}`;
  const flags = compatibilityFlags.flatMap((flag) => ["--compatibility-flags", flag]);
  const date = ["--compatibility-date", compatibilityDate];
  const args = ["wrangler", "deploy", "--dry-run", "--outdir", out, ...date, ...flags];
  await run("npx", args, { cwd: folder, env: { WRANGLER_SEND_METRICS: "false" } });
  const wasmFiles = [...Deno.readDirSync(out)].map(({ name }) => name)
    .filter((name) => name.endsWith(".wasm"));
  const { bootnode, chainId, chainRpcEndpoint } = devnet.network;
  const variables = {
    BOOTNODE: bootnode,
    CHAIN_ID: chainId!,
    CHAIN_RPC: chainRpcEndpoint!,
    ...await readVariables(`${folder}/.dev.vars`),
  };
  const main = "worker.js";
  await using worker = await serveWorker({
    folder: out,
    modules: [main],
    wasmFiles,
    compatibilityDate,
    compatibilityFlags,
    variables,
  });
  const visited = await runCase(
    "example",
    "a visitor pays, stores a text and reads it",
    () => visit(worker.url, devnet),
  );
  const printed = await worker.stop();
  return [
    visited,
    await runCase(
      "example",
      "workerd reports no error",
      () => expectSame(printed, "", "what it printed"),
    ),
  ];
}

async function readVariables(file: string): Promise<Record<string, string>> {
  const lines = (await Deno.readTextFile(file)).split("\n");
  return Object.fromEntries(
    lines.filter((line) => /^\w+=/.test(line)).map((line) => line.split("=")),
  );
}

async function visit(url: string, devnet: Devnet): Promise<void> {
  const text = `meet at noon, ${crypto.randomUUID()}`;
  const post = async (headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/secrets`, { method: "POST", body: text, headers });
    return { status: response.status, ...await response.json() };
  };
  const asked = await post();
  expectSame(asked.status, 402, `who has not paid is asked to: ${JSON.stringify(asked)}`);
  const { network, wallets } = devnet;
  const payer = new NilChainPayer({ network, privateKey: wallets[8]!.privateKey });
  const resource = Uint8Array.fromBase64(asked.resource);
  const txHash = await payer.submitPayment(BigInt(asked.feesUnil), resource);
  const paid = { "payment-quote": asked.quote, "payment-transaction": txHash };
  const stored = await post(paid);
  expectSame(stored.status, 201, `who has paid gets it stored: ${JSON.stringify(stored)}`);
  for (const node of devnet.nodes) {
    const isHeld = node.heldShares().some(({ valuesId }) => valuesId === stored.id);
    expect(isHeld, `node ${node.index} holds a share`);
  }
  const again = await post(paid);
  expectSame(again.status, 409, `a payment is good for one secret: ${JSON.stringify(again)}`);

  // At the same time, since all of them pay from one wallet.
  await Promise.all(Array.from({ length: 4 }, async () => {
    const read = await fetch(`${url}/secrets/${stored.id}`);
    expectSame(await read.text(), text, "the text");
  }));
  const missing = await fetch(`${url}/secrets/${crypto.randomUUID()}`);
  expectSame(missing.status, 404, "status of a secret that does not exist");
  expectSame((await missing.json()).code, "NOT_FOUND", "code of a secret that does not exist");
}
