import { join } from "node:path";
import { buildNpm } from "../../../scripts/build_npm.ts";
import { run } from "../../../tools/run.ts";
import { installWorkerExample, type WorkerExample } from "./worker_example.ts";

/** What several runtimes share. Each part is made when the first of them asks for it. */
export class Kit implements AsyncDisposable {
  readonly #made = new AsyncDisposableStack();
  #tarball: Promise<string> | undefined;
  #project: Promise<string> | undefined;
  #workerExample: Promise<WorkerExample> | undefined;

  /** The folder of a project with the package, installed by npm from its tarball. */
  project(): Promise<string> {
    return this.#project ??= (async () => {
      const folder = await Deno.makeTempDir();
      this.#made.defer(() => Deno.remove(folder, { recursive: true }));
      await Deno.writeTextFile(join(folder, "package.json"), `{ "type": "module" }`);
      const quiet = ["--no-audit", "--no-fund"];
      await run("npm", ["install", ...quiet, await this.#pack()], { cwd: folder });
      return folder;
    })();
  }

  /** The example for Workers. */
  workerExample(): Promise<WorkerExample> {
    return this.#workerExample ??=
      (async () => this.#made.use(await installWorkerExample(await this.#pack())))();
  }

  #pack(): Promise<string> {
    return this.#tarball ??= buildNpm();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#made.disposeAsync();
  }
}
