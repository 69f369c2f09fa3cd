import type { Command } from "commander";
import { decodeHex } from "../../base/hex.ts";
import { sha256 } from "../../core/core.ts";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { builtinInterface } from "../../programs/builtin_interfaces.ts";
import { EcdsaDigestMessage } from "../../values/ecdsa_digest_message.ts";
import { EddsaMessage } from "../../values/eddsa_message.ts";
import type { StoreId } from "../../values/store_id.ts";
import type { Values } from "../../values/values.ts";
import { acting, paying } from "../base/actions.ts";
import { allPrograms, noteValues } from "../base/catalogue.ts";
import type { Connected, Host } from "../base/command_context.ts";
import { readResults } from "../base/read_results.ts";
import { checkedRun, type ComputeFlags, showResults } from "../base/computation.ts";
import { oneOf } from "../base/flags.ts";
import { computationId, programIdFrom, storedId } from "../base/named_ids.ts";
import { properties } from "../base/output.ts";
import { readSecret, readSource } from "../base/secret_input.ts";
import { plainOf } from "../base/show_value.ts";
import { readValues, valueWordsHelp } from "../base/value_words.ts";
import { computing } from "./programs.ts";

/** How the nodes sign: the words in the names of their programs, and the type of a key. */
const schemes = {
  ecdsa: { prefix: "tecdsa", message: "tecdsa_digest_message", key: "EcdsaPrivateKey" },
  eddsa: { prefix: "teddsa", message: "teddsa_message", key: "EddsaPrivateKey" },
} as const;

type Scheme = keyof typeof schemes;

/** A key that the nodes make lives for ten years. */
const keyTtlDays = 3_650;

/** Adds the commands that run stored programs, and those of the network. */
export function addCompute(program: Command, host: Host): void {
  acting(
    computing(paying(program.command("compute")))
      .description("Runs a stored program, and shows its results.")
      .argument("<program>", "its id, such as USER/NAME/sha256/HEX or builtin/NAME, or its name")
      .argument("[values...]", "inputs, as below")
      .addHelpText("after", valueWordsHelp),
    host,
    async (context, flags: ComputeFlags, word: string, words: string[]) => {
      const programId = await programIdFrom(context, word);
      const stored = await allPrograms(await context.networkName());
      const known = stored.find(({ id }) => id === programId);
      const builtin = builtinInterface(programId);
      const types = known?.inputs ??
        Object.fromEntries((builtin?.inputs ?? []).map(({ name, type }) => [name, type]));
      const values = await readValues(
        words,
        (name) => Object.hasOwn(types, name) ? types[name] : undefined,
        true,
      );
      const { inputParties = [], outputParties = [] } = known ?? builtin ?? {};
      const run = { programId, inputParties, outputParties, values };
      await context.connected(true, async (on) => {
        const { start } = await checkedRun(context, on, run, flags);
        await start();
      });
    },
  );

  acting(
    program.command("results").description(
      "Waits for a computation, and shows its results. It is free.",
    )
      .argument("<id>", "the id of the computation, or the name of its program"),
    host,
    async (context, _, word: string) => {
      const computeId = await computationId(context, word);
      await context.connected(false, async ({ client, networkName, call }) => {
        const results = await readResults(client, networkName, computeId, call);
        showResults(context, results, { computeId });
      });
    },
  );

  acting(
    paying(program.command("keygen"))
      .description("Lets the nodes make a key that nobody has. They sign with it together.")
      .argument(
        "[scheme]",
        "ecdsa (secp256k1) or eddsa (Ed25519)",
        oneOf(["ecdsa", "eddsa"]),
        "ecdsa",
      ),
    host,
    (context, _, scheme: Scheme) =>
      context.connected(true, async (on) => {
        const { prefix, key } = schemes[scheme];
        await builtinRun(on, `builtin/${prefix}_dkg`, {}, [], async (results, feesUnil) => {
          const { valuesId: id } = results[`${prefix}_store_id`] as StoreId;
          const publicKey = plainOf(results[`${prefix}_public_key`]!);
          await noteValues(context.output, on.networkName, {
            id,
            user: on.user,
            values: { [`${prefix}_private_key`]: key },
            ttlDays: keyTtlDays,
          });
          const data = { id, scheme, publicKey, feesUnil };
          context.output.result(data, () => properties(data));
        });
      }),
  );

  acting(
    paying(program.command("sign"))
      .description("Lets the nodes sign with a key that they keep.")
      .argument("<key>", "the id of the key, of keygen or of a stored one, or its name")
      .argument("[source]", "what is signed: @FILE, or - for standard input")
      .option("--scheme <scheme>", "ecdsa or eddsa (default ecdsa)", oneOf(["ecdsa", "eddsa"]))
      .option("--digest <hex>", "for ecdsa: sign these 32 bytes, and not SHA-256 of a file"),
    host,
    async (
      context,
      flags: { scheme?: Scheme; digest?: string },
      keyWord: string,
      word?: string,
    ) => {
      const scheme = flags.scheme ?? "ecdsa";
      const { prefix, message } = schemes[scheme];
      const signed = await messageFor(scheme, flags.digest, word);
      const key = await storedId(context, keyWord);
      await context.connected(
        true,
        (on) =>
          builtinRun(
            on,
            `builtin/${prefix}_sign`,
            { [message]: signed },
            [key],
            (results, feesUnil) => {
              const signature = plainOf(results[`${prefix}_signature`]!);
              context.output.result({ key, scheme, signature, feesUnil }, () => String(signature));
            },
          ),
      );
    },
  );
}

async function messageFor(scheme: Scheme, digest: string | undefined, word: string | undefined) {
  if ((digest === undefined) === (word === undefined)) {
    throw new InvalidArgumentError("Say what is signed: @FILE, - for standard input, or --digest");
  }
  if (digest !== undefined) {
    if (scheme === "ecdsa" && /^[0-9a-f]{64}$/i.test(digest)) {
      return new EcdsaDigestMessage(decodeHex(digest)!);
    }
    throw new InvalidArgumentError("--digest takes 64 hex digits, and goes with ecdsa");
  }
  const source = readSource(word);
  if (source.kind === "inline") {
    throw new InvalidArgumentError("What is signed comes from @FILE, or - for standard input");
  }
  const bytes = await readSecret(source, "the message");
  return scheme === "ecdsa" ? new EcdsaDigestMessage(sha256(bytes)) : new EddsaMessage(bytes);
}

/** Runs a program of the network for the user alone, and waits for its results. */
function builtinRun(
  on: Connected,
  programId: string,
  values: Values,
  valueIds: readonly string[],
  show: (results: Values, feesUnil: bigint) => Promise<void> | void,
): Promise<void> {
  const { client } = on;
  const { inputParties, outputParties } = builtinInterface(programId)!;
  const operation = client.compute({
    programId,
    inputBindings: inputParties.map((partyName) => ({ partyName, user: client.userId })),
    outputBindings: outputParties.map((partyName) => ({ partyName, users: [client.userId] })),
    values,
    valueIds,
  });
  return on.run(operation, "invokeCompute", async (computeId, feesUnil) => {
    await on.started(computeId, programId);
    await show(await on.results(computeId), feesUnil);
  });
}
