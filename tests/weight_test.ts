import { assert } from "@std/assert";

/** What each module may weigh over the wire, in bytes. */
const limits = { masking: 120_000, programs: 150_000 };

for (const [name, limit] of Object.entries(limits)) {
  Deno.test(`the WASM module ${name} is within its weight`, async () => {
    const wasm = await Deno.readFile(new URL(`../src/wasm/${name}_bg.wasm`, import.meta.url));
    const gzipped = new Blob([wasm]).stream().pipeThrough(new CompressionStream("gzip"));
    const { byteLength } = await new Response(gzipped).arrayBuffer();
    assert(byteLength <= limit, `${byteLength} bytes, at most ${limit}`);
  });
}
