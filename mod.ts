/**
 * A client for the nilVM network.
 *
 * @module
 */
export * from "./src/errors.ts";
