/** Masks one value in Deno, with the whole client and the core inside the JavaScript, and says so. */
import "@nilvm/client";
import { mask } from "./mask.ts";

Deno.stdout.writeSync(new Uint8Array(mask()));
