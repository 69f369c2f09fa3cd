/** Masks one value in Deno, with the core alone, which is inside the JavaScript, and says so. */
import "@nilvm/client/wasm";
import { mask } from "./mask.ts";

Deno.stdout.writeSync(new Uint8Array(mask()));
