import type { Contender } from "./contender.ts";

/** A process that answers each line with a line: `load ...` names a task, `time N` does it N times. */
export class Peer {
  readonly #process: Deno.ChildProcess;
  readonly #requests: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #answers: ReadableStreamDefaultReader<string>;
  #rest = "";
  #loaded = "";

  /** Starts the process. */
  constructor(program: string, args: string[] = []) {
    const options = { args, stdin: "piped", stdout: "piped", stderr: "inherit" } as const;
    this.#process = new Deno.Command(program, options).spawn();
    this.#requests = this.#process.stdin.getWriter();
    this.#answers = this.#process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** A contender for one task. */
  contender(name: string, task: string): Contender {
    return {
      name,
      time: async (times) => {
        // The peer keeps one task at a time, since some tasks take much memory.
        if (this.#loaded !== task) await this.#ask(`load ${task}`);
        this.#loaded = task;
        return Number(await this.#ask(`time ${times}`));
      },
    };
  }

  /** Ends the process by ending its input. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#requests.close();
    await this.#answers.cancel();
    await this.#process.status;
  }

  async #ask(line: string): Promise<string> {
    await this.#requests.write(new TextEncoder().encode(line + "\n"));
    for (;;) {
      const end = this.#rest.indexOf("\n");
      if (end >= 0) {
        const answer = this.#rest.slice(0, end);
        this.#rest = this.#rest.slice(end + 1);
        return answer;
      }
      const { value, done } = await this.#answers.read();
      if (done) throw new Error(`A peer has ended instead of answering "${line}"`);
      this.#rest += value;
    }
  }
}
