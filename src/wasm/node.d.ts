/**
 * Loads the core in Node.
 *
 * @module
 */
export {};
