import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { PublicInteger, SecretBlob } from "@nilvm/client";
import { PrivateKey } from "@nilvm/client/keys";
import { blobBytesOf, standIns } from "../../src/cli/base/stand_ins.ts";
import { maskForNodes } from "../../src/masking/mask_for_nodes.ts";
import { type NadaValue, shapeOf } from "../../src/values/nada_value.ts";
import { listValues, type Values } from "../../src/values/values.ts";
import { startCli } from "../support/cli_process.ts";
import {
  keyValues,
  maskerFor,
  primeBits,
  publicValues,
  sharedValues,
} from "../support/masking_fixture.ts";

Deno.test("values of files, standard input and the command are stored, read, listed, replaced and deleted", async () => {
  await using on = await startCli();
  const { home } = on;
  const note = await home.file("note.bin", new Uint8Array([0, 1, 255]));
  const salary = await home.file("salary", "-4200\n");
  const words = [`note=@${note}`, `integer:salary=@${salary}`, "integer[]:list=-"];
  const args = ["store", ...words, "public-integer:year=2025", "--ttl", "3d"];
  const stored = await home.json("store", args, { stdin: "[1, 2, 99999999999999999999]" });
  assertEquals(stored.feesUnil, "1000000");
  assertEquals(stored.values, {
    note: "SecretBlob",
    salary: "SecretInteger",
    list: "NadaArray<SecretInteger, 3>",
    year: "PublicInteger",
  });
  const { id } = stored;

  const got = await home.json("get", ["get", id, "--reveal"]);
  assertEquals(got.values, {
    note: { type: "SecretBlob", value: "AAH/" },
    salary: { type: "SecretInteger", value: "-4200" },
    list: { type: "NadaArray<SecretInteger, 3>", value: ["1", "2", "99999999999999999999"] },
    year: { type: "PublicInteger", value: "2025" },
  });
  const { files } = await home.json("get --out", ["get", id, "--out", `${home.folder}/read`]);
  assertEquals(await Deno.readFile(files.note), new Uint8Array([0, 1, 255]));
  assertEquals(await Deno.readTextFile(files.salary), "-4200\n");
  assertEquals((await Deno.stat(files.note)).mode! & 0o777, 0o600);
  assertEquals((await home.run(["get", id, "salary", "--reveal"])).out, "-4200\n");

  assertEquals((await home.json("ls", ["ls"])).values.map(({ id }: { id: string }) => id), [id]);
  assertEquals((await home.json("ls", ["ls", "--expiring", "2d"])).values, []);
  assertEquals((await home.json("ls", ["ls", "--expiring", "4d"])).values.length, 1);

  // The type is that of the stored value.
  const updated = await home.json("update", ["update", id, `salary=@${salary}`, "--ttl", "9d"]);
  assertEquals([updated.id, updated.values], [id, { salary: "SecretInteger" }]);
  const renewed = await home.json("renew", ["renew", id, "--ttl", "20d"]);
  assertEquals([renewed.id, renewed.ttlDays], [id, 20]);
  on.devnet.clock.advance(10 * 86_400_000);
  assertEquals(Object.keys((await home.json("get", ["get", id, "--reveal"])).values), ["salary"]);

  assertEquals(await home.json("rm", ["rm", id]), { deleted: [id] });
  assertEquals((await home.json("ls", ["ls"])).values, []);
  await home.run(["get", id, "--reveal"], { code: 1 });
});

Deno.test("a secret is written nowhere but where the command says", async () => {
  await using on = await startCli();
  const { home } = on;
  const canary = "canary-3f9c";
  const file = await home.file("secret", canary);
  const { out: stored, err } = await home.run(["--verbose", "store", `note=@${file}`]);
  const id = stored.replace("Stored ", "").trim();
  const refused = await home.run(["get", id], { code: 2 });
  assertStringIncludes(refused.err, "--reveal shows them here");
  assertStringIncludes(refused.err, "Nothing was paid");
  const inCommand = await home.run(["store", `note=${canary}`], { code: 2 });
  assertStringIncludes(inCommand.err, "A secret does not stand in a command");
  assertStringIncludes(inCommand.err, "a type such as public-integer:note=");
  const twice = await home.run(["store", "a=-", "b=-"], { code: 2, stdin: canary });
  assertStringIncludes(twice.err, "Standard input is for a: it cannot be b");
  const noNumber = await home.run(["store", `integer:note=@${file}`], { code: 2 });
  assertStringIncludes(noNumber.err, "note is no SecretInteger: it takes a whole number");
  await Deno.remove(file);
  assertEquals(
    [stored, err, refused.err, inCommand.err, noNumber.err].join().includes(canary),
    false,
  );
  assertEquals(await filesWith(home.folder, canary), []);
  assertStringIncludes((await home.run(["get", id, "--reveal"])).out, canary);
  assertEquals(await filesWith(home.folder, canary), []);
});

async function filesWith(folder: string, words: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) found.push(...await filesWith(path, words));
    else if ((await Deno.readTextFile(path)).includes(words)) found.push(path);
  }
  return found;
}

Deno.test("names of values that others have chosen control neither the terminal nor the files", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const key = PrivateKey.random();
  await using client = await devnet.client({ key });
  const values = { "../evil": new PublicInteger(1), "\u001b[2J": new PublicInteger(2) };
  const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
  const env = { NILVM_KEY: key.toHex() };
  const { out } = await home.run(["get", id, "--reveal"], { env });
  assertStringIncludes(out, "\\u001b[2J");
  assertEquals(out.includes("\u001b"), false);
  const folder = `${home.folder}/out/deep`;
  const { err } = await home.run(["get", id, "--out", folder], { code: 1, env });
  assertStringIncludes(err, "a name that no file can have");
  assertEquals(await Deno.stat(`${home.folder}/out`).then(() => true, () => false), false);
  const file = `${home.folder}/file`;
  await home.json("get --out", ["get", id, "../evil", "--out", file], { env });
  assertEquals(await Deno.readTextFile(file), "1\n");
});

Deno.test("the id of what is stored is told although this machine cannot note it", async () => {
  await using on = await startCli();
  const { home } = on;
  await Deno.mkdir(`${home.folder}/config/nillion/nilvm`);
  await Deno.writeTextFile(`${home.folder}/config/nillion/nilvm/stored`, "");
  const { out, err } = await home.run(["store", "public-integer:a=7"]);
  assertStringIncludes(err, "It is stored, but this machine cannot list it");
  const id = out.replace("Stored ", "").trim();
  assertEquals((await home.json("get", ["get", id, "--reveal"])).values.a.value, "7");
});

Deno.test("values are shared with another user, and taken back", async () => {
  await using on = await startCli();
  const { home } = on;
  const { user: friend } = await home.json("keys new", ["keys", "new", "friend"]);
  const me = { env: { NILVM_IDENTITY: "default" } };
  const { user } = await home.json("keys show", ["keys", "show"], me);
  const { id } = await home.json("store", ["store", "public-integer:a=7"], me);
  const get = ["--identity", "friend", "get", id, "--reveal"];
  assertStringIncludes((await home.run(get, { code: 1 })).err, "permission");

  const shared = await home.json(
    "share",
    ["share", id, "--read", "friend", "--delete", friend],
    me,
  );
  assertEquals(shared.grant, { retrieve: { grant: [friend] }, delete: { grant: [friend] } });
  assertEquals((await home.json("get", get)).values.a.value, "7");
  const { permissions } = await home.json("permissions", ["permissions", id], me);
  assertEquals(permissions.retrieve, [user, friend]);
  // People read names.
  const { out } = await home.run(["permissions", id], me);
  assertStringIncludes(out, `read    ${user} (default), ${friend} (friend)`);
  assertStringIncludes((await home.run(["ls"])).out, "  default  a: PublicInteger");
  await home.json("unshare", ["unshare", id, "--read", friend], me);
  await home.run(get, { code: 1 });
  const compute = ["--compute", `${friend}=builtin/tecdsa_sign`];
  await home.json("permissions", ["permissions", "set", id, "--read", user, ...compute], me);
  const now = await home.json("permissions", ["permissions", "show", id], me);
  assertEquals(now.permissions, {
    owner: user,
    retrieve: [user],
    update: [],
    delete: [],
    compute: [{ user: friend, programIds: ["builtin/tecdsa_sign"] }],
  });
  assertStringIncludes((await home.run(["share", id], { code: 2, ...me })).err, "Say who");

  const given = ["permissions", "set", id, "--owner", "friend", "--read", "friend"];
  await home.json("permissions", given, me);
  await home.run(["permissions", id], { code: 1, ...me });
  const { permissions: theirs } = await home.json("permissions", [
    "-i",
    "friend",
    "permissions",
    id,
  ]);
  assertEquals([theirs.owner, theirs.retrieve], [friend, [friend]]);
});

Deno.test("renew tells what it costs before it pays", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const sequence = () => devnet.chain.account(devnet.wallets[0]!.address).sequence;
  const note = await home.file("note", "hello");
  const { id } = await home.json("store", ["store", `note=@${note}`, "public-integer:a=7"]);
  const price = { readUnil: "1000000", storeUnil: "1000000" };
  assertEquals(await home.json("renew --quote", ["renew", id, "--quote"]), price);
  assertEquals(await home.json("renew --quote", ["quote", "renew", "note"]), price);
  assertEquals(sequence(), 1);
  const limited = ["--max-fees", "999999unil", "renew", id];
  assertStringIncludes((await home.run(limited, { code: 1 })).err, "price");
  assertEquals(sequence(), 1);
  const { err } = await home.run(["renew", id]);
  assertStringIncludes(
    err,
    "2000000 unil: 1000000 to read the values, and 1000000 to store them again",
  );
  assertEquals(sequence(), 3);

  // Of another machine it is not known how much there is to store.
  await using client = await devnet.client({ key: PrivateKey.fromSeed("elsewhere") });
  const other = await client.storeValues({ a: new PublicInteger(1) }, { ttlDays: 1 }).invoke();
  assertEquals(await home.json("renew --quote", ["renew", other, "--quote"]), {
    readUnil: "1000000",
    storeUnil: null,
  });
});

Deno.test("what stands in for values at a quote has their sizes", () => {
  for (const bits of primeBits) {
    const masker = maskerFor(bits, [5, 1]);
    const blob = new SecretBlob(new Uint8Array(1_000));
    const values = { ...sharedValues(bits), ...publicValues(bits), ...keyValues(), blob };
    const sizes = (values: Values) => {
      const { counts, payloadBytes } = maskForNodes(masker, listValues(values));
      return { counts, payloadBytes };
    };
    const standIn = (name: string, value: NadaValue) =>
      standIns({ values: { [name]: shapeOf(value) }, blobBytes: blobBytesOf({ [name]: value }) });
    const unknown: string[] = [];
    for (const [name, value] of Object.entries(values)) {
      if (name === "") continue;
      const made = standIn(name, value);
      if (made === undefined) unknown.push(shapeOf(value));
      else assertEquals(sizes(made), sizes({ [name]: value }), shapeOf(value));
    }
    assertEquals(unknown, [
      "NadaTuple<SecretBlob, NadaTuple<PublicInteger, NadaArray<SecretInteger, 1>>>",
      "EddsaMessage",
      "EddsaMessage",
    ]);
  }
});

Deno.test("a user with a key of Ed25519 stores and reads", async () => {
  await using on = await startCli();
  const { home } = on;
  await home.json("keys new", ["keys", "new", "other", "--kind", "ed25519"]);
  const { id, ...stored } = await home.json("store", [
    "-i",
    "other",
    "store",
    "public-integer:a=7",
  ]);
  assertEquals(stored.values, { a: "PublicInteger" });
  const { values } = await home.json("get", ["-i", "other", "get", id, "--reveal"]);
  assertEquals(values.a.value, "7");
  await home.run(["get", id, "--reveal"], { code: 1 });
});

Deno.test("a value is stored for others at once", async () => {
  await using on = await startCli();
  const { home } = on;
  await home.run(["keys", "new", "friend"]);
  const { id } = await home.json("store", [
    "-i",
    "default",
    "store",
    "public-integer:a=7",
    "--read",
    "friend",
  ]);
  const { values } = await home.json("get", ["-i", "friend", "get", id, "--reveal"]);
  assertEquals(values.a.value, "7");
});

Deno.test("a price is shown, and a higher one than allowed is refused", async () => {
  await using on = await startCli();
  const { home } = on;
  const args = ["store", "public-integer:a=7"];
  const { feesUnil } = await home.json("quote", [...args, "--quote"]);
  assert(BigInt(feesUnil) > 0n);
  const { err } = await home.run(["--max-fees", "1unil", ...args], { code: 1 });
  assertStringIncludes(err, "price");
  assertEquals(on.devnet.chain.account(on.devnet.wallets[0]!.address).sequence, 0);
});
