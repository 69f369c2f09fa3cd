import type { Command } from "commander";
import { shapeOf } from "../../values/nada_value.ts";
import type { Values } from "../../values/values.ts";
import { acting, paying } from "../base/actions.ts";
import { findValues, noteValues } from "../base/catalogue.ts";
import type { CommandContext, Connected, Host } from "../base/command_context.ts";
import { days } from "../base/flags.ts";
import { onValues } from "../base/named_ids.ts";
import { permissionsFor, sharing, type SharingFlags } from "../base/sharing.ts";
import { renewalPrice } from "../base/renewal_price.ts";
import { blobBytesOf } from "../base/stand_ins.ts";
import { readValues, valueWordsHelp } from "../base/value_words.ts";

const defaultTtlDays = 30;

interface StoreFlags extends SharingFlags {
  readonly ttl?: number;
  readonly type?: string;
  readonly quote?: true;
}

/** Adds the commands that write values. */
export function addStore(program: Command, host: Host): void {
  const ttl = `how long nodes keep them (default ${defaultTtlDays}d)`;

  acting(
    sharing(paying(program.command("store").description("Stores values at the nodes.")))
      .argument("<values...>", "the values, as below")
      .option("--ttl <days>", ttl, days)
      .option("--type <type>", "the type of values that name none (default blob)")
      .addHelpText("after", valueWordsHelp),
    host,
    async (context, flags: StoreFlags, words: string[]) => {
      const values = await readValues(words, () => flags.type ?? "blob");
      const ttlDays = flags.ttl ?? defaultTtlDays;
      await context.connected(true, async (on) => {
        const permissions = await permissionsFor(context, on.client.userId, flags);
        const operation = on.client.storeValues(values, { ttlDays, permissions });
        await on.run(
          operation,
          "storeValues",
          (id, feesUnil) => show(context, on, { id, values, ttlDays, feesUnil, verb: "Stored" }),
        );
      });
    },
  );

  acting(
    paying(program.command("update"))
      .description("Replaces all values under an id. Their permissions stay.")
      .argument("<id>", "the id of the values, or the name of one of them")
      .argument("<values...>", "the new values, as below")
      .option("--ttl <days>", ttl, days)
      .option("--type <type>", "the type of values that name none (default: as stored, or blob)")
      .addHelpText("after", valueWordsHelp),
    host,
    (context, flags: StoreFlags, word: string, words: string[]) =>
      onValues(context, word, async (id) => {
        const known = await findValues(await context.networkName(), id);
        const values = await readValues(
          words,
          (name) =>
            flags.type ??
              (known && Object.hasOwn(known.values, name) ? known.values[name] : "blob"),
        );
        const ttlDays = flags.ttl ?? defaultTtlDays;
        await context.connected(true, async (on) => {
          const operation = on.client.storeValues(values, { ttlDays, updateIdentifier: id });
          await on.run(
            operation,
            "storeValues",
            (id, feesUnil) => show(context, on, { id, values, ttlDays, feesUnil, verb: "Updated" }),
          );
        });
      }),
  );

  acting(
    paying(program.command("renew"))
      .description("Reads values, and stores them again under their id for longer. Both is paid.")
      .argument("<id>", "the id of the values, or the name of one of them")
      .option("--ttl <days>", ttl, days),
    host,
    (context, flags: StoreFlags, word: string) =>
      onValues(
        context,
        word,
        (id) => context.connected(true, (on) => renew(context, on, id, flags)),
      ),
  );
}

async function renew(
  context: CommandContext,
  on: Connected,
  id: string,
  flags: StoreFlags,
): Promise<void> {
  const ttlDays = flags.ttl ?? defaultTtlDays;
  const { readUnil, storeUnil } = await renewalPrice(on, id, ttlDays);
  const words = storeUnil === undefined
    ? `${readUnil} unil to read the values; what it costs to store them is known then`
    : `${readUnil + storeUnil} unil: ${readUnil} to read the values, and ${storeUnil} to store ` +
      "them again";
  if (flags.quote) {
    return context.output.result({ readUnil, storeUnil: storeUnil ?? null }, () => words);
  }
  context.output.note(words);
  await on.run(on.client.retrieveValues(id), "retrieveValues", async (values, readUnil) => {
    const operation = on.client.storeValues(values, { ttlDays, updateIdentifier: id });
    await on.run(operation, "storeValues", (id, storeUnil) => {
      const feesUnil = readUnil + storeUnil;
      return show(context, on, { id, values, ttlDays, feesUnil, verb: "Renewed" });
    });
  });
}

async function show(
  { output }: CommandContext,
  { networkName, user }: Connected,
  { id, values, ttlDays, feesUnil, verb }: {
    id: string;
    values: Values;
    ttlDays: number;
    feesUnil: bigint;
    verb: string;
  },
): Promise<void> {
  const types = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, shapeOf(value)]),
  );
  const { expiresAt } = await noteValues(output, networkName, {
    id,
    user,
    values: types,
    blobBytes: blobBytesOf(values),
    ttlDays,
  });
  output.result(
    { id, values: types, ttlDays, expiresAt, feesUnil },
    () => `${verb} ${id}`,
  );
  output.note(
    `${Object.keys(types).join(", ")} until ${expiresAt.slice(0, 10)}, for ${feesUnil} unil`,
  );
}
