import { loadPrograms } from "../../src/wasm/load_programs.ts";

const folder = new URL("../fixtures/programs/", import.meta.url);

/** A program of `tests/fixtures/programs` as the compiler front end gives it. */
export function mir(name: string): Promise<Uint8Array> {
  return Deno.readFile(new URL(`${name}.mir.bin`, folder));
}

/** A program of `tests/fixtures/programs` as nodes take it. */
export async function lowered(name: string): Promise<Uint8Array> {
  return (await loadPrograms()).lower(await mir(name));
}
