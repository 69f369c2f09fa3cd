/**
 * Builds `examples/playground` into its folder `dist`, which any static server can serve:
 * `deno task build:playground [--serve]`. With `--serve` it also serves it, at http://127.0.0.1:8080.
 *
 * @module
 */
import { join } from "node:path";
import { bundleIntoFile } from "../tools/bundle.ts";

const source = new URL("../examples/playground/", import.meta.url);
const target = new URL("dist/", source).pathname;
const types: Record<string, string> = { css: "text/css", html: "text/html", js: "text/javascript" };

/** Builds the page, and returns the path of its folder. */
export async function buildPlayground(): Promise<string> {
  await Deno.remove(target, { recursive: true }).catch(() => {});
  await Deno.mkdir(target);
  for (const name of ["index.html", "style.css"]) {
    await Deno.copyFile(new URL(name, source), join(target, name));
  }
  const sandbox = await Deno.readTextFile(new URL("sandbox.html", source));
  await Deno.writeTextFile(join(target, "sandbox.html"), await withHash(sandbox));
  const options = ["--platform=browser", "--minify"];
  await bundleIntoFile(new URL("app.js", source), join(target, "app.js"), ...options);
  // The sandbox has no origin from which a worker could import its parts.
  const whole = [...options, "--format=iife"];
  await bundleIntoFile(new URL("runner.js", source), join(target, "runner.js"), ...whole);
  return target;
}

/** Puts the hash of the page's script into its policy: a page without an origin has no files of its own. */
async function withHash(page: string): Promise<string> {
  const script = /<script>(.*)<\/script>/s.exec(page)![1]!;
  const hash = new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script)),
  );
  return page.replace("'HASH'", `'sha256-${hash.toBase64()}'`);
}

if (import.meta.main) {
  const folder = await buildPlayground();
  console.log(`Built into ${folder}`);
  if (Deno.args[0] === "--serve") {
    Deno.serve({ hostname: "127.0.0.1", port: 8080 }, async (request) => {
      const name = new URL(request.url).pathname.slice(1) || "index.html";
      const bytes = /^[a-z]+\.(css|html|js)$/.test(name)
        ? await Deno.readFile(join(folder, name)).catch(() => undefined)
        : undefined;
      if (bytes === undefined) return new Response(null, { status: 404 });
      return new Response(bytes, { headers: { "content-type": types[name.split(".")[1]!]! } });
    });
  }
}
