import type { Command } from "commander";
import { encodeHex } from "../../base/hex.ts";
import { InvalidArgumentError } from "../../errors/mod.ts";
import type { KeyType } from "../../keys/signer.ts";
import { acting } from "../base/actions.ts";
import type { Host } from "../base/command_context.ts";
import {
  identityNames,
  identityPath,
  keyTypes,
  newKey,
  publicKeyOf,
  readIdentity,
  removeIdentity,
  userKey,
  userOf,
  writeIdentity,
} from "../base/identities.ts";
import { edit } from "../base/editor.ts";
import { oneOf } from "../base/flags.ts";
import { properties, table } from "../base/output.ts";
import { readSecretText, readSource } from "../base/secret_input.ts";

const kindHelp = "secp256k1 or ed25519 (default secp256k1)";

/** Adds the commands for the keys of users. */
export function addKeys(program: Command, host: Host): void {
  const keys = program.command("keys").alias("identities")
    .description("Makes, shows and imports the keys of users.");

  acting(
    keys.command("new").alias("add").description("Makes a key, and keeps it in a file.")
      .argument("[name]", "its name (default: default)")
      .option("--kind <kind>", kindHelp, oneOf(keyTypes)),
    host,
    async ({ output }, { kind = "secp256k1" }: { kind?: KeyType }, name = "default") => {
      const key = newKey(kind);
      const path = await writeIdentity(name, key);
      const user = String(userOf(key));
      output.result({ name, user, path }, () => `Made the identity ${name} of user ${user}`);
      output.note(`Its key is in ${path}: whoever has the file is this user. Keep a copy`);
    },
  );

  acting(
    keys.command("show").description("Shows the user of a key.")
      .argument("[name]", "the name; without it, that of the key in use")
      .option("--reveal", "show the private key, too"),
    host,
    async (context, { reveal }: { reveal?: true }, name?: string) => {
      const key = name === undefined ? await context.key() : await readIdentity(name);
      const data = {
        user: String(userOf(key)),
        publicKey: encodeHex(publicKeyOf(key)),
        kind: key.keyType,
        ...(reveal ? { privateKey: key.hex } : {}),
      };
      context.output.result(data, () => properties(data));
    },
  );

  acting(
    keys.command("import").description("Keeps a key that there is.")
      .argument("<name>", "its name")
      .argument("[source]", "@FILE, - for standard input; without it, the terminal is asked")
      .option("--kind <kind>", kindHelp, oneOf(keyTypes)),
    host,
    async (
      { output },
      { kind = "secp256k1" }: { kind?: KeyType },
      name: string,
      word?: string,
    ) => {
      const source = readSource(word);
      if (source.kind === "inline") {
        throw new InvalidArgumentError(
          "A key does not stand in a command, where others see it: write @FILE, - for standard " +
            "input, or nothing to be asked",
        );
      }
      const hex = await readSecretText(source, "the private key in hex");
      const key = userKey(hex.replace(/^0x/, ""), kind);
      const path = await writeIdentity(name, key);
      const user = String(userOf(key));
      output.result({ name, user, path }, () => `Imported the identity ${name} of user ${user}`);
    },
  );

  acting(
    keys.command("ls").alias("list").description("Lists the keys of this machine."),
    host,
    async ({ output }) => {
      const identities = await Promise.all((await identityNames()).map(async (name) => {
        const user = await readIdentity(name).then((key) => String(userOf(key)), () => null);
        return { name, user, path: identityPath(name) };
      }));
      output.result(
        { identities },
        () => table(identities, "There is no key: nilvm keys new makes one"),
      );
    },
  );

  acting(
    keys.command("edit").description("Opens the file of a key in your editor.")
      .argument("<name>", "its name"),
    host,
    async ({ output }, _, name: string) => {
      const path = identityPath(name);
      await edit(path);
      output.result({ name, path }, () => path);
    },
  );

  acting(
    keys.command("rm").alias("remove")
      .description("Removes a key. What only it may read cannot be read by anybody then.")
      .argument("<name>", "its name"),
    host,
    async ({ output }, _, name: string) => {
      await removeIdentity(name);
      output.result({ removed: name }, () => `Removed the identity ${name}`);
    },
  );
}
