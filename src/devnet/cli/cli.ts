import { Command, CommanderError } from "commander";
import { readFile } from "node:fs/promises";
import process from "node:process";
import { messageOf } from "../../base/text.ts";
import { InvalidArgumentError, VmError } from "../../errors/mod.ts";
import { banner, readyLine } from "./banner.ts";
import { writeConfigFiles } from "./config_files.ts";
import { addControlCommands, type Output } from "./control.ts";
import { interrupted, parentEnded } from "./endings.ts";
import { number, numberFor, text, withFlag } from "./flags.ts";
import type { Devnet } from "../devnet.ts";
import type { DevnetTls } from "../http/tls.ts";
import { type DevnetOptions, type DevnetSettings, settle } from "../options.ts";
import { wantedPorts } from "../http/ports.ts";
import { logLine, type RequestListener } from "../request_log.ts";
import { startDevnet } from "../start_devnet.ts";

/** What the flags of the devnet set: its options, and what only the command line has. */
interface Flags extends Omit<DevnetOptions, "tls" | "log" | "ports"> {
  log?: true | string;
  freePorts?: true;
  ports?: number;
  tlsCert?: string;
  tlsKey?: string;
  exitWithParent?: true;
  writeConfig?: true;
  json?: true;
}

/** How a command line is run. */
export interface RunOptions {
  /** Where it writes. */
  readonly output?: Output;
  /** Whether npx runs it. A devnet then ends with npx, also without the flag for that. */
  readonly isRunByNpx?: boolean;
}

/** Makes the parser of `args`. */
export function devnetCommand(
  args: readonly string[],
  output: Output,
  isRunByNpx: boolean,
): Command {
  const program = new Command("nilvm devnet")
    .description("Runs a nilVM network on this machine until it is interrupted.")
    .enablePositionalOptions()
    .helpCommand(false)
    .helpOption("-h, --help", "show this")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.log(text.trimEnd()),
      writeErr: (text) => output.error(text.trimEnd()),
      // By default the parser reads environment variables, and the task has no permission for them.
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) => write(asSentence(text)),
    })
    .addOption(
      numberFor("nodes", "-n, --node-count <number>", "nodes in the network, 3 to 99 (default 3)"),
    )
    .option(
      "-t, --polynomial-degree <number>",
      "how many nodes together still learn nothing (default 1)",
      number,
    )
    .option("-p, --prime-bits <number>", "64, 128 or 256 (default 256)", number)
    // Shorter names of the same options.
    .addOption(numberFor("nodes", "--nodes <number>", "the same as --node-count").hideHelp())
    .addOption(
      numberFor("polynomialDegree", "--degree <number>", "the same as --polynomial-degree")
        .hideHelp(),
    )
    .addOption(numberFor("primeBits", "--prime <number>", "the same as --prime-bits").hideHelp())
    .option(
      "--numbers <mode>",
      "what becomes of numbers that real nodes cannot compute with: strict fails the run, asNodes gives their results, " +
        "exact gives the right ones (default strict)",
      text,
    )
    .option(
      "-s, --seed <text>",
      "what identities and ports follow from (default nillion-devnet)",
      text,
    )
    .option("--free-ports", "listen on any free ports instead of the seed's")
    .addOption(
      numberFor(
        "ports",
        "--port <number>",
        "listen on this port and those after it: a port for each node, then the chain's JSON-RPC, its gRPC and the admin API",
      ).conflicts("freePorts"),
    )
    .option(
      "--host <address>",
      "listen at the address, such as 0.0.0.0 in a container (default 127.0.0.1); whoever reaches it can pay from the " +
        "wallets, whose keys are public, and can control the devnet",
      text,
    )
    .option("--advertise <name>", "the name of this machine in the URLs for clients", text)
    .option(
      "--exit-with-parent",
      "end when the process that started it ends, or closes its standard input",
    )
    .option(
      "--tls-cert <file>",
      "let the nodes speak TLS, and over it HTTP/2 alone, with the certificate in the file, for " +
        "127.0.0.1; deno task devnet may read files in the folder .devnet only",
      text,
    )
    .option("--tls-key <file>", "the private key of that certificate", text)
    .addOption(
      numberFor(
        "blockTimeMs",
        "--block-time <milliseconds>",
        "how long a transaction waits for its block (default 50)",
      ),
    )
    .option(
      "--state <file>",
      "keep everything in the file, and go on from it the next time; deno task devnet may read and " +
        "write files in the folder .devnet only",
      text,
    )
    .option(
      "--write-config",
      "write networks/devnet.yaml and nillion-devnet.env for other tools, under " +
        "$XDG_CONFIG_HOME/nillion or ~/.config/nillion",
    )
    .option(
      "--log [format]",
      "write a line for each request when it is answered: text, or json; with --json it is json unless given",
    )
    .option("--json", "write one line of JSON when the devnet is ready, instead of the banner")
    .commandsGroup("Commands that control a running devnet:")
    .addHelpText("after", "\nEach command says more with --help.")
    .hook("preSubcommand", (program, command) => {
      if (Object.keys(program.opts()).length === 0) return;
      program.error(`Options must follow the command '${command.name()}'`);
    })
    .hook("preAction", (_, command) => checkValues(command, args));
  // Only without a command: otherwise a misspelt command would be refused as a surplus argument.
  if (args[0]?.startsWith("-") !== false) {
    program.action((flags: Flags) => run(flags, program, output, isRunByNpx));
  }
  addControlCommands(program, output);
  nameHelp(program, program.name());
  return program;
}

/** Refuses an empty value, and a flag as the value of the flag before it, as in `--seed --json`. */
function checkValues(command: Command, args: readonly string[]): void {
  for (const option of command.options) {
    const value = command.getOptionValue(option.attributeName());
    if (typeof value !== "string") continue;
    const isFlag = value.startsWith("-") && args.includes(value);
    const advice = isFlag ? `: write ${option.long}=${value} if the value is ${value}` : "";
    if (isFlag || value === "") command.error(`Option '${option.flags}' has no value${advice}`);
  }
}

/** Lets each command name its own help after an error. */
function nameHelp(command: Command, call: string): void {
  command.showHelpAfterError(`Try ${call} --help`);
  for (const child of command.commands) nameHelp(child, `${call} ${child.name()}`);
}

/** Gives the parser's errors the form of the package's. */
function asSentence(text: string): string {
  return text.replace(/^error: (.)/, (_, first) => first.toUpperCase()).replace(/\.\n$/, "\n");
}

/** Checks the options, and names the flag of one that is wrong. */
function settleFlags(options: DevnetOptions, program: Command): DevnetSettings {
  try {
    return settle(options);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    program.error(withFlag(program, error.message, error.option));
  }
}

/** Reads the certificate that the flags name, and its key. */
async function readTls(
  { tlsCert, tlsKey }: Flags,
  program: Command,
): Promise<DevnetTls | undefined> {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  const [cert, key] = await Promise.all([
    readFlagged("--tls-cert", tlsCert, program),
    readFlagged("--tls-key", tlsKey, program),
  ]);
  return { cert, key };
}

async function readFlagged(
  flag: string,
  file: string | undefined,
  program: Command,
): Promise<string> {
  if (file === undefined) program.error(`--tls-cert and --tls-key go together: ${flag} is missing`);
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const isForbidden = (error as Error).name === "NotCapable";
    const why = isForbidden ? `reading it needs --allow-read=${file}` : messageOf(error);
    program.error(`${flag}: ${file} cannot be read: ${why}`);
  }
}

function configHome(program: Command): string {
  const { HOME: home, XDG_CONFIG_HOME: configured } = process.env;
  return configured || (home && `${home}/.config`) ||
    program.error("--write-config needs HOME or XDG_CONFIG_HOME to be set");
}

/** A line for each port of the seed that is taken, with the URL that is used instead. */
function movedPorts(
  { nodes, network }: Devnet,
  admin: string,
  settings: DevnetSettings,
): string[] {
  if (settings.ports !== "seeded") return [];
  const wanted = wantedPorts(settings);
  const places = [
    ...nodes.map(({ endpoint, index }) => [`node ${index}`, endpoint] as const),
    ["the chain", network.chainRpcEndpoint!] as const,
    ["the chain's gRPC", network.chainGrpcEndpoint!] as const,
    ["the admin API", admin] as const,
  ];
  return places.flatMap(([what, url], at) =>
    new URL(url).port === `${wanted[at]}`
      ? []
      : [`Port ${wanted[at]} is taken, so ${what} listens at ${url} instead`]
  );
}

/** Writes logged requests in the format that the flags name, if they name one. */
function logTo(
  output: Output,
  format: true | string | undefined,
  isJson: boolean,
  program: Command,
): RequestListener | undefined {
  switch (format) {
    case undefined:
      return undefined;
    case true:
      return logTo(output, isJson ? "json" : "text", isJson, program);
    case "json":
      return (request) => output.log(JSON.stringify(request));
    case "text":
      return (request) => output.log(logLine(request));
    default:
      program.error(`--log takes text or json, not ${format}`);
  }
}

async function run(
  flags: Flags,
  program: Command,
  output: Output,
  isRunByNpx: boolean,
): Promise<void> {
  const {
    freePorts,
    ports,
    exitWithParent,
    writeConfig,
    json,
    log,
    tlsCert: _,
    tlsKey: __,
    ...others
  } = flags;
  const tls = await readTls(flags, program);
  const options: DevnetOptions = {
    ...others,
    tls,
    ports: ports ?? (freePorts ? "free" : "seeded"),
    admin: true,
    log: logTo(output, log, json === true, program),
  };
  const settings = settleFlags(options, program);
  // From now on, also while it starts.
  const stopped = Promise.race([
    interrupted(),
    ...(exitWithParent || isRunByNpx ? [parentEnded(exitWithParent === true)] : []),
  ]);
  const devnet = await startDevnet(options);
  try {
    const admin = devnet.adminUrl!;
    for (const line of movedPorts(devnet, admin, settings)) output.error(line);
    const files = writeConfig ? await writeConfigFiles(devnet, configHome(program)) : undefined;
    if (json) {
      output.log(readyLine(devnet, admin));
    } else {
      output.log(banner(devnet, admin, settings));
      if (files !== undefined) output.log(`Wrote ${files.network}\nand   ${files.env}\n`);
      if (files?.replaced !== undefined) {
        output.log(
          `The files named ${files.replaced} before: a devnet there can now be reached by its URL only\n`,
        );
      }
      output.log("Ready; Ctrl-C ends it");
    }
    await Promise.race([stopped, devnet.ended]);
  } finally {
    await devnet[Symbol.asyncDispose]();
  }
}

/** Runs a command line; resolves to the exit code, which is 2 for a command line that cannot be right. */
export async function runDevnetCommand(
  args: readonly string[],
  { output = console, isRunByNpx = false }: RunOptions = {},
): Promise<number> {
  // The parser would read `-n=2` as `-n` with the value `=2`.
  const spelled = args.map((arg) => arg.replace(/^(-[a-z])=/, "$1"));
  try {
    await devnetCommand(spelled, output, isRunByNpx).parseAsync(spelled, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof VmError)) throw error;
    output.error(error.message);
    return 1;
  }
}
