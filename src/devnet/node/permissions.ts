import { create } from "@bufbuild/protobuf";
import type { UserId } from "../../gen/nillion/auth/v1/user_pb.ts";
import {
  type ComputePermissions as ComputePermissionsMessage,
  type Permissions as PermissionsMessage,
  PermissionsSchema,
} from "../../gen/nillion/permissions/v1/permissions_pb.ts";
import type {
  ComputePermissionCommand,
  PermissionCommand,
  UpdatePermissionsRequest,
} from "../../gen/nillion/permissions/v1/update_pb.ts";
import { decodeHex, encodeHex } from "../../base/hex.ts";
import { malformed } from "../base/refusal.ts";

/** The permissions of stored values. Users are ids in hex. */
export interface Permissions {
  /** Who may change the permissions. */
  owner: string;
  /** Who may read the values and the permissions. */
  retrieve: Set<string>;
  /** Who may replace the values. */
  update: Set<string>;
  /** Who may delete the values. */
  delete: Set<string>;
  /** The programs that each user may run on the values. */
  compute: ComputePermissions;
}

type ComputePermissions = Map<string, Set<string>>;

/** The changes that an owner makes to permissions. */
export interface PermissionsDelta {
  retrieve: Change<Set<string>>;
  update: Change<Set<string>>;
  delete: Change<Set<string>>;
  compute: Change<ComputePermissions>;
}

interface Change<T> {
  grant: T;
  revoke: T;
}

/** Reads permissions from a request. Refuses invalid ones. */
export function permissionsFrom(message: PermissionsMessage): Permissions {
  // The nodes' message ends in a space.
  if (message.owner === undefined) throw malformed("'owner' not set ");
  return {
    owner: userFrom(message.owner),
    retrieve: usersFrom(message.retrieve),
    update: usersFrom(message.update),
    delete: usersFrom(message.delete),
    compute: computeFrom(message.compute),
  };
}

/** The message of permissions, for an answer. */
export function permissionsMessage(permissions: Permissions): PermissionsMessage {
  return create(PermissionsSchema, {
    owner: userMessage(permissions.owner),
    retrieve: [...permissions.retrieve].map(userMessage),
    update: [...permissions.update].map(userMessage),
    delete: [...permissions.delete].map(userMessage),
    compute: [...permissions.compute].map(([user, programIds]) => ({
      user: userMessage(user),
      programIds: [...programIds],
    })),
  });
}

/** Reads changes to permissions from a request. Refuses invalid ones. */
export function deltaFrom(message: UpdatePermissionsRequest): PermissionsDelta {
  return {
    retrieve: changeFrom(message.retrieve),
    update: changeFrom(message.update),
    delete: changeFrom(message.delete),
    compute: computeChangeFrom(message.compute),
  };
}

// The platform's own are missing from Node 20.
const union = (some: Iterable<string>, others: Iterable<string>) => new Set([...some, ...others]);
const difference = (some: Set<string>, others: Set<string>) =>
  new Set([...some].filter((member) => !others.has(member)));

/** The permissions after a change. A permission that is granted and revoked at once is revoked. */
export function changePermissions(before: Permissions, delta: PermissionsDelta): Permissions {
  const compute: ComputePermissions = new Map(before.compute);
  for (const [user, programIds] of delta.compute.grant) {
    compute.set(user, union(compute.get(user) ?? [], programIds));
  }
  for (const [user, programIds] of delta.compute.revoke) {
    const granted = compute.get(user);
    if (granted === undefined) continue;
    const left = difference(granted, programIds);
    if (left.size > 0) compute.set(user, left);
    else compute.delete(user);
  }
  const changed = (users: Set<string>, { grant, revoke }: Change<Set<string>>) =>
    difference(union(users, grant), revoke);
  return {
    owner: before.owner,
    retrieve: changed(before.retrieve, delta.retrieve),
    update: changed(before.update, delta.update),
    delete: changed(before.delete, delta.delete),
    compute,
  };
}

/** Reads a user id from a request. Refuses an invalid one. */
export function userFrom(message: UserId): string {
  if (message.contents.length !== 20) throw malformed("invalid user id length");
  return encodeHex(message.contents);
}

function userMessage(user: string): { contents: Uint8Array } {
  return { contents: decodeHex(user)! };
}

function usersFrom(messages: UserId[]): Set<string> {
  return new Set(messages.map(userFrom));
}

function computeFrom(messages: ComputePermissionsMessage[]): ComputePermissions {
  const compute: ComputePermissions = new Map();
  for (const { user, programIds } of messages) {
    if (user === undefined) throw malformed("'user' not set");
    compute.set(userFrom(user), new Set(programIds));
  }
  return compute;
}

function changeFrom(message: PermissionCommand | undefined): Change<Set<string>> {
  return { grant: usersFrom(message?.grant ?? []), revoke: usersFrom(message?.revoke ?? []) };
}

function computeChangeFrom(
  message: ComputePermissionCommand | undefined,
): Change<ComputePermissions> {
  return { grant: computeFrom(message?.grant ?? []), revoke: computeFrom(message?.revoke ?? []) };
}
