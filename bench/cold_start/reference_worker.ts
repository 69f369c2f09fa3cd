/** Masks one value in a Worker, with the reference, and says so. */
import { mask } from "./reference_mask.ts";

export default { fetch: () => new Response(`${mask()}`) };
