import { join } from "node:path";
import { run } from "../../../tools/run.ts";
import { readPage } from "../projects/page_project.ts";
import { type StartedServer, startServer } from "../projects/started_server.ts";

const cache = new URL("../../../.cache/nginx/", import.meta.url).pathname;
const program = join(cache, "usr/sbin/nginx");

/**
 * Starts Debian's nginx before a node, with the configuration of `docs/deploy/proxies.md`.
 *
 * @param nodeUrl The address of the node.
 * @param change Changes the configuration.
 */
export async function startNginx(
  nodeUrl: string,
  change: (config: string) => string = (config) => config,
): Promise<StartedServer> {
  await unpack();
  const folder = await Deno.makeTempDir();
  const config = (await readPage("proxies.md")).files.get("nginx.conf")!;
  const file = `${folder}/nginx.conf`;
  const command = (port: number): [string, ...string[]] => {
    const text = change(config)
      .replace("127.0.0.1:14311", new URL(nodeUrl).host)
      .replace("127.0.0.1:8443", `127.0.0.1:${port}`)
      .replace("http {", `http {\n${onlyIn(folder)}`);
    Deno.writeTextFileSync(file, text);
    // Root's nginx works as another user otherwise, who cannot write into the folder.
    const globals = `user root; daemon off; pid ${folder}/pid; error_log stderr;`;
    return [program, "-p", folder, "-e", "stderr", "-c", file, "-g", globals];
  };
  const server = await startServer(command, { cwd: folder, env: {} });
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** Keeps what nginx writes inside a folder, so that it needs no rights on the system. */
function onlyIn(folder: string): string {
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return ["access_log off;", ...kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`)]
    .join("\n");
}

/** Unpacks Debian's nginx into the cache, unless it is there. Installing it would start a service on port 80. */
async function unpack(): Promise<void> {
  try {
    await Deno.stat(program);
  } catch {
    await Deno.mkdir(cache, { recursive: true });
    await run("apt-get", ["update", "-q"]);
    await run("apt-get", ["download", "-q", "nginx"], { cwd: cache });
    await run("sh", ["-c", "dpkg -x nginx_*.deb ."], { cwd: cache });
  }
}
