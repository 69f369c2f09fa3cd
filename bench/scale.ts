/**
 * What many users cost a network, from what one operation costs: `deno run -A bench/scale.ts` writes the tables of
 * `docs/scale.md`.
 *
 * Every number here that is not arithmetic is counted in `tests/bench/scale_test.ts` on a devnet.
 *
 * @module
 */
import { replaceMarked, table, threeDigits } from "./text.ts";

/** What users do in a day. */
export interface Load {
  users: number;
  /** How many secrets each of them stores. */
  storesEach: number;
  /** In how many sittings they do so. Tokens last for one, if it is shorter than fifty seconds. */
  sittings: number;
  nodes: number;
  /** Of a secret. */
  sizeBytes: number;
}

/** What a load takes: all users and all nodes together unless said otherwise. */
export interface Cost {
  stores: number;
  requests: number;
  /** To the leader: those for quotes and receipts, and those that every node gets. */
  leaderRequests: number;
  /** Bodies and tokens, both ways. Headers of HTTP and TLS come on top. */
  bytes: number;
  /** The shares that one node gets to keep. */
  keptBytesPerNode: number;
  /** Signatures that clients make: their tokens. */
  clientSignatures: number;
  /** Signatures that clients check: those of quotes and receipts. */
  clientChecks: number;
  /** Signatures that the leader makes. */
  leaderSignatures: number;
  /** Signatures that the leader checks, as a node too. */
  leaderChecks: number;
  /** Signatures that each other node checks. */
  nodeChecks: number;
  /** At the price of a devnet, which real networks set themselves. */
  credits: number;
}

/** Pieces of a blob have so many bytes, and so many with their keys and lengths when they are shares. */
const [pieceBytes, shareBytes] = [31, 36];
/** What else a store sends to a node: the receipt, permissions, the name. And what the node answers. */
const [storeBytes, storedBytes] = [231, 44];
/** Of a quote and of a receipt, asked for and answered. */
const [quoteBytes, receiptBytes] = [14 + 161, 143 + 137];
/** The token of a request, as text. */
const tokenBytes = 240;
/** What a client gets when it connects: the cluster, with an entry for each node. */
const [clusterBytes, memberBytes] = [169, 134];
const creditsPerStore = 100;
const creditsPerNil = 100;

/** What a load costs. */
export function costOf({ users, storesEach, sittings, nodes, sizeBytes }: Load): Cost {
  const stores = users * storesEach;
  const allSittings = users * sittings;
  const sharesBytes = Math.ceil(sizeBytes / pieceBytes) * shareBytes;
  const perStore = quoteBytes + receiptBytes + 2 * tokenBytes +
    nodes * (sharesBytes + storeBytes + storedBytes + tokenBytes);
  const perSitting = clusterBytes + nodes * memberBytes;
  return {
    stores,
    requests: stores * (nodes + 2) + allSittings,
    leaderRequests: stores * 3,
    bytes: stores * perStore + allSittings * perSitting,
    keptBytesPerNode: stores * sharesBytes,
    clientSignatures: allSittings * nodes,
    clientChecks: stores * 2,
    leaderSignatures: stores * 2,
    leaderChecks: stores * 2 + allSittings,
    nodeChecks: stores + allSittings,
    credits: stores * creditsPerStore,
  };
}

/** The load that the page is about. */
export const load: Load = {
  users: 1_000_000,
  storesEach: 10,
  sittings: 10,
  nodes: 10,
  sizeBytes: 1024,
};

const secondsPerDay = 86_400;
/** How much busier the busiest second is than the average one. */
const peakFactor = 5;
/** What one signature takes this core, made or checked, by the tables of docs/bench. */
const signatureMs = 0.14;
const diskBytes = 1e12;

/** The tables of the page. */
export function scaleTables(load: Load): string {
  const cost = costOf(load);
  const perDay = (what: string, perStore: number, day: number, unit = 1, name = "") => [
    what,
    threeDigits(perStore),
    `${threeDigits(day / unit)}${name}`,
    `${threeDigits(day / unit / secondsPerDay)}${name}`,
  ];
  const row = (what: string, key: keyof Cost) => perDay(what, cost[key] / cost.stores, cost[key]);
  const totals = table(["", "a store", "a day", "a second"], [
    row("stores", "stores"),
    row("requests", "requests"),
    row("of these, requests to the leader", "leaderRequests"),
    row("bytes of bodies and tokens", "bytes"),
    row("bytes that one node keeps", "keptBytesPerNode"),
    row("signatures that clients make", "clientSignatures"),
    row("signatures that clients check", "clientChecks"),
    row("signatures that the leader makes", "leaderSignatures"),
    row("signatures that the leader checks", "leaderChecks"),
    row("signatures that another node checks", "nodeChecks"),
    perDay("nil", creditsPerStore / creditsPerNil, cost.credits, creditsPerNil),
  ]);
  const share = (signatures: number) =>
    `${threeDigits(100 * peakFactor * signatures * signatureMs / 1000 / secondsPerDay)} %`;
  const bitsPerSecond = (bytes: number) =>
    `${threeDigits(8 * peakFactor * bytes / secondsPerDay / 1e6)} Mbit/s`;
  const perSecond = (count: number) => `${threeDigits(peakFactor * count / secondsPerDay)} /s`;
  const parts = table(["part", "in the busiest second"], [
    ["the chain, if each store is paid there", `${perSecond(cost.stores)} payments`],
    [
      "the chain, if each user deposits for 30 days",
      `${perSecond(load.users / 30)} payments`,
    ],
    [
      "the leader",
      `${perSecond(cost.leaderRequests)} requests; its signatures take ${
        share(cost.leaderSignatures + cost.leaderChecks)
      } of a core`,
    ],
    [
      "another node",
      `${perSecond(cost.stores)} requests; its signatures take ${
        share(cost.nodeChecks)
      } of a core; ${bitsPerSecond(cost.bytes / load.nodes)}`,
    ],
    [
      "a disk of 1 TB at a node",
      `full after ${threeDigits(diskBytes / cost.keptBytesPerNode)} days, unless values end`,
    ],
  ]);
  return `${totals}\n\n${parts}`;
}

if (import.meta.main) {
  const page = new URL("../docs/scale.md", import.meta.url);
  const text = await Deno.readTextFile(page);
  await Deno.writeTextFile(page, replaceMarked(text, "scale:tables", scaleTables(load)));
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", page.pathname] }).output();
}
