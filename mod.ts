/**
 * A client for the nilVM network.
 *
 * @module
 */
import "./src/wasm/deno.js";

export * from "./src/errors.ts";
export * from "./src/values/mod.ts";
