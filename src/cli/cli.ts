/**
 * The command line: `nilvm devnet` runs a network on this machine, and controls it. From npm it is
 * `npx @nilvm/client devnet`, from JSR `deno run -A jsr:@nilvm/client/cli devnet`.
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

const help = `Usage: nilvm <command> [options]

Commands:
  devnet    runs a nilVM network on this machine, and controls it

nilvm devnet --help says more.`;

/**
 * Runs a command line.
 *
 * @param args The words after the name of the command.
 * @param isRunByNpx Whether npx runs it. A devnet then ends with npx.
 * @returns The exit code, which is 2 for a command line that cannot be right.
 */
export async function main(args: readonly string[], isRunByNpx = false): Promise<number> {
  const [command, ...rest] = args;
  if (command === "devnet") return await runDevnetCommand(rest, { isRunByNpx });
  if (command === "--help" || command === "-h") {
    console.log(help);
    return 0;
  }
  console.error(command === undefined ? help : `Unknown command '${command}'\n\n${help}`);
  return 2;
}

if (import.meta.main) main(process.argv.slice(2)).then((code) => process.exit(code));
