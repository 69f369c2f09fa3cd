/**
 * Permissions as both sides of the tests exchange them: the JSON form of this package.
 *
 * @module
 */
import { Permissions, type PermissionsDelta, UserId } from "@nilvm/client";

interface WrittenCompute {
  user: string;
  programIds: string[];
}

/** Permissions by the ids of users. */
export interface WrittenPermissions {
  owner: string;
  retrieve: string[];
  update: string[];
  delete: string[];
  compute: WrittenCompute[];
}

interface WrittenCommand<T> {
  grant: T[];
  revoke: T[];
}

/** A change of permissions. */
export interface WrittenDelta {
  retrieve: WrittenCommand<string>;
  update: WrittenCommand<string>;
  delete: WrittenCommand<string>;
  compute: WrittenCommand<WrittenCompute>;
}

export function readPermissions(written: WrittenPermissions): Permissions {
  return new Permissions({
    owner: UserId.parse(written.owner),
    retrieve: written.retrieve.map(UserId.parse),
    update: written.update.map(UserId.parse),
    delete: written.delete.map(UserId.parse),
    compute: written.compute.map(readCompute),
  });
}

export function readDelta(written: WrittenDelta): PermissionsDelta {
  return {
    retrieve: readCommand(written.retrieve, UserId.parse),
    update: readCommand(written.update, UserId.parse),
    delete: readCommand(written.delete, UserId.parse),
    compute: readCommand(written.compute, readCompute),
  };
}

function readCompute({ user, programIds }: WrittenCompute) {
  return { user: UserId.parse(user), programIds };
}

function readCommand<T, U>({ grant, revoke }: WrittenCommand<T>, read: (entry: T) => U) {
  return { grant: grant.map(read), revoke: revoke.map(read) };
}
