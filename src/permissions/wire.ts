/**
 * Permissions as they travel.
 *
 * @module
 */
import type { MessageInitShape } from "@bufbuild/protobuf";
import { InternalError, InvalidArgumentError } from "../errors.ts";
import type { UserId as WireUserId } from "../gen/nillion/auth/v1/user_pb.ts";
import type {
  Permissions as WirePermissions,
  PermissionsSchema,
} from "../gen/nillion/permissions/v1/permissions_pb.ts";
import { encodeHex } from "../keys/hex.ts";
import { UserId } from "../keys/user_id.ts";
import { type ComputePermission, Permissions } from "./permissions.ts";
import type { PermissionsDelta } from "./permissions_delta.ts";

interface WireUser {
  contents: Uint8Array;
}

interface WireCompute {
  user: WireUser;
  programIds: string[];
}

interface WireCommand<T> {
  grant: T[];
  revoke: T[];
}

/** The part of a request that says what to change. */
export interface WireDelta {
  /** Who may read. */
  retrieve?: WireCommand<WireUser>;
  /** Who may replace. */
  update?: WireCommand<WireUser>;
  /** Who may delete. */
  delete?: WireCommand<WireUser>;
  /** Who may use them in which programs. */
  compute?: WireCommand<WireCompute>;
}

/** The message that says them. */
export function permissionsToWire(
  permissions: Permissions,
): MessageInitShape<typeof PermissionsSchema> {
  return {
    owner: userToWire(permissions.owner),
    retrieve: permissions.retrieve.map(userToWire),
    update: permissions.update.map(userToWire),
    delete: permissions.delete.map(userToWire),
    compute: permissions.compute.map(computeToWire),
  };
}

/**
 * The permissions that a node says values have.
 *
 * @throws {InternalError} When it does not name the owner, or users by ids that are none.
 */
export function permissionsFromWire(wire: WirePermissions): Permissions {
  return new Permissions({
    owner: userFromWire(wire.owner),
    retrieve: wire.retrieve.map(userFromWire),
    update: wire.update.map(userFromWire),
    delete: wire.delete.map(userFromWire),
    compute: wire.compute.map(({ user, programIds }) => ({
      user: userFromWire(user),
      programIds: programIds.filter((id) => id !== ""),
    })),
  });
}

/**
 * The changes as they stand in a request.
 *
 * @throws {InvalidArgumentError} When there is nothing to change, or the same is both granted and
 * revoked: nodes take either, and leave open which of the two wins.
 */
export function deltaToWire(delta: PermissionsDelta): WireDelta {
  const wire: WireDelta = {};
  if (delta.retrieve) wire.retrieve = commandToWire(delta.retrieve, userToWire);
  if (delta.update) wire.update = commandToWire(delta.update, userToWire);
  if (delta.delete) wire.delete = commandToWire(delta.delete, userToWire);
  if (delta.compute) wire.compute = commandToWire(delta.compute, computeToWire);
  const commands: WireCommand<unknown>[] = Object.values(wire);
  if (commands.every(({ grant, revoke }) => grant.length === 0 && revoke.length === 0)) {
    throw new InvalidArgumentError("The delta changes no permission");
  }
  return wire;
}

function commandToWire<T, W extends WireUser | WireCompute>(
  command: { grant?: Iterable<T> | undefined; revoke?: Iterable<T> | undefined },
  toWire: (entry: T) => W,
): WireCommand<W> {
  const grant = Array.from(command.grant ?? [], toWire);
  const revoke = Array.from(command.revoke ?? [], toWire);
  const granted = new Set(grant.flatMap(permissionsIn));
  const both = revoke.flatMap(permissionsIn).find((permission) => granted.has(permission));
  if (both !== undefined) {
    throw new InvalidArgumentError(`The delta both grants and revokes the permission of ${both}`);
  }
  return { grant, revoke };
}

/** Each permission by name: a user, or a user for a program. */
function permissionsIn(wire: WireUser | WireCompute): string[] {
  if ("contents" in wire) return [encodeHex(wire.contents)];
  return wire.programIds.map((programId) => `${encodeHex(wire.user.contents)} for ${programId}`);
}

function userToWire(user: UserId): WireUser {
  return { contents: user.toBytes() };
}

function computeToWire({ user, programIds }: ComputePermission): WireCompute {
  return { user: userToWire(user), programIds: [...programIds] };
}

function userFromWire(wire: WireUserId | undefined): UserId {
  try {
    return UserId.fromBytes(wire?.contents ?? new Uint8Array());
  } catch (cause) {
    throw new InternalError("A node names a user by an id that is none", { cause });
  }
}
