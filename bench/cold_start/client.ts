/** Masks one value in Deno, with the whole client of `/deno`, and says so. */
import "@nilvm/client/deno";
import { mask } from "./mask.ts";

Deno.stdout.writeSync(new Uint8Array(mask()));
