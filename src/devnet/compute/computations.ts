import { describeNamedValues } from "../../core/core.ts";
import { LayoutReader } from "../../core/layout_reader.ts";
import { ProgramRefusal } from "../../core/program_refusal.ts";
import { type Answer, joinShares, type Sharing, splitValues } from "../../core/sharing.ts";
import type { DevnetClock } from "../base/clock.ts";

/** How long a computation waits for all nodes. */
const participantsTimeoutMs = 30_000;

const shuttingDown = "the network is shutting down";

/** A node's part in a computation. */
export interface Participant extends Answer {
  /** Whether it generates a key, instead of running a program. */
  readonly generatesKey: boolean;
  /** Runs the program. Inputs and outputs are clear values in the core's layout. All nodes run the same program. */
  run(inputs: Uint8Array): Uint8Array;
  /** Receives the node's outcome. */
  settle(outcome: Outcome): void;
}

/** The outcome of a computation for one node: its shares of the outputs, by name, or an error. */
export type Outcome = { readonly shares: ReadonlyMap<string, Uint8Array> } | {
  readonly error: string;
};

interface Computation {
  readonly participants: Map<number, Participant>;
  /** Stops the wait for the other nodes. */
  readonly over: AbortController;
}

/**
 * The computations of a devnet's nodes. Each node joins a computation with its shares of the inputs. When all nodes have
 * joined, the inputs are recovered, the program runs on clear values, and each node gets new shares of the outputs. The
 * results are those of the real protocols, but the computation is not secret.
 */
export interface Computations {
  /** Calls `report` when a computation of other nodes fails because the node at `position` did not join it in time. */
  onMissed(position: number, report: (id: string, error: string) => void): void;
  /** Joins a computation as one of its nodes. */
  join(id: string, participant: Participant): void;
  /** How many programs wait for nodes now. Key generations do not count, as on real nodes. */
  readonly programsRunning: number;
  /** Fails all running computations with this error. */
  interrupt(error: string): void;
  /** Fails all running computations, and those that nodes join later. */
  close(): void;
}

/** Starts the computations of nodes that share secrets in this way. */
export function createComputations(
  sharing: Sharing,
  clock: Pick<DevnetClock, "sleep">,
): Computations {
  const computations = new Map<string, Computation>();
  const missedReports = new Map<number, (id: string, error: string) => void>();
  let isClosed = false;

  const begin = (id: string): Computation => {
    const over = new AbortController();
    clock.sleep(participantsTimeoutMs, over.signal).then(
      () => giveUp(id),
      () => {}, // The computation was over before.
    );
    const computation: Computation = { participants: new Map(), over };
    computations.set(id, computation);
    return computation;
  };

  /** Removes the computation. A node that joins later waits the whole time for the others, and fails. */
  const fail = (id: string, error: string) => {
    const { participants } = end(id);
    for (const { settle } of participants.values()) settle({ error });
  };

  const giveUp = (id: string) => {
    const { participants } = computations.get(id)!;
    fail(id, "timed out waiting for incoming messages");
    for (const [position, report] of missedReports) {
      if (!participants.has(position)) report(id, "timed out waiting for initialization");
    }
  };

  const interrupt = (error: string) => {
    for (const id of [...computations.keys()]) fail(id, error);
  };

  const end = (id: string): Computation => {
    const computation = computations.get(id)!;
    computations.delete(id);
    computation.over.abort();
    return computation;
  };

  return {
    onMissed(position, report) {
      missedReports.set(position, report);
    },

    join(id, participant) {
      if (isClosed) return participant.settle({ error: shuttingDown });
      const { participants } = computations.get(id) ?? begin(id);
      participants.set(participant.position, participant);
      if (participants.size < sharing.parties) return;
      end(id);
      complete(sharing, [...participants.values()]);
    },

    get programsRunning() {
      const parts = Array.from(
        computations.values(),
        ({ participants }) => [...participants.values()],
      );
      return parts.filter(([first]) => first?.generatesKey === false).length;
    },

    interrupt,

    close() {
      isClosed = true;
      interrupt(shuttingDown);
    },
  };
}

function complete(sharing: Sharing, participants: readonly Participant[]): void {
  let outputs: ReadonlyMap<string, Uint8Array>[];
  try {
    outputs = compute(sharing, participants);
  } catch (error) {
    for (const { settle } of participants) settle({ error: reasonOf(error) });
    return;
  }
  for (const { position, settle } of participants) settle({ shares: outputs[position]! });
}

/**
 * The reason without the place in the program's source, which nodes leave out. What only a devnet refuses is none of
 * their reasons, so it has the place, and says how to run the program nevertheless.
 */
function reasonOf(error: unknown): string {
  if (error instanceof ProgramRefusal && error.code === "range") {
    return `${error.message}; to run it nevertheless, start the devnet with numbers: "asNodes" or "exact"`;
  }
  if (error instanceof ProgramRefusal) return error.issues.map(({ reason }) => reason).join("; ");
  return error instanceof Error ? error.message : String(error);
}

/** Runs a program. Returns each node's shares of the outputs, by name; nodes are in the order of their positions. */
function compute(
  sharing: Sharing,
  participants: readonly Participant[],
): ReadonlyMap<string, Uint8Array>[] {
  const inputs = joinShares(sharing, participants, (clear) => clear.slice());
  const outputs = participants[0]!.run(inputs);
  const count = new LayoutReader(outputs, sharing.width).count();
  const messages = splitValues(sharing, {
    count,
    length: outputs.length,
    write: (target) => target.set(outputs),
  });
  const names = describeNamedValues(messages[0]!).map(({ name }) => name);
  return messages.map((own) => new Map(names.map((name, index) => [name, own[index]!])));
}
