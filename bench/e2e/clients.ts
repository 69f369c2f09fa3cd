import { join } from "node:path";
import { bundleIntoFile } from "../../tools/bundle.ts";
import { installedRuntime } from "../../tools/installed_runtime.ts";
import { pythonWithPackages } from "../../tools/python_packages.ts";
import { run } from "../../tools/run.ts";
import { LineProcess } from "../line_process.ts";
import { pythonRelease } from "../names.ts";
import type { Answer, Run, RunTask, Task } from "./task.ts";

const root = new URL("../../", import.meta.url).pathname;
const source = new URL("our_client.ts", import.meta.url);
const nodeVersion = "24.22.3";

/** The clients in the order in which they are measured. The last one is the rival. */
export const clientNames = [
  `ours in Deno ${Deno.version.deno}`,
  `ours in Node ${nodeVersion}`,
  `pypi:nillion-client@${pythonRelease}`,
] as const;

/** A client that can be measured. */
export interface MeasuredClient {
  /** Does one operation several times. */
  run(task: Omit<RunTask, "do">): Promise<Run>;
  /** Does what needs no time taken. */
  tell(task: Exclude<Task, RunTask>): Promise<void>;
}

/** A client in a process of its own. */
export class ClientProcess implements MeasuredClient, AsyncDisposable {
  readonly #process: LineProcess;

  /** Starts the process. */
  constructor(program: string, args: string[]) {
    this.#process = new LineProcess(program, args);
  }

  async run(task: Omit<RunTask, "do">): Promise<Run> {
    return await this.#ask({ do: "run", ...task }) as Run;
  }

  async tell(task: Exclude<Task, RunTask>): Promise<void> {
    await this.#ask(task);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }

  async #ask(task: Task): Promise<Answer> {
    const answer: Answer = JSON.parse(await this.#process.ask(JSON.stringify(task)));
    if (answer.error !== undefined) throw new Error(`${JSON.stringify(task)}: ${answer.error}`);
    return answer;
  }
}

/** Starts the clients of {@linkcode clientNames}. Makes the npm package and the virtual environment that they need. */
export async function startClients(owner: AsyncDisposableStack): Promise<MeasuredClient[]> {
  const commands: [string, string[]][] = [
    [Deno.execPath(), ["run", "-A", source.pathname]],
    [await installedRuntime("node", nodeVersion), [await nodeScript()]],
    [await pythonWithPackages(pythonRelease), ["bench/e2e/python_client.py"]],
  ];
  return commands.map(([program, args]) => owner.use(new ClientProcess(program, args)));
}

/** Puts the package for npm into a project, and our client's script beside it. */
async function nodeScript(): Promise<string> {
  const folder = join(root, ".cache/bench_e2e");
  await Deno.remove(folder, { recursive: true }).catch(() => {});
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(join(folder, "package.json"), `{ "type": "module" }`);
  const built = await run(Deno.execPath(), ["run", "-A", "scripts/build_npm.ts"], { cwd: root });
  const tarball = new TextDecoder().decode(built).trim();
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  await run("npm", ["install", ...quiet, tarball], { cwd: folder });
  const script = join(folder, "our_client.js");
  await bundleIntoFile(source, script, "--external=@nilvm/client", "--external=@nilvm/client/*");
  return script;
}
