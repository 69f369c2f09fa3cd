import { asFlags } from "./as_flags.ts";
import { InvalidArgumentError, UnavailableError } from "../../errors/mod.ts";
import { callWithWords, columns, commandHelp } from "./command_help.ts";
import { faultMethods } from "../faults/check_fault.ts";
import { ADMIN_PORT } from "../http/ports.ts";
import { type Command, type FlagValues, readFlags } from "./read_flags.ts";
import { HOST } from "../http/server.ts";
import { UsageError } from "./usage_error.ts";

/** How the command line is called. */
export const CALL = "deno task devnet";

/** The flag that every command has. */
export const helpFlag = { help: { short: "h", help: "show this" } } as const;

/** Where a devnet is controlled unless `--admin` says otherwise. */
export const ADMIN_URL = `http://${HOST}:${ADMIN_PORT}`;

const common = {
  admin: { takes: "URL", help: `the admin URL that the devnet showed (default ${ADMIN_URL})` },
  ...helpFlag,
} as const;

const faultFlags = (methods: readonly string[]) => ({
  "delay-ms": {
    takes: "MILLISECONDS",
    help: "how long, in the devnet's time; slow needs it, and so does lag",
  },
  "after-bytes": {
    takes: "NUMBER",
    help: "how many bytes of the answer go out; for disconnect (default 0)",
  },
  methods: {
    takes: "NAME,NAME",
    help: `meet only requests of these methods:\n${wrapped(methods)}`,
  },
  times: {
    takes: "NUMBER",
    help:
      "be over after so many requests or transactions; else the fault is at\nwork until it is cleared",
  },
  probability: { takes: "NUMBER", help: "meet only some of them, such as 0.3" },
} as const);

const connectionFaults = [
  "down         drop connections before a request is looked at",
  "slow         let requests wait for --delay-ms",
  "disconnect   carry requests out, and drop the connection within the answer",
];

interface Request {
  method: string;
  path: string;
  body?: Record<string, unknown>;
}

interface ControlCommand extends Command {
  request(words: string[], flags: FlagValues<Command["flags"]>): Request;
}

/** Ties the flags that a command reads to those that it has. */
function controlCommand<const C extends Command>(
  command: C,
  request: (words: string[], flags: FlagValues<C["flags"]>) => Request,
): ControlCommand {
  return { ...command, request: request as ControlCommand["request"] };
}

const commands: readonly ControlCommand[] = [
  controlCommand({
    call: `${CALL} status`,
    summary: "Shows the time in the devnet, its nodes, its chain and its faults.",
    words: {},
    flags: common,
  }, () => ({ method: "GET", path: "/status" })),

  controlCommand({
    call: `${CALL} advance`,
    summary: "Moves the time in the devnet forward.",
    note:
      "Clients in other processes keep their own clocks: a quote of theirs that expired meanwhile\n" +
      "is still paid for, and then refused by the network.",
    words: {
      TIME: {
        help: "a time such as 500ms, 30s, 15m, 12h or 2d",
        form: /^\d+(\.\d+)?(ms|s|m|h|d)$/,
      },
    },
    flags: common,
  }, ([time]) => ({
    method: "POST",
    path: "/clock/advance",
    body: { ms: millisecondsIn(time!) },
  })),

  controlCommand({
    call: `${CALL} fault node`,
    summary: "Gives a node a fault, and shows the fault with its ID.",
    words: {
      NUMBER: { help: "a node's number, from 0", form: /^\d+$/ },
      KIND: {
        help: [
          ...connectionFaults,
          "refuse       refuse requests with the gRPC status --code",
          "lie          give wrong answers, as well formed as the true ones",
        ].join("\n"),
      },
    },
    flags: {
      ...faultFlags(faultMethods.node),
      code: { takes: "NAME", help: "the status, such as UNAVAILABLE; refuse needs it" },
      message: { takes: "TEXT", help: "what the refusal says; for refuse" },
      ...common,
    },
  }, ([number, kind], flags) => ({
    method: "POST",
    path: `/nodes/${number}/faults`,
    body: { kind, ...faultIn(flags), code: flags.code, message: flags.message },
  })),

  controlCommand({
    call: `${CALL} fault chain`,
    summary: "Gives the chain a fault, and shows the fault with its ID.",
    words: {
      KIND: {
        help: [
          ...connectionFaults,
          "stall        make no blocks until the fault is cleared",
          "drop         take transactions and forget them",
          "lag          let transactions be found --delay-ms after their block",
        ].join("\n"),
      },
    },
    flags: {
      ...faultFlags(faultMethods.chain),
      ...common,
    },
  }, ([kind], flags) => ({
    method: "POST",
    path: "/chain/faults",
    body: { kind, ...faultIn(flags) },
  })),

  controlCommand({
    call: `${CALL} clear`,
    summary: "Clears the fault of an ID, or all faults where none is given.",
    words: {
      ID: {
        help: "a fault's number, as status shows it",
        form: /^\d+$/,
        isOptional: true,
      },
    },
    flags: common,
  }, ([id]) => ({ method: "DELETE", path: id === undefined ? "/faults" : `/faults/${id}` })),

  controlCommand({
    call: `${CALL} account`,
    summary: "Shows what an account of the chain has, or changes that.",
    words: { WALLET: { help: "a wallet's number, from 0, or an address", form: /^\w+$/ } },
    flags: {
      "balance-unil": { takes: "UNIL", help: "the balance that it is to have, a whole number" },
      sequence: { takes: "NUMBER", help: "how many transactions it is to have signed" },
      ...common,
    },
  }, ([wallet], { "balance-unil": balanceUnil, sequence }) => {
    const path = `/chain/accounts/${wallet}`;
    if (balanceUnil === undefined && sequence === undefined) return { method: "GET", path };
    return { method: "PATCH", path, body: { balanceUnil, sequence } };
  }),
];

/** What the help of the whole command line says of these commands. */
export const controlHelp: string = columns(
  commands.map((command) => [callWithWords(command).slice(CALL.length + 1), command.summary]),
).join("\n");

/** Has a running devnet do what a command line says; resolves to its answer as text, or to a command's help. */
export async function control(args: readonly string[]): Promise<string> {
  const known = commands.map(({ call }) => call.slice(CALL.length + 1).split(" "));
  const isCalled = (name: string[]) => name.every((word, place) => args[place] === word);
  const index = known.findIndex(isCalled);
  const command = commands[index];
  if (command === undefined) {
    const family = commands.filter((_, index) => known[index]![0] === args[0]);
    const wantsHelp = args[1] === "--help" || args[1] === "-h";
    if (family.length > 0 && wantsHelp) return family.map(commandHelp).join("\n\n");
    const names = known.map((name) => name.join(" ")).join(", ");
    const called = JSON.stringify(args.slice(0, family.length > 0 ? 2 : 1).join(" "));
    throw new UsageError(CALL, `${CALL} has no command ${called}. It has ${names}`);
  }
  const { words, flags } = readFlags(command, args.slice(known[index]!.length));
  if (flags.help) return commandHelp(command);
  return await ask(command, command.request(words, flags), `${flags.admin ?? ADMIN_URL}`);
}

async function ask(command: Command, request: Request, admin: string): Promise<string> {
  const { method, path, body } = request;
  if (!URL.canParse(admin) || new URL(admin).protocol !== "http:") {
    throw new UsageError(command.call, `--admin takes a URL such as ${ADMIN_URL}, not ${admin}`);
  }
  let answer;
  try {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    answer = await (await fetch(new URL(path, admin), init)).json();
  } catch (cause) {
    throw new UnavailableError(
      `No devnet can be controlled at ${admin}: start one with ${CALL}, or name another with --admin`,
      { cause },
    );
  }
  if (answer.error !== undefined) {
    throw new InvalidArgumentError(asFlags(answer.error, command.flags));
  }
  return JSON.stringify(answer, null, 2);
}

/** Names in lines that a terminal has room for. */
function wrapped(names: readonly string[]): string {
  return names.join(", ").replaceAll(/(.{1,60}(?:,|$)) ?/g, "$1\n").trimEnd();
}

function faultIn(flags: FlagValues<ReturnType<typeof faultFlags>>): Record<string, unknown> {
  return {
    methods: flags.methods?.split(","),
    times: flags.times,
    probability: flags.probability,
    delayMs: flags["delay-ms"],
    afterBytes: flags["after-bytes"],
  };
}

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function millisecondsIn(time: string): number {
  return Number.parseFloat(time) * unitMs[time.replace(/^[\d.]+/, "")]!;
}
