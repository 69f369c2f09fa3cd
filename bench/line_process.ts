/** A process that answers each line on its standard input with a line on its standard output. */
export class LineProcess implements AsyncDisposable {
  readonly #name: string;
  readonly #process: Deno.ChildProcess;
  readonly #requests: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #answers: ReadableStreamDefaultReader<string>;
  #rest = "";

  /** Starts the process. */
  constructor(program: string, args: string[] = []) {
    this.#name = [program, ...args].join(" ");
    const options = { args, stdin: "piped", stdout: "piped", stderr: "inherit" } as const;
    this.#process = new Deno.Command(program, options).spawn();
    this.#requests = this.#process.stdin.getWriter();
    this.#answers = this.#process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** Sends a line and returns the line that answers it. */
  async ask(line: string): Promise<string> {
    await this.#requests.write(new TextEncoder().encode(line + "\n"));
    for (;;) {
      const end = this.#rest.indexOf("\n");
      if (end >= 0) {
        const answer = this.#rest.slice(0, end);
        this.#rest = this.#rest.slice(end + 1);
        return answer;
      }
      const { value, done } = await this.#answers.read();
      if (done) throw new Error(`${this.#name} has ended instead of answering "${line}"`);
      this.#rest += value;
    }
  }

  /** Ends the process by ending its input. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#requests.close();
    await this.#answers.cancel();
    await this.#process.status;
  }
}
