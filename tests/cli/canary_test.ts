/** A secret in files, keys and the environment shows nowhere, also when commands are killed. */
import { PrivateKey } from "@nilvm/client";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { assert, assertEquals } from "@std/assert";
import { type CliHome, type CliOptions, startCli } from "../support/cli_process.ts";
import { CanarySecrets } from "../support/canary_stage.ts";
import { type Hang, hangAt, type Hung, stall, untilHit } from "../support/hanging_devnet.ts";

const quotient = new URL("../fixtures/nada/quotient.mir.bin", import.meta.url).pathname;

/** Where the secrets have to be: the keys of users and of wallets. */
const keyFiles = /\/nillion\/(identities|networks)\/[^/]+\.yaml$|\/nillion-devnet\.env$/;

/** The files of a folder. */
async function* filesIn(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* filesIn(`${folder}/${name}`);
    else yield `${folder}/${name}`;
  }
}

/** Runs commands, and searches all that they write. */
class Watched {
  readonly found: string[] = [];
  readonly secrets = new CanarySecrets();
  readonly env: Record<string, string>;
  searchedFiles = 0;
  readonly #home: CliHome;

  constructor(home: CliHome) {
    this.#home = home;
    this.env = { NILCHAIN_PRIVATE_KEY: PrivateKey.fromBytes(this.secrets.walletKey).toHex() };
  }

  /** Runs a command to its end, or until `hung` is met and the signal ends it. */
  async run(
    args: readonly string[],
    { stdin, kill }: Pick<CliOptions, "stdin"> & {
      kill?: { hung: Hung; signal: Deno.Signal };
    } = {},
  ): Promise<string> {
    const child = this.#home.spawn(args, { stdin, env: this.env });
    if (stdin !== undefined) {
      const writer = child.stdin.getWriter();
      await writer.write(new TextEncoder().encode(stdin));
      await writer.close();
    }
    if (kill !== undefined) {
      await untilHit(kill.hung);
      child.kill(kill.signal);
    }
    const { stdout, stderr } = await child.output();
    for (const [name, bytes] of Object.entries({ stdout, stderr })) {
      this.#look(bytes, `${name} of nilvm ${args[0]} ${args[1]}`);
    }
    await this.files();
    return new TextDecoder().decode(stdout);
  }

  /** Searches what is left on the disk: journals, locks, catalogues, and files half written. */
  async files(): Promise<void> {
    for await (const path of filesIn(`${this.#home.folder}/config`)) {
      if (keyFiles.test(path)) continue;
      this.searchedFiles++;
      this.#look(await Deno.readFile(path), path);
    }
  }

  #look(bytes: Uint8Array, where: string): void {
    for (const form of this.secrets.search.in(bytes)) this.found.push(`${where}: ${form}`);
  }
}

Deno.test("a canary shows nowhere when commands are interrupted or killed in each phase", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const watched = new Watched(home);
  const { secrets, env } = watched;
  const walletKey = PrivateKey.fromBytes(secrets.walletKey);
  const payer = new NilChainPayer({ network: devnet.network, privateKey: walletKey });
  devnet.chain.setAccount(await payer.walletAddress(), { balanceUnil: 100_000_000n });
  await watched.run(["keys", "import", "canary", "-"], {
    stdin: PrivateKey.fromBytes(secrets.userKey).toHex(),
  });
  const as = ["--verbose", "-i", "canary"];

  const text = await home.file("text", secrets.text);
  const number = await home.file("number", `${secrets.number}`);
  const key = await home.file("key", secrets.eddsaKey.toHex());
  const store = [
    ...["store", `text=@${text}`, `integer:number=@${number}`, `eddsa-key:key=@${key}`],
  ];
  const quit = async (signal: Deno.Signal, hang: Hang, args: readonly string[]) => {
    const hung = hang(devnet);
    await watched.run(args, { kill: { hung, signal } });
    hung.release();
  };
  for (const signal of ["SIGINT", "SIGKILL"] as const) {
    await quit(signal, hangAt(["PriceQuote"], true), [...as, ...store]);
    await quit(signal, stall, [...as, "--json", ...store]);
    await quit(signal, hangAt(["PaymentReceipt"], true), [...as, ...store]);
    await quit(signal, hangAt(["StoreValues"], false), [...as, ...store]);
    await watched.run([...as, "payments"]);
    await watched.run([...as, "payments", "resume"]);
    await watched.run([...as, "payments", "discard", "--all"]);
  }
  const [, id] = /^Stored (\S+)/.exec(await watched.run([...as, ...store])) ?? [];
  const run = ["program", "run", quotient, `a=@${number}`];
  for (const signal of ["SIGINT", "SIGKILL"] as const) {
    await quit(signal, hangAt(["RetrieveValues"], false), [...as, "get", id!, "--reveal"]);
    await quit(signal, hangAt(["RetrieveValues"], false), [...as, "renew", id!]);
    await quit(signal, hangAt(["StoreValues"], false), [...as, "renew", id!]);
    await quit(signal, hangAt(["InvokeCompute"], false), [...as, ...run, "b=1"]);
    await quit(signal, hangAt(["RetrieveResults"], false), [...as, ...run, "b=2"]);
    await quit(signal, hangAt(["UpdatePermissions"], false), [
      ...[...as, "share", id!, "--read", "default"],
    ]);
    await watched.run([...as, "payments", "resume"]);
    await watched.run([...as, "payments", "discard", "--all"]);
  }
  // What fails, too, and what tells of keys and files.
  for (
    const args of [
      [...run, "b=0"],
      ["store", `integer:text=@${text}`],
      ["store", `number=${secrets.text}`],
      ["keys", "show", "canary"],
      ["keys", "import", "other", secrets.text],
      ["networks", "show"],
      ["balance"],
      ["doctor"],
      ["ls"],
    ]
  ) {
    await watched.run([...as, ...args]);
    await watched.run([...as, "--json", ...args]);
  }
  assertEquals(watched.found, []);
  assert(watched.searchedFiles > 50, `${watched.searchedFiles} files were searched`);

  // It would be found.
  const shown = (await home.run([...as, "get", id!, "text", "--reveal"], { env })).out;
  assert(secrets.search.in(shown).length > 0);
  const identity = await Deno.readFile(`${home.folder}/config/nillion/identities/canary.yaml`);
  assert(secrets.search.in(identity).length > 0);
});
