/** Two updates of the same values at once, which reach the nodes in different orders. */
import {
  CorruptShareError,
  type NodeOutcome,
  NodesDisagreeError,
  Permissions,
  SecretInteger,
  type Values,
} from "@nilvm/client";
import { UserId } from "@nilvm/client/keys";
import { assert, assertEquals, assertInstanceOf, assertMatch, assertRejects } from "@std/assert";
import { fundedClient, startNet, statuses, type TestNet } from "../support/net_fixture.ts";

const options = { ttlDays: 1 };

/** Lets the first of two writes reach these nodes only after the second one. */
function holdBack(net: TestNet, method: string, nodes: readonly number[]) {
  const later = Promise.withResolvers<void>();
  let heldCount = 0;
  net.intercept = async (passing) => {
    const isHeld = passing.method === method && heldCount < nodes.length &&
      nodes.includes(passing.to as number);
    if (isHeld) {
      heldCount++;
      await later.promise;
    }
    return await passing.passOn();
  };
  return later;
}

/** Updates values twice; some nodes take the updates in the other order. Both updates are acknowledged. */
async function updateTwice(nodes: number, swapped: number[], first: Values, second: Values) {
  const net = await startNet({ nodes, polynomialDegree: 1 });
  const client = await fundedClient(net);
  const id = await client.storeValues(first, options).invoke();
  const later = holdBack(net, "StoreValues", swapped);
  const one = client.storeValues(first, { ...options, updateIdentifier: id }).invoke();
  while (net.passed.filter(({ method }) => method === "StoreValues").length < 2 * nodes) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await client.storeValues(second, { ...options, updateIdentifier: id }).invoke();
  later.resolve();
  await one;
  return { net, client, id };
}

Deno.test("a read that contradicts says that two updates may have been made at once", async () => {
  const second = { a: new SecretInteger(2) };
  const { net, client, id } = await updateTwice(3, [2], { a: new SecretInteger(1) }, second);
  await assertRejects(
    () => client.retrieveValues(id).invoke(),
    CorruptShareError,
    "two updates of these values were made at once",
  );
  // What the error advises.
  await client.storeValues(second, { ...options, updateIdentifier: id }).invoke();
  const reading = client.retrieveValues(id);
  assertEquals((await reading.invoke()).a?.value, 2n);
  assertEquals(reading.toleratedFaults, 1);
  await client[Symbol.asyncDispose]();
  await net[Symbol.asyncDispose]();
});

const differences: Record<string, Values> = {
  "another name": { b: new SecretInteger(1) },
  "more values": { a: new SecretInteger(1), b: new SecretInteger(2) },
};

for (const [difference, second] of Object.entries(differences)) {
  Deno.test(`a read names the node that holds ${difference} after two updates`, async () => {
    const first = { a: new SecretInteger(1) };
    const { net, client, id } = await updateTwice(3, [2], first, second);
    const reading = client.retrieveValues(id);
    assertEquals(Object.keys(await reading.invoke()), Object.keys(second));
    assertEquals(reading.toleratedFaults, 0);
    assertNamed(reading.outcomes[2]);
    await assertRejects(
      () => client.retrieveValues(id, { faultTolerance: 1 }).invoke(),
      CorruptShareError,
      "two updates of these values were made at once",
    );
    await client[Symbol.asyncDispose]();
    await net[Symbol.asyncDispose]();
  });
}

function assertNamed(outcome: NodeOutcome | undefined): void {
  assertEquals(outcome?.status, "failed");
  assertInstanceOf(outcome?.error, CorruptShareError);
  assertMatch(outcome.error.message, /two updates of these values were made at once/);
}

Deno.test("a read that is right names the node that took two updates in another order", async () => {
  const first = { a: new SecretInteger(1) };
  const { net, client, id } = await updateTwice(4, [2], first, { a: new SecretInteger(2) });
  const reading = client.retrieveValues(id);
  assertEquals((await reading.invoke()).a?.value, 2n);
  assertEquals(statuses(reading.outcomes), ["done", "done", "failed CORRUPT_SHARE", "done"]);
  assertNamed(reading.outcomes[2]);
  await client[Symbol.asyncDispose]();
  await net[Symbol.asyncDispose]();
});

Deno.test("a read of permissions names the nodes that took two updates in another order", async () => {
  await using net = await startNet({ nodes: 4, polynomialDegree: 1 });
  await using client = await fundedClient(net);
  const id = await client.storeValues({ a: new SecretInteger(1) }, options).invoke();
  const friend = UserId.parse("1f".repeat(20));
  const mine = Permissions.defaultsForUser(client.userId);
  const later = holdBack(net, "OverwritePermissions", [2]);
  const one = client.overwritePermissions(id, mine).invoke();
  while (net.count("OverwritePermissions") < 4) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const shared = Permissions.defaultsForUser(client.userId).allowRetrieve(friend);
  await client.overwritePermissions(id, shared).invoke();
  later.resolve();
  await one;

  const reading = client.retrievePermissions(id);
  assert((await reading.invoke()).equals(shared));
  const { error } = reading.outcomes[2]!;
  assertInstanceOf(error, NodesDisagreeError);
  assert(error.message.includes("or two changes were made at once"));
});
