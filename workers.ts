/**
 * The client for Cloudflare Workers. It has all exports of `@nilvm/client`. Wrangler compiles the WASM
 * files when it deploys, because Workers cannot compile WASM themselves.
 *
 * It runs in workerd without compatibility flags.
 *
 * @example A Worker that reads a secret
 * ```ts ignore
 * import { Network, PrivateKey, SecretInteger, VmClient } from "@nilvm/client/workers";
 *
 * export default {
 *   async fetch(_: Request, env: { BOOTNODE: string; KEY: string; ID: string }): Promise<Response> {
 *     await using client = await VmClient.create({
 *       key: PrivateKey.fromHex(env.KEY),
 *       network: new Network({ bootnode: env.BOOTNODE }),
 *     });
 *     const { answer } = await client.retrieveValues(env.ID).invoke();
 *     return new Response(answer instanceof SecretInteger ? `${answer.value}` : "no number");
 *   },
 * };
 * ```
 *
 * @module
 */
import "./src/entry/workers_with_programs.ts";

export * from "./src/api.ts";
