import { Code, type ConnectError } from "@connectrpc/connect";
import { CoreFailure, describeNamedValues } from "../../core/core.ts";
import { dayMs } from "../base/clock.ts";
import { refusal } from "../base/refusal.ts";
import type { Table } from "../base/table.ts";
import type { Permissions } from "./permissions.ts";

/** A node's shares of values that were stored together. */
export interface StoredValues {
  /** Serialized `NamedValue` messages. */
  readonly values: Uint8Array[];
  /** Who may use them, and how. */
  readonly permissions: Permissions;
  /** When they expire, in milliseconds since the Unix epoch. */
  readonly expiresAtMs: number;
}

/** All values that a node stores, by id. */
export type ValueStore = Table<string, StoredValues>;

/** When a node next deletes expired values, in milliseconds since the Unix epoch. */
export type Cleaning = Table<"nextMs", number>;

/** A way to use stored values. */
export type Access = "retrieve" | "update" | "delete" | "own" | { programId: string };

/** Returns the values with this id. Refuses a user who may not access them in this way. */
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
    // Nodes delete expired values once a day. Until then they know that the values existed.
    if (stored.expiresAtMs + dayMs > nowMs) throw refusal(Code.NotFound, "entity expired");
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

/** Deletes the values that expired more than a day ago; does so once a day. */
export function cleanDaily(store: ValueStore, cleaning: Cleaning, nowMs: number): void {
  if (nowMs < (cleaning.get("nextMs") ?? -Infinity)) return;
  cleaning.set("nextMs", nowMs + dayMs);
  for (const [id, { expiresAtMs }] of store) {
    if (expiresAtMs + dayMs <= nowMs) store.delete(id);
  }
}

const ttlDaysDefault = 10 * 365;

// The end of the year 262142, where the nodes' calendar ends.
const latestMs = 8_210_266_876_799_999;

/** When values that are stored now expire. Refuses a time that is after the end of the nodes' calendar. */
export function expiryOf(ttlDays: number | undefined, nowMs: number): number {
  const expiresAtMs = nowMs + (ttlDays ?? ttlDaysDefault) * dayMs;
  if (expiresAtMs > latestMs) throw refusal(Code.InvalidArgument, "ttl_days is too high");
  return expiresAtMs;
}

/**
 * Checks the values of a request. Returns the refusal of invalid values: the caller throws it once the receipt is spent,
 * as nodes do. Bytes that are no values are refused at once, so that refusal is thrown.
 */
export function checkNamedValues(values: Uint8Array[]): ConnectError | undefined {
  try {
    describeNamedValues(values);
    return undefined;
  } catch (error) {
    if (!(error instanceof CoreFailure)) throw error;
    if (error.kind === "invalidValue") {
      return refusal(Code.InvalidArgument, `invalid values: ${error.message}`);
    }
    if (error.kind === "malformed") {
      throw refusal(Code.Internal, "failed to decode Protobuf message");
    }
    throw error;
  }
}
