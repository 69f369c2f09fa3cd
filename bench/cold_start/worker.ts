/** Masks one value in a Worker, with the core alone, and says so. */
import "@nilvm/client/wasm/workers";
import { mask } from "./mask.ts";

export default { fetch: () => new Response(`${mask()}`) };
