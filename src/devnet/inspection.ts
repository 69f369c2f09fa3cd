import type { ProgramValue } from "../core/programs.ts";
import { encodeHex } from "../base/hex.ts";
import { NotFoundError } from "../errors/mod.ts";
import { operationOf } from "./base/operation_trace.ts";
import { timeMsOf } from "./chain/blocks/block.ts";
import { describeStored, type StoredEntry } from "./contents.ts";
import { poolsAt } from "./leader/pools.ts";
import { heldShares } from "./node/held_share.ts";
import type { DevnetState } from "./state/state.ts";

/** How many entries an answer has at most. */
const listedMax = 100;

/** How many bytes of a share are shown. */
const shownBytesMax = 64;

/** Some stored values, the latest first. */
export interface ValuesPage {
  /** How many there are in all. */
  readonly count: number;
  /** Those that were asked for. */
  readonly values: readonly StoredEntry[];
}

/** Stored values, with the share of each node. */
export interface InspectedValues extends StoredEntry {
  /** What each node has, by its number. */
  readonly shares: readonly {
    readonly node: number;
    readonly name: string;
    readonly kind: string;
    readonly bytes: number;
    /** The first 64 bytes of the share, in hex; those of the value itself if it is public. */
    readonly head: string;
  }[];
}

/** A stored program, with what it takes and gives. */
export interface InspectedProgram {
  readonly id: string;
  readonly bytes: number;
  readonly inputs: readonly ProgramValue[];
  readonly outputs: readonly ProgramValue[];
  readonly instructions: number;
  /** The preprocessing elements that a run uses up. */
  readonly preprocessing: Readonly<Record<string, number>>;
}

/** A block of the chain. */
export interface InspectedBlock {
  readonly height: number;
  readonly at: string;
  readonly transactions: readonly {
    readonly hash: string;
    /** 0 for success. */
    readonly code: number;
    /** Why it failed; empty on success. */
    readonly log: string;
    readonly gasUsed: number;
    /** What it paid, if it paid for something. */
    readonly payment?: {
      readonly from: string;
      readonly amountUnil: string;
      /** The operation that it paid for, as the log of requests names it, or the start of a deposit's hash. */
      readonly operation: string;
    };
  }[];
}

/** An account of the chain. */
export interface InspectedAccount {
  readonly address: string;
  readonly balanceUnil: string;
  readonly sequence: number;
}

/** The preprocessing elements of one kind that are ready. */
export interface InspectedPool {
  readonly element: string;
  readonly ready: string;
  /** How many the nodes make before they stop. */
  readonly full: string;
}

/** Reads the state of a devnet for who looks at it. Nothing here changes it. */
export interface Inspection {
  /** Stored values from this one on, where 0 is the latest. */
  valuesFrom(index: number): ValuesPage;
  /**
   * Stored values with the shares of all nodes.
   *
   * @throws {NotFoundError} When no node has them.
   */
  valuesOf(id: string): InspectedValues;
  /** The latest programs. */
  programs(): InspectedProgram[];
  /** The latest blocks, the latest first. */
  blocks(): InspectedBlock[];
  /** The accounts of wallets, the oldest first. */
  accounts(): InspectedAccount[];
  /** The pools of preprocessing elements. */
  pools(): InspectedPool[];
}

/** Looks at a state. */
export function inspect({ nodes, chain }: DevnetState, now: () => number): Inspection {
  return {
    valuesFrom(index) {
      const ids = [...new Set(nodes.flatMap(({ values }) => [...values.keys()]))];
      const end = Math.max(0, ids.length - index);
      const shown = ids.slice(Math.max(0, end - listedMax), end).reverse();
      return { count: ids.length, values: shown.map((id) => describeStored(nodes, id)) };
    },

    valuesOf(id) {
      if (!nodes.some(({ values }) => values.has(id))) {
        throw new NotFoundError(`The devnet has no values ${id}`);
      }
      return {
        ...describeStored(nodes, id),
        shares: nodes.flatMap(({ values }, node) => {
          const stored = values.get(id);
          if (stored === undefined) return [];
          return heldShares(new Map([[id, stored]])).map(({ name, kind, bytes }) => ({
            node,
            name,
            kind,
            bytes: bytes.length,
            head: encodeHex(bytes.subarray(0, shownBytesMax)),
          }));
        }),
      };
    },

    programs() {
      const programs = new Map(nodes.flatMap(({ programs }) => [...programs]));
      return [...programs].slice(-listedMax).reverse().map(([id, { bytes, description }]) => {
        const { inputs, outputs, totalInstructions, preprocessing } = description;
        const instructions = totalInstructions;
        return { id, bytes: bytes.length, inputs, outputs, instructions, preprocessing };
      });
    },

    blocks() {
      const blocks: InspectedBlock[] = [];
      for (let { height } = chain; blocks.length < listedMax; height--) {
        const found = chain.blocks.get(height);
        if (found === undefined) break;
        const at = new Date(timeMsOf(found.block)).toISOString();
        const transactions = found.transactions.map(({ hash, result, payment }) => {
          const { code, log, gasUsed } = result;
          if (payment === undefined) return { hash, code, log, gasUsed };
          const { from, amountUnil, resource } = payment;
          const operation = operationOf(resource);
          return {
            hash,
            code,
            log,
            gasUsed,
            payment: { from, amountUnil: `${amountUnil}`, operation },
          };
        });
        blocks.push({ height, at, transactions });
      }
      return blocks;
    },

    accounts() {
      const { accounts, balances } = chain.tables;
      return [...accounts.values()].filter(({ module }) => module === undefined)
        .slice(0, listedMax).map(({ address, sequence }) => ({
          address,
          balanceUnil: `${balances.get(address) ?? 0n}`,
          sequence,
        }));
    },

    pools() {
      const { pools } = nodes.find(({ leader }) => leader !== undefined)!.leader!;
      return poolsAt(pools, now());
    },
  };
}
