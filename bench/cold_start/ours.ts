/** Masks one value in Deno, with the core of `/wasm/deno` alone, and says so. */
import "@nilvm/client/wasm/deno";
import { mask } from "./mask.ts";

Deno.stdout.writeSync(new Uint8Array(mask()));
