import { readFile } from "node:fs/promises";

/** Reads and compiles a WASM file with Node's file system. */
export async function readModule(url: URL): Promise<WebAssembly.Module> {
  return await WebAssembly.compile(await readFile(url) as BufferSource);
}
