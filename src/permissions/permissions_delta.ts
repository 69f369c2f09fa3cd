import type { UserId } from "../keys/user_id.ts";
import type { ComputePermission } from "./compute_permission.ts";

/** Users who get a permission, and users who lose it. */
export interface PermissionCommand {
  /** Who gets it. */
  readonly grant?: Iterable<UserId> | undefined;
  /** Who loses it; nothing happens to those who do not have it. */
  readonly revoke?: Iterable<UserId> | undefined;
}

/** Users who may use the values in more programs, and users who may in fewer. */
export interface ComputePermissionCommand {
  /** Who may use them in which more. */
  readonly grant?: Iterable<ComputePermission> | undefined;
  /** Who may no longer use them in which. */
  readonly revoke?: Iterable<ComputePermission> | undefined;
}

/**
 * What to change about the permissions of stored values; everything else stays as it is.
 *
 * @example
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
  /** Who may use the values in which programs. */
  readonly compute?: ComputePermissionCommand | undefined;
}
