/**
 * A client for the nilVM network: splits secrets into shares, has independent nodes keep one share
 * each, and pays for it.
 *
 * Runs in Deno. The same, but for where the WASM files come from, are
 * `@nilvm/client/workers` for Cloudflare Workers, `@nilvm/client/browser`, `@nilvm/client/node`, and
 * `@nilvm/client/module` for whoever brings them. In the package on npm this one runs everywhere.
 * To mask or sign without a client, `@nilvm/client/wasm` loads the WASM core alone.
 *
 * @example Store a secret and read it back, on a network in this process
 * ```ts
 * import { SecretInteger, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assert } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({
 *   key: PrivateKey.random(),
 *   network: devnet.network,
 *   payer: devnet.payer(0),
 * });
 *
 * await client.addFunds(2_000_000n);
 * const values = { answer: new SecretInteger(42) };
 * const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
 * const read = await client.retrieveValues(id).invoke();
 *
 * assert(values.answer.equals(read.answer));
 * ```
 *
 * @module
 */
import "./src/entry/deno_with_programs.ts";

export * from "./src/api.ts";
