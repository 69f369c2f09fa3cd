/** The journals of clients: the package's own code over what outlives the processes of a run. */
import { type Journal, kvJournal, memoryJournal } from "@nilvm/client/journal";
import { JournalInFile } from "../../src/journal/file_journal.ts";
import { Random } from "../../tools/random.ts";
import type { SimClock } from "./clock.ts";
import { SimDisk } from "./disk.ts";
import { diskFiles, diskFolder } from "./disk_files.ts";
import { JournalWatch } from "./journal_watch.ts";
import { openKv } from "./sim_kv.ts";
import type { Plan } from "./plan.ts";
import type { SimProcess } from "./process.ts";
import type { Findings } from "./story.ts";

/** The longest that a journal in memory takes for a change. */
const journalMs = 5;

/** The machine of a payer: its disk, and the processes that ran on it. */
interface Machine {
  readonly disk: SimDisk;
  readonly random: Random;
  readonly host: string | undefined;
  /** Whether each process gets the same id, as in a container. */
  readonly hasOnePid: boolean;
  readonly pids: Map<SimProcess, number>;
}

/** The name of a payer's sleepers for its disk. */
export function diskOwnerOf(payer: number): string {
  return `disk ${payer}`;
}

/** All journals of a run. */
export class Journals {
  readonly #plan: Plan;
  readonly #clock: SimClock;
  readonly #findings: Findings;
  readonly #watches = new Map<number, JournalWatch>();
  readonly #memories = new Map<number, Journal>();
  readonly #databases = new Map<number, Map<string, string>>();
  readonly #machines = new Map<number, Machine>();
  /** The journals that are open in each process, by client. */
  readonly #open = new Map<SimProcess, Map<number, Journal & Partial<AsyncDisposable>>>();
  readonly #memoryPace: Random;
  readonly #databasePace: Random;

  constructor(plan: Plan, clock: SimClock, findings: Findings) {
    this.#plan = plan;
    this.#clock = clock;
    this.#findings = findings;
    this.#memoryPace = new Random(plan.seed, 9);
    this.#databasePace = new Random(plan.seed, 12);
  }

  /** The journal of a client in a process, if it keeps one. */
  of(client: number, process: SimProcess, owner: string): Journal | undefined {
    if (this.#plan.shape.clients[client]!.journal === undefined) return undefined;
    const open = this.#open.get(process) ?? new Map<number, Journal>();
    this.#open.set(process, open);
    const known = open.get(client);
    if (known !== undefined) return known;
    const journal = this.#watched(this.#make(client, process, owner), client, process);
    open.set(client, journal);
    return journal;
  }

  /** What happened to the journal of a client. */
  watchOf(client: number): JournalWatch {
    const watch = this.#watches.get(client) ?? new JournalWatch(() => this.#clock.elapsedMs);
    this.#watches.set(client, watch);
    return watch;
  }

  /** Has the machine of a payer lose its power, if anything is on its disk. */
  cutPower(payer: number): void {
    const machine = this.#machines.get(payer);
    machine?.disk.cutPower(machine.random);
  }

  /** Closes all journals of a process, as its end does. */
  async close(process: SimProcess): Promise<void> {
    const open = this.#open.get(process) ?? new Map();
    for (const journal of open.values()) await journal[Symbol.asyncDispose]?.();
    open.clear();
  }

  /** The files that are left beside journals that were closed. */
  leftovers(): string[] {
    return [...this.#machines.values()]
      .flatMap(({ disk }) => disk.names.filter((name) => name.includes(".")));
  }

  #make(client: number, process: SimProcess, owner: string): Journal & Partial<AsyncDisposable> {
    switch (this.#plan.shape.clients[client]!.journal!) {
      case "memory": {
        const kept = this.#memories.get(client) ?? memoryJournal();
        this.#memories.set(client, kept);
        const change = (make: () => Promise<void>) =>
          process.change(this.#clock, owner, this.#memoryPace, journalMs, make);
        return {
          write: (id, entry) => change(() => kept.write(id, entry)),
          remove: (id) => change(() => kept.remove(id)),
          entries: () => kept.entries(),
        };
      }
      case "kv": {
        const kept = this.#databases.get(client) ?? new Map();
        this.#databases.set(client, kept);
        return kvJournal(openKv(kept, process, this.#clock, owner, this.#databasePace));
      }
      case "file":
        return new JournalInFile(
          `${diskFolder}/client-${client}`,
          this.#filesOf(client, process),
        );
    }
  }

  #filesOf(client: number, process: SimProcess) {
    const { payer, skewMs } = this.#plan.shape.clients[client]!;
    const machine = this.#machines.get(payer) ??
      newMachine(new Random(this.#plan.seed, 50 + payer));
    this.#machines.set(payer, machine);
    const { disk, random, host, pids, hasOnePid } = machine;
    const pid = pids.get(process) ?? (hasOnePid ? 1 : 100 + pids.size);
    pids.set(process, pid);
    const owner = diskOwnerOf(payer);
    const name = `disk ${payer} of ${this.#plan.seed}, ${pids.size}, ${client}`;
    const files = diskFiles({
      disk,
      process,
      clock: this.#clock,
      owner,
      environment: process.environment(this.#clock.environment(owner, name, skewMs)),
      random,
      pid,
      host,
      isGone: (other) => ![...pids].some(([process, pid]) => process.isAlive && pid === other),
    });
    return () => files;
  }

  /** Makes the changes of a journal events, and watches what becomes of them. */
  #watched(
    journal: Journal & Partial<AsyncDisposable>,
    client: number,
    process: SimProcess,
  ): Journal & Partial<AsyncDisposable> {
    const watch = this.watchOf(client);
    let isNew = true;
    const change = (id: string, entry: string | undefined, make: () => Promise<void>) =>
      process.living(async () => {
        const done = watch.begin(id, entry);
        process.event("begins a change of its journal");
        await process.living(make);
        done();
        process.event("has changed its journal");
      });
    return {
      write: (id, entry) => change(id, entry, () => journal.write(id, entry)),
      remove: (id) => change(id, undefined, () => journal.remove(id)),
      entries: () =>
        process.living(async () => {
          const entries = [...await journal.entries()];
          const problems = isNew && process.isAlive ? watch.find(entries) : [];
          isNew = false;
          for (const problem of problems) {
            this.#findings.add("journal", `after a crash of client ${client}, ${problem}`);
          }
          return entries;
        }),
      [Symbol.asyncDispose]: async () => await journal[Symbol.asyncDispose]?.(),
    };
  }
}

function newMachine(random: Random): Machine {
  return {
    disk: new SimDisk(),
    random,
    host: random.pick([undefined, "host", "host"]),
    hasOnePid: random.below(3) === 0,
    pids: new Map(),
  };
}
