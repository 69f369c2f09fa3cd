/**
 * The journals of the command line: one for each run, so that commands run side by side. A run takes over what runs that
 * have ended left behind.
 */
import { stat } from "node:fs/promises";
import process from "node:process";
import { VmError } from "../../errors/mod.ts";
import { fileJournal } from "../../journal/file_journal.ts";
import type { Journal } from "../../journal/journal.ts";
import { decodeJournal } from "../../journal/journal_text.ts";
import { makeFolder, namesIn, ownFolder, readText, removeFile } from "./folder.ts";

/** Whoever has a lock touches it every two seconds. */
const staleMs = 10_000;

/** The journal of this run. */
export interface RunJournal extends Journal {
  /** Whether it took over something of an earlier run. */
  readonly hasEarlier: boolean;
  /** Closes it, and removes its file if nothing is left in it. Tells how much is left. */
  close(): Promise<number>;
}

/** A payment in a journal, as it can be shown without asking anybody. */
export interface NotedPayment {
  readonly action: string;
  readonly operation: string | undefined;
  readonly amountUnil: string;
  readonly txHash: string | undefined;
  /** How far it got. */
  readonly state: "begun" | "paying" | "paid" | "sent";
  /** Whether the command that pays is still running. */
  readonly isRunning: boolean;
}

function folderOf(network: string, user: string): string {
  return `${ownFolder()}/payments/${network}/${user}`;
}

/** Is told of a journal that cannot be read. Without it, that is thrown. */
export type OnDamaged = (error: VmError) => void;

/**
 * Opens the journal of this run, with all that ended runs of the same user left.
 *
 * @param onDamaged For what pays nothing new: what cannot be read stays where it is.
 */
export async function openRunJournal(
  network: string,
  user: string,
  onDamaged?: OnDamaged,
): Promise<RunJournal> {
  const folder = folderOf(network, user);
  await makeFolder(folder);
  const earlier: string[] = [];
  for (const name of await namesIn(folder, ".json")) {
    if (!await isInUse(`${folder}/${name}.json`)) earlier.push(`${folder}/${name}.json`);
  }
  const path = `${folder}/${Date.now()}-${process.pid}.json`;
  const journal = fileJournal(path);
  let count = 0;
  try {
    for (const left of earlier) {
      count += await orTold(() => moveEntries(left, journal), onDamaged) ?? 0;
    }
  } catch (error) {
    // What was moved stays in the journal of this run, for the next one.
    const isEmpty = [...await journal.entries()].length === 0;
    await journal[Symbol.asyncDispose]();
    if (isEmpty) await removeFile(path);
    throw error;
  }
  return {
    hasEarlier: count > 0,
    write: (id, entry) => journal.write(id, entry),
    remove: (id) => journal.remove(id),
    entries: () => journal.entries(),
    async close() {
      const left = [...await journal.entries()].length;
      await journal[Symbol.asyncDispose]();
      if (left === 0) await removeFile(path);
      return left;
    },
  };
}

/** Moves all entries of a journal. A crash in between leaves some in both, under the same ids. */
async function moveEntries(path: string, journal: Journal): Promise<number> {
  const from = fileJournal(path);
  try {
    const entries = [...await from.entries()];
    for (const [id, entry] of entries) await journal.write(id, entry);
    await removeFile(path);
    return entries.length;
  } catch (error) {
    // Another run has it now. What cannot be read may be paid, so nothing is paid beside it.
    if (error instanceof VmError && await isInUse(path)) return 0;
    throw error;
  } finally {
    await from[Symbol.asyncDispose]();
  }
}

async function orTold<T>(act: () => Promise<T>, onDamaged?: OnDamaged): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (onDamaged === undefined || !(error instanceof VmError)) throw error;
    onDamaged(error);
  }
}

/** All payments that the journals of a user have, of this run and others. */
export async function notedPayments(
  network: string,
  user: string,
  onDamaged?: OnDamaged,
): Promise<NotedPayment[]> {
  const folder = folderOf(network, user);
  const noted: NotedPayment[] = [];
  for (const name of await namesIn(folder, ".json")) {
    const path = `${folder}/${name}.json`;
    const text = await readText(path);
    if (text === undefined) continue;
    const isRunning = await isInUse(path);
    const entries = await orTold(async () => await decodeJournal(text, path), onDamaged);
    for (const entry of entries?.values() ?? []) {
      noted.push({ ...describe(JSON.parse(entry)), isRunning });
    }
  }
  return noted;
}

// deno-lint-ignore no-explicit-any
function describe(record: any): Omit<NotedPayment, "isRunning"> {
  const { action, operation, amountUnil, pending, receipt, isSent, isOnChain } = record;
  const state = isSent ? "sent" : receipt ? "paid" : isOnChain || pending ? "paying" : "begun";
  return { action, operation, amountUnil: amountUnil.unil, txHash: pending?.txHash, state };
}

/** Whether a process that runs has locked a journal. */
async function isInUse(path: string): Promise<boolean> {
  const lock = `${path}.lock`;
  try {
    const { pid } = JSON.parse(await readText(lock) ?? "null") ?? {};
    if (!Number.isInteger(pid)) return false;
    // In case another process has got the number of one that is gone.
    if (Date.now() - (await stat(lock)).mtimeMs > staleMs) return false;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
