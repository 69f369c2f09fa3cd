import { join } from "node:path";

const types: Record<string, string> = { css: "text/css", html: "text/html", js: "text/javascript" };

/** A served folder. */
export interface ServedSite extends AsyncDisposable {
  readonly url: string;
  /** The paths of all requests. */
  readonly requested: readonly string[];
  /** What the visit told. */
  readonly told: Promise<Record<string, string>>;
}

/**
 * Serves a folder to pages of every origin, and counts the requests.
 *
 * @param visit A script that uses the page as a visitor does, and tells what it saw.
 */
export function serveSite(folder: string, visit?: string): ServedSite {
  const requested: string[] = [];
  const { promise: told, resolve } = Promise.withResolvers<Record<string, string>>();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { pathname } = new URL(request.url);
    requested.push(pathname);
    if (request.method === "POST") {
      resolve(await request.json());
      return new Response();
    }
    const name = pathname.slice(1) || "index.html";
    const headers = {
      "content-type": types[name.split(".").at(-1)!] ?? "text/javascript",
      "access-control-allow-origin": "*",
    };
    if (name === "visit.js") return new Response(visit, { headers });
    const text = await Deno.readTextFile(join(folder, name)).catch(() => undefined);
    if (text === undefined) return new Response("", { headers });
    const script = '<script type="module" src="visit.js"></script></body>';
    const isVisited = visit !== undefined && name === "index.html";
    return new Response(isVisited ? text.replace("</body>", script) : text, { headers });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/`,
    requested,
    told,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
