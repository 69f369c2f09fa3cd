import { notLoaded } from "./core.ts";
import type { Programs } from "./programs.ts";

/** Gets the second WASM module, which is large and which few need. */
type Loader = () => WebAssembly.Module | Promise<WebAssembly.Module>;

let load: Loader | undefined;
let programs: Promise<Programs> | undefined;

/** Says where the module of programs comes from; the loader of the runtime calls it. */
export function useProgramsModule(loader: Loader | undefined): void {
  load = loader;
  programs = undefined;
}

/** The module that compiles and runs programs, loaded when it is first asked for. */
export function loadPrograms(): Promise<Programs> {
  return programs ??= start().catch((error) => {
    // The next caller may be luckier.
    programs = undefined;
    throw error;
  });
}

async function start(): Promise<Programs> {
  if (load === undefined) throw notLoaded("The WASM module of programs", "@nilvm/client");
  const [{ Programs }, module] = await Promise.all([import("./programs.ts"), load()]);
  return new Programs(module);
}
