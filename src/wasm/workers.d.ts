/**
 * Loads the core in Cloudflare Workers, whose bundler turns the import into a compiled module.
 *
 * @module
 */
export {};
