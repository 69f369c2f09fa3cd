import workerd from "workerd";

/** The files and settings of a Worker. */
export interface Worker {
  /** A folder with the files of the Worker. */
  readonly folder: string;
  /** The names of its modules, the main module first. */
  readonly modules: readonly string[];
  /** The names of its WASM files, as it imports them. */
  readonly wasmFiles: readonly string[];
  readonly compatibilityFlags: readonly string[];
  /** A date before Node's APIs came without a flag, unless given. */
  readonly compatibilityDate?: string;
  /** An authority in PEM that it trusts over TLS. */
  readonly authority?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** The classes of its Durable Objects, each by the name under which it finds them. Their storage is in memory. */
  readonly durableObjects?: Readonly<Record<string, string>>;
}

/** A Worker that runs in workerd until it is disposed. */
export interface RunningWorker extends AsyncDisposable {
  readonly url: string;
  /** Stops the Worker and returns its output. */
  stop(): Promise<string>;
}

/** From 2026-08-04 on, Node's APIs come without a flag. */
const withoutNode = "2026-01-01";

/** Runs a Worker in workerd at a free port. */
export async function serveWorker(worker: Worker): Promise<RunningWorker> {
  const { folder, modules, wasmFiles, compatibilityFlags, variables = {}, durableObjects = {} } =
    worker;
  const { compatibilityDate = withoutNode, authority } = worker;
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
        ${
    Object.entries(durableObjects).map(([name, className]) =>
      `(name = ${text(name)}, durableObjectNamespace = ${text(className)}),`
    ).join("\n")
  }
      ],
      durableObjectNamespaces = [
        ${
    Object.values(durableObjects).map((className) =>
      `(className = ${text(className)}, uniqueKey = ${text(className)}),`
    ).join("\n")
  }
      ],
      durableObjectStorage = (inMemory = void),
      compatibilityDate = "${compatibilityDate}",
      compatibilityFlags = [${compatibilityFlags.map((flag) => text(flag)).join(", ")}],
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (
      allow = ["local", "private"],
      ${authority === undefined ? "" : `tlsOptions = (trustedCertificates = [${text(authority)}]),`}
    )),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`;
  const file = `${folder}/config.capnp`;
  await Deno.writeTextFile(file, config);
  // workerd prints its port once it serves. Nothing else goes to this standard output.
  const command = 'exec "$0" serve "$1" --control-fd=3 3>&1 1>&2';
  const child = new Deno.Command("sh", {
    args: ["-c", command, String(workerd.default), file],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const printed = new Response(child.stderr).text();
  const told = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await told.read();
  await told.cancel();
  if (value === undefined) throw new Error(`workerd has not started:\n${await printed}`);
  let stopped: Promise<string> | undefined;
  const stop = () =>
    stopped ??= (async () => {
      child.kill();
      await child.status;
      return await printed;
    })();
  return {
    url: `http://127.0.0.1:${JSON.parse(value).port}`,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}
