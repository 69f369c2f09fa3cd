import type { Promised } from "../mutant.ts";

const careful = "tests/cli/careful_test.ts";
const prompts = "tests/cli/secret_input_test.ts";

const values = "tests/cli/values_test.ts";
const payments = "tests/cli/payments_test.ts";
const names = "tests/cli/names_test.ts";
const goneTest = "nothing is paid for values that are known to be gone";
const renewTest = "renew tells what it costs before it pays";
const newcomer =
  "a newcomer follows docs/cli.md from nothing to a program of two users, without a second try";
const canary = "a canary shows nowhere when commands are interrupted or killed in each phase";
const nowhereElse = "a secret is written nowhere but where the command says";
const hostileNames =
  "names of values that others have chosen control neither the terminal nor the files";

/** What the command line promises about secrets and money. */
export const commandLine: readonly Promised[] = [
  {
    promise: "The command line takes no secret from a command, and writes it only where it is told",
    mutants: [
      {
        name: "a secret may stand in a command",
        file: "src/cli/base/value_words.ts",
        from: 'if (source.kind !== "inline" || isPublicType(type)) continue;',
        to: "if (isPublicType(type) || true) continue;",
        testFile: values,
        test: nowhereElse,
      },
      {
        name: "get shows secrets without being told",
        file: "src/cli/commands/read.ts",
        from: "if (!flags.reveal && flags.out === undefined && !flags.quote) {",
        to: "if (!flags.reveal && flags.out !== undefined && flags.quote) {",
        testFile: values,
        test: nowhereElse,
      },
      {
        name: "the catalogue has the content of blobs",
        file: "src/cli/base/stand_ins.ts",
        from: "value instanceof SecretBlob ? [[name, value.value.length]] : []",
        to: "value instanceof SecretBlob ? [[name, value.value as unknown as number]] : []",
        testFile: "tests/cli/canary_test.ts",
        test: canary,
      },
      {
        name: "an error quotes what is no number",
        file: "src/cli/base/value_types.ts",
        from: 'throw new InvalidArgumentError("it takes a whole number");',
        to: "throw new InvalidArgumentError(`it takes a whole number, and no ${given}`);",
        testFile: "tests/cli/canary_test.ts",
        test: canary,
      },
      {
        name: "everybody can read keys",
        file: "src/cli/base/folder.ts",
        from: "const privateMode = 0o600;",
        to: "const privateMode = 0o644;",
        testFile: "tests/cli/keys_test.ts",
        test:
          "keys are made, shown, imported, listed and removed, in files that only their user reads",
      },
    ],
  },
  {
    promise: "Names that others have chosen reach no terminal as they are, and no other folder",
    mutants: [
      {
        name: "tables show names as they are",
        file: "src/cli/base/output.ts",
        from: "columns.map((column) => printable(shown(row[column])))",
        to: "columns.map((column) => shown(row[column]))",
        testFile: values,
        test: hostileNames,
      },
      {
        name: "a value is written into any folder",
        file: "src/cli/commands/read.ts",
        from: "/^[\\w.:+@ -]+$/.test(name)",
        to: "/^[^\\0]+$/.test(name)",
        testFile: values,
        test: hostileNames,
      },
    ],
  },
  {
    promise:
      "A command that is interrupted uses what it has paid, and pays nothing while that is open",
    mutants: [
      {
        name: "what is paid is not used",
        file: "src/cli/base/payments.ts",
        from: "if (purchase.operation !== name || purchase.mayBeUsed) continue;",
        to: "if (purchase.operation !== name || !purchase.mayBeUsed) continue;",
        testFile: payments,
        test:
          "store that is interrupted during the payment goes on with payments resume, and pays once",
      },
      {
        name: "a payment that is not decided is made again",
        file: "src/cli/base/payments.ts",
        from: "if (open === undefined) return resumed;",
        to: "if (open === undefined || resumed) return resumed;",
        testFile: payments,
        test: "a payment that is not decided keeps the command from paying again",
      },
      {
        name: "a deposit that is completed is made again",
        file: "src/cli/commands/money.ts",
        from: "payment.amountUnil === amountUnil && payment.action",
        to: "payment.amountUnil !== amountUnil && payment.action",
        testFile: payments,
        test: "a deposit that is interrupted is completed by the same command, which pays once",
      },
    ],
  },
  {
    promise: "What is wrong on this machine costs no money and no key",
    mutants: [
      {
        name: "a run is checked after its program is stored",
        file: "src/cli/commands/programs.ts",
        from: "const { operation, start } = await checkedRun(context, on, run, flags);",
        to:
          "const operation = null!, start = async () => (await checkedRun(context, on, run, flags)).start();",
        testFile: "tests/cli/programs_test.ts",
        test: "a run that cannot be right is refused before its program is stored and paid",
      },
      {
        name: "a damaged journal is passed over",
        file: "src/cli/base/run_journal.ts",
        from: "if (error instanceof VmError && await isInUse(path)) return 0;",
        to: "if (error instanceof VmError) return 0;",
        testFile: careful,
        test: "a damaged journal stops what pays, and is named",
      },
      {
        name: "a key replaces one of the same name",
        file: "src/cli/base/identities.ts",
        from: "dump({ private_key: hex, kind }), true)",
        to: "dump({ private_key: hex, kind }))",
        testFile: careful,
        test: "of two keys of one name at once, one is made and the other refused",
      },
      {
        name: "a network replaces one of the same name",
        file: "src/cli/base/networks.ts",
        from: "if (await writePrivate(path, text, true)) return path;",
        to: "if (await writePrivate(path, text)) return path;",
        testFile: careful,
        test: "of two networks of one name at once, one is made and the other refused",
      },
      {
        name: "a pasted text is stored in part",
        file: "src/cli/base/secret_input.ts",
        from: 'if (typedAhead === "") return;',
        to: "if (typedAhead.length < 1_000) return;",
        testFile: prompts,
        test: "of a pasted text of several lines nothing is kept",
      },
      {
        name: "what follows the first line of a pasted text is shown",
        file: "src/cli/base/secret_input.ts",
        from: "}, pasteMs);",
        to: "}, 0);",
        testFile: prompts,
        test: "lines of a pasted text that come later are neither shown nor lost",
      },
      {
        name: "a name of another user controls the terminal",
        file: "src/cli/base/output.ts",
        from: "this.#streams.error(printable(text));",
        to: "this.#streams.error(text);",
        testFile: careful,
        test: "a note shows what could control the terminal, and does not do it",
      },
      {
        name: "a run that is paid is listed nowhere",
        file: "src/cli/commands/compute.ts",
        from: "await on.started(computeId, programId);",
        to: "",
        testFile: careful,
        test: "a command that is stopped while it waits for results says how to go on",
      },
      {
        name: "a read is paid whose file cannot be written",
        file: "src/cli/commands/read.ts",
        from: 'await checkTarget(flags.out, name === undefined ? "folder" : "file");',
        to: "",
        testFile: careful,
        test: "get --out takes a path without a folder, and no folder, before it pays",
      },
      {
        name: "a run that is paid is told as not done",
        file: "src/cli/base/command_context.ts",
        from: "this.#host.goesOnWith = `nilvm results ${computeId}`;",
        to: "",
        testFile: careful,
        test: "a command that is stopped while it waits for results says how to go on",
      },
    ],
  },
  {
    promise: "What a command costs is told before it pays",
    mutants: [
      {
        name: "renew pays a read although storing costs too much",
        file: "src/cli/base/renewal_price.ts",
        from: "checkPrice(quote, call.maxFeesUnil);",
        to: "checkPrice(quote, undefined);",
        testFile: careful,
        test: "renew reads nothing when it costs too much to store it again",
      },
      {
        name: "the quote of renew is that of the read alone",
        file: "src/cli/commands/store.ts",
        from: "storeUnil: storeUnil ?? null",
        to: "storeUnil: null",
        testFile: values,
        test: renewTest,
      },
      {
        name: "the quote of a run prices storing alone",
        file: "src/cli/commands/programs.ts",
        from: "if (flags.quote) {",
        to: "if (flags.quote && isStored) {",
        testFile: "tests/cli/programs_test.ts",
        test: "a program in TypeScript is compiled, tested, stored and run",
      },
      {
        name: "what stands in for a blob has another length",
        file: "src/cli/base/stand_ins.ts",
        from: "hexOf(length) : sampleOf(type)",
        to: "hexOf(1) : sampleOf(type)",
        testFile: values,
        test: "what stands in for values at a quote has their sizes",
      },
      {
        name: "balance fails where only the chain does not answer",
        file: "src/cli/commands/money.ts",
        from: "return { address, balanceUnil: null };",
        to: "throw error;",
        testFile: payments,
        test: "a user's balance is filled from the wallet, and shown",
      },
    ],
  },
  {
    promise: "A name stands for one thing, and what is known to be gone costs nothing",
    mutants: [
      {
        name: "of several values of a name, the first is taken",
        file: "src/cli/base/named_ids.ts",
        from: "if (others.length === 0) return first.id;",
        to: "return first.id;",
        testFile: names,
        test: "a command takes the name of a stored value where it takes an id",
      },
      {
        name: "the values of another user are taken for one's own",
        file: "src/cli/base/named_ids.ts",
        from: "named.filter(({ user }) => user === me)",
        to: "named.filter(({ user }) => user !== me)",
        testFile: names,
        test: "a command takes the name of a stored value where it takes an id",
      },
      {
        name: "values that were deleted are paid for",
        file: "src/cli/base/named_ids.ts",
        from: "if (gone === undefined) return id;",
        to: "if (gone !== null) return id;",
        testFile: names,
        test: goneTest,
      },
      {
        name: "what nodes did not have is paid for again",
        file: "src/cli/base/named_ids.ts",
        from: "if (isGone) await noteGone",
        to: "if (!isGone) await noteGone",
        testFile: names,
        test: goneTest,
      },
    ],
  },
  {
    promise: "Two users run a program together, and each is told what to do",
    mutants: [
      {
        name: "a run is noted for who started it alone",
        file: "src/cli/base/command_context.ts",
        from: "filter((receiver) => names.has(receiver))",
        to: "filter((receiver) => !names.has(receiver))",
        testFile: "tests/cli/printed_steps_test.ts",
        test: newcomer,
      },
      {
        name: "who reads results forgets the run for all",
        file: "src/cli/base/catalogue.ts",
        from: "/${id}.${user}.json`",
        to: "/${id}.json`",
        testFile: "tests/cli/printed_steps_test.ts",
        test: newcomer,
      },
      {
        name: "who may not use a stored value is not told how to get leave",
        file: "src/cli/base/computation.ts",
        from: "error instanceof PermissionDeniedError && id !== undefined",
        to: "error instanceof PermissionDeniedError && id === undefined",
        testFile: "tests/cli/programs_test.ts",
        test:
          "a compiled program is run on values that are stored and on others, for several users",
      },
    ],
  },
  {
    promise: "doctor and status tell what their requests took, and what is open",
    mutants: [
      {
        name: "the numbers have no open payments",
        file: "src/cli/base/numbers.ts",
        from: "noted?.length ?? null",
        to: "noted && 0",
        testFile: payments,
        test: "a payment that is not decided keeps the command from paying again",
      },
      {
        name: "the requests of doctor are not observed",
        file: "src/cli/base/node_questions.ts",
        from: "call.observer = observer;",
        to: "",
        testFile: "tests/cli/doctor_test.ts",
        test: "doctor counts what it had to ask again, and what it got",
      },
    ],
  },
];
