import {
  access,
  constants,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  stat,
  unlink,
  writeFile,
} from "node:fs/promises";
import { dirname } from "node:path";
import process from "node:process";
import { messageOf } from "../../base/text.ts";
import { FailedPreconditionError, InvalidArgumentError } from "../../errors/mod.ts";

/** What only the user of this process may read. */
const privateMode = 0o600;
const privateFolderMode = 0o700;

/** The folder that has the folder of nilVM's tools. */
export function configHome(): string {
  const { HOME: home, XDG_CONFIG_HOME: configured } = process.env;
  const folder = configured || (home && `${home}/.config`);
  if (folder) return folder;
  throw new FailedPreconditionError(
    "The folder of keys and networks is unknown: set HOME or XDG_CONFIG_HOME",
  );
}

/** The folder in which nilVM's tools keep keys, networks and the context. */
export function toolsFolder(): string {
  return `${configHome()}/nillion`;
}

/** The folder of what only this command line keeps. */
export function ownFolder(): string {
  return `${toolsFolder()}/nilvm`;
}

/**
 * Checks a name that becomes that of a file.
 *
 * @throws {InvalidArgumentError} When other tools could not read a file of this name.
 */
export function checkName(name: string, what: string): string {
  if (/^[A-Za-z0-9_-]{1,100}$/.test(name)) return name;
  throw new InvalidArgumentError(
    `The name of ${what} has letters, digits, _ and - only, at most 100`,
  );
}

/** The text of a file, or `undefined` when there is none. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new FailedPreconditionError(`${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

/**
 * The bytes of a file that the command line names.
 *
 * @throws {InvalidArgumentError} When it cannot be read.
 */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    throw new InvalidArgumentError(`${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Writes a file that only the user of this process may read, whole or not at all.
 *
 * @param isNew Whether there must be none. Of two processes at once, one writes it.
 * @returns Whether it is written, which it is unless there is one already.
 */
export async function writePrivate(
  path: string,
  content: string | Uint8Array,
  isNew = false,
): Promise<boolean> {
  const written = `${path}.${crypto.randomUUID()}.new`;
  try {
    await makeFolder(dirname(path));
    await writeFile(written, content, { mode: privateMode, flag: "wx" });
    if (!isNew) {
      await rename(written, path);
      return true;
    }
    await link(written, path);
    await unlink(written);
    return true;
  } catch (cause) {
    await unlink(written).catch(() => {});
    if (isNew && codeOf(cause) === "EEXIST") return false;
    throw new FailedPreconditionError(`${path} cannot be written: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Writes a file that everybody may read.
 *
 * @throws {InvalidArgumentError} When it cannot be written.
 */
export async function writePlain(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, content);
  } catch (cause) {
    throw new InvalidArgumentError(`${path} cannot be written: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Checks, before anything is paid, that a file can be written, or files in a folder. It makes nothing.
 *
 * @throws {InvalidArgumentError} When it cannot.
 */
export async function checkTarget(path: string, kind: "file" | "folder"): Promise<void> {
  if (path === "") throw new InvalidArgumentError(`Name a ${kind}. Nothing was paid`);
  if (kind === "file" && (path.endsWith("/") || (await statOf(path))?.isDirectory())) {
    throw new InvalidArgumentError(`${path} is a folder: name a file. Nothing was paid`);
  }
  let folder = kind === "file" ? dirname(path) : path;
  // What is missing is made when it is written.
  let found = await statOf(folder);
  while (found === undefined) {
    folder = dirname(folder);
    found = await statOf(folder);
  }
  if (!found.isDirectory()) {
    throw new InvalidArgumentError(`${folder} is a file, and no folder. Nothing was paid`);
  }
  try {
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new InvalidArgumentError(
      `${folder} cannot be written: ${messageOf(cause)}. Nothing was paid`,
      { cause },
    );
  }
}

/** What is at a path, if anything is. */
async function statOf(path: string): Promise<Awaited<ReturnType<typeof stat>> | undefined> {
  try {
    return await stat(path);
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new InvalidArgumentError(`${path}: ${messageOf(cause)}. Nothing was paid`, { cause });
  }
}

/** Makes a folder that only the user of this process may enter, unless it is there. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: privateFolderMode });
}

/** The names of the files of a folder that end with `ending`, without it and in order. */
export async function namesIn(folder: string, ending: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith(ending)).map((name) =>
      name.slice(0, -ending.length)
    ).sort();
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return [];
    throw new FailedPreconditionError(`${folder} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

/** Removes a file. Tells whether there was one. */
export async function removeFile(path: string): Promise<boolean> {
  try {
    await unlink(path);
    return true;
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return false;
    throw new FailedPreconditionError(`${path} cannot be removed: ${messageOf(cause)}`, { cause });
  }
}

/** Whether an error says that there is nothing at a path. */
function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(codeOf(error) ?? "");
}

/** The code of an error of the operating system. */
export function codeOf(error: unknown): string | undefined {
  return (error as { code?: string }).code;
}
