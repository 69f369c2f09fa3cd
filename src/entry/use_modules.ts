/**
 * A WASM core that you bring yourself, without the client: enough for `@nilvm/client/masking` and
 * `@nilvm/client/keys` on platforms that no other loader fits.
 *
 * Runs wherever there are WebAssembly with SIMD and `crypto.getRandomValues`. In the package on npm
 * the file is `@nilvm/client/masking_bg.wasm`.
 *
 * @example Bring the core
 * ```ts
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { useModules } from "@nilvm/client/wasm/module";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = await Deno.readFile("src/core/masking_bg.wasm");
 * await useModules({ masking: await WebAssembly.compile(bytes) });
 *
 * assertEquals(PrivateKey.random().publicKey.toBytes().length, 33);
 * ```
 *
 * @module
 */
import { InvalidArgumentError } from "../errors/mod.ts";
import { awaitMaskingModule, useMaskingModule } from "../core/core.ts";
import { useProgramsModule } from "../core/load_programs.ts";

/** A compiled WASM file, or what brings one: a promise, or a function that gives either. */
export type WasmModule =
  | WebAssembly.Module
  | PromiseLike<WebAssembly.Module>
  | (() => WebAssembly.Module | PromiseLike<WebAssembly.Module>);

/** The WASM files of this package. */
export interface WasmModules {
  /** `masking_bg.wasm`, which everything needs. A function is called at once. */
  masking: WasmModule;
  /**
   * `programs_bg.wasm`, which only `compileProgram` and what calls it need. A function is called when
   * one of them first does. Left out, they fail.
   */
  programs?: WasmModule | undefined;
}

/**
 * Hands this package its WASM files, where no loader fits: for an embedding of one's own, or a
 * platform that compiles modules itself. Everything uses them from now on.
 *
 * @returns Resolves when `masking` is there. A module is there at once. Until then, keys and masks fail
 * with a `FailedPreconditionError`. Rejects with one when `masking` does not come.
 * @throws {InvalidArgumentError} When `masking` or `programs` is not a compiled module, a promise or a
 * function, or when one of these gives something else.
 *
 * @example
 * ```ts
 * import { PrivateKey, useModules } from "@nilvm/client/module";
 * import { assertEquals } from "@std/assert";
 *
 * const compile = async (name: string) =>
 *   await WebAssembly.compile(await Deno.readFile(`src/core/${name}`));
 *
 * await useModules({
 *   masking: compile("masking_bg.wasm"),
 *   programs: () => compile("programs_bg.wasm"),
 * });
 *
 * assertEquals(PrivateKey.random().publicKey.toBytes().length, 33);
 * ```
 */
export function useModules(modules: WasmModules): Promise<void> {
  const { masking, programs } = modules ?? {};
  check("masking", masking);
  if (programs !== undefined) check("programs", programs);
  useProgramsModule(programs && loaderOf("programs", programs));
  if (isModule(masking)) {
    useMaskingModule(masking);
    return Promise.resolve();
  }
  const loading = awaitMaskingModule(loaderOf("masking", masking)());
  // Whoever does not wait learns it from the first key.
  loading.catch(() => {});
  return loading;
}

type Name = keyof WasmModules;

function loaderOf(name: Name, given: WasmModule): () => Promise<WebAssembly.Module> {
  const load = async () => {
    const module: unknown = await (typeof given === "function" ? given() : given);
    if (isModule(module)) return module;
    throw notModule(name);
  };
  if (typeof given === "function") return load;
  // A promise is under way in any case, and may fail before anybody needs the module.
  const loading = load();
  loading.catch(() => {});
  return () => loading;
}

/** Not by instanceof, which would refuse modules of another realm. */
function isModule(value: unknown): value is WebAssembly.Module {
  return Object.prototype.toString.call(value) === "[object WebAssembly.Module]";
}

function check(name: Name, given: unknown): void {
  const isPromise = typeof (given as PromiseLike<unknown> | undefined)?.then === "function";
  if (typeof given !== "function" && !isPromise && !isModule(given)) throw notModule(name);
}

function notModule(name: Name): InvalidArgumentError {
  return new InvalidArgumentError(
    `${name} has to be ${name}_bg.wasm as a WebAssembly.Module, a promise of it, or a function that gives either: ` +
      "compile its bytes first",
    { option: name },
  );
}
