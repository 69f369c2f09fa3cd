import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { type Content, contentOf } from "../base/content.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { checkUserId, type UserId } from "../keys/user_id.ts";
import { checkProgramId } from "../programs/program_id.ts";

/** A user, and the programs that may use the stored values when this user runs them. */
export interface ComputePermission {
  /** Who may run the programs. */
  readonly user: UserId;
  /** The ids of the programs. */
  readonly programIds: Iterable<string>;
}

/** Who may do what with stored values. A permission that is left out belongs to nobody. */
export interface PermissionsOptions {
  /** Who may change the permissions. */
  owner: UserId;
  /** Who may read the values and the permissions. */
  retrieve?: Iterable<UserId> | undefined;
  /** Who may replace the values and their permissions. */
  update?: Iterable<UserId> | undefined;
  /** Who may delete the values. */
  delete?: Iterable<UserId> | undefined;
  /** Who may use the values, and in which programs. */
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
 * @example Share values with another user, and let a third sign with them
 * ```ts
 * import { Permissions, UserId } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const [me, friend, signer] = ["0a", "0b", "0c"].map((byte) => UserId.parse(byte.repeat(20)));
 *
 * const permissions = Permissions.defaultsForUser(me!)
 *   .allowRetrieve(friend!)
 *   .allowCompute(signer!, "builtin/tecdsa_sign");
 *
 * assertEquals(permissions.retrieve.map(String), [`${me}`, `${friend}`]);
 * assertEquals(permissions.update.map(String), [`${me}`]);
 * assertEquals(permissions.compute[0]?.programIds, ["builtin/tecdsa_sign"]);
 * ```
 */
export class Permissions {
  /** What tools for tests compare in place of the lists. The order in them does not count. */
  readonly content: Content = contentOf<Permissions>(this, (permissions) => permissions.#sorted());
  /** Who may change the permissions. */
  readonly owner: UserId;
  readonly #retrieve = new Map<string, UserId>();
  readonly #update = new Map<string, UserId>();
  readonly #delete = new Map<string, UserId>();
  readonly #compute = new Map<string, { user: UserId; programIds: Set<string> }>();

  /**
   * Collects permissions. A user or program that is named twice counts once.
   *
   * @throws {InvalidArgumentError} When a user is not a `UserId`, a program id is malformed, a list is missing, or a
   * permission is misspelt.
   */
  constructor(options: PermissionsOptions) {
    this.owner = checkUserId(checkOptions(options, "Permissions", names).owner, "A permission");
    for (const user of entriesOf(options.retrieve)) this.allowRetrieve(user);
    for (const user of entriesOf(options.update)) this.allowUpdate(user);
    for (const user of entriesOf(options.delete)) this.allowDelete(user);
    for (const permission of entriesOf(options.compute)) {
      const { user, programIds } = checkComputePermission(permission);
      checkUserId(user, "A permission");
      for (const programId of entriesOf(programIds)) this.allowCompute(user, programId);
    }
  }

  /**
   * Only the owner may retrieve, update and delete the values. New values get these permissions by default.
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

  /** Who may use the values, and in which programs. */
  get compute(): readonly { readonly user: UserId; readonly programIds: readonly string[] }[] {
    return [...this.#compute.values()].map(({ user, programIds }) => ({
      user,
      programIds: [...programIds],
    }));
  }

  /**
   * Lets a user read the values and the permissions. Returns these permissions.
   *
   * @throws {InvalidArgumentError} When it is not a `UserId`.
   */
  allowRetrieve(user: UserId): this {
    this.#retrieve.set(`${checkUserId(user, "A permission")}`, user);
    return this;
  }

  /**
   * Lets a user replace the values. Returns these permissions. A user who may replace values may also
   * set their permissions, and so become their owner: allow it only to users you would give the values to.
   *
   * @throws {InvalidArgumentError} When it is not a `UserId`.
   */
  allowUpdate(user: UserId): this {
    this.#update.set(`${checkUserId(user, "A permission")}`, user);
    return this;
  }

  /**
   * Lets a user delete the values. Returns these permissions.
   *
   * @throws {InvalidArgumentError} When it is not a `UserId`.
   */
  allowDelete(user: UserId): this {
    this.#delete.set(`${checkUserId(user, "A permission")}`, user);
    return this;
  }

  /**
   * Lets a user use the values in a program. Returns these permissions.
   *
   * @param programId A program id such as `<user>/<name>/sha256/<hex>`, not a name.
   * @throws {InvalidArgumentError} When the user is not a `UserId`, or the program id is malformed.
   */
  allowCompute(user: UserId, programId: string): this {
    checkProgramId(programId);
    const granted = this.#compute.get(`${user}`) ??
      { user: checkUserId(user, "A permission"), programIds: new Set() };
    granted.programIds.add(programId);
    this.#compute.set(`${user}`, granted);
    return this;
  }

  /** Whether the same users may do the same things. The order does not count. */
  equals(other: Permissions): boolean {
    return other instanceof Permissions && this.#sorted() === other.#sorted();
  }

  /** The permissions as one line of text. */
  toString(): string {
    return `Permissions ${JSON.stringify(this)}`;
  }

  /** The permissions as plain data, for JSON. */
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

/**
 * Returns the permission after checking that no name in it is misspelt.
 *
 * @throws {InvalidArgumentError} When it has other names than these.
 */
export function checkComputePermission(permission: ComputePermission): ComputePermission {
  return checkOptions(permission, "A compute permission", { user: true, programIds: true });
}

/**
 * The entries of an optional list.
 *
 * @throws {InvalidArgumentError} When it is not a list, such as a single entry, or text.
 */
export function entriesOf<T>(entries: Iterable<T> | undefined): T[] {
  if (entries === undefined) return [];
  if (typeof entries === "object" && typeof entries?.[Symbol.iterator] === "function") {
    return [...entries];
  }
  throw new InvalidArgumentError("Give users and programs as lists: [user], not user");
}
