import type { Command } from "commander";
import {
  FailedPreconditionError,
  InvalidArgumentError,
  NotFoundError,
  VmError,
} from "../../errors/mod.ts";
import type { Values } from "../../values/values.ts";
import { acting, paying } from "../base/actions.ts";
import { allComputations, allValues, noteGone } from "../base/catalogue.ts";
import type { Host } from "../base/command_context.ts";
import { duration, whole } from "../base/flags.ts";
import { checkTarget, writePrivate } from "../base/folder.ts";
import { namesOfUsers } from "../base/identities.ts";
import { onValues, valuesId } from "../base/named_ids.ts";
import { type Output, table } from "../base/output.ts";
import { fileOf, plainValues, valueRows } from "../base/show_value.ts";

interface GetFlags {
  readonly reveal?: true;
  readonly out?: string;
  readonly faults?: number;
  readonly quote?: true;
}

/** Adds the commands that read, delete and list values. */
export function addRead(program: Command, host: Host): void {
  acting(
    paying(program.command("get").description("Reads values. Say where they may be written."))
      .argument("<id>", "the id of the values, or the name of one of them")
      .argument("[name]", "only the value of this name, and nothing around it")
      .option("--reveal", "write them to standard output")
      .option("--out <path>", "write them to a file with a name, or else to files in a folder")
      .option("--faults <number>", "be right although so many nodes lie, or fail", whole),
    host,
    async (context, flags: GetFlags, word: string, name?: string) => {
      if (!flags.reveal && flags.out === undefined && !flags.quote) {
        throw new InvalidArgumentError(
          "Say where the values may be written: --reveal shows them here, --out PATH writes " +
            "files. Nothing was paid",
        );
      }
      if (flags.out !== undefined) {
        await checkTarget(flags.out, name === undefined ? "folder" : "file");
      }
      const { faults } = flags;
      const options = faults === undefined ? {} : { faultTolerance: faults };
      await onValues(context, word, (id) =>
        context.connected(
          true,
          (on) =>
            on.run(
              on.client.retrieveValues(id, options),
              "retrieveValues",
              async (values, feesUnil) => {
                const read = name === undefined ? values : only(values, name);
                if (flags.out !== undefined) {
                  await writeOut(read, flags.out, name !== undefined, context.output, id, feesUnil);
                } else showAll(read, name, context.output, id, feesUnil);
              },
            ),
        ));
    },
  );

  acting(
    program.command("rm").description("Deletes values at the nodes.")
      .argument("<ids...>", "the ids of the values, or the names of some of them"),
    host,
    async (context, _, words: string[]) => {
      const ids = await Promise.all(words.map((word) => valuesId(context, word)));
      await context.connected(false, async ({ client, networkName, call }) => {
        const deleted: string[] = [];
        const failures: VmError[] = [];
        for (const id of ids) {
          try {
            await client.deleteValues(id).invoke(call);
            deleted.push(id);
          } catch (error) {
            if (!(error instanceof VmError)) throw error;
            failures.push(error);
            // Each other failure may be one of all ids, and the value may be there.
            if (!(error instanceof NotFoundError)) break;
          }
          await noteGone(context.output, networkName, id);
        }
        if (deleted.length > 0) {
          context.output.result({ deleted }, () => `Deleted ${deleted.join(", ")}`);
        }
        const [first, ...others] = failures.toReversed();
        for (const { message } of others) context.output.note(message);
        if (first !== undefined) throw first;
      });
    },
  );

  acting(
    program.command("ls").description(
      "Lists what this machine has stored, and runs whose results it has not read. It asks nobody.",
    )
      .option("--expiring <time>", "only what expires within, such as 7d", duration),
    host,
    async (context, { expiring }: { expiring?: number }) => {
      const network = await context.networkName();
      const all = await allValues(network);
      const computations = expiring === undefined ? await allComputations(network) : [];
      const before = new Date(Date.now() + (expiring ?? 0)).toISOString();
      const values = all.filter(({ expiresAt }) => expiring === undefined || expiresAt < before);
      const names = await namesOfUsers();
      context.output.result({ values, computations }, () => {
        const shown = table(
          values.map(({ id, user, values, expiresAt }) => ({
            id,
            expires: expiresAt.slice(0, 16).replace("T", " "),
            owner: names.get(user) ?? user,
            values: Object.entries(values).map(([name, type]) => `${name}: ${type}`),
          })),
          "Nothing",
        );
        if (computations.length === 0) return shown;
        const runs = computations.map(({ id, user, programId, startedAt }) => ({
          "results of": id,
          started: startedAt.slice(0, 16).replace("T", " "),
          "for": names.get(user) ?? user,
          program: programId,
        }));
        return `${shown}\n\n${table(runs, "")}`;
      });
    },
  );
}

function only(values: Values, name: string): Values {
  if (Object.hasOwn(values, name)) return { [name]: values[name]! };
  throw new NotFoundError(
    `There is no value ${name} under this id, but ${Object.keys(values).join(", ")}`,
  );
}

function showAll(
  values: Values,
  name: string | undefined,
  output: Output,
  id: string,
  feesUnil: bigint,
): void {
  if (name !== undefined && !output.isForPrograms) return output.bytes(fileOf(values[name]!));
  output.result(
    { id, values: plainValues(values), feesUnil },
    () => table(valueRows(values, "name"), "Nothing"),
  );
}

async function writeOut(
  values: Values,
  path: string,
  isFile: boolean,
  output: Output,
  id: string,
  feesUnil: bigint,
): Promise<void> {
  const files: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    // Whoever stored the values has chosen the names.
    if (!isFile && (!/^[\w.:+@ -]+$/.test(name) || /^\.+$/.test(name))) {
      throw new FailedPreconditionError(
        "A value has a name that no file can have: read it by its name, nilvm get ID NAME --out FILE",
      );
    }
    const file = isFile ? path : `${path.replace(/\/+$/, "")}/${name}`;
    await writePrivate(file, fileOf(value));
    files[name] = file;
  }
  output.result({ id, files, feesUnil }, () => `Wrote ${Object.values(files).join(", ")}`);
}
