import { fstatSync, readFileSync } from "node:fs";
import process from "node:process";

/** How often a process looks whether its parent is still there. */
const parentPollMs = 200;

/** Resolves when this process gets a signal to end. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    const onSignal = () => {
      // Without its listeners the process ends at once on a second signal.
      for (const signal of signals) process.off(signal, onSignal);
      resolve();
    };
    for (const signal of signals) process.on(signal, onSignal);
  });
}

/**
 * Resolves when whoever started this process has ended, or has closed the pipe to its standard input.
 *
 * @param isThroughShell Whether it was started through a shell, which outlives whoever started that.
 */
export function parentEnded(isThroughShell: boolean): Promise<void> {
  return new Promise((resolve) => {
    const parents = () =>
      [process.ppid, ...(isThroughShell ? [parentOf(process.ppid)] : [])].join();
    const before = parents();
    const timer = setInterval(() => {
      if (parents() !== before) end();
    }, parentPollMs);
    const end = () => {
      clearInterval(timer);
      resolve();
    };
    if (!isPipe(process.stdin.fd)) return;
    process.stdin.on("end", end);
    process.stdin.on("close", end);
    process.stdin.resume();
  });
}

/** The parent of another process, as Linux tells it. */
function parentOf(pid: number): string | undefined {
  try {
    // The name of a program is in parentheses, and may have spaces and parentheses itself.
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ")[1];
  } catch {
    return undefined;
  }
}

/** Whether standard input is open as long as another process keeps it open. A terminal and `/dev/null` tell nothing. */
function isPipe(input: number): boolean {
  try {
    const found = fstatSync(input);
    return found.isFIFO() || found.isSocket();
  } catch {
    return false;
  }
}
