import { checkOptions } from "../base/check_options.ts";
import type { UserId } from "../keys/user_id.ts";

/** The programs in which a user may have stored values used. */
export interface ComputePermission {
  /** Who may run them. */
  readonly user: UserId;
  /** Which programs. */
  readonly programIds: Iterable<string>;
}

/**
 * The permission, once it is sure that nothing of it is misspelt.
 *
 * @throws {InvalidArgumentError} When it has other names than these.
 */
export function checkComputePermission(permission: ComputePermission): ComputePermission {
  return checkOptions(permission, "A compute permission", { user: true, programIds: true });
}
