import { notLoaded } from "./not_loaded.ts";
import type { Programs } from "./programs.ts";

/** Gets the second module, which is large and which few need. */
type Load = () => WebAssembly.Module | Promise<WebAssembly.Module>;

let load: Load | undefined;
/** Loads the first module, unless the loader of the second one does. */
let loadCore: (() => Promise<unknown>) | undefined;
/** Whether the source was only an offer. */
let isOffered = false;
let programs: Promise<Programs> | undefined;

/** Says where the second module comes from. The loader of the runtime calls it. */
export function useProgramsModule(loader: Load | undefined): void {
  load = loader;
  loadCore = undefined;
  isOffered = false;
  programs = undefined;
}

/**
 * Says where the second module comes from, unless a loader for this platform has said so.
 *
 * @param core Loads the first module, for programs that sign where no client is.
 */
export function offerProgramsModule(loader: Load, core: () => Promise<unknown>): void {
  if (load !== undefined && !isOffered) return;
  useProgramsModule(loader);
  loadCore = core;
  isOffered = true;
}

/** Loads what programs sign with. */
export async function loadKeys(): Promise<void> {
  await loadCore?.();
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
