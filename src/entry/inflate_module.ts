import { inflateSync } from "fflate";
import { FailedPreconditionError } from "../errors/mod.ts";

/**
 * Compiles a WASM file that is kept as text: deflated, then in base64. It does so at once, so that nobody has to wait
 * for a module before the first key.
 *
 * @throws {FailedPreconditionError} When the platform does not compile it.
 */
export function inflateModule(base64: string): WebAssembly.Module {
  const wasm = inflateSync(decode(base64)) as Uint8Array<ArrayBuffer>;
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

/** The platform's own function, where there is one, saves some milliseconds at the start. */
function decode(base64: string): Uint8Array {
  const { fromBase64 } = Uint8Array as { fromBase64?: (text: string) => Uint8Array };
  if (fromBase64 !== undefined) return fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}
