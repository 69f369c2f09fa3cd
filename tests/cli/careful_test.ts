/** What must not cost money, a key or a secret when something is wrong on this machine. */
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { PriceTooHighError } from "@nilvm/client";
import { noteValues } from "../../src/cli/base/catalogue.ts";
import { renewalPrice } from "../../src/cli/base/renewal_price.ts";
import { addNetwork } from "../../src/cli/base/networks.ts";
import { newKey, writeIdentity } from "../../src/cli/base/identities.ts";
import { Output, table } from "../../src/cli/base/output.ts";
import { type CliHome, startCli } from "../support/cli_process.ts";

const value = "public-integer:a=1";

async function storedId(home: CliHome): Promise<string> {
  return (await home.json("store", ["store", value])).id;
}

Deno.test("get --out takes a path without a folder, and no folder, before it pays", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const id = await storedId(home);
  await home.run(["get", id, "a", "--out", "a.txt"]);
  assertEquals(await Deno.readTextFile(`${home.folder}/a.txt`), "1\n");

  const { address } = devnet.wallets[0]!;
  const before = devnet.chain.account(address);
  await Deno.mkdir(`${home.folder}/folder`);
  const { err } = await home.run(["get", id, "a", "--out", "folder"], { code: 2 });
  assertStringIncludes(err, "folder is a folder");
  for (const args of [[id, "--out", "a.txt"], [id, "a", "--out", "a.txt/b/c"]]) {
    const { err } = await home.run(["get", ...args], { code: 2 });
    assertStringIncludes(err, "a.txt is a file");
  }
  assertEquals(devnet.chain.account(address), before);
});

Deno.test("get of a name that every object has finds nothing", async () => {
  await using on = await startCli();
  const id = await storedId(on.home);
  const { err } = await on.home.run(["get", id, "toString", "--reveal"], { code: 1 });
  assertStringIncludes(err, "no value toString");
});

Deno.test("a damaged journal stops what pays, and is named", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  await storedId(home);
  const user = (await home.json("keys show", ["keys", "show"])).user;
  const folder = `${home.folder}/config/nillion/nilvm/payments/devnet/${user}`;
  await Deno.writeTextFile(`${folder}/1-1.json`, "x");
  const { address } = devnet.wallets[0]!;
  const before = devnet.chain.account(address);
  for (const args of [["store", value], ["payments", "resume"], ["payments", "discard", "--all"]]) {
    const { err } = await home.run(args, { code: 1 });
    assertStringIncludes(err, "1-1.json", args.join(" "));
  }
  assertEquals(devnet.chain.account(address), before);
  const { out } = await home.run(["doctor"], { code: 1 });
  assertStringIncludes(out, "1-1.json");
  assertStringIncludes(out, "chain");
  assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), ["1-1.json"]);
});

for (
  const [what, write] of [
    ["keys", () => writeIdentity("one", newKey("secp256k1"))],
    ["networks", () => addNetwork("one", { bootnode: "http://127.0.0.1:1" })],
  ] as const
) {
  Deno.test(`of two ${what} of one name at once, one is made and the other refused`, () =>
    inNewFolder(async () => {
      const made = await Promise.allSettled(Array.from({ length: 8 }, write));
      assertEquals(made.filter(({ status }) => status === "fulfilled").length, 1);
      await assertRejects(write, Error, "already");
    }));
}

Deno.test("renew reads nothing when it costs too much to store it again", () =>
  inNewFolder(async () => {
    const id = crypto.randomUUID();
    const output = new Output("json", { out() {}, error() {} });
    await noteValues(output, "net", { id, user: "", values: { a: "SecretInteger" }, ttlDays: 1 });
    const costing = (feesUnil: bigint) => () => ({ quote: () => Promise.resolve({ feesUnil }) });
    const client = { retrieveValues: costing(1n), storeValues: costing(3n) };
    const price = (maxFeesUnil: bigint) => {
      const on = { client, networkName: "net", call: { maxFeesUnil } };
      return renewalPrice(on as unknown as Parameters<typeof renewalPrice>[0], id, 1);
    };
    assertEquals(await price(3n), { readUnil: 1n, storeUnil: 3n });
    await assertRejects(() => price(2n), PriceTooHighError);
  }));

async function inNewFolder(act: () => Promise<void>): Promise<void> {
  const home = await Deno.makeTempDir();
  const before = Deno.env.get("XDG_CONFIG_HOME");
  Deno.env.set("XDG_CONFIG_HOME", home);
  try {
    await act();
  } finally {
    if (before === undefined) Deno.env.delete("XDG_CONFIG_HOME");
    else Deno.env.set("XDG_CONFIG_HOME", before);
    await Deno.remove(home, { recursive: true });
  }
}

Deno.test("a damaged list of what is stored is named in one line", async () => {
  await using on = await startCli();
  const id = await storedId(on.home);
  const path = `${on.home.folder}/config/nillion/nilvm/stored/devnet/values/${id}.json`;
  await Deno.writeTextFile(path, "{");
  const { err } = await on.home.run(["ls"], { code: 1 });
  assertStringIncludes(err, `${id}.json is damaged`);
  assertEquals(err.trim().split("\n").length, 1);
});

Deno.test("a note shows what could control the terminal, and does not do it", () => {
  const lines: string[] = [];
  const output = new Output("text", { out: () => {}, error: (line) => lines.push(line) });
  output.note("\u001b]0;owned\u0007");
  assertEquals(lines, ["\\u001b]0;owned\\u0007"]);
});

Deno.test("the columns of a table stand under each other, whatever letters are in them", () => {
  const rows = [{ name: "a", type: "x" }, { name: "給与", type: "x" }, {
    name: "e\u0301🙂",
    type: "x",
  }];
  assertEquals(table(rows, "").split("\n"), ["NAME  TYPE", "a     x", "給与  x", "e\u0301🙂   x"]);
});

Deno.test("with --json, a command that succeeds writes nothing to standard error", async () => {
  await using on = await startCli();
  for (const args of [["store", value], ["keys", "new", "bob"]]) {
    assertEquals((await on.home.run(["--json", ...args])).err, "", args.join(" "));
  }
});

Deno.test("rm deletes what is there, and tells what is not", async () => {
  await using on = await startCli();
  const id = await storedId(on.home);
  const missing = [crypto.randomUUID(), crypto.randomUUID()];
  const { out, err } = await on.home.run(["rm", missing[0]!, id, missing[1]!], { code: 1 });
  assertEquals(out, `Deleted ${id}\n`);
  for (const each of missing) assertStringIncludes(err, each);
});

Deno.test("a command that is stopped while it waits for results says how to go on", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const slow = devnet.nodes.map((node) =>
    node.inject({ kind: "slow", delayMs: 60_000, methods: ["RetrieveResults"] })
  );
  const args = ["--json", "--timeout", "3s", "keygen"];
  // Standard error is one document.
  const { error } = JSON.parse((await home.run(args, { code: 4 })).err);
  const [, computeId] = /nilvm results ([\w-]{36})/.exec(error.hint) ?? [];
  for (const fault of slow) fault[Symbol.dispose]();
  const { computations } = await home.json("ls", ["ls"]);
  assertEquals(computations.map(({ id }: { id: string }) => id), [computeId]);
  assertStringIncludes((await home.run(["ls"])).out, computeId!);
  const results = await home.json("results", ["results", computeId!]);
  assert("tecdsa_store_id" in results.results);
  assertEquals((await home.json("ls", ["ls"])).computations, []);
});
