/**
 * Permissions as protobuf messages, and back.
 *
 * @module
 */
import type { MessageInitShape } from "@bufbuild/protobuf";
import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { encodeHex } from "../base/hex.ts";
import { InternalError, InvalidArgumentError } from "../errors/mod.ts";
import type { UserId as WireUserId } from "../gen/nillion/auth/v1/user_pb.ts";
import type {
  ComputePermissions as WireComputePermissions,
  Permissions as WirePermissions,
  PermissionsSchema,
} from "../gen/nillion/permissions/v1/permissions_pb.ts";
import { checkUserId, UserId } from "../keys/user_id.ts";
import { checkProgramId, isProgramId } from "../programs/program_id.ts";
import {
  checkComputePermission,
  type ComputePermission,
  entriesOf,
  Permissions,
} from "./permissions.ts";
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

const deltaNames: OptionNames<PermissionsDelta> = {
  retrieve: true,
  update: true,
  delete: true,
  compute: true,
};

/** The changes of permissions in a request. */
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

/**
 * The message of permissions.
 *
 * @throws {InvalidArgumentError} When it is not an instance of `Permissions`.
 */
export function permissionsToWire(
  permissions: Permissions,
): MessageInitShape<typeof PermissionsSchema> {
  if (!(permissions instanceof Permissions)) {
    throw new InvalidArgumentError(
      "Permissions must be an instance of Permissions: make one with new Permissions",
    );
  }
  return {
    owner: userToWire(permissions.owner),
    retrieve: permissions.retrieve.map(userToWire),
    update: permissions.update.map(userToWire),
    delete: permissions.delete.map(userToWire),
    compute: permissions.compute.map(computeToWire),
  };
}

/**
 * Reads what `permissionsToWire` wrote.
 *
 * @throws {InternalError} When the owner is missing, or the id of a user is malformed.
 * @throws {InvalidArgumentError} When the id of a program is malformed.
 */
export function permissionsFromWire(wire: WirePermissions): Permissions {
  return new Permissions({
    owner: userFromWire(wire.owner),
    retrieve: wire.retrieve.map(userFromWire),
    update: wire.update.map(userFromWire),
    delete: wire.delete.map(userFromWire),
    compute: wire.compute.map(computeFromWire),
  });
}

/**
 * Reads the permissions that a node sent. Malformed program ids are left out: they allow nothing, and other clients
 * store them.
 *
 * @throws {InternalError} When the owner is missing, or the id of a user is malformed.
 */
export function permissionsFromNode(wire: WirePermissions): Permissions {
  const compute = wire.compute.map((entry) => ({
    ...entry,
    programIds: entry.programIds.filter(isProgramId),
  }));
  return permissionsFromWire({ ...wire, compute });
}

/**
 * The message of changes.
 *
 * @throws {InvalidArgumentError} When there is nothing to change, a permission is misspelt, or a permission is both
 * granted and revoked: nodes accept that, and do not define which of the two wins.
 */
export function deltaToWire(delta: PermissionsDelta): WireDelta {
  const { retrieve, update, delete: remove, compute } = checkOptions(delta, "A delta", deltaNames);
  const wire: WireDelta = {};
  if (retrieve !== undefined) wire.retrieve = commandToWire(retrieve, userToWire);
  if (update !== undefined) wire.update = commandToWire(update, userToWire);
  if (remove !== undefined) wire.delete = commandToWire(remove, userToWire);
  if (compute !== undefined) wire.compute = commandToWire(compute, computeToWire);
  const commands: WireCommand<WireUser | WireCompute>[] = Object.values(wire);
  // An entry without programs changes nothing.
  if (
    commands.every(({ grant, revoke }) => [...grant, ...revoke].flatMap(permissionsIn).length === 0)
  ) {
    throw new InvalidArgumentError("The delta changes no permission: grant or revoke at least one");
  }
  return wire;
}

/** Whether permissions show all changes of a delta. */
export function isApplied(delta: WireDelta, permissions: Permissions): boolean {
  const held = {
    retrieve: permissions.retrieve.map(userToWire),
    update: permissions.update.map(userToWire),
    delete: permissions.delete.map(userToWire),
    compute: permissions.compute.map(computeToWire),
  };
  return (["retrieve", "update", "delete", "compute"] as const).every((name) => {
    const now = new Set(held[name].flatMap(permissionsIn));
    const { grant = [], revoke = [] } = delta[name] ?? {};
    return grant.flatMap(permissionsIn).every((permission) => now.has(permission)) &&
      !revoke.flatMap(permissionsIn).some((permission) => now.has(permission));
  });
}

/**
 * The message of grants and revocations.
 *
 * @throws {InvalidArgumentError} When a permission is both granted and revoked, or another property is given.
 */
export function commandToWire<T, W extends WireUser | WireCompute>(
  command: { grant?: Iterable<T> | undefined; revoke?: Iterable<T> | undefined },
  toWire: (entry: T) => W,
): WireCommand<W> {
  checkOptions(command, "A permission command", { grant: true, revoke: true });
  const grant = entriesOf(command.grant).map(toWire);
  const revoke = entriesOf(command.revoke).map(toWire);
  const granted = new Set(grant.flatMap(permissionsIn));
  const both = revoke.flatMap(permissionsIn).find((permission) => granted.has(permission));
  if (both !== undefined) {
    throw new InvalidArgumentError(`The delta both grants and revokes the permission of ${both}`);
  }
  return { grant, revoke };
}

/** Each permission as text: a user, or a user and a program. */
function permissionsIn(wire: WireUser | WireCompute): string[] {
  if ("contents" in wire) return [encodeHex(wire.contents)];
  return wire.programIds.map((programId) => `${encodeHex(wire.user.contents)} for ${programId}`);
}

/** The message of a user. */
export function userToWire(user: UserId): WireUser {
  return { contents: checkUserId(user, "A permission").toBytes() };
}

/** The message of a compute permission. */
export function computeToWire(permission: ComputePermission): WireCompute {
  const { user, programIds } = checkComputePermission(permission);
  const ids = entriesOf(programIds);
  ids.forEach(checkProgramId);
  return { user: userToWire(user), programIds: ids };
}

/** Reads what `computeToWire` wrote. */
export function computeFromWire({ user, programIds }: WireComputePermissions): ComputePermission {
  return { user: userFromWire(user), programIds };
}

/**
 * Reads what `userToWire` wrote.
 *
 * @throws {InternalError} When it is missing or malformed.
 */
export function userFromWire(wire: WireUserId | undefined): UserId {
  try {
    return UserId.fromBytes(wire?.contents ?? new Uint8Array());
  } catch (cause) {
    throw new InternalError("A node sent a malformed user id", { cause });
  }
}
