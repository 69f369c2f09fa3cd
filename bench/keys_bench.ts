/**
 * Compares keys with other packages, in groups of `deno bench`.
 *
 * @module
 */
import { keysRaces } from "./keys_races.ts";
import { register } from "./register.ts";

keysRaces.forEach(register);
