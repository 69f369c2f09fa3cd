// @ts-self-types="./node.d.ts"
/**
 * Loads the core in Node.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { useMaskingModule } from "./core.ts";
import { useProgramsModule } from "./load_programs.ts";

const compile = async (url) => WebAssembly.compile(await readFile(url));

useMaskingModule(await compile(new URL("./masking_bg.wasm", import.meta.url)));
useProgramsModule(() => compile(new URL("./programs_bg.wasm", import.meta.url)));
