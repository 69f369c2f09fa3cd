import workerd from "workerd";
import { VmClient } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey, UserId } from "@nilvm/client/keys";
import { assert, assertEquals } from "@std/assert";
import { mir } from "./programs/programs.ts";

const wasmNames = ["masking_bg.wasm", "programs_bg.wasm"];
const wasmFolder = new URL("../src/wasm/", import.meta.url);
const workerFile = new URL("workerd/worker.ts", import.meta.url);

function config(compatibilityDate: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [
        (name = "worker.js", esModule = embed "worker.js"),
        ${wasmNames.map((name) => `(name = "${name}", wasm = embed "${name}"),`).join("\n")}
      ],
      compatibilityDate = "${compatibilityDate}",
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["local", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`;
}

async function bundleWorker(folder: string): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "bundle",
      "--quiet",
      "--no-check",
      "--platform=browser",
      "--external=*.wasm",
      `--output=${folder}/worker.js`,
      workerFile.pathname,
    ],
    stdout: "null",
    stderr: "piped",
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  for (const name of wasmNames) {
    await Deno.copyFile(new URL(name, wasmFolder), `${folder}/${name}`);
  }
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

async function post(url: string, body: unknown): Promise<Response> {
  for (let attempt = 0;; attempt++) {
    try {
      return await fetch(url, { method: "POST", body: JSON.stringify(body) });
    } catch (error) {
      // The process needs a moment before it listens.
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

Deno.test("the client stores, reads and computes inside workerd", async () => {
  const folder = await Deno.makeTempDir();
  await using devnet = await startDevnet();
  const key = PrivateKey.random();
  {
    await using client = await VmClient.create({
      key,
      network: devnet.network,
      payer: devnet.payer(0),
    });
    await client.addFunds(10_000_000n);
  }
  await bundleWorker(folder);
  await Deno.writeTextFile(`${folder}/config.capnp`, config(workerd.compatibilityDate));
  const port = freePort();
  await using process = new Deno.Command(String(workerd.default), {
    args: ["serve", `${folder}/config.capnp`, `--socket-addr=http=127.0.0.1:${port}`],
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  try {
    const text = "a note ".repeat(1000);
    const keyHex = Array.from(key.toBytes(), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const response = await post(`http://127.0.0.1:${port}/`, {
      bootnode: devnet.network.bootnode,
      keyHex,
      text,
      mir: (await mir("two_parties")).toBase64(),
    });
    const body = await response.text();
    assertEquals(response.status, 200, body);
    const { userId, answer, note, outputs } = JSON.parse(body);
    assertEquals(userId, UserId.fromPublicKey(key.publicKey).toString());
    assertEquals(answer, "-42");
    assertEquals(note, text);
    assertEquals(outputs, { sum: "42", difference: "38" });
  } finally {
    process.kill();
    await process.status;
    await Deno.remove(folder, { recursive: true });
  }
});
