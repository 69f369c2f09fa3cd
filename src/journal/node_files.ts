import { type Environment, platform } from "../async/environment.ts";
import { FailedPreconditionError } from "../errors/mod.ts";

/** An open file: the part of Node's `FileHandle` that is used. */
export interface FileHandle {
  writeFile(text: string): Promise<void>;
  readFile(encoding: "utf8"): Promise<string>;
  stat(): Promise<{ readonly mtimeMs: number }>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The part of `node:fs/promises` that is used. */
interface FileSystem {
  open(path: string, flags: "r" | "w" | "wx", mode?: number): Promise<FileHandle>;
  readFile(path: string, encoding: "utf8"): Promise<string>;
  readdir(path: string): Promise<string[]>;
  realpath(path: string): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  utimes(path: string, accessed: Date, modified: Date): Promise<void>;
}

/** The part of `node:path` that is used. */
interface Paths {
  basename(path: string): string;
  dirname(path: string): string;
  join(...parts: string[]): string;
}

/** The part of a runtime's `process` that is used. */
interface Process {
  readonly pid: number;
  readonly platform: string;
  kill(pid: number, signal: 0): unknown;
  getBuiltinModule(name: "node:fs/promises"): FileSystem | undefined;
  getBuiltinModule(name: "node:path"): Paths;
  getBuiltinModule(name: "node:os"): { hostname(): string };
  getBuiltinModule(name: "node:timers"): {
    setInterval(act: () => void, ms: number): { unref(): void };
    clearInterval(timer: { unref(): void }): void;
  };
}

/** Files and processes, as Deno, Node and Bun have them. */
export interface NodeFiles {
  readonly environment: Environment;
  /** The files that this process has locked, by their paths, with the time when it did. */
  readonly locked: Map<string, string>;
  readonly fs: FileSystem;
  readonly paths: Paths;
  readonly pid: number;
  /** The name of this machine, or `undefined` where this process may not know it. */
  readonly host: string | undefined;
  /** Whether it is certain that this machine has no process with this id. */
  isGone(pid: number): boolean;
  /** Hands what a folder lists to the disk. */
  syncFolder(path: string): Promise<void>;
  /** Repeats something without keeping the process alive. Returns what ends it. */
  repeat(act: () => void, intervalMs: number): () => void;
}

const locked = new Map<string, string>();

/**
 * The files of the runtime. They are found at run time and not imported, so that bundles for browsers
 * can have other journals of the same module.
 *
 * @throws {FailedPreconditionError} When the runtime has no files that last.
 */
export function nodeFiles(): NodeFiles {
  const { process } = globalThis as { process?: Process };
  const fs = process?.getBuiltinModule?.("node:fs/promises");
  if (process === undefined || fs === undefined) {
    throw new FailedPreconditionError("This runtime has no files: use another journal");
  }
  // Workers have the same functions, for files in memory.
  if (globalThis.navigator?.userAgent === "Cloudflare-Workers") {
    throw new FailedPreconditionError(
      "The files of a Worker do not last: keep the journal in a Durable Object",
    );
  }
  const timers = process.getBuiltinModule("node:timers");
  return {
    environment: platform,
    locked,
    fs,
    paths: process.getBuiltinModule("node:path"),
    pid: process.pid,
    host: hostOf(process),
    isGone: (pid) => isGone(process, pid),
    async syncFolder(path) {
      // Windows has no way to do this.
      if (process.platform === "win32") return;
      const folder = await fs.open(path, "r");
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    },
    repeat(act, intervalMs) {
      const timer = timers.setInterval(act, intervalMs);
      timer.unref();
      return () => timers.clearInterval(timer);
    },
  };
}

/** The part of Deno that tells what is permitted. */
interface Permissions {
  querySync(descriptor: { name: string; kind?: string }): { readonly state: string };
}

/** Whether this process may do something. Deno would ask the person at the terminal instead of refusing. */
function isPermitted(descriptor: { name: string; kind?: string }): boolean {
  const { Deno: deno } = globalThis as { Deno?: { permissions?: Permissions } };
  return (deno?.permissions?.querySync(descriptor).state ?? "granted") === "granted";
}

function hostOf(process: Process): string | undefined {
  if (!isPermitted({ name: "sys", kind: "hostname" })) return undefined;
  try {
    return process.getBuiltinModule("node:os").hostname() || undefined;
  } catch {
    return undefined;
  }
}

function isGone(process: Process, pid: number): boolean {
  if (!isPermitted({ name: "run" })) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as { code?: string }).code === "ESRCH";
  }
}
