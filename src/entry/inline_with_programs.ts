/**
 * Loads the core from inside the JavaScript, and programs when they are first needed.
 *
 * @module
 */
import "./inline.ts";
import "./inline_programs.ts";
