/**
 * The WASM core for Deno, without the client: enough for `@nilvm/client/masking` and
 * `@nilvm/client/keys`, which start sooner without the client around them.
 *
 * Runs in Deno, and needs no permission. Elsewhere it is `@nilvm/client/wasm/workers`,
 * `@nilvm/client/wasm/browser`, `@nilvm/client/wasm/node` or `@nilvm/client/wasm/module`. In the
 * package on npm this one runs everywhere.
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
import { useMaskingModule } from "../core/core.ts";
import module from "./deno_masking.js";

useMaskingModule(module);
