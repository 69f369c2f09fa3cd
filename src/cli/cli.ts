/**
 * The command line, nilvm: a network on this machine, keys, values, programs and money. In a project with the npm package
 * it is `npx nilvm`, from JSR `deno run -A jsr:@nilvm/client/cli`. `docs/cli.md` tells of all commands.
 *
 * @example Run a command line in this process
 * ```ts
 * import { main } from "@nilvm/client/cli";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await main(["devnet", "--help"]), 0);
 * ```
 *
 * @module
 */
import "../entry/inline_with_programs.ts";
import process from "node:process";
import { runDevnetCommand } from "../devnet/cli/cli.ts";

/**
 * Runs a command line.
 *
 * @param args The words after the name of the command.
 * @param isRunByNpx Whether npx runs it. A devnet then ends with npx.
 * @returns The exit code: 0, 1 for what is refused, 2 for a command line that cannot be right, 3 for what cannot be
 * reached, and 4 for what is unknown.
 */
export async function main(args: readonly string[], isRunByNpx = false): Promise<number> {
  const [command, ...rest] = args;
  if (command === "devnet") return await runDevnetCommand(rest, { isRunByNpx });
  // A devnet needs none of it.
  const { run } = await import("./run.ts");
  const code = await run(args, {
    out: (text) => typeof text === "string" ? console.log(text) : process.stdout.write(text),
    error: (text) => console.error(text),
  });
  // The process may end before a pipe has taken all.
  await new Promise<void>((resolve) => process.stdout.write("", () => resolve()));
  return code;
}

if (import.meta.main) main(process.argv.slice(2)).then((code) => process.exit(code));
