import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { checkUserId } from "../keys/check_user_id.ts";
import type { UserId } from "../keys/user_id.ts";
import { checkProgramId } from "../programs/program_id.ts";
import { checkComputePermission, type ComputePermission } from "./compute_permission.ts";
import { entriesOf } from "./entries.ts";

/** Who may do what with stored values. What is left out nobody may do. */
export interface PermissionsOptions {
  /** Who may change the permissions. */
  owner: UserId;
  /** Who may read the values and the permissions. */
  retrieve?: Iterable<UserId> | undefined;
  /** Who may replace the values, and with them their permissions. */
  update?: Iterable<UserId> | undefined;
  /** Who may delete the values. */
  delete?: Iterable<UserId> | undefined;
  /** Who may use the values in which programs. */
  compute?: Iterable<ComputePermission> | undefined;
}

const names: OptionNames<PermissionsOptions> = {
  owner: true,
  retrieve: true,
  update: true,
  delete: true,
  compute: true,
};

/**
 * Who may do what with stored values.
 *
 * @example Share values with another user
 * ```ts
 * import { Permissions } from "@nilvm/client";
 * import { PrivateKey, UserId } from "@nilvm/client/keys";
 * import { assertEquals } from "@std/assert";
 *
 * const me = UserId.fromPublicKey(PrivateKey.random().publicKey);
 * const friend = UserId.fromPublicKey(PrivateKey.random().publicKey);
 *
 * const permissions = Permissions.defaultsForUser(me).allowRetrieve(friend);
 *
 * assertEquals(permissions.retrieve.map(String), [`${me}`, `${friend}`]);
 * assertEquals(permissions.update.map(String), [`${me}`]);
 * ```
 */
export class Permissions {
  /** Who may change the permissions. */
  readonly owner: UserId;
  readonly #retrieve = new Map<string, UserId>();
  readonly #update = new Map<string, UserId>();
  readonly #delete = new Map<string, UserId>();
  readonly #compute = new Map<string, { user: UserId; programIds: Set<string> }>();

  /**
   * Collects permissions; a user or program named twice counts once.
   *
   * @throws {InvalidArgumentError} When what names a program is no id of one, what names a user is no `UserId`,
   * there is no list where several may be named, or a permission is misspelt.
   */
  constructor(options: PermissionsOptions) {
    this.owner = checkUser(checkOptions(options, "Permissions", names).owner);
    for (const user of entriesOf(options.retrieve)) this.allowRetrieve(user);
    for (const user of entriesOf(options.update)) this.allowUpdate(user);
    for (const user of entriesOf(options.delete)) this.allowDelete(user);
    for (const permission of entriesOf(options.compute)) {
      const { user, programIds } = checkComputePermission(permission);
      checkUser(user);
      for (const programId of entriesOf(programIds)) this.allowCompute(user, programId);
    }
  }

  /**
   * The permissions of values that only their owner may retrieve, update and delete, which is what
   * new values get unless others are given.
   *
   * @example
   * ```ts
   * import { Permissions } from "@nilvm/client";
   * import { UserId } from "@nilvm/client/keys";
   * import { assert } from "@std/assert";
   *
   * const me = UserId.parse("1f".repeat(20));
   * assert(Permissions.defaultsForUser(me).owner.equals(me));
   * ```
   */
  static defaultsForUser(user: UserId): Permissions {
    return new Permissions({ owner: user, retrieve: [user], update: [user], delete: [user] });
  }

  /** Who may read the values and the permissions. */
  get retrieve(): readonly UserId[] {
    return [...this.#retrieve.values()];
  }

  /** Who may replace the values. */
  get update(): readonly UserId[] {
    return [...this.#update.values()];
  }

  /** Who may delete the values. */
  get delete(): readonly UserId[] {
    return [...this.#delete.values()];
  }

  /** Who may use the values in which programs. */
  get compute(): readonly { readonly user: UserId; readonly programIds: readonly string[] }[] {
    return [...this.#compute.values()].map(({ user, programIds }) => ({
      user,
      programIds: [...programIds],
    }));
  }

  /**
   * Lets a user read the values and the permissions; returns these permissions.
   *
   * @throws {InvalidArgumentError} When it is no `UserId`.
   *
   * @example A friend may look
   * ```ts
   * import { Permissions, UserId } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const me = UserId.parse("0a".repeat(20));
   * const friend = UserId.parse("0b".repeat(20));
   *
   * const permissions = Permissions.defaultsForUser(me).allowRetrieve(friend);
   *
   * assertEquals(permissions.retrieve.map(String), [`${me}`, `${friend}`]);
   * ```
   */
  allowRetrieve(user: UserId): this {
    this.#retrieve.set(`${checkUser(user)}`, user);
    return this;
  }

  /**
   * Lets a user replace the values; returns these permissions. The network lets whoever may replace
   * values set their permissions along with them, and so become their owner: allow it only to whom
   * you would hand the values over.
   *
   * @throws {InvalidArgumentError} When it is no `UserId`.
   *
   * @example Hand values over to another user
   * ```ts
   * import { Permissions, UserId } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const me = UserId.parse("0a".repeat(20));
   * const heir = UserId.parse("0c".repeat(20));
   *
   * const permissions = Permissions.defaultsForUser(me).allowUpdate(heir);
   *
   * assertEquals(permissions.update.map(String), [`${me}`, `${heir}`]);
   * ```
   */
  allowUpdate(user: UserId): this {
    this.#update.set(`${checkUser(user)}`, user);
    return this;
  }

  /**
   * Lets a user delete the values; returns these permissions.
   *
   * @throws {InvalidArgumentError} When it is no `UserId`.
   *
   * @example Somebody who cleans up, and sees nothing
   * ```ts
   * import { Permissions, UserId } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const me = UserId.parse("0a".repeat(20));
   * const janitor = UserId.parse("0c".repeat(20));
   *
   * const permissions = Permissions.defaultsForUser(me).allowDelete(janitor);
   *
   * assertEquals(permissions.delete.map(String), [`${me}`, `${janitor}`]);
   * assertEquals(permissions.retrieve.map(String), [`${me}`]);
   * ```
   */
  allowDelete(user: UserId): this {
    this.#delete.set(`${checkUser(user)}`, user);
    return this;
  }

  /**
   * Lets a user use the values in a program; returns these permissions.
   *
   * @throws {InvalidArgumentError} When the user is no `UserId`, or the program no id of one, such as only its
   * name.
   *
   * @example Sign with a stored key, which nobody reads
   * ```ts
   * import { Permissions, UserId } from "@nilvm/client";
   * import { assert, assertEquals } from "@std/assert";
   *
   * const me = UserId.parse("0a".repeat(20));
   * const signer = UserId.parse("0c".repeat(20));
   *
   * const permissions = Permissions.defaultsForUser(me).allowCompute(signer, "builtin/tecdsa_sign");
   *
   * const [granted] = permissions.compute;
   * assert(granted!.user.equals(signer));
   * assertEquals(granted!.programIds, ["builtin/tecdsa_sign"]);
   * ```
   */
  allowCompute(user: UserId, programId: string): this {
    checkProgramId(programId);
    const granted = this.#compute.get(`${user}`) ??
      { user: checkUser(user), programIds: new Set() };
    granted.programIds.add(programId);
    this.#compute.set(`${user}`, granted);
    return this;
  }

  /**
   * Whether the same users may do the same things, in whatever order they were named.
   *
   * @example
   * ```ts
   * import { Permissions } from "@nilvm/client";
   * import { UserId } from "@nilvm/client/keys";
   * import { assert } from "@std/assert";
   *
   * const a = UserId.parse("0a".repeat(20));
   * const b = UserId.parse("0b".repeat(20));
   * const one = new Permissions({ owner: a, retrieve: [a, b] });
   * const other = new Permissions({ owner: a, retrieve: [b, a] });
   * assert(one.equals(other));
   * ```
   */
  equals(other: Permissions): boolean {
    return other instanceof Permissions && this.#sorted() === other.#sorted();
  }

  /**
   * Who may do what, as one line.
   *
   * @example Permissions in a message
   * ```ts
   * import { Permissions, UserId } from "@nilvm/client";
   * import { assertStringIncludes } from "@std/assert";
   *
   * const me = UserId.parse("0a".repeat(20));
   *
   * assertStringIncludes(`${Permissions.defaultsForUser(me)}`, `"owner":"${me}"`);
   * ```
   */
  toString(): string {
    return `Permissions ${JSON.stringify(this)}`;
  }

  /**
   * Who may do what, with the ids of users as text.
   *
   * @example Permissions in JSON, and out of it
   * ```ts
   * import { Permissions, UserId } from "@nilvm/client";
   * import { assert, assertEquals } from "@std/assert";
   *
   * const me = UserId.parse("0a".repeat(20));
   *
   * const { owner, retrieve } = JSON.parse(JSON.stringify(Permissions.defaultsForUser(me)));
   * assertEquals(owner, `${me}`);
   * assert(UserId.parse(retrieve[0]).equals(me));
   * ```
   */
  toJSON(): Record<"owner" | "retrieve" | "update" | "delete" | "compute", unknown> {
    const { owner, retrieve, update, compute } = this;
    return { owner, retrieve, update, delete: this.delete, compute };
  }

  /** How Deno shows it. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }

  /** How Node shows it. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  #sorted(): string {
    const compute = this.compute.map(({ user, programIds }) => [user, [...programIds].sort()]);
    return JSON.stringify([
      this.owner,
      [...this.#retrieve.keys()].sort(),
      [...this.#update.keys()].sort(),
      [...this.#delete.keys()].sort(),
      compute.sort(([a], [b]) => String(a) < String(b) ? -1 : 1),
    ]);
  }
}

function checkUser(user: unknown): UserId {
  return checkUserId(user, "Permissions are those of");
}
