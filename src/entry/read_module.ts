import { readFile } from "node:fs/promises";

/** Compiles a WASM file where there is Node's file system. */
export async function readModule(url: URL): Promise<WebAssembly.Module> {
  return await WebAssembly.compile(await readFile(url) as BufferSource);
}
