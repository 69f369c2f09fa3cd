/** Masks one value in Deno, with the core alone, and says so. */
import "@nilvm/client/wasm";
import { mask } from "./mask.ts";

Deno.stdout.writeSync(new Uint8Array(mask()));
