/**
 * Splitting secrets and putting them together, without a network.
 *
 * Runs wherever the client does. The WASM core comes with the client, or alone: with
 * `@nilvm/client/wasm` in Deno, with `@nilvm/client/wasm/workers` and its like elsewhere.
 *
 * @example Split a text among three parties, and recover it from two of them
 * ```ts
 * import "@nilvm/client/wasm";
 * import { SecretMasker } from "@nilvm/client/masking";
 * import { SecretBlob } from "@nilvm/client/values";
 * import { assertEquals } from "@std/assert";
 *
 * const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
 * const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
 * const note = new TextEncoder().encode("meet me at noon");
 *
 * const shares = masker.mask({ note: new SecretBlob(note) });
 * const { values } = masker.unmask([shares[2]!, shares[0]!]);
 *
 * assertEquals(values["note"]?.value, note);
 * ```
 *
 * @module
 */
export * from "../values/mod.ts";
export type { Classification } from "./classification.ts";
export type { Unmasked, UnmaskOptions } from "./fault_tolerance.ts";
export { type PartyShares, SecretMasker, type SecretMaskerOptions } from "./secret_masker.ts";
