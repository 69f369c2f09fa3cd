import { CommanderError } from "commander";
import process from "node:process";
import { messageOf } from "../base/text.ts";
import { AbortedError, type VmError } from "../errors/mod.ts";
import { type CommonFlags, type Host, isExpected } from "./base/command_context.ts";
import { exitCodeOf, unavailable, unknown, usage } from "./base/exit_codes.ts";
import { printable, type Streams } from "./base/output.ts";
import { buildTree } from "./tree.ts";

/** Runs a command line, but for that of a devnet. Resolves to the exit code. */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  const interruption = new Interruption();
  const host: Host = { streams, interrupted: () => interruption.signal() };
  const program = buildTree(host);
  try {
    if (args.length === 0) {
      program.outputHelp({ error: true });
      return usage;
    }
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usage;
    if (!isExpected(error)) throw error;
    const code = exitCodeOf(error);
    const isPaid = host.keepsPayment || host.goesOnWith !== undefined;
    const known = isPaid && code === unavailable ? unknown : code;
    const isOpen = known === unknown && host.goesOnWith !== undefined;
    const hint = isOpen
      ? `The run is paid, and goes on at the nodes: ${host.goesOnWith} waits for its results`
      : host.keepsPayment
      ? "What is paid is kept: run the same command again, or see nilvm payments resume"
      : undefined;
    report(error, known, program.opts<CommonFlags>(), streams, hint);
    return known;
  } finally {
    interruption.forget();
  }
}

/** The signals of a person who ends a command. */
class Interruption {
  readonly #stop = new AbortController();
  readonly #signals = ["SIGINT", "SIGTERM"] as const;
  readonly #end = () => {
    // A second signal ends the process at once.
    this.forget();
    this.#stop.abort(new AbortedError("The command was interrupted"));
  };
  #isHeard = false;

  /** From the first call on, a signal aborts this one. Before, it ends the process. */
  signal(): AbortSignal {
    if (!this.#isHeard) { for (const signal of this.#signals) process.on(signal, this.#end); }
    this.#isHeard = true;
    return this.#stop.signal;
  }

  forget(): void {
    for (const signal of this.#signals) process.off(signal, this.#end);
  }
}

/** People run commands, where programs invoke operations: words of the client's errors, and those for a command. */
const commandWords = [
  ["invoke the operation again", "run the command again"],
  [
    "send it in values, or store it and give its id in valueIds",
    "write NAME=@FILE, or store it and give its id by --stored",
  ],
] as const;

/** Tells an error in one line, which says what to do. */
function report(
  error: VmError,
  exitCode: number,
  { json, verbose }: CommonFlags,
  streams: Streams,
  hint?: string,
): void {
  const { code, phase, node, txHash, outcomes } = error;
  const message = commandWords.reduce(
    (text, [words, own]) => text.replaceAll(words, own),
    error.message,
  );
  if (json) {
    const nodes = outcomes?.map(({ node, status, error }) => ({
      node,
      status,
      code: error?.code,
      message: error?.message,
    }));
    const told = { code, message, hint, exitCode, phase, node, txHash, outcomes: nodes };
    return streams.error(JSON.stringify({ error: told }));
  }
  streams.error(printable(message));
  if (hint !== undefined) streams.error(printable(hint));
  if (!verbose) return;
  const facts = { code, phase, node, transaction: txHash };
  for (const [name, fact] of Object.entries(facts)) {
    if (fact !== undefined) streams.error(printable(`  ${name}: ${fact}`));
  }
  for (const { node, status, error } of outcomes ?? []) {
    streams.error(printable(`  node ${node}: ${status} ${error?.message ?? ""}`).trimEnd());
  }
  for (let cause = error.cause; cause !== undefined; cause = (cause as Error).cause) {
    streams.error(printable(`  because: ${messageOf(cause)}`));
    if (!(cause instanceof Error)) break;
  }
}
