/**
 * Loads the core in browsers. Bundlers know files by this way to name them.
 *
 * @module
 */
export {};
