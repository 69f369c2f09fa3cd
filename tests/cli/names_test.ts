/** Names in the place of ids, and what is known without asking the nodes. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { startCli } from "../support/cli_process.ts";

const average = new URL("../../examples/nada/average_salary.mir.bin", import.meta.url).pathname;

Deno.test("a command takes the name of a stored value where it takes an id", async () => {
  await using on = await startCli();
  const { home } = on;
  const { user } = await home.json("keys new", ["keys", "new", "friend"]);
  const { id } = await home.json("store", ["-i", "default", "store", "public-integer:a=7"]);
  const env = { NILVM_IDENTITY: "default" };
  assertEquals((await home.json("share", ["share", "a", "--read", "friend"], { env })).id, id);
  // Of another user of this machine, who has none of this name.
  assertEquals((await home.json("get", ["-i", "friend", "get", "a", "--reveal"])).id, id);
  const own = (await home.json("store", ["-i", "friend", "store", "public-integer:a=8"])).id;
  assertEquals((await home.json("get", ["-i", "friend", "get", "a", "--reveal"])).id, own);

  const { permissions } = await home.json("permissions", ["permissions", "a"], { env });
  assertEquals(permissions.retrieve.includes(user), true);
  assertEquals((await home.json("unshare", ["unshare", "a", "--read", user], { env })).id, id);
  const set = ["permissions", "set", "a", "--read", "default", "--update", "default"];
  assertEquals((await home.json("permissions", set, { env })).id, id);
  assertEquals((await home.json("update", ["update", "a", "a=9"], { env })).id, id);
  assertEquals((await home.json("renew", ["renew", "a"], { env })).id, id);

  const second = (await home.json("store", ["store", "public-integer:a=1"], { env })).id;
  const { err } = await home.run(["get", "a", "--reveal"], { code: 2, env });
  for (const each of ["There are several", id, second]) assertStringIncludes(err, each);
  assertEquals(err.includes(own), false);
  await home.run(["rm", second], { code: 0, env });
  await home.run(["permissions", "set", id, "--delete", "default"], { env });
  assertEquals((await home.json("rm", ["rm", "a"], { env })).deleted, [id]);
  const none = await home.run(["get", "b", "--reveal"], { code: 2, env });
  assertStringIncludes(
    none.err,
    "This machine knows no value b: name it by its id, or see nilvm ls",
  );
});

Deno.test("programs, keys and runs have names, too", async () => {
  await using on = await startCli();
  const { home } = on;
  const { programId } = await home.json("program add", ["program", "add", average]);
  const salary = await home.file("salary", "3000");
  const store = ["store", ...[0, 1, 2].map((at) => `integer:salary${at}=@${salary}`)];
  const { id } = await home.json("store", [...store, "--compute", "default=average_salary"]);
  const { permissions } = await home.json("permissions", ["permissions", "salary0"]);
  assertEquals(permissions.compute[0].programIds, [programId]);
  const compute = ["compute", "average_salary", "--stored", "salary1", "--detach"];
  const { computeId } = await home.json("compute --detach", compute);
  assertEquals((await home.json("results", ["results", "average_salary"])).computeId, computeId);
  await home.run(["results", "average_salary"], { code: 2 });
  const run = ["program", "run", average, "--stored", id];
  assertEquals((await home.json("program run", run)).results.average0.value, "3000");

  const key = (await home.json("keygen", ["keygen"])).id;
  const sign = ["sign", "tecdsa_private_key", `@${salary}`];
  assertEquals((await home.json("sign", sign)).key, key);
  const { err } = await home.run(["compute", "averages"], { code: 2 });
  assertStringIncludes(err, "This machine knows no program averages");
});

Deno.test("nothing is paid for values that are known to be gone", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const sequence = () => devnet.chain.account(devnet.wallets[0]!.address).sequence;
  const value = "public-integer:a=7";
  const { id } = await home.json("store", ["store", value]);
  await home.run(["rm", id]);
  const paid = sequence();
  for (
    const args of [
      ["get", id.toUpperCase(), "--reveal"],
      ["update", id, value],
      ["renew", id],
      ["share", id, "--read", "default"],
      ["permissions", id],
      ["permissions", "set", id, "--read", "default"],
      ["sign", id, "--digest", "00".repeat(32)],
      ["program", "run", average, "--stored", id],
    ]
  ) {
    const { err } = await home.run(args, { code: 1 });
    assertStringIncludes(err, "was deleted, or expired, by ", args.join(" "));
    assertStringIncludes(err, "nothing was paid");
  }
  assertEquals(sequence(), paid);

  // What nodes did not have once, they do not have later.
  const unknown = crypto.randomUUID();
  await home.run(["get", unknown, "--reveal"], { code: 1 });
  assertEquals(sequence(), paid + 1);
  const again = await home.run(["get", unknown, "--reveal"], { code: 1 });
  assertStringIncludes(again.err, `${unknown} was deleted, or expired`);
  assertEquals(sequence(), paid + 1);
  await Deno.remove(/remove (\S+)/.exec(again.err)![1]!);
  await home.run(["get", unknown, "--reveal"], { code: 1 });
  assertEquals(sequence(), paid + 2);
});
