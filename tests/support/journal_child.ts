import { assert } from "@std/assert";

/** A program of `tests/journal/children` that runs in a process of its own, until it is disposed. */
export class JournalChild implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #lines: ReadableStreamDefaultReader<string>;
  readonly #errors: Promise<string>;
  #rest = "";

  /** Starts it with these permissions. All others are denied. */
  constructor(name: string, args: readonly string[], permissions: readonly string[] = ["-A"]) {
    const program = new URL(`../journal/children/${name}.ts`, import.meta.url).pathname;
    this.#process = new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--no-check", "--no-prompt", ...permissions, program, ...args],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
    this.#lines = this.#process.stdout.pipeThrough(new TextDecoderStream()).getReader();
    this.#errors = new Response(this.#process.stderr).text();
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** The next line that it prints; `undefined` at the end. */
  async line(): Promise<string | undefined> {
    while (!this.#rest.includes("\n")) {
      const { value } = await this.#lines.read();
      if (value === undefined) return undefined;
      this.#rest += value;
    }
    const [line, ...others] = this.#rest.split("\n");
    this.#rest = others.join("\n");
    return line;
  }

  /** Gives it a line, and returns the line that it prints then. */
  async ask(line: string): Promise<string | undefined> {
    await this.#input.write(new TextEncoder().encode(`${line}\n`));
    return await this.line();
  }

  /** Sends it a signal. */
  signal(signal: Deno.Signal): void {
    this.#process.kill(signal);
  }

  /** Waits until it ends. Returns whether it succeeded, and what it wrote to stderr. */
  async end(): Promise<{ success: boolean; errors: string }> {
    await this.#input.close().catch(() => {});
    while (await this.line() !== undefined);
    const { success } = await this.#process.status;
    return { success, errors: await this.#errors };
  }

  /** Kills it. */
  async kill(): Promise<void> {
    try {
      this.#process.kill("SIGKILL");
    } catch (error) {
      // It has ended before.
      assert(error instanceof TypeError, String(error));
    }
    await this.end();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}
