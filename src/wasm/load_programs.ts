import type { Programs } from "./programs.ts";

/** Gets the second WASM module, which is large and which few need. */
type Loader = () => Promise<{ default: WebAssembly.Module }>;

let load: Loader | undefined;
let programs: Promise<Programs> | undefined;

/** Says where the module of programs comes from; called once, by the loader of the runtime. */
export function useProgramsModule(loader: Loader): void {
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
  if (load === undefined) {
    throw new Error(
      "The WASM module of programs is not loaded: import an entry point of the package, or call useProgramsModule",
    );
  }
  const [{ Programs }, { default: module }] = await Promise.all([import("./programs.ts"), load()]);
  return new Programs(module);
}
