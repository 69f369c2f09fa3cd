/** What each operation tells, and that who listens to nothing pays nothing for it. */
import {
  InputPartyBinding,
  OutputPartyBinding,
  PublicInteger,
  SecretInteger,
  type VmClient,
  type VmEvent,
} from "@nilvm/client";
import { assert, assertEquals } from "@std/assert";
import type { OperationName } from "../../src/events/vm_event.ts";
import { filesIn, importsOf } from "../support/import_graph.ts";
import { startNet } from "../support/net_fixture.ts";
import { mir } from "../support/programs.ts";

/** What a call may tell, besides its start and its end. */
interface Told {
  /** The method of the requests that do what the caller asked for. */
  readonly method: string;
  /** How many nodes get one. */
  readonly nodeCount: number;
  /** Whether it tells a price, and a transaction. */
  readonly isPaid: boolean;
}

const paid = (method: string): Told => ({ method, nodeCount: 3, isPaid: true });
const free = (method: string, nodeCount: number): Told => ({ method, nodeCount, isPaid: false });

/** All operations of a client. */
const operations: Readonly<Record<OperationName, Told>> = {
  connect: free("Cluster", 1),
  storeValues: paid("StoreValues"),
  retrieveValues: paid("RetrieveValues"),
  retrievePermissions: paid("RetrievePermissions"),
  updatePermissions: paid("UpdatePermissions"),
  overwritePermissions: paid("OverwritePermissions"),
  storeProgram: paid("StoreProgram"),
  compute: paid("InvokeCompute"),
  retrieveComputeResults: free("RetrieveResults", 3),
  poolStatus: { ...paid("PoolStatus"), nodeCount: 1 },
  deleteValues: free("DeleteValues", 3),
  balance: free("AccountBalance", 1),
  addFunds: { ...free("AddFunds", 1), isPaid: true },
  // Of the balance.
  getPaymentReceipt: free("PaymentReceipt", 1),
  resumePayments: free("", 0),
};

/** Calls every operation of a client once. */
async function callAll(client: VmClient): Promise<void> {
  const { userId } = client;
  await client.addFunds(20_000_000n);
  const id = await client.storeValues({ a: new SecretInteger(6) }, { ttlDays: 1 }).invoke();
  await client.retrieveValues(id).invoke();
  const permissions = await client.retrievePermissions(id).invoke();
  await client.overwritePermissions(id, permissions).invoke();
  const programId = await client.storeProgram("quotient", await mir("quotient")).invoke();
  const compute = [{ user: userId, programIds: [programId] }];
  await client.updatePermissions(id, { compute: { grant: compute } }).invoke();
  const computeId = await client.compute({
    programId,
    inputBindings: [new InputPartyBinding("p", userId)],
    outputBindings: [new OutputPartyBinding("p", [userId])],
    values: { b: new PublicInteger(2) },
    valueIds: [id],
  }).invoke();
  await client.retrieveComputeResults(computeId).invoke();
  await client.poolStatus().invoke();
  await client.deleteValues(id).invoke();
  await client.balance();
  const other = client.poolStatus();
  await other.invokeWithReceipt(await client.getPaymentReceipt(await other.quote()));
  await client.resumePayments();
}

Deno.test("every operation tells of its nodes, bytes and attempts, and a paid one of its price and transaction", async () => {
  await using net = await startNet();
  const events: VmEvent[] = [];
  await using client = await net.client({
    paymentMode: "perOperation",
    onEvent: (event) => events.push(event),
  });
  await callAll(client);

  for (const [name, { method, nodeCount, isPaid }] of Object.entries(operations)) {
    const { call } = events.find(({ operation }) => operation === name) ?? {};
    const own = events.filter((event) => event.call === call);
    const requests = own.flatMap((event) =>
      event.type === "requestEnd" && event.method === method ? [event] : []
    );
    assertEquals(new Set(requests.map(({ node }) => node)).size, nodeCount, name);
    for (const { attempt, sentBytes, toSendBytes, receivedBytes } of requests) {
      assert(attempt >= 1 && receivedBytes > 0, name);
      assertEquals(sentBytes, toSendBytes, name);
    }
    const progress = own.filter((event) =>
      event.type === "requestProgress" && event.method === method
    );
    assert(progress.length >= nodeCount, name);
    const isTold = own.some((event) => "txHash" in event && /^[0-9A-F]{64}$/.test(event.txHash!));
    assertEquals(isTold, isPaid, name);
    const isPriced = own.some((event) =>
      ("feesUnil" in event && event.feesUnil! > 0n) ||
      ("amountUnil" in event && event.amountUnil > 0n)
    );
    assertEquals(isPriced, isPaid, name);
  }
  const told = new Set(events.map(({ operation }) => operation));
  assertEquals([...told].sort(), Object.keys(operations).sort());
});

Deno.test("a client without a listener loads nothing that tells, and looks at no clock for it", async () => {
  const imports = importsOf([...filesIn("src"), "mod.ts"]);
  const loaded = new Set(["mod.ts"]);
  // A set takes what is added while it is read.
  for (const file of loaded) {
    for (const { from, to, isDynamic, isOfTypes } of imports) {
      if (from === file && !isDynamic && !isOfTypes) loaded.add(to);
    }
  }
  assert(loaded.has("src/operations/session.ts"));
  assertEquals([...loaded].filter((path) => path.includes("/events/")), ["src/events/observe.ts"]);

  await using net = await startNet();
  /** How often a client looks at its clock when its user reads the balance. */
  const looks = async (onEvent?: (event: VmEvent) => void) => {
    let count = 0;
    const now = () => {
      count++;
      return Date.now();
    };
    await using client = await net.client({ environment: { now } });
    await client.balance();
    count = 0;
    await client.balance(onEvent === undefined ? {} : { onEvent });
    return count;
  };
  let events = 0;
  const [off, on] = [await looks(), await looks(() => events++)];
  assert(events > 0);
  // Each event has the time of it, and a call, a request and its wait have theirs.
  assert(
    on - off >= events,
    `${off} looks without a listener, ${on} with one for ${events} events`,
  );
});
