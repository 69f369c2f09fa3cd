import { inflateSync } from "fflate";
import { FailedPreconditionError } from "../errors/mod.ts";

/**
 * Compiles a WASM file that is kept as text: deflated, then in base64. It does so at once, so that nobody has to wait
 * for a module before the first key.
 *
 * @throws {FailedPreconditionError} When the platform does not compile it.
 */
export function inflateModule(base64: string): WebAssembly.Module {
  const text = atob(base64);
  const deflated = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) deflated[index] = text.charCodeAt(index);
  const wasm = inflateSync(deflated) as Uint8Array<ArrayBuffer>;
  try {
    return new WebAssembly.Module(wasm);
  } catch (cause) {
    throw new FailedPreconditionError(
      `This platform does not compile this WASM at run time: ${cause}. ` +
        'On Cloudflare Workers, import "@nilvm/client/workers". ' +
        'On the edge runtimes of Vercel and Next, import "@nilvm/client/edge" of the package on npm. ' +
        "In a page, its content security policy has to allow wasm-unsafe-eval. " +
        'Elsewhere, give compiled modules to useModules() of "@nilvm/client/module"',
      { cause },
    );
  }
}
