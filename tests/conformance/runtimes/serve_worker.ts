import workerd from "workerd";
import { freePort } from "./runtime.ts";

/** A Worker: what it is made of and how it is set. */
export interface Worker {
  /** A folder with the files of the Worker. */
  readonly folder: string;
  /** The names of its modules, the one that it starts with first. */
  readonly modules: readonly string[];
  /** The names of its WASM files, as it imports them. */
  readonly wasmFiles: readonly string[];
  readonly compatibilityFlags: readonly string[];
  /** One before Node's APIs are there without a flag, unless given. */
  readonly compatibilityDate?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** A Worker that runs in workerd, until it is disposed of. */
export interface RunningWorker extends AsyncDisposable {
  readonly url: string;
  /** Stops it and gives all that it printed. */
  stop(): Promise<string>;
}

/** From 2026-08-04 on Node's APIs are there without a flag. */
const withoutNode = "2026-01-01";

/** Runs a Worker in workerd, on a port of its own. */
export async function serveWorker(worker: Worker): Promise<RunningWorker> {
  const { folder, modules, wasmFiles, compatibilityFlags, variables = {} } = worker;
  const { compatibilityDate = withoutNode } = worker;
  const text = JSON.stringify;
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [
        ${
    modules.map((name) => `(name = ${text(name)}, esModule = embed ${text(name)}),`).join("\n")
  }
        ${wasmFiles.map((name) => `(name = ${text(name)}, wasm = embed ${text(name)}),`).join("\n")}
      ],
      bindings = [
        ${
    Object.entries(variables).map(([name, value]) =>
      `(name = ${text(name)}, text = ${text(value)}),`
    )
      .join("\n")
  }
      ],
      compatibilityDate = "${compatibilityDate}",
      compatibilityFlags = [${compatibilityFlags.map((flag) => text(flag)).join(", ")}],
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["local", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`;
  await Deno.writeTextFile(`${folder}/config.capnp`, config);
  const port = freePort();
  const child = new Deno.Command(String(workerd.default), {
    args: ["serve", `${folder}/config.capnp`, `--socket-addr=http=127.0.0.1:${port}`],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const ended = child.output();
  await untilListening(port).catch(async (cause) => {
    child.kill();
    throw new Error(new TextDecoder().decode((await ended).stderr), { cause });
  });
  let stopped: Promise<string> | undefined;
  const stop = () =>
    stopped ??= (async () => {
      child.kill();
      const { stdout, stderr } = await ended;
      return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    })();
  return {
    url: `http://127.0.0.1:${port}`,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (let attempt = 0;; attempt++) {
    try {
      return (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    } catch (error) {
      if (attempt === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
