import { type ModuleSource, notLoaded } from "./core.ts";
import type { Programs } from "./programs.ts";

let source: ModuleSource | undefined;
/** Whether the source was only an offer. */
let isOffered = false;
let programs: Promise<Programs> | undefined;

/** Says where the second module comes from, which is large and which few need. The loader of the runtime calls it. */
export function useProgramsModule(module: ModuleSource | undefined): void {
  source = module;
  isOffered = false;
  programs = undefined;
}

/** Says where the second module comes from, unless a loader for this platform has said so. */
export function offerProgramsModule(load: () => Promise<WebAssembly.Module>): void {
  if (source !== undefined && !isOffered) return;
  useProgramsModule(load);
  isOffered = true;
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
  if (source === undefined) throw notLoaded("The WASM module of programs", "@nilvm/client");
  const loading = typeof source === "function" ? source() : source;
  const [{ Programs }, module] = await Promise.all([import("./programs.ts"), loading]);
  return new Programs(module);
}
