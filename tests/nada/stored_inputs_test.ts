/** Which stored input nodes refuse: named when it is the only one, or by looking first. */
import {
  InvalidArgumentError,
  NotFoundError,
  PermissionDeniedError,
  Permissions,
  type VmClient,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";

const sum = nada.program({
  name: "sum",
  parties: ["alice", "bob"],
  inputs: {
    a: nada.secretInteger("alice"),
    b: nada.secretInteger("alice"),
    c: nada.secretInteger("bob"),
  },
  outputs: { sum: "bob" },
}, ({ a, b, c }) => ({ sum: a.add(b).add(c) }));

interface Users {
  readonly alice: VmClient;
  readonly bob: VmClient;
  readonly programId: string;
  /** Stores an input of alice, for who may do what. */
  keep(name: "a" | "b", permissions: "compute" | "read" | "both" | "none"): Promise<string>;
  /** What a task takes from the balance of bob, in operations. */
  cost(task: () => Promise<unknown>): Promise<number>;
}

async function withUsers(task: (users: Users) => Promise<void>): Promise<void> {
  await using devnet = await startDevnet({ listen: false });
  await using alice = await devnet.client({ wallet: 0 });
  await using bob = await devnet.client({ wallet: 1 });
  await bob.addFunds(100_000_000n);
  const programId = await alice.storeProgram(sum).invoke();
  await task({
    alice,
    bob,
    programId,
    keep(name, granted) {
      const permissions = Permissions.defaultsForUser(alice.userId);
      if (granted === "compute" || granted === "both") {
        permissions.allowCompute(bob.userId, programId);
      }
      if (granted === "read" || granted === "both") permissions.allowRetrieve(bob.userId);
      const values = sum.values("alice", { [name]: 1 });
      return alice.storeValues(values, { ttlDays: 1, permissions }).invoke();
    },
    async cost(task) {
      const before = await bob.balance();
      await task();
      return Number(before.balance - (await bob.balance()).balance) / 100;
    },
  });
}

const partiesOf = ({ alice, bob }: Users) => ({ alice: alice.userId, bob: bob.userId });

Deno.test("nodes refuse the only stored input, which the error names", () =>
  withUsers(async (users) => {
    const { bob, programId } = users;
    const a = await users.keep("a", "none");
    const run = { programId, parties: partiesOf(users), values: { b: 2, c: 3 } };
    const refused = await assertRejects(
      () => bob.compute(sum, { ...run, stored: { a } }).invoke(),
      PermissionDeniedError,
      `It is about the input a (stored as ${a})`,
    );
    assertEquals([refused.input, refused.valuesId], ["a", a]);
    assert(refused.node !== undefined && refused.outcomes?.length === 3);

    const unknown = crypto.randomUUID();
    const missing = await assertRejects(
      () => bob.compute(sum, { ...run, stored: { a: unknown } }).invoke(),
      NotFoundError,
      unknown,
    );
    assertEquals([missing.input, missing.valuesId], ["a", unknown]);
  }));

Deno.test("nodes refuse one of several stored inputs, and the error lists them", () =>
  withUsers(async (users) => {
    const { bob, programId } = users;
    const [a, b] = await Promise.all([users.keep("a", "both"), users.keep("b", "none")]);
    const run = { programId, parties: partiesOf(users), values: { c: 3 }, stored: { a, b } };
    const refused = await assertRejects(
      () => bob.compute(sum, run).invoke(),
      PermissionDeniedError,
      `the input a (stored as ${a}), or the input b (stored as ${b}): nodes do not say which`,
    );
    assertEquals([refused.input, refused.valuesId], [undefined, undefined]);
    // Without a program, the ids are in the message too.
    const { inputParties, outputParties } = await sum.compile();
    const user = bob.userId;
    await assertRejects(
      () =>
        bob.compute({
          programId,
          inputBindings: inputParties.map((partyName) => ({ partyName, user })),
          outputBindings: outputParties.map((partyName) => ({ partyName, users: [user] })),
          valueIds: [a, b],
        }).invoke(),
      PermissionDeniedError,
      `with values ${a}, ${b}`,
    );
  }));

Deno.test("nodes refuse names that are stored under no id, which the error names", () =>
  withUsers(async (users) => {
    const { bob, programId } = users;
    const a = await users.keep("a", "compute");
    const parties = partiesOf(users);
    const run = { programId, parties, values: { a: 1, c: 3 }, stored: { b: a } };
    const twice = await assertRejects(
      () => bob.compute(sum, run).invoke(),
      InvalidArgumentError,
      "duplicate value key 'a'",
    );
    assertEquals(twice.option, "a");
    const missing = await assertRejects(
      () =>
        bob.compute(sum, { programId, parties, values: { c: 3 }, stored: { a, b: a } }).invoke(),
      InvalidArgumentError,
      'missing values: ["b"]',
    );
    assertEquals(missing.option, "b");
  }));

Deno.test("checkStored refuses what is not stored or not permitted before the run is paid", () =>
  withUsers(async (users) => {
    const { alice, bob, programId } = users;
    const [a, b] = await Promise.all([users.keep("a", "both"), users.keep("b", "read")]);
    const run = {
      programId,
      parties: partiesOf(users),
      values: { c: 3 },
      stored: { a, b },
      checkStored: true,
    };
    const operation = bob.compute(sum, run);
    // A price costs nothing, also with this option.
    assertEquals(await users.cost(() => operation.quote()), 0);
    const spent = await users.cost(async () => {
      const refused = await assertRejects(() => operation.invoke(), PermissionDeniedError);
      assertStringIncludes(refused.message, `may not use the input b (stored as ${b})`);
      assertEquals([refused.input, refused.valuesId, refused.node], ["b", b, undefined]);
    });
    assertEquals(spent, 2, "two looks");
    // The same operation does not look twice.
    assertEquals(await users.cost(() => assertRejects(() => operation.invoke())), 0);

    const unknown = crypto.randomUUID();
    const missing = await assertRejects(
      () => bob.compute(sum, { ...run, stored: { a, b: unknown } }).invoke(),
      NotFoundError,
      `the input b (stored as ${unknown}) is not stored`,
    );
    assertEquals([missing.input, missing.valuesId], ["b", unknown]);

    // Neither what another user may do counts, nor what bob may do in another program.
    await alice.updatePermissions(b, {
      compute: {
        grant: [
          { user: alice.userId, programIds: [programId] },
          { user: bob.userId, programIds: [programId.replace("/sum/", "/other/")] },
        ],
      },
    }).invoke();
    await assertRejects(
      () => bob.compute(sum, run).invoke(),
      PermissionDeniedError,
      `may not use the input b (stored as ${b})`,
    );

    await alice.updatePermissions(b, {
      compute: { grant: [{ user: bob.userId, programIds: [programId] }] },
    }).invoke();
    const id = await bob.compute(sum, run).invoke();
    const results = await bob.retrieveComputeResults(sum, id).invoke();
    assertEquals(results, { sum: 5n });
  }));

Deno.test("checkStored leaves to the nodes what the user may not look at", () =>
  withUsers(async (users) => {
    const { bob, programId } = users;
    const stored = { a: await users.keep("a", "compute") };
    const run = { programId, parties: partiesOf(users), values: { b: 2, c: 3 }, stored };
    const id = await bob.compute(sum, { ...run, checkStored: true }).invoke();
    assertEquals(await bob.retrieveComputeResults(sum, id).invoke(), { sum: 6n });
    // Without the option nothing is looked at.
    assertEquals(await users.cost(() => bob.compute(sum, run).invoke()), 1);
  }));
