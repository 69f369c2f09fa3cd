/** Helpers for tests that look into the memory of the core. */
import { assert } from "@std/assert";
import { useMaskingModule } from "../../src/core/core.ts";

/** The shipped core. */
export const artefact = new WebAssembly.Module(
  await Deno.readFile(new URL("../../src/core/masking_bg.wasm", import.meta.url)),
);

/** Runs with a new instance of the core and gives access to its memory. */
export function withMemory(run: (memory: () => Uint8Array) => void): void {
  const Original = WebAssembly.Instance;
  let instance: WebAssembly.Instance | undefined;
  WebAssembly.Instance = class extends Original {
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports);
      instance = this;
    }
  };
  useMaskingModule(artefact);
  try {
    run(() => {
      assert(instance !== undefined, "The core was not called");
      return new Uint8Array((instance.exports["memory"] as WebAssembly.Memory).buffer);
    });
  } finally {
    WebAssembly.Instance = Original;
    useMaskingModule(artefact);
  }
}

/** The number of places in memory that hold eight bytes in a row of a secret. */
export function remains(memory: Uint8Array, secrets: Iterable<Uint8Array>): number {
  const windows = new Set<bigint>();
  for (const secret of secrets) {
    const view = new DataView(secret.buffer, secret.byteOffset, secret.length);
    for (let at = 0; at + 8 <= secret.length; at += 4) {
      const window = view.getBigUint64(at, true);
      // Ignores eight bytes with few different values, which occur by chance.
      if (new Set(secret.subarray(at, at + 8)).size > 4) windows.add(window);
    }
  }
  assert(windows.size > 0, "Nothing to look for");
  const view = new DataView(memory.buffer);
  let found = 0;
  for (let at = 0; at + 8 <= memory.length; at++) {
    if (memory[at] !== 0 && windows.has(view.getBigUint64(at, true))) found++;
  }
  return found;
}
