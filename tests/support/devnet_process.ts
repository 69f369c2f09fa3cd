/** Devnets in processes of their own, and how such a process ends. */
import { SecretInteger } from "@nilvm/client";
import { connectDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { assert, assertEquals } from "@std/assert";

/** The time in which nothing may be left of a devnet after its end. */
const endMs = 2_000;

/** A command that runs a devnet. */
export interface DevnetCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Record<string, string>;
}

/** A devnet in a process of its own. */
interface DevnetProcess {
  readonly child: Deno.ChildProcess;
  readonly bootnode: string;
  readonly admin: string;
}

/** Programs that start a command, and stay while it runs. */
const parents = {
  // With another command to come.
  shell: (words: string[]) => ["sh", "-c", `${words.map((word) => `'${word}'`).join(" ")}; true`],
  "no shell": (words: string[]) => ["timeout", "--foreground", "600", ...words],
};

/** The ways in which the process ends, or whoever started it. */
export const endings: Readonly<
  Record<
    string,
    { flags: string[]; parent?: keyof typeof parents; end(child: Deno.ChildProcess): unknown }
  >
> = {
  SIGTERM: { flags: [], end: (child) => child.kill("SIGTERM") },
  SIGINT: { flags: [], end: (child) => child.kill("SIGINT") },
  SIGHUP: { flags: [], end: (child) => child.kill("SIGHUP") },
  "SIGKILL of its parent": {
    flags: ["--exit-with-parent"],
    parent: "no shell",
    end: (child) => child.kill("SIGKILL"),
  },
  "SIGKILL of its parent, a shell": {
    flags: ["--exit-with-parent"],
    parent: "shell",
    end: (child) => child.kill("SIGKILL"),
  },
  "a closed standard input": {
    flags: ["--exit-with-parent"],
    end: (child) => child.stdin.close(),
  },
};

/** Starts a devnet, and waits until it is ready. */
export async function startProcess(
  { program, args, cwd, env }: DevnetCommand,
  parent?: keyof typeof parents,
): Promise<DevnetProcess> {
  const words = [program, ...args];
  const [name, ...all] = parent === undefined ? words : parents[parent](words);
  const child = new Deno.Command(name!, {
    args: all,
    cwd,
    ...(env && { env }),
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const { bootnode, admin } = JSON.parse(await firstLine(child.stdout));
  return { child, bootnode, admin };
}

/** The first line of what a process prints. */
export async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("\n")) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
  }
  await reader.cancel();
  return text.split("\n")[0]!;
}

/** Closes the input of a devnet before that has started, and throws unless it ends. */
export async function tryEarlyEnding({ program, args, cwd }: DevnetCommand): Promise<void> {
  const child = new Deno.Command(program, {
    args: [...args, "--json", "--free-ports", "--exit-with-parent"],
    cwd,
    stdin: "piped",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  await child.stdin.close();
  const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
  const { code } = await child.status;
  clearTimeout(timer);
  assertEquals(code, 0, "it runs on without its parent");
}

/** Ends a devnet in each of the ways, and throws unless nothing is left of it and its state is whole. */
export async function tryEndings(
  command: DevnetCommand,
  ways: typeof endings,
  stateFile?: string,
): Promise<void> {
  const key = PrivateKey.random();
  const stored: string[] = [];
  const state = stateFile === undefined ? [] : ["--state", stateFile];
  for (const [name, { flags, parent, end }] of Object.entries(ways)) {
    const args = [...command.args, "--json", "--free-ports", ...flags, ...state];
    const { child, bootnode, admin } = await startProcess({ ...command, args }, parent);
    const devnet = await connectDevnet(admin);
    const client = await devnet.client({ key });
    for (const id of stored) {
      const { answer } = await client.retrieveValues(id).invoke();
      assertEquals((answer as SecretInteger).value, 42n, `the state after an end by ${name}`);
    }
    const values = { answer: new SecretInteger(42) };
    const id = await client.storeValues(values, { ttlDays: 2 }).invoke();
    if (stateFile !== undefined) stored.push(id);
    await client[Symbol.asyncDispose]();
    await end(child);
    const endedMs = Date.now();
    while (await isListening(bootnode) || await isListening(admin)) {
      assert(Date.now() - endedMs < endMs, `it still listens ${endMs} ms after ${name}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await child.status;
    await child.stdin.close().catch(() => {});
  }
}

async function isListening(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  try {
    (await Deno.connect({ hostname, port: Number(port) })).close();
    return true;
  } catch {
    return false;
  }
}
