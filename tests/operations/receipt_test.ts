import {
  FailedPreconditionError,
  InvalidArgumentError,
  Permissions,
  SecretInteger,
  UnavailableError,
} from "@nilvm/client";
import { assert, assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { fundedClient, refuse, startNet, statuses } from "../support/net_fixture.ts";
import { mir } from "../support/programs.ts";

const values = { a: new SecretInteger(40), b: new SecretInteger(2) };

Deno.test("invokeWithReceipt() runs every paid operation with a receipt of getPaymentReceipt()", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const user = client.userId;
  const bought = async <T>(operation: {
    quote(): Promise<Parameters<typeof client.getPaymentReceipt>[0]>;
    invokeWithReceipt(receipt: Awaited<ReturnType<typeof client.getPaymentReceipt>>): Promise<T>;
  }) => await operation.invokeWithReceipt(await client.getPaymentReceipt(await operation.quote()));

  const { balance } = await client.balance();
  const id = await bought(client.storeValues(values, { ttlDays: 1 }));
  assert(values.a.equals((await bought(client.retrieveValues(id)))["a"]));
  const permissions = Permissions.defaultsForUser(user);
  assert(permissions.equals(await bought(client.retrievePermissions(id))));
  await bought(client.overwritePermissions(id, permissions));
  const programId = await bought(client.storeProgram("two_parties", await mir("two_parties")));
  await bought(
    client.updatePermissions(id, { compute: { grant: [{ user, programIds: [programId] }] } }),
  );
  const parties = ["p", "q"];
  const computeId = await bought(client.compute({
    programId,
    inputBindings: parties.map((partyName) => ({ partyName, user })),
    outputBindings: parties.map((partyName) => ({ partyName, users: [user] })),
    valueIds: [id],
  }));
  const { sum } = await client.retrieveComputeResults(computeId).invoke();
  assert(new SecretInteger(42).equals(sum));
  assertEquals(Object.keys((await bought(client.poolStatus())).pools).length, 9);
  assertEquals((await client.balance()).balance, balance - 800n);
});

Deno.test("invokeWithReceipt() takes a receipt that was paid on the chain", async () => {
  await using net = await startNet();
  await using client = await net.client();
  const operation = client.storeValues(values, { ttlDays: 1 });
  const quote = await operation.quote();
  const txHash = await net.payer(1).submitPayment(quote.feesUnil, quote.nonce);
  // getPaymentReceipt() needs only the signed part of a quote.
  const receipt = await client.getPaymentReceipt({ signed: quote.signed }, txHash);
  const id = await operation.invokeWithReceipt(receipt);
  assert(values.b.equals((await client.retrieveValues(id).invoke())["b"]));
});

Deno.test("invokeWithReceipt() resumes at the nodes that have not served the request", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const operation = client.storeValues(values, { ttlDays: 1 });
  const receipt = await client.getPaymentReceipt(await operation.quote());
  net.intercept = (passing) =>
    passing.to === 1 && passing.method === "StoreValues" ? refuse() : passing.passOn();
  const error = await operation.invokeWithReceipt(receipt).catch((error) => error);
  assertInstanceOf(error, UnavailableError);
  assertEquals(statuses(error.outcomes), ["done", "unknown UNAVAILABLE", "done"]);
  net.intercept = ({ passOn }) => passOn();
  // A copy of the receipt counts as the same receipt.
  const id = await operation.invokeWithReceipt(structuredClone(receipt));
  assert(values.a.equals((await client.retrieveValues(id).invoke())["a"]));
});

Deno.test("invokeWithReceipt() refuses a receipt that was used or is for another operation", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const store = client.storeValues(values, { ttlDays: 1 });
  const receipt = await client.getPaymentReceipt(await store.quote());
  const id = await store.invokeWithReceipt(receipt);
  await assertRejects(
    () => client.storeValues(values, { ttlDays: 1 }).invokeWithReceipt(receipt),
    FailedPreconditionError,
    "receipt was used before",
  );
  const other = await client.getPaymentReceipt(await client.poolStatus().quote());
  await assertRejects(
    () => client.retrieveValues(id).invokeWithReceipt(other),
    InvalidArgumentError,
    "for another operation",
  );
  const another = await client.storeValues(values, { ttlDays: 1 }).invoke();
  const forAnother = await client.getPaymentReceipt(await client.retrieveValues(another).quote());
  net.passed.length = 0;
  const wrong = client.retrieveValues(id).invokeWithReceipt(forAnother);
  await assertRejects(() => wrong, InvalidArgumentError, "for another operation");
  assertEquals(net.passed, []);
  await client.retrieveValues(another).invokeWithReceipt(forAnother);
});

Deno.test("invokeWithReceipt() does not affect the purchase of invoke()", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const operation = client.storeValues(values, { ttlDays: 1 });
  const receipt = await client.getPaymentReceipt(
    await client.storeValues(values, { ttlDays: 1 }).quote(),
  );
  const { balance } = await client.balance();
  net.intercept = (passing) =>
    passing.to === 1 && passing.method === "StoreValues" ? refuse() : passing.passOn();
  await assertRejects(() => operation.invoke(), UnavailableError);
  net.intercept = ({ passOn }) => passOn();
  const [given, paid] = await Promise.all([
    operation.invokeWithReceipt(receipt),
    operation.invoke(),
  ]);
  assert(given !== paid);
  assertEquals((await client.balance()).balance, balance - 100n);
});
