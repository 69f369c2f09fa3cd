import { describeNamedValues } from "../../core/core.ts";
import { ProgramRefusal } from "../../core/program_refusal.ts";
import { type Answer, joinShares, type Sharing, splitValues } from "../../core/sharing.ts";
import type { DevnetClock } from "../base/clock.ts";

/** How long nodes wait for each other. */
const PATIENCE_MS = 30_000;

const SHUTTING_DOWN = "the network is shutting down";

/** A node's part in a computation. */
export interface Participant extends Answer {
  /** Computes the outputs from the inputs, both as clear values in the core's layout. It is the same at every node. */
  run(inputs: Uint8Array): Uint8Array;
  /** Takes the node's shares of the outputs, by name, or the reason why there are none. */
  settle(outcome: Outcome): void;
}

/** How a computation ended for one node. */
export type Outcome = { readonly shares: ReadonlyMap<string, Uint8Array> } | {
  readonly error: string;
};

interface Computation {
  readonly participants: Map<number, Participant>;
  /** Tells its patience that it is over. */
  readonly over: AbortController;
}

/**
 * Where the nodes of a devnet compute together. Each hands in its shares of the inputs; once all have, the inputs are
 * put together, the program is run in the clear, and the outputs leave as fresh shares. That gives the results of the
 * nodes' protocols, and nothing of their secrecy.
 */
export interface Computations {
  /** Has a node told of computations that ended because they never reached it, though the other nodes spoke of them. */
  attend(position: number, onMissed: (id: string, error: string) => void): void;
  /** Hands in a node's part of the computation with this id. */
  join(id: string, participant: Participant): void;
  /** Ends all that is under way: it fails with these words. */
  interrupt(error: string): void;
  /** Ends all that is under way and all that is still to come. */
  close(): void;
}

/** A place to compute for the nodes that share secrets in this way. */
export function createComputations(
  sharing: Sharing,
  clock: Pick<DevnetClock, "sleep">,
): Computations {
  const computations = new Map<string, Computation>();
  const attending = new Map<number, (id: string, error: string) => void>();
  let isClosed = false;

  const begin = (id: string): Computation => {
    const over = new AbortController();
    clock.sleep(PATIENCE_MS, over.signal).then(
      () => giveUp(id),
      () => {}, // It ended in another way.
    );
    const computation: Computation = { participants: new Map(), over };
    computations.set(id, computation);
    return computation;
  };

  /** Forgets it: a node that joins later waits as long for the others, and in vain. */
  const fail = (id: string, error: string) => {
    const { participants } = end(id);
    for (const { settle } of participants.values()) settle({ error });
  };

  const giveUp = (id: string) => {
    const { participants } = computations.get(id)!;
    fail(id, "timed out waiting for incoming messages");
    for (const [position, onMissed] of attending) {
      if (!participants.has(position)) onMissed(id, "timed out waiting for initialization");
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
    attend(position, onMissed) {
      attending.set(position, onMissed);
    },

    join(id, participant) {
      if (isClosed) return participant.settle({ error: SHUTTING_DOWN });
      const { participants } = computations.get(id) ?? begin(id);
      participants.set(participant.position, participant);
      if (participants.size < sharing.parties) return;
      end(id);
      complete(sharing, [...participants.values()]);
    },

    interrupt,

    close() {
      isClosed = true;
      interrupt(SHUTTING_DOWN);
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

/** Nodes do not say where in its source a program failed. */
function reasonOf(error: unknown): string {
  if (error instanceof ProgramRefusal) return error.issues.map(({ reason }) => reason).join("; ");
  return error instanceof Error ? error.message : String(error);
}

/** For the node at each position its shares of the outputs, by name. */
function compute(
  sharing: Sharing,
  participants: readonly Participant[],
): ReadonlyMap<string, Uint8Array>[] {
  const inputs = joinShares(sharing, participants, (response) => {
    const faulty = new DataView(response.buffer, response.byteOffset).getUint32(0, true);
    return response.slice(4 + 4 * faulty);
  });
  const outputs = participants[0]!.run(inputs);
  const count = new DataView(outputs.buffer, outputs.byteOffset).getUint32(0, true);
  const messages = splitValues(sharing, {
    count,
    length: outputs.length,
    write: (target) => target.set(outputs),
  });
  const names = describeNamedValues(messages[0]!).map(({ name }) => name);
  return messages.map((own) => new Map(names.map((name, index) => [name, own[index]!])));
}
