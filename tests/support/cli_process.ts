/** The command line in processes of its own, and a devnet for it. */
import "@nilvm/client/wasm";
import { assertEquals } from "@std/assert";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { writeConfigFiles } from "../../src/devnet/cli/config_files.ts";
import { schemas } from "./cli_schemas.ts";
import { mismatches } from "./json_schema.ts";

const entry = new URL("../../src/cli/cli.ts", import.meta.url).pathname;

/** How to run a command. */
export interface CliOptions {
  readonly stdin?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The exit code to expect; 0 unless given. */
  readonly code?: number | undefined;
}

/** What a command has written. */
export interface CliResult {
  readonly out: string;
  readonly err: string;
}

/** A folder of keys and networks for the command line. */
export class CliHome implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<CliHome> {
    return new CliHome(await Deno.makeTempDir());
  }

  /** Writes a file, and gives its path. */
  async file(name: string, content: string | Uint8Array): Promise<string> {
    const path = `${this.folder}/${name}`;
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(path, bytes);
    return path;
  }

  /** Starts a command, which the caller waits for. */
  spawn(args: readonly string[], { stdin, env }: CliOptions = {}): Deno.ChildProcess {
    return new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "--quiet", entry, ...args],
      cwd: this.folder,
      env: { XDG_CONFIG_HOME: `${this.folder}/config`, NO_COLOR: "1", ...env },
      stdin: stdin === undefined ? "null" : "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  }

  /** Runs a command, and expects its exit code. */
  async run(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
    const child = this.spawn(args, options);
    if (options.stdin !== undefined) {
      const writer = child.stdin.getWriter();
      await writer.write(new TextEncoder().encode(options.stdin));
      await writer.close();
    }
    return await ended(child, args, options.code);
  }

  /** Runs a command with `--json`, and checks what it writes against the schema of its name. */
  // deno-lint-ignore no-explicit-any
  async json(name: string, args: readonly string[], options: CliOptions = {}): Promise<any> {
    const { out } = await this.run(["--json", ...args], options);
    const document = JSON.parse(out);
    assertEquals(mismatches(schemas[name]!, document), [], `nilvm ${args.join(" ")}: ${out}`);
    return document;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
  }
}

/** Waits for a command, and expects its exit code. */
export async function ended(
  child: Deno.ChildProcess,
  args: readonly string[],
  expected = 0,
): Promise<CliResult> {
  const { code, stdout, stderr } = await child.output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assertEquals(code, expected, `nilvm ${args.join(" ")}\n${out}${err}`);
  return { out: out!, err: err! };
}

/** A devnet whose files are in a folder of the command line, with one identity. */
export async function startCli(): Promise<
  { home: CliHome; devnet: Devnet; [Symbol.asyncDispose](): Promise<void> }
> {
  const home = await CliHome.make();
  const devnet = await startDevnet({ ports: "free" });
  await writeConfigFiles(devnet, `${home.folder}/config`);
  await home.run(["keys", "new"]);
  return {
    home,
    devnet,
    async [Symbol.asyncDispose]() {
      await devnet[Symbol.asyncDispose]();
      await home[Symbol.asyncDispose]();
    },
  };
}
