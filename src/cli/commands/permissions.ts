import type { Command } from "commander";
import { acting, paying } from "../base/actions.ts";
import type { CommandContext, Host } from "../base/command_context.ts";
import { namesOfUsers } from "../base/identities.ts";
import { onValues } from "../base/named_ids.ts";
import { table } from "../base/output.ts";
import {
  deltaFor,
  exactPermissions,
  sharing,
  type SharingFlags,
  userFrom,
} from "../base/sharing.ts";
import type { UserId } from "../../keys/user_id.ts";
import type { Permissions } from "../../permissions/permissions.ts";

const valuesHelp = "the id of the values, or the name of one of them";

/** Adds the commands that say who may do what with values. */
export function addPermissions(program: Command, host: Host): void {
  const change = (name: string, description: string, what: "grant" | "revoke") =>
    acting(
      sharing(paying(program.command(name).description(description)))
        .argument("<id>", valuesHelp),
      host,
      async (context, flags: SharingFlags, word: string) => {
        const delta = await deltaFor(context, flags, what);
        await onValues(context, word, (id) =>
          context.connected(true, (on) =>
            on.run(on.client.updatePermissions(id, delta), "updatePermissions", (_, feesUnil) => {
              context.output.result({ id, [what]: delta, feesUnil }, () =>
                `Changed who may use ${id}`);
            })));
      },
    );
  change("share", "Lets users read, replace, delete or compute with values.", "grant");
  change("unshare", "Takes that from users again.", "revoke");

  const permissions = program.command("permissions")
    .description("Shows or replaces the permissions of values.");
  acting(
    paying(permissions.command("show", { isDefault: true }))
      .description("Shows who may do what with values.")
      .argument("<id>", valuesHelp),
    host,
    (context, _, word: string) =>
      onValues(context, word, (id) =>
        context.connected(
          true,
          (on) =>
            on.run(
              on.client.retrievePermissions(id),
              "retrievePermissions",
              (found, feesUnil) => show(context, id, found, feesUnil),
            ),
        )),
  );
  acting(
    sharing(paying(permissions.command("set")))
      .description("Replaces all permissions of values. Name yourself, too, to keep yours.")
      .argument("<id>", valuesHelp)
      .option("--owner <user>", "who owns the values from now on; you, unless given"),
    host,
    (context, flags: SharingFlags & { owner?: string }, word: string) =>
      onValues(context, word, (id) =>
        context.connected(true, async (on) => {
          const owner = flags.owner === undefined ? on.client.userId : await userFrom(flags.owner);
          const wanted = await exactPermissions(context, owner, flags);
          const operation = on.client.overwritePermissions(id, wanted);
          await on.run(operation, "overwritePermissions", (_, feesUnil) =>
            show(context, id, wanted, feesUnil));
        })),
  );
}

async function show(
  { output }: CommandContext,
  id: string,
  permissions: Permissions,
  feesUnil: bigint,
): Promise<void> {
  const { owner, retrieve, update, compute } = permissions;
  const names = await namesOfUsers();
  const called = (user: UserId) => {
    const name = names.get(String(user));
    return name === undefined ? String(user) : `${user} (${name})`;
  };
  const rows = [
    { may: "own", users: [owner].map(called) },
    { may: "read", users: retrieve.map(called) },
    { may: "update", users: update.map(called) },
    { may: "delete", users: permissions.delete.map(called) },
    ...compute.map(({ user, programIds }) => ({
      may: `compute ${programIds.join(", ")}`,
      users: [called(user)],
    })),
  ];
  const data = JSON.parse(JSON.stringify(permissions));
  output.result({ id, permissions: data, feesUnil }, () => table(rows, ""));
}
