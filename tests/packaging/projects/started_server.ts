import { freePort } from "./free_port.ts";

/** How long a server may take until it answers. */
const startLimitMs = 60_000;

/** A server that answers. */
export interface StartedServer extends AsyncDisposable {
  /** Its address, without a path. */
  url: string;
}

/**
 * Starts a program that serves HTTP on a port of this machine, and waits until it answers.
 *
 * @param command The program and its arguments, for the port that it is to have.
 * @throws {Error} When it ends, or does not answer within a minute. The message has its output.
 */
export async function startServer(
  command: (port: number) => [string, ...string[]],
  { cwd, env }: { cwd: string; env: Record<string, string> },
): Promise<StartedServer> {
  const port = freePort();
  const [program, ...args] = command(port);
  const child = new Deno.Command(program, {
    args,
    cwd,
    env: { ...env, PORT: `${port}` },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const output = Promise.all([child.stdout.text(), child.stderr.text()]);
  let hasEnded = false;
  const ended = child.status.then(() => hasEnded = true);
  const stop = async () => {
    if (!hasEnded) child.kill("SIGTERM");
    await ended;
    return (await output).join("\n");
  };
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  while (!await isAnswering(url)) {
    if (hasEnded || performance.now() - startedAt > startLimitMs) {
      throw new Error(`${program} ${args.join(" ")} does not answer:\n${await stop()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}

/** Whether something listens there; what it answers does not matter. */
async function isAnswering(url: string): Promise<boolean> {
  try {
    await (await fetch(`${url}/not-there`, { method: "HEAD" })).body?.cancel();
    return true;
  } catch {
    return false;
  }
}
