/**
 * The WASM core for Deno 2.6 and later, without the client: enough for `@nilvm/client/masking` and
 * `@nilvm/client/keys`. Deno compiles it when it resolves the import, which starts faster than
 * `@nilvm/client/wasm`. It needs no permission.
 *
 * @example Split a number among three parties
 * ```ts
 * import "@nilvm/client/wasm/deno";
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
import { useMaskingModule } from "../core/core.ts";
import module from "./deno_masking.js";

useMaskingModule(module);
