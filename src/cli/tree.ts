import { Command } from "commander";
import { amount, duration } from "./base/flags.ts";
import type { CommonFlags, Host } from "./base/command_context.ts";
import { addCompute } from "./commands/compute.ts";
import { addCompletions } from "./commands/completions.ts";
import { addDashboard } from "./commands/dashboard.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addKeys } from "./commands/keys.ts";
import { addMoney } from "./commands/money.ts";
import { addContext, addNetworks, addPin } from "./commands/networks.ts";
import { addPermissions } from "./commands/permissions.ts";
import { addRead } from "./commands/read.ts";
import { addPrograms } from "./commands/programs.ts";
import { addQuote } from "./commands/quote.ts";
import { addStatus } from "./commands/status.ts";
import { addStore } from "./commands/store.ts";
import { version } from "./version.ts";

/** Makes the parser of all commands. That of the devnet has a parser of its own. */
export function buildTree(host: Host): Command {
  const { streams } = host;
  const program = new Command("nilvm")
    .description("Secrets in shares, on the independent nodes of a nilVM network.")
    .version(version, "--version", "show the version")
    .helpCommand(false)
    .helpOption("-h, --help", "show this")
    .option("-i, --identity <name>", "whose key is used (or NILVM_IDENTITY, or NILVM_KEY)")
    .option("-n, --network <name>", "which network is used (or NILVM_NETWORK)")
    .option("--json", "write JSON, for programs")
    .option("--yaml", "write YAML")
    .option("--verbose", "tell all that is known of an error")
    .option("--timeout <time>", "how long each step may take, such as 30s (default 2m)", duration)
    .option("--max-fees <amount>", "refuse a higher price, such as 5nil", amount)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.out(text.trimEnd()),
      writeErr: (text) => streams.error(text.trimEnd()),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) => write(asSentence(text)),
    });
  program.commandsGroup("Set up:");
  // It has a parser of its own, which is used when it is the first word.
  program.command("devnet").description("Runs a nilVM network on this machine, and controls it.")
    .helpOption(false).allowUnknownOption().allowExcessArguments()
    .action(() => program.error("devnet is the first word, and its options follow it"));
  addKeys(program, host);
  addNetworks(program, host);
  addContext(program, host);
  addPin(program, host);
  program.commandsGroup("Values:");
  addStore(program, host);
  addRead(program, host);
  addPermissions(program, host);
  program.commandsGroup("Programs and keys of the network:");
  addPrograms(program, host);
  addCompute(program, host);
  program.commandsGroup("Money:");
  addMoney(program, host);
  program.commandsGroup("The network:");
  addStatus(program, host);
  addDoctor(program, host);
  addDashboard(program, host);
  program.commandsGroup("Other:");
  addQuote(program, (words, flags) => runAsQuote(words, flags, host));
  addCompletions(program, host);
  nameHelp(program, "nilvm");
  return program;
}

/** The command that words name. */
function commandOf(command: Command, words: readonly string[]): Command {
  const isNamed = (child: Command) => [child.name(), ...child.aliases()].includes(words[0] ?? "");
  const child = command.commands.find(isNamed);
  return child === undefined ? command : commandOf(child, words.slice(1));
}

/** The words that lead to a command, such as `nilvm keys new`. */
function callOf(command: Command): string {
  const { parent } = command;
  return parent === null ? command.name() : `${callOf(parent)} ${command.name()}`;
}

/** Runs a command line again, with the options that it had and `--quote`. */
async function runAsQuote(
  words: readonly string[],
  flags: CommonFlags,
  host: Host,
): Promise<void> {
  const again = buildTree(host);
  const named = commandOf(again, words);
  if (named.options.every(({ long }) => long !== "--quote")) {
    // Its other words are not repeated: one may be a secret.
    named.error(`error: quote shows no price of ${callOf(named)}`);
  }
  for (const [name, value] of Object.entries(flags)) again.setOptionValue(name, value);
  await again.parseAsync([...words, "--quote"], { from: "user" });
}

/** Lets each command name its own help after an error. */
function nameHelp(command: Command, call: string): void {
  command.showHelpAfterError(`Try ${call} --help`).helpCommand(false);
  for (const child of command.commands) nameHelp(child, `${call} ${child.name()}`);
}

/** Gives the parser's errors the form of the package's. */
function asSentence(text: string): string {
  return text.replace(/^error: (.)/, (_, first) => first.toUpperCase()).replace(/\.\n$/, "\n");
}
