import { assert } from "@std/assert";
import { gzippedLength } from "../scripts/gzipped_length.ts";

/** What each module may weigh over the wire, in bytes. */
const limits = { masking: 120_000, programs: 150_000 };

for (const [name, limit] of Object.entries(limits)) {
  Deno.test(`the WASM module ${name} is within its weight`, async () => {
    const wasm = await Deno.readFile(new URL(`../src/wasm/${name}_bg.wasm`, import.meta.url));
    const length = await gzippedLength(wasm);
    assert(length <= limit, `${length} bytes, at most ${limit}`);
  });
}
