/**
 * A WASM core that you bring yourself, without the client: enough for `@nilvm/client/masking` and
 * `@nilvm/client/keys` on platforms that no other loader fits.
 *
 * Runs wherever there are WebAssembly with SIMD and `crypto.getRandomValues`. In the package on npm
 * the file is `@nilvm/client/masking_bg.wasm`. Otherwise there is `@nilvm/client/wasm` for Deno,
 * `@nilvm/client/wasm/workers`, `@nilvm/client/wasm/browser` and `@nilvm/client/wasm/node`.
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
import { useMaskingModule } from "../core/core.ts";
import { useProgramsModule } from "../core/load_programs.ts";

/** The compiled WASM files of this package. */
export interface WasmModules {
  /** `masking_bg.wasm`, which everything needs. */
  masking: WebAssembly.Module;
  /**
   * Gets `programs_bg.wasm`, which only `compileProgram` and what calls it need: it is called when
   * one of them first does. Left out, they fail.
   */
  programs?: (() => WebAssembly.Module | Promise<WebAssembly.Module>) | undefined;
}

/**
 * Hands this package its WASM files, where no loader fits: for an embedding of one's own, or a
 * platform that compiles modules itself. Everything uses them from now on.
 *
 * @throws {InvalidArgumentError} When `masking` is not a compiled module, or `programs` not a
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
 * useModules({
 *   masking: await compile("masking_bg.wasm"),
 *   programs: () => compile("programs_bg.wasm"),
 * });
 *
 * assertEquals(PrivateKey.random().publicKey.toBytes().length, 33);
 * ```
 */
export function useModules(modules: WasmModules): void {
  const { masking, programs } = modules ?? {};
  // Not instanceof, which would refuse modules of another realm.
  if (Object.prototype.toString.call(masking) !== "[object WebAssembly.Module]") {
    throw new InvalidArgumentError(
      "masking has to be masking_bg.wasm as a WebAssembly.Module: compile its bytes first",
    );
  }
  if (programs !== undefined && typeof programs !== "function") {
    throw new InvalidArgumentError(
      "programs has to be a function that gives programs_bg.wasm as a WebAssembly.Module",
    );
  }
  useMaskingModule(masking);
  useProgramsModule(programs);
}
