import { assertEquals } from "@std/assert";

const folder = new URL("../../src/core/", import.meta.url);

for (const crate of ["masking", "programs"]) {
  Deno.test(`the WASM file of ${crate}, and its glue, are those of the last build`, async () => {
    const { files } = JSON.parse(await Deno.readTextFile(new URL(`${crate}.json`, folder)));
    const found: Record<string, string> = {};
    for (const name of ["_bg.wasm", "_bg.js", "_bg.d.ts"].map((end) => crate + end)) {
      const bytes = await Deno.readFile(new URL(name, folder));
      found[name] = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
    }
    assertEquals(found, files);
  });
}
