/**
 * Masking beside its rivals in Deno, as groups of `deno bench`. `deno task bench` has the others too.
 *
 * @module
 */
import { maskingEntries } from "./masking_races.ts";
import { register } from "./register.ts";

for (const { prepare } of maskingEntries) register(await prepare());
