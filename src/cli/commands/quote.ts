import type { Command } from "commander";
import type { CommonFlags } from "../base/command_context.ts";

/**
 * Adds the command that shows the price of another one.
 *
 * @param runAsQuote Runs a command line with `--quote`.
 */
export function addQuote(
  program: Command,
  runAsQuote: (words: readonly string[], flags: CommonFlags) => Promise<void>,
): void {
  program.command("quote")
    .description("Shows the price of a command, such as nilvm quote store note=@FILE.")
    .argument("<command...>", "the command, with all its words")
    .allowUnknownOption()
    .action(async function () {
      await runAsQuote(this.args, this.optsWithGlobals());
    });
}
