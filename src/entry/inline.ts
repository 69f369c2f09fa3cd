/**
 * The WASM core, without the client: enough for `@nilvm/client/masking` and `@nilvm/client/keys`,
 * which start sooner without the client around them. The core is inside the JavaScript, and is
 * compiled at the first use.
 *
 * Runs in Deno 2.1 and later, Node, Bun and browsers, also in bundles and in service workers.
 * Platforms that do not compile WASM at run time need `@nilvm/client/wasm/workers` or, on npm,
 * `@nilvm/client/wasm/edge`. `@nilvm/client/wasm/deno` starts faster in Deno 2.6 and later.
 *
 * @example Split a number among three parties
 * ```ts
 * import "@nilvm/client/wasm";
 * import { SecretMasker } from "@nilvm/client/masking";
 * import { SecretInteger } from "@nilvm/client/values";
 * import { assertEquals } from "@std/assert";
 *
 * const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
 * const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
 *
 * const shares = masker.mask({ answer: new SecretInteger(42) });
 *
 * assertEquals(shares.length, 3);
 * ```
 *
 * @module
 */
import { offerMaskingModule } from "../core/core.ts";
import masking from "../core/masking_inline.ts";
import { inflateModule } from "./inflate_module.ts";

offerMaskingModule(() => inflateModule(masking));
