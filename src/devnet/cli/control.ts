import type { Command } from "commander";
import { readFile, writeFile } from "node:fs/promises";
import { messageOf } from "../../base/text.ts";
import { InvalidArgumentError, UnavailableError } from "../../errors/mod.ts";
import { AdminApi, usualAdminUrl as adminUrl } from "../admin_api.ts";
import { connectDevnet, type RemoteDevnet } from "../connect_devnet.ts";
import { faultMethods } from "../faults/check_fault.ts";
import { type LoggedRequest, logLine } from "../request_log.ts";
import { formed, names, number, text, withFlag } from "./flags.ts";

/** Where the command line writes. */
export type Output = Pick<Console, "log" | "error">;

interface Request {
  method: string;
  path: string;
  body?: Record<string, unknown>;
}

/** Makes a command's request from its flags, under the names of the JSON fields, and its arguments. */
type MakeRequest = (flags: Record<string, unknown>, ...words: string[]) => Request;

const connectionFaults = `
Kinds of faults:
  down         drop connections before a request is read
  slow         let requests wait for --delay-ms, in the devnet's time
  disconnect   carry requests out, and drop the connection after --after-bytes of
               the answer`;

const nodeFaults = `${connectionFaults}
  refuse       refuse requests with the gRPC status --code
  lie          give wrong answers, as well formed as the true ones`;

const chainFaults = `${connectionFaults}
  stall        make no blocks until the fault is cleared
  drop         take transactions and forget them
  lag          let transactions be found --delay-ms after their block`;

const times = "a time such as 500ms, 30s, 15m, 12h or 2d";
const wallets = "a wallet's number, from 0, or an address";
const wholeNumber = formed(/^\d+$/, "a whole number");

const msOf: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * Adds the commands that control a running devnet.
 *
 * @param output Takes the devnet's answers, in JSON.
 */
export function addControlCommands(program: Command, output: Output): void {
  const add = (parent: Command, name: string, description: string, request: MakeRequest) =>
    parent.command(name)
      .description(description)
      .option("--admin <url>", `the admin URL that the devnet showed (default ${adminUrl})`, text)
      .action(async function () {
        const { admin = adminUrl, ...flags } = this.opts();
        output.log(await ask(this, admin, request(flags, ...this.processedArgs)));
      });

  add(
    program,
    "status",
    "Shows the time in the devnet, its nodes, its chain, its faults, and what is stored and run in it.",
    () => ({ method: "GET", path: "/status" }),
  );

  add(program, "advance", "Moves the time in the devnet forward.", (_, time) => ({
    method: "POST",
    path: "/clock/advance",
    body: { ms: Number.parseFloat(time!) * msOf[time!.replace(/^[\d.]+/, "")]! },
  }))
    .argument("<time>", times, formed(/^\d+(\.\d+)?(ms|s|m|h|d)$/, times))
    .addHelpText(
      "after",
      `
Clients in other processes keep their own clocks. Such a client still pays for a
quote that has expired in the devnet, and the network then refuses it.`,
    );

  const fault = program.command("fault")
    .description("Gives a node or the chain a fault.")
    .helpCommand(false);

  const ofNode = add(
    fault,
    "node",
    "Gives a node a fault, and shows the fault with its ID.",
    (flags, node, kind) => ({
      method: "POST",
      path: `/nodes/${node}/faults`,
      body: { kind, ...flags },
    }),
  ).argument("<number>", "a node's number, from 0", wholeNumber);
  addFaultFlags(ofNode, faultMethods.node, nodeFaults)
    .option("--code <name>", "the status, such as UNAVAILABLE; refuse needs it", text)
    .option("--message <text>", "what the refusal says; for refuse", text);

  const ofChain = add(
    fault,
    "chain",
    "Gives the chain a fault, and shows the fault with its ID.",
    (flags, kind) => ({ method: "POST", path: "/chain/faults", body: { kind, ...flags } }),
  );
  addFaultFlags(ofChain, faultMethods.chain, chainFaults);

  add(program, "heal", "Clears the fault with an ID, or all faults.", (_, id) => ({
    method: "DELETE",
    path: id === undefined ? "/faults" : `/faults/${id}`,
  })).alias("clear").argument("[id]", "a fault's number, as status shows it", wholeNumber);

  add(program, "account", "Shows or changes an account of the chain.", (flags, wallet) => {
    const path = `/chain/accounts/${wallet}`;
    if (Object.keys(flags).length === 0) return { method: "GET", path };
    return { method: "PATCH", path, body: flags };
  })
    .argument("<wallet>", wallets, formed(/^\w+$/, wallets))
    .option("--balance-unil <unil>", "sets the balance, a whole number", text)
    .option("--sequence <number>", "sets how many transactions it has signed", number);

  addStateCommands(program, output);
}

/** Adds the commands whose answers are no text. */
function addStateCommands(program: Command, output: Output): void {
  const add = (name: string, description: string, act: Act) =>
    program.command(name)
      .description(description)
      .option("--admin <url>", `the admin URL that the devnet showed (default ${adminUrl})`, text)
      .action(async function () {
        const { admin = adminUrl } = this.opts();
        checkAdmin(this, admin);
        output.log(await act(await connectDevnet(admin), ...this.processedArgs));
      });
  add("snapshot", "Writes the devnet's whole state into a file.", async (devnet, file) => {
    const bytes = await devnet.snapshot();
    await writeFile(file!, bytes).catch((cause) => {
      throw new InvalidArgumentError(`${file} cannot be written: ${messageOf(cause)}`, { cause });
    });
    return `Wrote ${bytes.length} bytes into ${file}`;
  }).argument("<file>", "the file");
  add("restore", "Brings the devnet back to the state in a file.", async (devnet, file) => {
    await devnet.restore(
      await readFile(file!).catch((cause) => {
        throw new InvalidArgumentError(`${file} cannot be read: ${messageOf(cause)}`, { cause });
      }),
    );
    return `The devnet is in the state of ${file}`;
  }).argument("<file>", "a file that snapshot wrote");
  addLogCommand(program, output);
  add("stop", "Ends the devnet.", async (devnet) => {
    await devnet.stop();
    return "The devnet has ended";
  });
}

/** How long the command pauses between looks, in milliseconds. */
const followMs = 250;

/** Adds the command that shows what a devnet was asked, and with `--follow` what it is asked from then on. */
function addLogCommand(program: Command, output: Output): void {
  program.command("log")
    .description("Shows the latest 1,000 requests that the devnet has answered.")
    .option("--admin <url>", `the admin URL that the devnet showed (default ${adminUrl})`, text)
    .option("--json", "one line of JSON for each request")
    .option("-f, --follow", "go on until the devnet ends or the command is interrupted")
    .action(async function () {
      const { admin = adminUrl, json, follow } = this.opts();
      checkAdmin(this, admin);
      const api = new AdminApi(admin);
      const write = (request: LoggedRequest) =>
        output.log(json ? JSON.stringify(request) : logLine(request));
      let isFollowing = false;
      for (let last = 0;;) {
        const answer = api.json<{ requests: LoggedRequest[] }>(`/log/after/${last}`);
        const { requests } = await answer.catch((error) => {
          if (!isFollowing || !(error instanceof UnavailableError)) throw error;
          return { requests: undefined }; // The devnet has ended.
        });
        if (requests === undefined) return;
        // Numbers have no gaps, and the latest requests are kept.
        const missed = requests.length === 0 ? 0 : requests[0]!.number - last - 1;
        if (isFollowing && missed > 0) {
          output.error(`${missed} requests were missed: the devnet keeps 1,000 between two looks`);
        }
        requests.forEach(write);
        last = requests.at(-1)?.number ?? last;
        if (!follow) return;
        isFollowing = true;
        await new Promise((resolve) => setTimeout(resolve, followMs));
      }
    });
}

type Act = (devnet: RemoteDevnet, file?: string) => Promise<string>;

function checkAdmin(command: Command, admin: string): void {
  if (URL.canParse(admin) && new URL(admin).protocol === "http:") return;
  command.error(`--admin takes a URL such as ${adminUrl}, not ${admin}`);
}

function addFaultFlags(command: Command, methods: readonly string[], kinds: string): Command {
  return command
    .argument("<kind>", "what goes wrong; the kinds are below")
    .option("--delay-ms <milliseconds>", "how long, for the kinds that name it", number)
    .option("--after-bytes <number>", "how many bytes of the answer are sent (default 0)", number)
    .option(
      "--methods <names>",
      `meet only requests of these methods, with commas between them: ${methods.join(", ")}`,
      names,
    )
    .option(
      "--times <number>",
      "end after so many requests or transactions; without it, the fault ends when it is cleared",
      number,
    )
    .option("--probability <number>", "meet only some of them, such as 0.3", number)
    .addHelpText("after", kinds);
}

async function ask(command: Command, admin: string, request: Request): Promise<string> {
  const { method, path, body } = request;
  checkAdmin(command, admin);
  try {
    return JSON.stringify(await new AdminApi(admin).json(path, method, body), null, 2);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    const { message, option } = error;
    throw new InvalidArgumentError(withFlag(command, message, option), { option });
  }
}
