/** Programs in TypeScript on a network: typed inputs, stored ones, typed results. */
import {
  InvalidArgumentError,
  type Operation,
  Permissions,
  PrivateKey,
  SecretInteger,
  type VmClient,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";

const raise = nada.program({
  name: "raise",
  parties: ["alice", "bob"],
  inputs: {
    salary: nada.secretInteger("alice"),
    offer: nada.secretInteger("bob"),
    percent: nada.integer("bob"),
  },
  outputs: { enough: "alice", gap: ["alice", "bob"] },
}, ({ salary, offer, percent }) => {
  const wanted = salary.add(salary.mul(percent).div(100));
  return { enough: offer.ge(wanted), gap: wanted.sub(offer) };
});

const another = nada.program({
  name: "another",
  parties: ["alice"],
  inputs: { a: nada.secretInteger("alice") },
  outputs: { gap: "alice", more: "alice" },
}, ({ a }) => ({ gap: a.lt(1), more: a }));

Deno.test("compute() and retrieveComputeResults() take a program, and give plain values", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using alice = await devnet.client({ wallet: 0 });
  await using bob = await devnet.client({ wallet: 1 });
  const programId = await alice.storeProgram(raise).invoke();
  assertEquals(programId, await raise.id(alice.userId));

  const permissions = Permissions.defaultsForUser(alice.userId).allowCompute(bob.userId, programId);
  const stored = raise.values("alice", { salary: 4200 });
  assertEquals(stored.salary!.equals(new SecretInteger(4200)), true);
  const salary = await alice.storeValues(stored, { ttlDays: 1, permissions }).invoke();

  const run = await bob.compute(raise, {
    programId,
    parties: { alice: alice.userId, bob: bob.userId },
    values: { offer: 4500, percent: 5 },
    stored: { salary },
  }).invoke();
  const results = await alice.retrieveComputeResults(raise, run).invoke();
  const { enough, gap }: { enough: boolean; gap: bigint } = results;
  assertEquals([enough, gap], [true, -90n]);
  assertEquals<object>(await bob.retrieveComputeResults(raise, run).invoke(), { gap: -90n });
  await assertRejects(
    () => alice.retrieveComputeResults(another, run).invoke(),
    InvalidArgumentError,
    "The results are of another program than another",
  );
});

Deno.test("compute() refuses wrong inputs and parties by name, before anything is sent", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client: VmClient = await devnet.client({ wallet: 0 });
  const { userId } = client;
  const programId = await raise.id(userId);
  const parties = { alice: userId, bob: userId };
  const values = { salary: 1, offer: 2, percent: 3 };
  const id = crypto.randomUUID();
  const refused = (compute: () => unknown, words: string, option?: string) => {
    const error = assertThrows(compute, InvalidArgumentError);
    assertStringIncludes(error.message, words);
    assertEquals(error.option, option);
  };
  const { offer: _, ...less } = values;
  refused(
    // @ts-expect-error offer is missing
    () => client.compute(raise, { programId, parties, values: less }),
    "offer is missing",
    "offer",
  );
  const more = { ...values, bonus: 1 };
  refused(
    // @ts-expect-error the program has no input bonus
    () => client.compute(raise, { programId, parties, values: more }),
    "no input bonus",
    "bonus",
  );
  const mistyped = { ...values, salary: "1" };
  refused(
    // @ts-expect-error a text is no number
    () => client.compute(raise, { programId, parties, values: mistyped }),
    "salary takes",
    "salary",
  );
  const stored = { offer: id };
  refused(
    // @ts-expect-error offer is given, and stored as well
    () => client.compute(raise, { programId, parties, values, stored }),
    "offer is given, and stored as well",
    "offer",
  );
  const foreign = { rent: id };
  refused(
    // @ts-expect-error the program has no input rent
    () => client.compute(raise, { programId, parties, values, stored: foreign }),
    "rent is stored, but the program has none",
    "rent",
  );
  const one = { alice: userId };
  refused(
    // @ts-expect-error bob is nobody
    () => client.compute(raise, { programId, parties: one, values }),
    "No user is the party bob",
  );
  for (const nobody of [userId.toString(), undefined, PrivateKey.random().publicKey]) {
    refused(
      // @ts-expect-error no UserId
      () => client.compute(raise, { programId, parties: { ...parties, bob: nobody }, values }),
      "The binding of party bob takes a UserId",
    );
  }
  const three = { ...parties, carol: userId };
  refused(() => client.compute(raise, { programId, parties: three, values }), "no party carol");
  refused(
    // @ts-expect-error misspelt
    () => client.compute(raise, { programId, parties, values, store: {} }),
    "A run takes no",
    "store",
  );
  refused(
    // @ts-expect-error no values, although some are needed
    () => client.compute(raise, { programId, parties, stored: { offer: id } }),
    "salary is missing",
    "salary",
  );
  const { salary, percent } = values;
  refused(
    () =>
      client.compute(raise, {
        programId,
        parties,
        values: { salary, percent },
        stored: { offer: "1" },
      }),
    "Input offer is stored under an id that is no UUID",
    "offer",
  );
  const wrongId = await another.id(userId);
  await assertRejects(
    () => client.compute(raise, { programId: wrongId, parties, values }).quote(),
    InvalidArgumentError,
    "does not have the id",
  );
});

Deno.test("values() checks names, owners and types", () => {
  const refused = (make: () => unknown, words: string, option: string) => {
    const error = assertThrows(make, InvalidArgumentError);
    assertStringIncludes(error.message, words);
    assertEquals(error.option, option);
  };
  assertEquals(Object.keys(raise.values("bob", { percent: 5 })), ["percent"]);
  refused(
    // @ts-expect-error bob gives it
    () => raise.values("alice", { offer: 1 }),
    "offer is given by bob, not by alice",
    "offer",
  );
  // @ts-expect-error no such input
  refused(() => raise.values("alice", { bonus: 1 }), "no input bonus", "bonus");
  // @ts-expect-error a text is no number
  refused(() => raise.values("alice", { salary: "1" }), "salary takes SecretInteger", "salary");
});

/** Results have the types of the program's outputs. */
export function typed(client: VmClient): Operation<{ enough: boolean; gap: bigint }> {
  return client.retrieveComputeResults(raise, "id");
}

/** The length of an array is part of its type, and all inputs may be stored. */
export function checked(client: VmClient): void {
  const scores = nada.program({
    name: "scores",
    parties: ["p"],
    inputs: { xs: nada.secretInteger("p").array(3), y: nada.integer("p") },
    outputs: { sum: "p" },
  }, ({ xs, y }) => ({ sum: xs.reduce((sum, x) => sum.add(x), xs.innerProduct(xs)).mul(y) }));
  const run = { programId: "id", parties: { p: client.userId } };
  client.compute(scores, { ...run, values: { xs: [1, 2n, new SecretInteger(3)], y: 1 } });
  client.compute(scores, { ...run, values: { xs: [1, 2, 3] }, stored: { y: "id" } });
  client.compute(scores, { ...run, stored: { xs: "id", y: "id" }, checkStored: true });
  // @ts-expect-error two are not three
  client.compute(scores, { ...run, values: { xs: [1, 2], y: 1 } });
  // @ts-expect-error public numbers are not secret
  client.compute(scores, { ...run, values: { xs: [1, 2, 3], y: new SecretInteger(1) } });
  // @ts-expect-error y is missing
  client.compute(scores, { ...run, stored: { xs: "id" } });
  // @ts-expect-error y is missing
  client.compute(scores, { ...run, values: { xs: [1, 2, 3] } });
}
