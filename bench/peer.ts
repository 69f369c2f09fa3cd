import type { Contender } from "./contender.ts";
import { LineProcess } from "./line_process.ts";

/** A process that does tasks: `load ...` names a task, `time N` does it N times. */
export class Peer implements AsyncDisposable {
  readonly #process: LineProcess;
  #loaded = "";

  /** Starts the process. */
  constructor(program: string, args: string[] = []) {
    this.#process = new LineProcess(program, args);
  }

  /** A contender for one task. */
  contender(name: string, task: string): Contender {
    return {
      name,
      time: async (times) => {
        // The peer keeps one task at a time, since some tasks take much memory.
        if (this.#loaded !== task) await this.#process.ask(`load ${task}`);
        this.#loaded = task;
        return Number(await this.#process.ask(`time ${times}`));
      },
    };
  }

  /** Ends the process. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }
}
