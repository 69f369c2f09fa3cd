import { callCore, useMaskingModule } from "../src/core/core.ts";

/** An operation of the core and the bytes of its request. */
export interface CoreRequest {
  operation: "mask" | "unmask";
  bytes: Uint8Array;
}

const wasm = await WebAssembly.compile(
  await Deno.readFile(new URL("../src/core/masking_bg.wasm", import.meta.url)),
);

/**
 * The request that the core gets while `run` runs. It is read from a new instance of the core, since only the masker
 * knows how requests are laid out.
 */
export function captureRequest(
  operation: CoreRequest["operation"],
  run: () => unknown,
): CoreRequest {
  const { Instance } = WebAssembly;
  let bytes: Uint8Array | undefined;
  const listening = function (module: WebAssembly.Module, imports: WebAssembly.Imports) {
    const { exports } = new Instance(module, imports);
    const serve = exports[operation] as (...request: number[]) => number;
    const listen = (address: number, length: number, capacity: number) => {
      const { buffer } = exports["memory"] as WebAssembly.Memory;
      bytes = new Uint8Array(buffer, address, length).slice();
      return serve(address, length, capacity);
    };
    return { exports: { ...exports, [operation]: listen } };
  };
  useMaskingModule(wasm);
  try {
    WebAssembly.Instance = listening as unknown as typeof Instance;
    run();
  } finally {
    WebAssembly.Instance = Instance;
    useMaskingModule(wasm);
  }
  if (bytes === undefined) throw new Error(`The core was not asked to ${operation}`);
  return { operation, bytes };
}

/** Sends the request again and ignores the answer. The random bytes are all ones, which cost nothing to draw. */
export function repeatRequest({ operation, bytes }: CoreRequest): void {
  callCore(
    operation,
    bytes.length,
    (request) => {
      request.set(bytes);
      return bytes.length;
    },
    () => {},
    { fillRandom: (target) => target.fill(1), begin() {}, emit() {} },
  );
}
