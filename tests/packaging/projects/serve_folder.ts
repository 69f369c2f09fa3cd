import { join } from "node:path";

const types: Record<string, string> = {
  css: "text/css",
  html: "text/html",
  js: "text/javascript",
  json: "application/json",
};

/**
 * Serves the files of a folder, with some texts beside them.
 *
 * @param texts Further files, by their names.
 */
export function serveFolder(
  folder: string,
  texts: Record<string, string>,
): AsyncDisposable & { url: string } {
  const serve = async (request: Request) => {
    const path = new URL(request.url).pathname.slice(1) || "index.html";
    const body = texts[path] ?? await Deno.readFile(join(folder, path)).catch(() => undefined);
    if (body === undefined) return new Response(null, { status: 404 });
    const type = types[path.split(".").at(-1)!] ?? "application/octet-stream";
    return new Response(body, { headers: { "content-type": type } });
  };
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, serve);
  return {
    url: `http://127.0.0.1:${server.addr.port}/`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
