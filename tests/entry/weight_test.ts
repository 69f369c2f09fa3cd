import { PrivateKey } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { bundle, weigh } from "../../tools/bundle.ts";
import { run } from "../../tools/run.ts";

const root = new URL("../../", import.meta.url);

/** The largest size of each module after compression, in bytes. */
const wasmLimits = { masking: 120_000, programs: 150_000 };

for (const [name, limit] of Object.entries(wasmLimits)) {
  Deno.test(`the WASM module ${name} is within its weight`, async () => {
    const length = await weigh([new URL(`src/core/${name}_bg.wasm`, root).pathname]);
    assert(length <= limit, `${length} bytes, at most ${limit}`);
  });
}

/** The largest size of the code that the whole client loads at its start, compressed, in bytes. */
const startLimit = 58_400;
/** The largest size of what the first payment on the chain loads. */
const paymentLimit = 120_000;
/** The largest size of the code that the plain entry point loads at its start, with the core inside. */
const inlineLimit = 185_000;
/** The same of a devnet in a page. Programs come with the first one. */
const devnetLimit = 240_000;
/** The largest size of the code that masks, signs, or makes options of queries or hooks, without a client. */
const aloneLimits = { masking: 9_200, keys: 5_100, query: 3_000, react: 5_000 };
/** What these leave to their users. */
const peers = ["react", "@tanstack/react-query"];

async function inTempFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir();
  try {
    return await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const [name, limit] of Object.entries(aloneLimits)) {
  Deno.test(`the JavaScript of ${name} alone is within its weight`, async () => {
    await inTempFolder(async (folder) => {
      const { start, later } = await bundle(
        new URL(`tests/entry/weighed/${name}.ts`, root),
        folder,
        peers,
      );
      const length = await weigh(start);
      assert(length <= limit, `${length} bytes, at most ${limit}`);
      assertEquals(later, []);
    });
  });
}

/** The largest size of the code that writes programs, compressed, in bytes. A run loads the rest. */
const nadaLimit = 15_000;

Deno.test("the JavaScript of programs in TypeScript is within its weight", async () => {
  await inTempFolder(async (folder) => {
    const { start } = await bundle(new URL("tests/entry/weighed/nada.ts", root), folder);
    const length = await weigh(start);
    assert(length <= nadaLimit, `${length} bytes, at most ${nadaLimit}`);
    const printed = await run(Deno.execPath(), ["run", "--no-config", start[0]!]);
    assertEquals(new TextDecoder().decode(printed), "{ sum: 42n }\n");
  });
});

// Bundlers cannot read the loader for Deno, so this uses src/api.ts, which is all the rest of mod.ts.
const startLimits = {
  "src/api.ts": startLimit,
  "workers.ts": startLimit,
  "mod.ts": inlineLimit,
  "src/devnet/mod.ts": devnetLimit,
};
for (const [entry, limit] of Object.entries(startLimits)) {
  Deno.test(`the JavaScript of ${entry} is within its weight`, async () => {
    await inTempFolder(async (folder) => {
      const { start } = await bundle(new URL(entry, root), folder);
      const length = await weigh(start);
      assert(length <= limit, `${length} bytes, at most ${limit}`);
    });
  });
}

Deno.test("only a payment on the chain loads the chain's library", async () => {
  await using devnet = await startDevnet();
  const { bootnode, chainId, chainRpcEndpoint } = devnet.network;
  const key = PrivateKey.random();
  {
    await using client = await devnet.client({ key });
    await client.addFunds(10_000_000n);
  }
  await inTempFolder(async (folder) => {
    const { start, later } = await bundle(new URL("tests/entry/weighed/page.ts", root), folder);
    const isChainLibrary = (code: string) => code.includes("/cosmos.crypto.secp256k1.PubKey");
    const texts = (files: string[]) => Promise.all(files.map((file) => Deno.readTextFile(file)));
    assert((await texts(later)).some(isChainLibrary), "The chain's library is nowhere");
    assertEquals((await texts(start)).filter(isChainLibrary), []);
    const ofPayment = later.filter((file) => isChainLibrary(Deno.readTextFileSync(file)));
    const paymentBytes = await weigh(ofPayment);
    assert(paymentBytes <= paymentLimit, `${paymentBytes} bytes, at most ${paymentLimit}`);
    assert(await weigh(start) <= inlineLimit, `${await weigh(start)} bytes`);

    const runPage = async () => {
      const printed = await run(Deno.execPath(), [
        ...["run", "--no-config", "--allow-net=127.0.0.1", "--allow-read"],
        ...[start[0]!, bootnode, chainId!, chainRpcEndpoint!],
        ...[key.toBytes().toHex(), devnet.wallets[1]!.privateKey],
      ]);
      return new TextDecoder().decode(printed).trim().split("\n");
    };
    assertEquals(await runPage(), ["42", "paid"]);

    // Without the files that are loaded later, only the payment fails.
    for (const file of later) await Deno.remove(file);
    const [answer, payment] = await runPage();
    assertEquals(answer, "42");
    assertStringIncludes(payment!, "Module not found");
  });
});
