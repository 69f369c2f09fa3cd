/** Service workers and `require()` take no module that waits while it is loaded. A bundler reads that from the code. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import config from "../deno.json" with { type: "json" };
import { run } from "../tools/run.ts";
import { readCode } from "./support/import_graph.ts";

const root = new URL("../", import.meta.url).pathname;
const entryPoints = Object.values(config.exports);
/** Files with the import that only Deno reads, in a form that bundlers do not know. */
const onlyForDeno = ["masking", "programs"].map((name) => `deno_${name}.js`);

/** Bundles files and all that they import, at once or later, in a form that has no place for a top-level `await`. */
async function bundleIntoScripts(files: readonly string[], folder: string): Promise<void> {
  const external = ["*.wasm", ...onlyForDeno.map((name) => `./${name}`)];
  await run(Deno.execPath(), [
    ...["bundle", "--quiet", "--no-check", "--format=iife", `--outdir=${folder}`],
    ...external.map((pattern) => `--external=${pattern}`),
    ...files,
  ], { cwd: root });
}

Deno.test("no entry point has a top-level await, nor has anything that it imports", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await bundleIntoScripts(entryPoints, folder);
    // What is imported only later is in there, too.
    const payer = await Deno.readTextFile(join(folder, "src/payments/nilchain/mod.js"));
    assert(payer.includes("// src/payments/nilchain/cosmjs.js"));
    for (const name of onlyForDeno) {
      assert(!/\bawait\b/.test(readCode(`src/entry/${name}`)), name);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a top-level await is found in what an entry point imports, at once or later", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const [waiting, entry] = ["waiting.ts", "entry.ts"].map((name) => join(folder, name));
    const refusal = () => bundleIntoScripts([entry!], join(folder, "out"));
    for (const code of ["await 1;", "for await (const _ of []);"]) {
      await Deno.writeTextFile(waiting!, `${code}\nexport {};\n`);
      for (
        const line of ['import "./waiting.ts";', 'export const f = () => import("./waiting.ts");']
      ) {
        await Deno.writeTextFile(entry!, line);
        await assertRejects(refusal, Error, "Top-level await");
      }
    }
    await Deno.writeTextFile(waiting!, "export const f = async () => await 1;\n");
    assertEquals(await refusal(), undefined);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
