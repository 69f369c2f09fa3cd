/** What this machine has stored and started: ids, names, types and when they expire. There is no value in it. */
import { FailedPreconditionError, VmError } from "../../errors/mod.ts";
import { namesIn, ownFolder, readText, removeFile, writePrivate } from "./folder.ts";
import type { Output } from "./output.ts";

/** Values that were stored. */
export interface StoredValues {
  readonly id: string;
  readonly user: string;
  /** The types by the names of the values. */
  readonly values: Readonly<Record<string, string>>;
  /** How long blobs are, by their names. */
  readonly blobBytes?: Readonly<Record<string, number>>;
  readonly storedAt: string;
  readonly ttlDays: number;
  readonly expiresAt: string;
}

/** A program that was stored. */
export interface StoredProgram {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly storedAt: string;
  readonly inputParties: readonly string[];
  readonly outputParties: readonly string[];
  /** The types by the names of the inputs. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** A computation that was paid and started, and whose results a user has not read yet. */
export interface StartedComputation {
  readonly id: string;
  /** Who gets results, or has started it. */
  readonly user: string;
  readonly programId: string;
  readonly startedAt: string;
}

const dayMs = 86_400_000;
/** What is told when a note cannot be written: what is paid and stored is stored all the same. */
const listed = "It is stored, but this machine cannot list it";

type Kind = "values" | "programs" | "computations" | "gone";

function folderOf(network: string, kind: Kind): string {
  return `${ownFolder()}/stored/${network}/${kind}`;
}

/** Notes that values were stored now, or replaced. Each id has a file, so that commands run side by side. */
export async function noteValues(
  output: Output,
  network: string,
  { id, user, values, blobBytes, ttlDays }: Omit<StoredValues, "storedAt" | "expiresAt">,
): Promise<StoredValues> {
  const now = Date.now();
  const stored: StoredValues = {
    id,
    user,
    values,
    ...(blobBytes === undefined ? {} : { blobBytes }),
    storedAt: new Date(now).toISOString(),
    ttlDays,
    expiresAt: new Date(now + ttlDays * dayMs).toISOString(),
  };
  await noted(output, listed, async () => {
    await writePrivate(valuesPath(network, id), JSON.stringify(stored));
    // A network that begins anew may give an id again.
    await removeFile(gonePath(network, id));
  });
  return stored;
}

/** Notes that a program was stored. */
export async function noteProgram(
  output: Output,
  network: string,
  program: StoredProgram,
): Promise<void> {
  const file = `${folderOf(network, "programs")}/${program.id.replaceAll("/", "_")}.json`;
  await noted(output, listed, () => writePrivate(file, JSON.stringify(program)));
}

/** Notes that a computation was started now, so that its results are found when the command ends before them. */
export async function noteComputation(
  output: Output,
  network: string,
  { id, programId }: Pick<StartedComputation, "id" | "programId">,
  users: readonly string[],
): Promise<void> {
  const startedAt = new Date().toISOString();
  for (const user of users) {
    const started: StartedComputation = { id, user, programId, startedAt };
    const path = computationPath(network, id, user);
    await noted(output, listed, () => writePrivate(path, JSON.stringify(started)));
  }
}

/** Forgets a computation whose results a user has read. */
export async function forgetComputation(network: string, id: string, user: string): Promise<void> {
  await removeFile(computationPath(network, id, user));
}

function computationPath(network: string, id: string, user: string): string {
  return `${folderOf(network, "computations")}/${id}.${user}.json`;
}

/** All computations whose results were not read, the newest last. */
export async function allComputations(network: string): Promise<StartedComputation[]> {
  const all = await readAll<StartedComputation>(folderOf(network, "computations"));
  return all.sort((a, b) => a.startedAt < b.startedAt ? -1 : 1);
}

/** Writes notes. A command does not fail without them, and tells. */
async function noted(
  output: Output,
  otherwise: string,
  write: () => Promise<unknown>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof VmError)) throw error;
    output.note(`${otherwise}. ${error.message}`);
  }
}

/** Notes that nodes have no values under an id any more, so that nobody pays to hear it again. */
export async function noteGone(output: Output, network: string, id: string): Promise<void> {
  await noted(output, `${id} is gone, but this machine cannot note it`, async () => {
    await removeFile(valuesPath(network, id));
    const gone = { id, goneAt: new Date().toISOString() };
    await writePrivate(gonePath(network, id), JSON.stringify(gone));
  });
}

/** When values were noted as gone, and in which file, if they were. */
export async function goneSince(
  network: string,
  id: string,
): Promise<{ at: string; path: string } | undefined> {
  const path = gonePath(network, id);
  const text = await readText(path);
  return text === undefined ? undefined : { at: read<{ goneAt: string }>(text, path).goneAt, path };
}

function valuesPath(network: string, id: string): string {
  return `${folderOf(network, "values")}/${id}.json`;
}

function gonePath(network: string, id: string): string {
  return `${folderOf(network, "gone")}/${id}.json`;
}

/** What is known of the values under an id. */
export async function findValues(network: string, id: string): Promise<StoredValues | undefined> {
  const path = valuesPath(network, id);
  const text = await readText(path);
  return text === undefined ? undefined : read(text, path);
}

/** All values that were stored in a network, those that expire first in front. */
export async function allValues(network: string): Promise<StoredValues[]> {
  const all = await readAll<StoredValues>(folderOf(network, "values"));
  return all.sort((a, b) => a.expiresAt < b.expiresAt ? -1 : 1);
}

/** All programs that were stored in a network. */
export function allPrograms(network: string): Promise<StoredProgram[]> {
  return readAll(folderOf(network, "programs"));
}

async function readAll<T>(folder: string): Promise<T[]> {
  const paths = (await namesIn(folder, ".json")).map((name) => `${folder}/${name}.json`);
  const texts = await Promise.all(paths.map(readText));
  return texts.flatMap((text, at) => text === undefined ? [] : [read<T>(text, paths[at]!)]);
}

function read<T>(text: string, path: string): T {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FailedPreconditionError(
      `${path} is damaged: remove it. It only lists what is stored at the nodes`,
      { cause },
    );
  }
}
