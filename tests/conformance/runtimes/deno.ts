import config from "../../../deno.json" with { type: "json" };
import { installedRuntime } from "../../../tools/installed_runtime.ts";
import { run } from "../../../tools/run.ts";
import { authorityFile } from "../../support/tls_fixture.ts";
import { hosts, runCommand, type Runtime } from "./runtime.ts";

const root = new URL("../../../", import.meta.url);

/** Deno from npm, with the sources of the package and the only permission that the client needs. */
export async function deno(version: string): Promise<Runtime> {
  const program = await installedRuntime("deno", version);
  const words = new TextDecoder().decode(await run(program, ["--version"]));
  return {
    title: `Deno ${/^deno (\S+)/.exec(words)?.[1]}`,
    async run(job) {
      const folder = await Deno.makeTempDir();
      try {
        // The checkout's own settings are for its tests, too, and old releases do not know all of them.
        const file = `${folder}/deno.json`;
        await Deno.writeTextFile(file, JSON.stringify({ imports: imports() }));
        const host = new URL("deno.ts", hosts).pathname;
        return await runCommand(program, [
          ...["run", "--no-check", "--no-prompt", "--no-lock", `--config=${file}`],
          ...["--allow-net=127.0.0.1", `--cert=${authorityFile}`, host],
        ], job);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  };
}

/** The package by its names, and what it imports from npm. */
function imports(): Record<string, string> {
  const own = Object.entries(config.exports).map(([name, path]) => [
    config.name + name.slice(1),
    new URL(path, root).href,
  ]);
  const others = Object.entries(config.imports).filter(([, target]) => target.startsWith("npm:"));
  return Object.fromEntries([...own, ...others]);
}
