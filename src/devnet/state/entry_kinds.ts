import { isBytes } from "../../base/brand.ts";
import type { Account, CommittedBlock, CommittedTransaction } from "../chain/transactions/state.ts";
import type { CreditBalance } from "../leader/ledger.ts";
import type { Pool } from "../leader/pools.ts";
import type { StoredProgram } from "../node/program_store.ts";
import type { ComputeResult } from "../compute/results.ts";
import type { Key } from "../base/table.ts";
import type { StoredValues } from "../node/value_store.ts";

/** The kind of a value: a plain kind, a list of one kind, or an object with the kinds of its fields. A field `name?` is optional. */
type Kind = string | readonly [Kind] | { readonly [field: string]: Kind };

/** The kind that belongs to a type, which the compiler checks. The kind of an object may leave out its fields. */
type KindOf<T> = T extends number ? "number"
  : T extends bigint ? "bigint"
  : T extends string ? "string"
  : T extends boolean ? "boolean"
  : T extends Uint8Array ? "bytes"
  : T extends ReadonlyMap<unknown, unknown> ? "map"
  : T extends ReadonlySet<unknown> ? "set"
  : T extends readonly (infer Member)[] ? readonly [KindOf<Member>]
  :
    | "object"
    | {
      readonly [Field in keyof T & string as undefined extends T[Field] ? `${Field}?` : Field]:
        KindOf<
          Exclude<T[Field], undefined>
        >;
    };

const entries = <K extends Key, V>(key: KindOf<K>, value: KindOf<V>): readonly [string, Kind] => [
  key,
  value as Kind,
];

const transaction: KindOf<CommittedTransaction> = {
  hash: "string",
  height: "number",
  index: "number",
  bytes: "bytes",
  result: {
    code: "number",
    codespace: "string",
    log: "string",
    data: "bytes",
    gasWanted: "bigint",
    gasUsed: "number",
    events: [{ type: "string", attributes: "object" }],
  },
  "payment?": { from: "string", resource: "bytes", amountUnil: "bigint" },
};

const time = entries<string, number>("string", "number");
const amount = entries<string, bigint>("string", "bigint");

/** The kinds of key and value of all tables, by the names under which they are saved. */
const kinds: Readonly<Record<string, readonly [key: string, value: Kind]>> = {
  "devnet.clock": time,
  "chain.accounts": entries<string, Account>("string", {
    address: "string",
    number: "number",
    sequence: "number",
    "publicKey?": "bytes",
    "module?": { name: "string", permissions: ["string"] },
  }),
  "chain.balances": amount,
  "chain.totals": amount,
  "chain.blocks": entries<number, CommittedBlock>("number", {
    id: "object",
    block: "object",
    transactions: [transaction],
    appHash: "bytes",
  }),
  "chain.transactions": entries<string, CommittedTransaction>("string", transaction),
  "chain.pending": entries<string, Uint8Array>("string", "bytes"),
  "chain.remembered": entries<string, true>("string", "boolean"),
  "node.values": entries<string, StoredValues>("string", {
    values: ["bytes"],
    permissions: {
      owner: "string",
      retrieve: "set",
      update: "set",
      delete: "set",
      compute: "map",
    },
    expiresAtMs: "number",
  }),
  "node.cleaning": time,
  "node.programs": entries<string, StoredProgram>("string", {
    bytes: "bytes",
    description: "object",
  }),
  "node.results": entries<string, ComputeResult>("string", {
    expiresAtMs: "number",
    outcome: "object",
  }),
  "node.spentReceipts": time,
  "leader.accounts": entries<string, CreditBalance>("string", {
    credits: "bigint",
    updatedAtMs: "number",
  }),
  "leader.deposits": entries<string, string>("string", "string"),
  "leader.spentQuotes": time,
  "leader.pools": entries<number, Pool>("number", {
    start: "bigint",
    end: "bigint",
    target: "bigint",
    madeAtMs: "number",
  }),
};

/** Whether key and value have the kinds of a table. The contents of protobuf messages and programs are not checked. */
export function isEntryOf(table: string, key: unknown, value: unknown): boolean {
  const found = kinds[table.replace(/^node \d+/, "node")];
  return found !== undefined && isOf(found[0], key) && isOf(found[1], value);
}

function isOf(kind: Kind, value: unknown): boolean {
  if (typeof kind === "string") return kindOf(value) === kind;
  if (Array.isArray(kind)) {
    return Array.isArray(value) && value.every((member) => isOf(kind[0], member));
  }
  if (kindOf(value) !== "object") return false;
  return Object.entries(kind).every(([field, kind]) => {
    const name = field.replace("?", "");
    const member = (value as Record<string, unknown>)[name];
    return member === undefined ? name !== field : isOf(kind, member);
  });
}

function kindOf(value: unknown): string {
  if (isBytes(value)) return "bytes";
  if (value instanceof Set) return "set";
  if (value instanceof Map) return "map";
  if (Array.isArray(value)) return "list";
  return value === null ? "null" : typeof value;
}
