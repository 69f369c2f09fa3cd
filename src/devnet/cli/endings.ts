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

/** Who started this process, read as early as it is loaded. */
const parent = process.ppid;
/** A shell that outlives whoever started it, as the one between npx and this process does. Its parent counts, too. */
const shellsParent = isShell(parent) ? parentOf(parent) : undefined;

/**
 * Resolves when whoever started this process has ended, or has closed the pipe to its standard input.
 *
 * @param isInput Whether the pipe counts.
 */
export function parentEnded(isInput: boolean): Promise<void> {
  return new Promise((resolve) => {
    const isOver = () =>
      process.ppid !== parent || isOrphan() ||
      shellsParent !== undefined && parentOf(parent) !== shellsParent;
    const timer = setInterval(() => {
      if (isOver()) end();
    }, parentPollMs);
    const end = () => {
      clearInterval(timer);
      resolve();
    };
    if (!isInput || !isPipe(process.stdin.fd)) return;
    process.stdin.on("end", end);
    process.stdin.on("close", end);
    process.stdin.resume();
  });
}

/** Whether the parent was gone before it could be seen. In a container, process 1 may be the parent itself. */
function isOrphan(): boolean {
  return parent === 1 && /^(systemd|init)$/.test(nameOf(1) ?? "");
}

function isShell(pid: number): boolean {
  return /^(sh|dash|bash|ash|zsh|ksh|busybox)$/.test(nameOf(pid) ?? "");
}

/** The name of another process, as Linux tells it. */
function nameOf(pid: number): string | undefined {
  return readProcess(pid, "comm")?.trim();
}

/** The parent of another process, as Linux tells it. */
function parentOf(pid: number): string | undefined {
  // The name of a program is in parentheses, and may have spaces and parentheses itself.
  return readProcess(pid, "stat")?.split(") ").at(-1)?.split(" ")[1];
}

function readProcess(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
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
