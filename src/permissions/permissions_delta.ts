import type { UserId } from "../keys/user_id.ts";
import type { ComputePermission } from "./permissions.ts";

/** Grants a permission to users, and revokes it from users. */
export interface PermissionCommand {
  /** Who gets it. */
  readonly grant?: Iterable<UserId> | undefined;
  /** Who loses it. Users who do not have it are ignored. */
  readonly revoke?: Iterable<UserId> | undefined;
}

/** Grants users the use of values in programs, and revokes it. */
export interface ComputePermissionCommand {
  /** Who may now use the values, and in which programs. */
  readonly grant?: Iterable<ComputePermission> | undefined;
  /** Who may no longer use the values, and in which programs. */
  readonly revoke?: Iterable<ComputePermission> | undefined;
}

/**
 * Changes to the permissions of stored values. Everything else stays as it is.
 *
 * @example Grant one permission and revoke another
 * ```ts
 * import type { PermissionsDelta } from "@nilvm/client";
 * import { UserId } from "@nilvm/client/keys";
 * import { assertEquals } from "@std/assert";
 *
 * const friend = UserId.parse("1f".repeat(20));
 * const delta: PermissionsDelta = { retrieve: { grant: [friend] }, delete: { revoke: [friend] } };
 * assertEquals(Object.keys(delta), ["retrieve", "delete"]);
 * ```
 */
export interface PermissionsDelta {
  /** Who may read the values and the permissions. */
  readonly retrieve?: PermissionCommand | undefined;
  /** Who may replace the values. */
  readonly update?: PermissionCommand | undefined;
  /** Who may delete the values. */
  readonly delete?: PermissionCommand | undefined;
  /** Who may use the values, and in which programs. */
  readonly compute?: ComputePermissionCommand | undefined;
}
