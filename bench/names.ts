/**
 * The names of the contenders, with their pinned versions.
 *
 * @module
 */
import config from "../deno.json" with { type: "json" };

const { imports } = config;

/** This package, called through its public API. */
export const ours = "ours";
/** The core alone in WASM, on a finished request. */
export const coreInWasm = "our core alone, WASM";
/** The same core, compiled for this machine, on the same request. */
export const coreNative = "our core alone, native";
/** The random bytes that masking takes, and nothing else. */
export const floor = "floor: the random bytes alone";
/** The reference in WASM. */
export const nillionWasm = imports["@nillion/client-wasm"];
/** The release of the reference in Python. */
export const pythonRelease = "0.2.1rc2";
const pins = new URL(`../tools/requirements_${pythonRelease}.txt`, import.meta.url);
/** The reference in Python, by its pin. */
export const nillionPython = `pypi:${
  (await Deno.readTextFile(pins))
    .match(/^nillion-client-core==.*$/m)![0].replace("==", "@")
}`;
/** Shamir's scheme over bytes. */
export const shamirBytes = imports["shamir-secret-sharing"];
/** libsecp256k1 in WASM. */
export const tinySecp = imports["tiny-secp256k1"];
/** Curves in plain TypeScript. */
export const noble = imports["@noble/curves"];
