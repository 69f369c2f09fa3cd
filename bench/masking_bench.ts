/**
 * Compares masking with other packages in Deno, in groups of `deno bench`. `deno task bench` compares more of them.
 *
 * @module
 */
import { maskingEntries } from "./masking_races.ts";
import { register } from "./register.ts";

for (const { prepare } of maskingEntries) register(await prepare());
