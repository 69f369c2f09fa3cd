import { heldShares } from "./node/held_share.ts";
import type { DevnetState, NodeState } from "./state/state.ts";

/** Values that are stored together, without what they are. */
export interface StoredEntry {
  /** Their id. */
  readonly id: string;
  /** The names and the types of the shares, which each node knows. */
  readonly values: readonly { readonly name: string; readonly kind: string }[];
  /** The bytes of the shares at one node. */
  readonly bytes: number;
  /** How many nodes have them. */
  readonly nodeCount: number;
  /** When they expire, as ISO 8601. */
  readonly expiresAt: string;
  /** Who may do what. Users are ids in hex. */
  readonly permissions: {
    readonly owner: string;
    readonly retrieve: readonly string[];
    readonly update: readonly string[];
    readonly delete: readonly string[];
    readonly compute: Readonly<Record<string, readonly string[]>>;
  };
}

/** A program that is stored. */
export interface ProgramEntry {
  /** Its id. */
  readonly id: string;
  /** The length of the lowered program. */
  readonly bytes: number;
}

/** A user whom the network knows: who has a balance, or owns values or programs, or gets results. */
export interface UserEntry {
  /** The user's id, in hex. */
  readonly id: string;
  /** The balance, in credits. */
  readonly credits: string;
  /** How many sets of values the user owns. */
  readonly valuesCount: number;
}

/** A computation whose result is kept. */
export interface RunEntry {
  /** Its id. */
  readonly id: string;
  /** Whether it gave results. */
  readonly status: "done" | "failed";
  /** The users who get outputs, in hex. */
  readonly users: readonly string[];
  /** Why it failed. */
  readonly error?: string;
  /** When its result expires, as ISO 8601. */
  readonly expiresAt: string;
}

/** What the nodes of a devnet hold, without secrets and shares. Lists have the latest entries, and counts have all. */
export interface DevnetContents {
  /** How many there are of each. */
  readonly counts: {
    readonly values: number;
    readonly programs: number;
    readonly users: number;
    readonly runs: number;
    /** The runs that wait for nodes now. */
    readonly running: number;
  };
  /** The stored values. */
  readonly values: readonly StoredEntry[];
  /** The stored programs, without those that every network has. */
  readonly programs: readonly ProgramEntry[];
  /** The users. */
  readonly users: readonly UserEntry[];
  /** The runs. */
  readonly runs: readonly RunEntry[];
}

/** How many entries a list has at most. */
const listedMax = 100;

/** Tells what the nodes hold. */
export function contentsOf({ nodes }: DevnetState, running: number): DevnetContents {
  const values = new Map(nodes.flatMap(({ values }) => [...values]));
  const programs = new Map(nodes.flatMap(({ programs }) => [...programs]));
  const results = new Map(nodes.flatMap(({ results }) => [...results]));
  const accounts = nodes.find(({ leader }) => leader !== undefined)!.leader!.ledger.accounts;
  const owners = [...values.values()].map(({ permissions }) => permissions.owner);
  const counts = new Map<string, number>();
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const receivers = [...results.values()].flatMap(({ outcome }) =>
    "values" in outcome ? [...outcome.values.keys()] : []
  );
  const authors = [...programs.keys()].map((id) => id.split("/")[0]!);
  const users = [...new Set([...accounts.keys(), ...owners, ...authors, ...receivers])];
  return {
    counts: {
      values: values.size,
      programs: programs.size,
      users: users.length,
      runs: results.size,
      running,
    },
    values: latest(values).map(([id]) => describeStored(nodes, id)),
    programs: latest(programs).map(([id, { bytes }]) => ({ id, bytes: bytes.length })),
    users: users.slice(-listedMax).map((id) => ({
      id,
      credits: `${accounts.get(id)?.credits ?? 0n}`,
      valuesCount: counts.get(id) ?? 0,
    })),
    runs: latest(results).map(([id, { outcome, expiresAtMs }]) => ({
      id,
      status: "values" in outcome ? "done" : "failed",
      users: "values" in outcome ? [...outcome.values.keys()] : [],
      ...("error" in outcome && { error: outcome.error }),
      expiresAt: new Date(expiresAtMs).toISOString(),
    })),
  };
}

/** Describes values that some node has. */
export function describeStored(nodes: readonly NodeState[], id: string): StoredEntry {
  const holders = nodes.filter(({ values }) => values.has(id));
  const stored = holders[0]!.values.get(id)!;
  const shares = heldShares(new Map([[id, stored]]));
  const { owner, retrieve, update, delete: remove, compute } = stored.permissions;
  return {
    id,
    values: shares.map(({ name, kind }) => ({ name, kind })),
    bytes: shares.reduce((sum, { bytes }) => sum + bytes.length, 0),
    nodeCount: holders.length,
    expiresAt: new Date(stored.expiresAtMs).toISOString(),
    permissions: {
      owner,
      retrieve: [...retrieve],
      update: [...update],
      delete: [...remove],
      compute: Object.fromEntries([...compute].map(([user, ids]) => [user, [...ids]])),
    },
  };
}

function latest<V>(entries: ReadonlyMap<string, V>): [string, V][] {
  return [...entries].slice(-listedMax);
}
