import { parseArgs } from "node:util";
import { ADMIN_PORT } from "./ports.ts";
import { HOST } from "./server.ts";
import { UsageError } from "./usage_error.ts";

/** What the command line says of controlling a devnet that runs. */
export const controlHelp = `
  status                          what it is, the time in it, and the faults that it has
  advance TIME                    move its time forward: 500ms, 30s, 15m, 12h or 2d
  fault node NUMBER KIND          give a node a fault: down, slow, disconnect, refuse or lie
  fault chain KIND                give the chain one: down, slow, disconnect, stall, drop or lag
      --methods NAME,NAME         meet only requests of these methods
      --times NUMBER              be over after so many
      --probability NUMBER        meet only some, such as 0.3 of them
      --delay-ms NUMBER           of slow and lag
      --after-bytes NUMBER        of disconnect
      --code NAME                 of refuse, such as UNAVAILABLE
      --message TEXT              of refuse
  clear [ID]                      clear a fault, or all
  account WALLET                  what a wallet has, by its number or address
      --balance-unil NUMBER       give it another balance
      --sequence NUMBER           give it another sequence
      --admin URL                 which devnet (default http://${HOST}:${ADMIN_PORT})
`;

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

interface Request {
  method: string;
  path: string;
  body?: Record<string, unknown>;
}

const commands: Readonly<Record<string, (words: string[], flags: Flags) => Request>> = {
  status: () => ({ method: "GET", path: "/status" }),
  advance: ([time = ""]) => ({
    method: "POST",
    path: "/clock/advance",
    body: { ms: millisecondsIn(time) },
  }),
  fault(words, flags) {
    const place = words[0] === "node" ? `/nodes/${words[1]}` : "/chain";
    const kind = words[words[0] === "node" ? 2 : 1];
    if ((words[0] !== "node" && words[0] !== "chain") || kind === undefined) {
      throw new UsageError("fault takes `node NUMBER KIND` or `chain KIND`");
    }
    return { method: "POST", path: `${place}/faults`, body: { kind, ...faultOf(flags) } };
  },
  clear: ([id]) => ({ method: "DELETE", path: id === undefined ? "/faults" : `/faults/${id}` }),
  account([wallet = ""], flags) {
    const { "balance-unil": balanceUnil, sequence } = flags;
    const path = `/chain/accounts/${wallet}`;
    if (balanceUnil === undefined && sequence === undefined) return { method: "GET", path };
    return { method: "PATCH", path, body: { balanceUnil, sequence: numberIn(sequence) } };
  },
};

/** Whether a command line is for a devnet that runs already. */
export function isControl([command = ""]: readonly string[]): boolean {
  return Object.hasOwn(commands, command);
}

/** Has a running devnet do what a command line says; resolves to its answer as text. */
export async function control([command, ...args]: readonly string[]): Promise<string> {
  const { values: flags, positionals } = parseFlags(args);
  const { method, path, body } = commands[command!]!(positionals, flags);
  const admin = flags.admin ?? `http://${HOST}:${ADMIN_PORT}`;
  let answer;
  try {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    answer = await (await fetch(new URL(path, admin), init)).json();
  } catch (cause) {
    throw new UsageError(
      `No devnet can be controlled at ${admin}: start one, or name another with --admin`,
      { cause },
    );
  }
  if (answer.error !== undefined) throw new UsageError(answer.error);
  return JSON.stringify(answer, null, 2);
}

type Flags = ReturnType<typeof parseFlags>["values"];

function parseFlags(args: string[]) {
  const text = { type: "string" } as const;
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      "methods": text,
      "times": text,
      "probability": text,
      "delay-ms": text,
      "after-bytes": text,
      "code": text,
      "message": text,
      "balance-unil": text,
      "sequence": text,
      "admin": text,
    },
  });
}

function faultOf(flags: Flags): Record<string, unknown> {
  return {
    methods: flags.methods?.split(","),
    times: numberIn(flags.times),
    probability: numberIn(flags.probability),
    delayMs: numberIn(flags["delay-ms"]),
    afterBytes: numberIn(flags["after-bytes"]),
    code: flags.code,
    message: flags.message,
  };
}

function numberIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new UsageError(`${text} is no number`);
}

function millisecondsIn(text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (digits === undefined) throw new UsageError("advance takes a time such as 500ms, 30s or 2d");
  return Number(digits) * unitMs[unit!]!;
}
