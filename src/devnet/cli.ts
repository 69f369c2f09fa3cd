/**
 * The devnet as a command: `deno task devnet`, or `deno task devnet --help`.
 *
 * @module
 */

import { parseArgs } from "node:util";
import "../wasm/deno.js";
import { VmError } from "../errors.ts";
import { acknowledged } from "./acknowledged.ts";
import { adminEndpoint } from "./admin_endpoint.ts";
import { banner, readyLine } from "./banner.ts";
import { writeConfigFiles } from "./config_files.ts";
import { control, controlHelp, isControl } from "./control_cli.ts";
import type { Devnet } from "./mod.ts";
import { openPorts } from "./open_ports.ts";
import { type DevnetOptions, type DevnetSettings, settle } from "./options.ts";
import { ADMIN_PORT, CHAIN_GRPC_PORT, CHAIN_RPC_PORT, seededPorts } from "./ports.ts";
import { startWithFile } from "./start_devnet.ts";
import { UsageError } from "./usage_error.ts";

const help = `Runs a nilVM network on this machine, until it is interrupted.

Usage: deno task devnet [options]

  -n, --node-count NUMBER         nodes in the network, 3 to 99 (default 3)
  -t, --polynomial-degree NUMBER  how many nodes together still learn nothing (default 1)
  -p, --prime-bits NUMBER         64, 128 or 256 (default 256)
  -s, --seed TEXT                 what identities and ports follow from (default nillion-devnet)
      --free-ports                listen on any free ports instead of the seed's
      --block-time MILLISECONDS   how often the chain makes a block
      --state FILE                keep everything in FILE and go on from it the next time; the task
                                  may read and write files in the folder .devnet
      --write-config              write networks/devnet.yaml and nillion-devnet.env for other
                                  tools, under $XDG_CONFIG_HOME/nillion or ~/.config/nillion
      --json                      say that it is ready in one line of JSON
  -h, --help                      show this

To control one that runs: deno task devnet COMMAND
${controlHelp}`;

interface Command {
  options: DevnetOptions;
  writeConfig: boolean;
  json: boolean;
}

function readCommand(args: string[]): Command | "help" {
  const { values } = parseArgs({
    args,
    options: {
      "node-count": { type: "string", short: "n" },
      "polynomial-degree": { type: "string", short: "t" },
      "prime-bits": { type: "string", short: "p" },
      "seed": { type: "string", short: "s" },
      "free-ports": { type: "boolean" },
      "block-time": { type: "string" },
      "state": { type: "string" },
      "write-config": { type: "boolean" },
      "json": { type: "boolean" },
      "help": { type: "boolean", short: "h" },
    },
  });
  if (values.help) return "help";
  const number = (name: "node-count" | "polynomial-degree" | "prime-bits" | "block-time") => {
    const text = values[name];
    if (text !== undefined && !/^\d{1,9}$/.test(text)) {
      throw new UsageError(`--${name} takes a number, not ${text}`);
    }
    return text === undefined ? undefined : Number(text);
  };
  return {
    options: {
      nodes: number("node-count"),
      polynomialDegree: number("polynomial-degree"),
      primeBits: number("prime-bits") as DevnetOptions["primeBits"],
      seed: values.seed,
      ports: values["free-ports"] ? "free" : "seeded",
      blockTimeMs: number("block-time"),
      state: values.state,
    },
    writeConfig: values["write-config"] ?? false,
    json: values.json ?? false,
  };
}

function configHome(): string {
  const home = Deno.env.get("HOME");
  const found = Deno.env.get("XDG_CONFIG_HOME") || (home && `${home}/.config`);
  if (!found) throw new UsageError("--write-config needs HOME or XDG_CONFIG_HOME to be set");
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

async function run(command: Command): Promise<void> {
  const settings = settle(command.options);
  const { devnet: started, file } = await startWithFile(command.options);
  await using devnet = started;
  await using ports = new AsyncDisposableStack();
  const wanted = settings.ports === "seeded" ? [ADMIN_PORT] : [];
  const [admin = ""] = await openPorts([acknowledged(adminEndpoint(devnet), file)], wanted, ports);
  const stopped = interrupted();
  for (const line of movedPorts(devnet, admin, settings)) console.error(line);
  const files = command.writeConfig ? await writeConfigFiles(devnet, configHome()) : undefined;
  if (command.json) {
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

async function main(): Promise<number> {
  try {
    if (isControl(Deno.args)) {
      console.log(await control(Deno.args));
      return 0;
    }
    const command = readCommand(Deno.args);
    if (command === "help") console.log(help);
    else await run(command);
    return 0;
  } catch (error) {
    const isUsage = error instanceof UsageError || error instanceof VmError ||
      error instanceof TypeError && `${(error as { code?: string }).code}`.startsWith("ERR_PARSE");
    if (!isUsage) throw error;
    console.error(`${(error as Error).message}\nTry --help`);
    return 2;
  }
}

if (import.meta.main) Deno.exit(await main());
