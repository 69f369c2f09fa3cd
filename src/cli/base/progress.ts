import process from "node:process";
import type { VmErrorPhase } from "../../errors/mod.ts";
import type { VmEvent } from "../../events/vm_event.ts";

/** What is short shows nothing. */
const delayMs = 400;
const redrawMs = 500;

const phases: Readonly<Record<VmErrorPhase, string>> = {
  cluster: "asking which nodes there are",
  quote: "asking for the price",
  payment: "paying on the chain",
  receipt: "getting the receipt",
  nodes: "asking the nodes",
  unmask: "putting the shares together",
};

/** Shows one text at a time beside what else is written. */
export interface Display {
  /** Shows a text in the place of the one before. */
  show(text: string): void;
  /** Takes the text away, since something else is written. */
  clear(): void;
  /** Takes it away for good. */
  end(): void;
}

/** Says at a terminal how far a command is. */
export class Progress {
  readonly #display: Display;
  readonly #now: () => number;
  readonly #startedMs: number;
  #timer: ReturnType<typeof setInterval> | undefined;
  #doing = "";
  #nodes: { count: number; done: number; bytes: number } | undefined;

  /** Shows it on a display. */
  constructor(display: Display, now: () => number = () => performance.now()) {
    this.#display = display;
    this.#now = now;
    this.#startedMs = now();
  }

  /** One for people at a terminal; nobody else gets one. */
  static async atTerminal(isForPrograms: boolean): Promise<Progress | undefined> {
    const { stderr, env } = process;
    // Where a line cannot be drawn again, each text would be a line of its own.
    const isRedrawn = stderr.isTTY && env["TERM"] !== "dumb" && env["CI"] === undefined;
    if (isForPrograms || !isRedrawn) return undefined;
    const { default: spinnerAt } = await import("yocto-spinner");
    // The command itself answers Ctrl-C, and may have a payment to write down.
    const spinner = spinnerAt({ stream: stderr, handleSignals: false });
    const progress = new Progress({
      show(text) {
        if (spinner.isSpinning) spinner.text = text;
        else spinner.start(text);
      },
      clear: () => void spinner.clear(),
      end: () => void spinner.stop(),
    });
    progress.#timer = setInterval(() => progress.draw(), redrawMs);
    // A command does not wait for it.
    (progress.#timer as { unref?(): void }).unref?.();
    return progress;
  }

  /** Hears what happens. */
  hear(event: VmEvent): void {
    if (event.type === "phaseStart") {
      const isComputing = event.operation === "retrieveComputeResults";
      this.#doing = isComputing ? "waiting for the results" : phases[event.phase];
      const count = event.phase === "nodes" && !isComputing ? event.nodeCount : undefined;
      this.#nodes = count === undefined ? undefined : { count, done: 0, bytes: 0 };
    } else if (event.type === "requestEnd" && event.phase === "nodes" && this.#nodes) {
      if (event.error === undefined) this.#nodes.done++;
      this.#nodes.bytes += event.sentBytes + event.receivedBytes;
    } else if (event.type !== "operationEnd") return;
    this.draw();
  }

  /** Shows how far it is, unless that was quick. */
  draw(): void {
    const passedMs = this.#now() - this.#startedMs;
    if (passedMs < delayMs || this.#doing === "") return;
    const { count, done, bytes } = this.#nodes ?? {};
    const nodes = count === undefined ? "" : `: ${done} of ${count}, ${sizeOf(bytes!)}`;
    this.#display.show(`${this.#doing}${nodes} (${Math.floor(passedMs / 1000)} s)`);
  }

  /** Takes it away, since something else is written. */
  clear(): void {
    this.#display.clear();
  }

  /** Takes it away for good. */
  end(): void {
    clearInterval(this.#timer);
    this.#doing = "";
    this.#display.end();
  }
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.ceil(bytes / 1000)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
