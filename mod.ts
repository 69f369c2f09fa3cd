/**
 * A client for the nilVM network. It splits secrets into shares, stores one share at each node, runs
 * programs on them, and pays for it.
 *
 * This entry point carries its WASM inside, and runs in Deno, Node, Bun and browsers, also in bundles.
 * Platforms that do not compile WASM at run time have entry points of their own:
 * `@nilvm/client/workers` is for Cloudflare Workers, and on npm `@nilvm/client/edge` for the edge
 * runtimes of Vercel and Next. `@nilvm/client/node` speaks HTTP/2 in Node, `@nilvm/client/deno` starts faster in
 * Deno, and `@nilvm/client/module` takes compiled modules. The npm package chooses by runtime.
 * `@nilvm/client/wasm` loads only the WASM core, to mask or sign without a client.
 *
 * @example Store a secret and read it on a network in this process
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
import "./src/entry/inline_with_programs.ts";

export * from "./src/api.ts";
