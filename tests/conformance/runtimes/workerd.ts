import workerdPackage from "workerd";
import { bundle, freePort, type Run, type Runtime, wasm } from "./runtime.ts";
import type { Job } from "../surroundings.ts";

/** A Worker: what it is made of and how it is set. */
export interface Worker {
  /** A folder with the files of the Worker. */
  readonly folder: string;
  /** The module that it starts with. */
  readonly main: string;
  /** The names of its WASM files, as it imports them. */
  readonly wasmFiles: readonly string[];
  readonly compatibilityFlags: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

/** A Worker that runs in workerd, until it is disposed of. */
export interface RunningWorker extends AsyncDisposable {
  readonly url: string;
  /** Stops it and gives all that it printed. */
  stop(): Promise<string>;
}

/** Runs a Worker in workerd, on a port of its own. */
export async function serveWorker(worker: Worker): Promise<RunningWorker> {
  const { folder, main, wasmFiles, compatibilityFlags, variables = {} } = worker;
  const text = JSON.stringify;
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [
        (name = ${text(main)}, esModule = embed ${text(main)}),
        ${wasmFiles.map((name) => `(name = ${text(name)}, wasm = embed ${text(name)}),`).join("\n")}
      ],
      bindings = [
        ${
    Object.entries(variables).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)}),`)
      .join("\n")
  }
      ],
      compatibilityDate = "${workerdPackage.compatibilityDate}",
      compatibilityFlags = [${compatibilityFlags.map((flag) => text(flag)).join(", ")}],
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["local", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`;
  await Deno.writeTextFile(`${folder}/config.capnp`, config);
  const port = freePort();
  const child = new Deno.Command(String(workerdPackage.default), {
    args: ["serve", `${folder}/config.capnp`, `--socket-addr=http=127.0.0.1:${port}`],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const ended = child.output();
  await untilListening(port);
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

/** workerd, with these compatibility flags. */
export function workerd(...compatibilityFlags: string[]): Runtime {
  const suffix = compatibilityFlags.length > 0 ? ` with ${compatibilityFlags.join(", ")}` : "";
  return {
    name: `workerd${suffix}`,
    title: `workerd ${workerdPackage.version}${suffix}`,
    async run(job: Job): Promise<Run> {
      const folder = await Deno.makeTempDir();
      try {
        const wasmFiles = ["masking_bg.wasm", "programs_bg.wasm"];
        const main = "worker.js";
        await bundle("worker.ts", `${folder}/${main}`, "--platform=browser", "--external=*.wasm");
        for (const name of wasmFiles) await Deno.copyFile(new URL(name, wasm), `${folder}/${name}`);
        await using worker = await serveWorker({ folder, main, wasmFiles, compatibilityFlags });
        const response = await fetch(worker.url, { method: "POST", body: JSON.stringify(job) });
        const body = await response.text();
        const printed = await worker.stop();
        if (!response.ok) throw new Error(`workerd gave no results:\n${body}\n${printed}`);
        return { results: JSON.parse(body), printed };
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  };
}
