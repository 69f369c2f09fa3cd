/**
 * Serves an application as a platform that runs Deno does: the platform chooses the port, and calls what the module exports
 * when it does not call `Deno.serve` itself. `deno run deno_host.ts MODULE`, with the port in `PORT`.
 *
 * @module
 */
const [module = ""] = Deno.args;
const { serve } = Deno;
const options = { hostname: "127.0.0.1", port: Number(Deno.env.get("PORT")) };
Object.defineProperty(Deno, "serve", {
  value: (handler: Deno.ServeHandler) => serve(options, handler),
});

const { default: handler } = await import(new URL(module, `file://${Deno.cwd()}/`).href);
if (handler !== undefined) serve(options, handler);
