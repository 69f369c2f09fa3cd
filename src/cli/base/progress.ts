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

/** One line at a terminal that says how far a command is. It goes away before anything else is written. */
export class Progress {
  readonly #write: (text: string) => void;
  readonly #now: () => number;
  readonly #startedMs: number;
  #timer: ReturnType<typeof setInterval> | undefined;
  #doing = "";
  #nodes: { count: number; done: number; bytes: number } | undefined;
  #isShown = false;

  /** Writes to a terminal. */
  constructor(write: (text: string) => void, now: () => number = () => performance.now()) {
    this.#write = write;
    this.#now = now;
    this.#startedMs = now();
  }

  /** One for people at a terminal; nobody else gets one. */
  static atTerminal(isForPrograms: boolean): Progress | undefined {
    if (isForPrograms || !process.stderr.isTTY) return undefined;
    const progress = new Progress((text) => process.stderr.write(text));
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
    this.#write(`\r\u001b[K${this.#doing}${nodes} (${Math.floor(passedMs / 1000)} s)`);
    this.#isShown = true;
  }

  /** Takes the line away, since something else is written. */
  clear(): void {
    if (this.#isShown) this.#write("\r\u001b[K");
    this.#isShown = false;
  }

  /** Takes the line away for good. */
  end(): void {
    clearInterval(this.#timer);
    this.#doing = "";
    this.clear();
  }
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.ceil(bytes / 1000)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
