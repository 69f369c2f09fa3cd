import type { Job } from "../context.ts";
import type { Run } from "./runtime.ts";

/** Where in a browser the suite runs. */
export type Place = "page" | "worker" | "service worker";

/** Loads the suite in its place. What goes wrong before it runs is posted. */
const starts: Record<Place, string> = {
  page: `
    import("./suite.js").catch(fail);`,
  worker: `
    const worker = new Worker("suite.js", { type: "module" });
    worker.onerror = ({ message }) => fail(message ?? "The worker does not load");`,
  "service worker": `
    navigator.serviceWorker.register("service_worker.js").then(async () => {
      const { active } = await navigator.serviceWorker.ready;
      active.postMessage("run");
    }).catch(fail);`,
};

const fail = `
  const fail = (error) => fetch("failure", { method: "POST", body: String(error?.stack ?? error) });`;

/** A server of the suite for one browser. */
export interface SuiteServer extends AsyncDisposable {
  readonly url: string;
  /** The results that the browser posts, or why there are none. */
  readonly run: Promise<Run>;
}

/** Serves the scripts in a folder to a browser, and takes the results. */
export function serveSuite(folder: string, place: Place, job: Job): SuiteServer {
  const { promise, resolve, reject } = Promise.withResolvers<Run>();
  // Awaited later than it may be rejected.
  promise.catch(() => {});
  const headers = (type: string) => ({
    "content-type": type,
    "content-security-policy": "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'",
  });
  const script = (code: BodyInit) => new Response(code, { headers: headers("text/javascript") });
  const options = { hostname: "127.0.0.1", port: 0, onListen() {} };
  const server = Deno.serve(options, async (request) => {
    const { pathname } = new URL(request.url);
    switch (pathname) {
      case "/":
        return new Response("<!doctype html><script type=module src=start.js></script>", {
          headers: headers("text/html"),
        });
      case "/start.js":
        return script(fail + starts[place]);
      case "/suite.js":
      case "/service_worker.js":
        return script(await Deno.readFile(folder + pathname));
      case "/job":
        return Response.json(job);
      case "/run": {
        const { results, printed } = await request.json();
        resolve({ results, printed: printed.join("\n") });
        return new Response();
      }
      case "/failure":
        reject(new Error(await request.text()));
        return new Response();
    }
    return new Response(null, { status: 404 });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/`,
    run: promise,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
