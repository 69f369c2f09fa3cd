import type { Command } from "commander";
import { CommandContext, type CommonFlags, type Host } from "./command_context.ts";

/** What a command does: with the words of its arguments, and with its options. */
export type Act<Flags> = (
  context: CommandContext,
  flags: Flags & CommonFlags,
  // What commander has made of the words of the arguments.
  // deno-lint-ignore no-explicit-any
  ...words: any[]
) => Promise<void>;

/** Lets a command do something. */
export function acting<Flags>(command: Command, host: Host, act: Act<Flags>): Command {
  return command.action(async function (this: Command) {
    const flags = this.optsWithGlobals<Flags & CommonFlags>();
    await act(new CommandContext(flags, host), flags, ...this.processedArgs);
  });
}

/** A command that pays: it can show its price only. */
export function paying(command: Command): Command {
  return command.option("--quote", "show the price only; nothing is paid or sent to nodes");
}
