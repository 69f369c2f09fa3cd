/** The files of a simulated process, as `nodeFiles()` gives those of a real one. */
import { posix } from "node:path";
import type { Environment } from "@nilvm/client";
import type { FileHandle, NodeFiles } from "../../src/journal/node_files.ts";
import type { Random } from "../../tools/random.ts";
import type { SimClock } from "./clock.ts";
import type { Inode, SimDisk } from "./disk.ts";
import type { SimProcess } from "./process.ts";

/** The one folder of a disk. */
export const diskFolder = "/journals";

/** The longest time that a write, a rename or a removal takes, and the longest that a sync takes. */
const changeMs = 2;
const syncMs = 8;

/** What the files of a process are made of. */
export interface DiskFilesOptions {
  readonly disk: SimDisk;
  readonly process: SimProcess;
  readonly clock: SimClock;
  /** The name of its sleepers. */
  readonly owner: string;
  readonly environment: Environment;
  readonly random: Random;
  readonly pid: number;
  readonly host: string | undefined;
  readonly isGone: (pid: number) => boolean;
}

/** The files of one process. They do nothing once it has crashed; a change that is under way then is made in part. */
export function diskFiles(options: DiskFilesOptions): NodeFiles {
  const { disk, process, clock, owner, environment, random, pid, host, isGone } = options;
  /** Changes something, which takes a moment. */
  const change = (longestMs: number, make: () => void) =>
    process.change(clock, owner, random, longestMs, make);
  const find = (path: string): Inode => {
    const inode = disk.inode(nameOf(path));
    if (inode === undefined) throw failure("ENOENT", path);
    return inode;
  };

  const handleOf = (inode: Inode): FileHandle => ({
    writeFile: (text) =>
      process.living(async () => {
        // What is written at a crash is a beginning.
        inode.text = text.slice(0, random.below(text.length + 1));
        await change(changeMs, () => {
          inode.text = text;
          inode.mtimeMs = environment.now();
        });
      }),
    readFile: () => process.living(() => Promise.resolve(inode.text)),
    stat: () => process.living(() => Promise.resolve({ mtimeMs: inode.mtimeMs })),
    sync: () => change(syncMs, () => inode.synced = inode.text),
    close: () => process.living(() => Promise.resolve()),
  });

  const open = (path: string, flags: "r" | "w" | "wx"): FileHandle => {
    const name = nameOf(path);
    const known = disk.inode(name);
    if (flags === "r") return handleOf(find(path));
    if (flags === "wx" && known !== undefined) throw failure("EEXIST", path);
    const inode = known ?? { text: "", mtimeMs: environment.now() };
    inode.text = "";
    if (known === undefined) disk.change({ set: [name, inode] });
    return handleOf(inode);
  };

  return {
    environment,
    locked: new Map(),
    paths: posix,
    pid,
    host,
    isGone,
    fs: {
      open: (path, flags) => process.living(async () => await open(path, flags)),
      readFile: (path) => process.living(async () => await find(path).text),
      readdir: () => process.living(() => Promise.resolve(disk.names)),
      realpath: (path) =>
        process.living(async () => {
          if (path !== diskFolder) find(path);
          return await path;
        }),
      rename: (from, to) =>
        change(changeMs, () => disk.change({ set: [nameOf(to), find(from)], unset: nameOf(from) })),
      unlink: (path) =>
        change(changeMs, () => {
          find(path);
          disk.change({ unset: nameOf(path) });
        }),
      utimes: (path, _accessed, modified) =>
        process.living(async () => {
          await (find(path).mtimeMs = modified.getTime());
        }),
    },
    syncFolder: () => change(syncMs, () => disk.syncFolder()),
    repeat: (act, intervalMs) => clock.repeat(owner, intervalMs, act),
  };
}

function nameOf(path: string): string {
  return posix.basename(path);
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}
