import type { Devnet } from "@nilvm/client/devnet";
import type { Result } from "../run_case.ts";
import type { Job } from "../context.ts";

/** The output of a run of the suite. */
export interface Run {
  readonly results: readonly Result[];
  /** Everything that the runtime printed. */
  readonly printed: string;
}

/** A runtime that runs the suite. */
export interface Runtime {
  /** Its name and version, for people. */
  readonly title: string;
  /** Runs the suite. */
  run(job: Job): Promise<Run>;
  /** Runs the example for this runtime, if there is one. */
  tryExample?(devnet: Devnet): Promise<readonly Result[]>;
}

export const hosts = new URL("../hosts/", import.meta.url);
export const src = new URL("../../../src/", import.meta.url);

/** A port that no server uses. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Runs a command that reads the job from its standard input and prints the results at its end. */
export async function runCommand(
  program: string,
  args: string[],
  job: Job,
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Run> {
  const child = new Deno.Command(program, {
    args,
    ...options,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const ended = child.output();
  const input = child.stdin.getWriter();
  // A program that fails at once reads nothing, and its output tells why.
  await input.write(new TextEncoder().encode(JSON.stringify(job))).catch(() => {});
  await input.close().catch(() => {});
  const { stdout, stderr } = await ended;
  const text = new TextDecoder();
  const lines = text.decode(stdout).trimEnd().split("\n");
  const last = lines.pop()!;
  const printed = lines.join("\n") + text.decode(stderr);
  if (!last.startsWith("[")) {
    throw new Error(`${program} gave no results:\n${`${printed}\n${last}`.slice(-4_000)}`);
  }
  return { results: JSON.parse(last), printed };
}
