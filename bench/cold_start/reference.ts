/** Masks one value in Deno, with the reference, and says so. */
import { mask } from "./reference_mask.ts";

Deno.stdout.writeSync(new Uint8Array(mask()));
