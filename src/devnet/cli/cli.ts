/**
 * The devnet as a command: `deno task devnet`, or `deno task devnet --help`.
 *
 * @module
 */

import "../../entry/deno_with_programs.ts";
import { InvalidArgumentError, VmError } from "../../errors/mod.ts";
import { acknowledged } from "../http/acknowledged.ts";
import { adminEndpoint } from "../http/admin_endpoint.ts";
import { asFlags } from "./as_flags.ts";
import { banner, readyLine } from "./banner.ts";
import { writeConfigFiles } from "./config_files.ts";
import { commandHelp } from "./command_help.ts";
import { ADMIN_URL, CALL, control, controlHelp, helpFlag } from "./control_cli.ts";
import type { Devnet } from "../mod.ts";
import { openPorts } from "../http/open_ports.ts";
import { type DevnetOptions, type DevnetSettings, settle } from "../options.ts";
import { ADMIN_PORT, CHAIN_GRPC_PORT, CHAIN_RPC_PORT, seededPorts } from "../http/ports.ts";
import { type FlagValues, readFlags } from "./read_flags.ts";
import { startWithFile } from "../start_devnet.ts";
import { UsageError } from "./usage_error.ts";

const devnetCommand = {
  call: CALL,
  summary: "Runs a nilVM network on this machine, until it is interrupted.",
  words: {},
  flags: {
    "node-count": {
      short: "n",
      takes: "NUMBER",
      help: "nodes in the network, 3 to 99 (default 3)",
    },
    "polynomial-degree": {
      short: "t",
      takes: "NUMBER",
      help: "how many nodes together still learn nothing (default 1)",
    },
    "prime-bits": { short: "p", takes: "NUMBER", help: "64, 128 or 256 (default 256)" },
    "seed": {
      short: "s",
      takes: "TEXT",
      help: "what identities and ports follow from (default nillion-devnet)",
    },
    "free-ports": { help: "listen on any free ports instead of the seed's" },
    "block-time": {
      takes: "MILLISECONDS",
      help: "how long a transaction waits for its block (default 50)",
    },
    "state": {
      takes: "FILE",
      help: "keep everything in FILE and go on from it the next time; the task\n" +
        "may read and write files in the folder .devnet only",
    },
    "write-config": {
      help: "write networks/devnet.yaml and nillion-devnet.env for other tools,\n" +
        "under $XDG_CONFIG_HOME/nillion or ~/.config/nillion",
    },
    "json": { help: "say that it is ready in one line of JSON" },
    ...helpFlag,
  },
} as const;

/** The flags of options that are called otherwise. */
const flagsOfOptions = { nodes: "node-count", blockTimeMs: "block-time" };

const help = `${commandHelp(devnetCommand)}

Commands that control a devnet which runs already; each says more with --help, and takes --admin URL
where the devnet showed another admin URL than ${ADMIN_URL}:

${controlHelp}`;

type Flags = FlagValues<typeof devnetCommand.flags>;

function optionsOf(flags: Flags): DevnetOptions {
  return {
    nodes: flags["node-count"],
    polynomialDegree: flags["polynomial-degree"],
    primeBits: flags["prime-bits"] as DevnetOptions["primeBits"],
    seed: flags.seed,
    ports: flags["free-ports"] ? "free" : "seeded",
    blockTimeMs: flags["block-time"],
    state: flags.state,
  };
}

/** Checks the options of flags, and names the flags where one makes no sense. */
function settleFlags(options: DevnetOptions): DevnetSettings {
  try {
    return settle(options);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new UsageError(CALL, asFlags(error.message, devnetCommand.flags, flagsOfOptions));
  }
}

function configHome(): string {
  const home = Deno.env.get("HOME");
  const found = Deno.env.get("XDG_CONFIG_HOME") || (home && `${home}/.config`);
  if (!found) throw new UsageError(CALL, "--write-config needs HOME or XDG_CONFIG_HOME to be set");
  return found;
}

/** Says which of the seed's ports were taken, and what took their place. */
function movedPorts(
  { nodes, network }: Devnet,
  admin: string,
  { seed, ports }: DevnetSettings,
): string[] {
  if (ports !== "seeded") return [];
  const nodePorts = seededPorts(seed, nodes.length);
  const places = [
    ...nodes.map(({ endpoint, index }) => [`node ${index}`, nodePorts[index], endpoint] as const),
    ["the chain", CHAIN_RPC_PORT, network.chainRpcEndpoint!] as const,
    ["the chain's gRPC", CHAIN_GRPC_PORT, network.chainGrpcEndpoint!] as const,
    ["the admin API", ADMIN_PORT, admin] as const,
  ];
  return places.flatMap(([what, wanted, url]) =>
    new URL(url).port === `${wanted}`
      ? []
      : [`Port ${wanted} is taken, so ${what} listens at ${url} instead`]
  );
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    const signals: Deno.Signal[] = ["SIGINT", "SIGTERM", "SIGHUP"];
    const onSignal = () => {
      // Without its listeners the process ends at once when it is told a second time.
      for (const signal of signals) Deno.removeSignalListener(signal, onSignal);
      resolve();
    };
    for (const signal of signals) Deno.addSignalListener(signal, onSignal);
  });
}

async function run(flags: Flags): Promise<void> {
  const options = optionsOf(flags);
  const settings = settleFlags(options);
  const { devnet: started, file } = await startWithFile(options);
  await using devnet = started;
  await using ports = new AsyncDisposableStack();
  const wanted = settings.ports === "seeded" ? [ADMIN_PORT] : [];
  const [admin = ""] = await openPorts([acknowledged(adminEndpoint(devnet), file)], wanted, ports);
  const stopped = interrupted();
  for (const line of movedPorts(devnet, admin, settings)) console.error(line);
  const files = flags["write-config"] ? await writeConfigFiles(devnet, configHome()) : undefined;
  if (flags.json) {
    console.log(readyLine(devnet, admin));
  } else {
    console.log(banner(devnet, admin, settings));
    if (files !== undefined) console.log(`Wrote ${files.network}\nand   ${files.env}\n`);
    if (files?.replaced !== undefined) {
      console.log(
        `They named ${files.replaced} before: a devnet there is now found by its URL only\n`,
      );
    }
    console.log("Ready; Ctrl-C ends it");
  }
  await stopped;
}

async function main(args: readonly string[]): Promise<number> {
  try {
    const isControl = args[0]?.startsWith("-") === false;
    if (isControl) {
      console.log(await control(args));
      return 0;
    }
    const { flags } = readFlags(devnetCommand, args);
    if (flags.help) console.log(help);
    else await run(flags);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof VmError)) throw error;
    const isUsage = error instanceof UsageError;
    console.error(error.message);
    if (isUsage) console.error(`Try ${error.command} --help`);
    return isUsage ? 2 : 1;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
