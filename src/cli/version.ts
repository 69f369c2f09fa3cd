/** The version of the package. A test compares it with that of `deno.json`, which not all runtimes can import. */
export const version = "0.1.0";
