/**
 * Keys beside their rivals, as groups of `deno bench`.
 *
 * @module
 */
import { keysRaces } from "./keys_races.ts";
import { register } from "./register.ts";

keysRaces.forEach(register);
