/** Who may do what with values, as options of commands. */
import type { Command } from "commander";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { UserId } from "../../keys/user_id.ts";
import { Permissions } from "../../permissions/permissions.ts";
import type { PermissionsDelta } from "../../permissions/permissions_delta.ts";
import type { CommandContext } from "./command_context.ts";
import { several } from "./flags.ts";
import { readIdentity, userOf } from "./identities.ts";
import { programIdFrom } from "./named_ids.ts";

/** The options that name users. */
export interface SharingFlags {
  readonly read?: readonly string[];
  readonly update?: readonly string[];
  readonly delete?: readonly string[];
  readonly compute?: readonly string[];
}

/** Users by what they may do. */
interface Named {
  readonly retrieve: readonly UserId[];
  readonly update: readonly UserId[];
  readonly delete: readonly UserId[];
  readonly compute: readonly { readonly user: UserId; readonly programIds: readonly string[] }[];
}

/** Adds the options that name users. A user is an id, or the name of an identity of this machine. */
export function sharing(command: Command): Command {
  return command
    .option("--read <user>", "who may read the values; again for more", several)
    .option("--update <user>", "who may replace them, and so own them; again for more", several)
    .option("--delete <user>", "who may delete them; again for more", several)
    .option(
      "--compute <user=program>",
      "who may use them in which program, by its id or its name; again for more",
      several,
    );
}

/** The user of a word: an id, or the name of an identity. */
export async function userFrom(word: string): Promise<UserId> {
  return /^[0-9a-f]{40}$/i.test(word) ? UserId.parse(word) : userOf(await readIdentity(word));
}

async function named(context: CommandContext, flags: SharingFlags): Promise<Named> {
  const users = (words: readonly string[] = []) => Promise.all(words.map(userFrom));
  return {
    retrieve: await users(flags.read),
    update: await users(flags.update),
    delete: await users(flags.delete),
    compute: await Promise.all((flags.compute ?? []).map(async (word) => {
      const [, user, program] = /^([^=]+)=(.+)$/.exec(word) ?? [];
      if (user === undefined) {
        throw new InvalidArgumentError(
          "--compute takes USER=PROGRAM, with the id or the name of a program",
        );
      }
      return { user: await userFrom(user), programIds: [await programIdFrom(context, program!)] };
    })),
  };
}

/** The permissions of a user's new values, or `undefined` for those that are usual. */
export async function permissionsFor(
  context: CommandContext,
  owner: UserId,
  flags: SharingFlags,
): Promise<Permissions | undefined> {
  const { retrieve, update, delete: remove, compute } = await named(context, flags);
  if ([retrieve, update, remove, compute].every(({ length }) => length === 0)) return undefined;
  return new Permissions({
    owner,
    retrieve: [owner, ...retrieve],
    update: [owner, ...update],
    delete: [owner, ...remove],
    compute,
  });
}

/** Exactly the permissions that the options name. */
export async function exactPermissions(
  context: CommandContext,
  owner: UserId,
  flags: SharingFlags,
): Promise<Permissions> {
  return new Permissions({ owner, ...await named(context, flags) });
}

/**
 * The change that the options name.
 *
 * @throws {InvalidArgumentError} When they name none.
 */
export async function deltaFor(
  context: CommandContext,
  flags: SharingFlags,
  change: "grant" | "revoke",
): Promise<PermissionsDelta> {
  const users = await named(context, flags);
  const delta: PermissionsDelta = Object.fromEntries(
    Object.entries(users).filter(([, list]) => list.length > 0)
      .map(([what, list]) => [what, { [change]: list }]),
  );
  if (Object.keys(delta).length > 0) return delta;
  throw new InvalidArgumentError("Say who: --read, --update, --delete or --compute, with a user");
}
