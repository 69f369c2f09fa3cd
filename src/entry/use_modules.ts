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
 * useModules({ masking: await WebAssembly.compile(bytes) });
 *
 * assertEquals(PrivateKey.random().publicKey.toBytes().length, 33);
 * ```
 *
 * @module
 */
import { InvalidArgumentError } from "../errors/mod.ts";
import { type ModuleSource, useMaskingModule } from "../core/core.ts";
import { useProgramsModule } from "../core/load_programs.ts";

/**
 * A compiled WASM file, or what brings one: a promise, or a function that is called when it is first
 * needed.
 */
export type WasmModule = ModuleSource;

/** The WASM files of this package. */
export interface WasmModules {
  /** `masking_bg.wasm`, which everything needs. */
  masking: WasmModule;
  /** `programs_bg.wasm`, which only `compileProgram` and what calls it need. Left out, they fail. */
  programs?: WasmModule | undefined;
}

/**
 * Hands this package its WASM files, where no loader fits: for an embedding of one's own, or a
 * platform that compiles modules itself. Everything uses them from now on.
 *
 * A key or a mask needs `masking` at once. So wait for a promise before you make one.
 *
 * @throws {InvalidArgumentError} When `masking` or `programs` is not a compiled module, a promise or a
 * function.
 *
 * @example
 * ```ts
 * import { PrivateKey, useModules } from "@nilvm/client/module";
 * import { assertEquals } from "@std/assert";
 *
 * const compile = async (name: string) =>
 *   await WebAssembly.compile(await Deno.readFile(`src/core/${name}`));
 *
 * const masking = compile("masking_bg.wasm");
 * useModules({ masking, programs: () => compile("programs_bg.wasm") });
 * await masking;
 *
 * assertEquals(PrivateKey.random().publicKey.toBytes().length, 33);
 * ```
 */
export function useModules(modules: WasmModules): void {
  const { masking, programs } = modules ?? {};
  check("masking", masking);
  if (programs !== undefined) check("programs", programs);
  useMaskingModule(masking);
  useProgramsModule(programs);
}

function check(name: "masking" | "programs", source: unknown): void {
  if (typeof source === "function") return;
  // Not instanceof, which would refuse modules and promises of another realm.
  if (Object.prototype.toString.call(source) === "[object WebAssembly.Module]") return;
  if (typeof (source as PromiseLike<unknown> | undefined)?.then === "function") return;
  throw new InvalidArgumentError(
    `${name} has to be ${name}_bg.wasm as a WebAssembly.Module, a promise of it, or a function that gives either: ` +
      "compile its bytes first",
  );
}
