/**
 * The client for Cloudflare Workers. All of `@nilvm/client` is here; only where the WASM files come
 * from differs: wrangler compiles them when it deploys, since Workers may not compile anything.
 *
 * Runs in workerd, without compatibility flags. For Deno there is `@nilvm/client`, for others
 * `@nilvm/client/browser`, `@nilvm/client/node` and `@nilvm/client/module`.
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
