/**
 * Permissions as they travel.
 *
 * @module
 */
import type { MessageInitShape } from "@bufbuild/protobuf";
import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { InternalError, InvalidArgumentError } from "../errors/mod.ts";
import type { UserId as WireUserId } from "../gen/nillion/auth/v1/user_pb.ts";
import type {
  ComputePermissions as WireComputePermissions,
  Permissions as WirePermissions,
  PermissionsSchema,
} from "../gen/nillion/permissions/v1/permissions_pb.ts";
import { checkUserId } from "../keys/check_user_id.ts";
import { encodeHex } from "../base/hex.ts";
import { UserId } from "../keys/user_id.ts";
import { checkProgramId, isProgramId } from "../programs/program_id.ts";
import { checkComputePermission, type ComputePermission } from "./compute_permission.ts";
import { entriesOf } from "./entries.ts";
import { Permissions } from "./permissions.ts";
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

/**
 * The message that says them.
 *
 * @throws {InvalidArgumentError} When these are no `Permissions`.
 */
export function permissionsToWire(
  permissions: Permissions,
): MessageInitShape<typeof PermissionsSchema> {
  if (!(permissions instanceof Permissions)) {
    throw new InvalidArgumentError("Permissions are made with new Permissions, and are no others");
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
 * What `permissionsToWire` wrote.
 *
 * @throws {InternalError} When it does not name the owner, or users by ids that are none.
 * @throws {InvalidArgumentError} When it names programs by ids that are none.
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
 * The permissions that a node says values have. What names no program allows nothing, and other
 * clients store that too.
 *
 * @throws {InternalError} When it does not name the owner, or users by ids that are none.
 */
export function permissionsFromNode(wire: WirePermissions): Permissions {
  const compute = wire.compute.map((entry) => ({
    ...entry,
    programIds: entry.programIds.filter(isProgramId),
  }));
  return permissionsFromWire({ ...wire, compute });
}

/**
 * The changes as they stand in a request.
 *
 * @throws {InvalidArgumentError} When there is nothing to change, a permission is misspelt, or the
 * same is both granted and revoked: nodes take either, and leave open which of the two wins.
 */
export function deltaToWire(delta: PermissionsDelta): WireDelta {
  const { retrieve, update, delete: remove, compute } = checkOptions(delta, "A delta", deltaNames);
  const wire: WireDelta = {};
  if (retrieve !== undefined) wire.retrieve = commandToWire(retrieve, userToWire);
  if (update !== undefined) wire.update = commandToWire(update, userToWire);
  if (remove !== undefined) wire.delete = commandToWire(remove, userToWire);
  if (compute !== undefined) wire.compute = commandToWire(compute, computeToWire);
  const commands: WireCommand<WireUser | WireCompute>[] = Object.values(wire);
  // A user with no programs is granted nothing.
  if (
    commands.every(({ grant, revoke }) => [...grant, ...revoke].flatMap(permissionsIn).length === 0)
  ) {
    throw new InvalidArgumentError("The delta changes no permission");
  }
  return wire;
}

/**
 * Grants and revocations as they stand in a request.
 *
 * @throws {InvalidArgumentError} When the same is both granted and revoked, or something else is said than these two.
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

/** Each permission by name: a user, or a user for a program. */
function permissionsIn(wire: WireUser | WireCompute): string[] {
  if ("contents" in wire) return [encodeHex(wire.contents)];
  return wire.programIds.map((programId) => `${encodeHex(wire.user.contents)} for ${programId}`);
}

/** The message that names a user. */
export function userToWire(user: UserId): WireUser {
  return { contents: checkUserId(user, "A permission is that of").toBytes() };
}

/** The message that says in which programs a user may use values. */
export function computeToWire(permission: ComputePermission): WireCompute {
  const { user, programIds } = checkComputePermission(permission);
  const ids = entriesOf(programIds);
  ids.forEach(checkProgramId);
  return { user: userToWire(user), programIds: ids };
}

/** What `computeToWire` wrote. */
export function computeFromWire({ user, programIds }: WireComputePermissions): ComputePermission {
  return { user: userFromWire(user), programIds };
}

/**
 * What `userToWire` wrote.
 *
 * @throws {InternalError} When it is missing, or is no id of a user.
 */
export function userFromWire(wire: WireUserId | undefined): UserId {
  try {
    return UserId.fromBytes(wire?.contents ?? new Uint8Array());
  } catch (cause) {
    throw new InternalError("A node names a user by an id that is none", { cause });
  }
}
