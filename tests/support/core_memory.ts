/** Helpers for tests that look into the memory of the core. */
import { assert } from "@std/assert";
import { useMaskingModule } from "../../src/core/core.ts";
import { useProgramsModule } from "../../src/core/load_programs.ts";

/** The shipped core. */
export const artefact = new WebAssembly.Module(
  await Deno.readFile(new URL("../../src/core/masking_bg.wasm", import.meta.url)),
);

/** The shipped module of programs. */
const programs = new WebAssembly.Module(
  await Deno.readFile(new URL("../../src/core/programs_bg.wasm", import.meta.url)),
);

/** The memories of all instances of both modules, from now on until it is disposed of. */
export function watchMemories(): Disposable & { readonly all: Uint8Array[] } {
  const Original = WebAssembly.Instance;
  const instances: WebAssembly.Instance[] = [];
  WebAssembly.Instance = class extends Original {
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports);
      instances.push(this);
    }
  };
  const startAgain = () => {
    useMaskingModule(artefact);
    useProgramsModule(() => programs);
  };
  startAgain();
  return {
    get all() {
      return instances.map(({ exports }) =>
        new Uint8Array((exports["memory"] as WebAssembly.Memory).buffer)
      );
    },
    [Symbol.dispose]() {
      WebAssembly.Instance = Original;
      startAgain();
    },
  };
}

/** Runs with a new instance of the core and gives access to its memory. */
export function withMemory(run: (memory: () => Uint8Array) => void): void {
  using watched = watchMemories();
  run(() => {
    const memory = watched.all.at(-1);
    assert(memory !== undefined, "The core was not called");
    return memory;
  });
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
