/**
 * Loads the core in Deno.
 *
 * @module
 */
export {};
