import { Code } from "@connectrpc/connect";
import type { Permissions } from "./permissions.ts";
import { refusal } from "../base/refusal.ts";
import type { Table } from "../base/table.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** One entry of a node's store: its own part of values that were stored together. */
export interface StoredValues {
  /** Serialized `NamedValue` messages. */
  readonly values: Uint8Array[];
  /** Who may do what with them. */
  readonly permissions: Permissions;
  /** From when on they are gone, in milliseconds since the Unix epoch. */
  readonly expiresAtMs: number;
}

/** What a node stores, by id. */
export type ValueStore = Table<string, StoredValues>;

/** When a node next takes the time to drop what has expired, in milliseconds since the Unix epoch. */
export type Cleaning = Table<"nextMs", number>;

/** What somebody wants to do with stored values. */
export type Access = "retrieve" | "update" | "delete" | "own" | { programId: string };

/** The values that `user` may access in this way, or a refusal. */
export function accessValues(
  store: ValueStore,
  id: string,
  user: string,
  access: Access,
  nowMs: number,
): StoredValues {
  const stored = store.get(id);
  if (stored === undefined) throw refusal(Code.NotFound, "value not found");
  if (stored.expiresAtMs <= nowMs) {
    // Nodes clean up once a day, and until then tell what has expired from what never was.
    if (stored.expiresAtMs + DAY_MS > nowMs) throw refusal(Code.NotFound, "entity expired");
    store.delete(id);
    throw refusal(Code.NotFound, "value not found");
  }
  if (!isAllowed(stored.permissions, user, access)) {
    throw refusal(Code.PermissionDenied, "user does not have permissions for action");
  }
  return stored;
}

function isAllowed(permissions: Permissions, user: string, access: Access): boolean {
  if (access === "own") return permissions.owner === user;
  if (typeof access === "string") return permissions[access].has(user);
  return permissions.compute.get(user)?.has(access.programId) ?? false;
}

/** Drops the values that expired long ago, which it takes the time for once a day. */
export function cleanDaily(store: ValueStore, cleaning: Cleaning, nowMs: number): void {
  if (nowMs < (cleaning.get("nextMs") ?? -Infinity)) return;
  cleaning.set("nextMs", nowMs + DAY_MS);
  for (const [id, { expiresAtMs }] of store) {
    if (expiresAtMs + DAY_MS <= nowMs) store.delete(id);
  }
}

/** When values stored now expire, or a refusal where no calendar reaches that far. */
export function expiryOf(ttlDays: number | undefined, nowMs: number): number {
  const expiresAtMs = nowMs + (ttlDays ?? TTL_DAYS_DEFAULT) * DAY_MS;
  if (expiresAtMs > LATEST_MS) throw refusal(Code.InvalidArgument, "ttl_days is too high");
  return expiresAtMs;
}

const TTL_DAYS_DEFAULT = 10 * 365;

// The end of the year 262142, where the nodes' calendar ends.
const LATEST_MS = 8_210_266_876_799_999;
