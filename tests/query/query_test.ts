import {
  MutationObserver,
  QueryClient,
  QueryObserver,
  type QueryObserverOptions,
} from "@tanstack/query-core";
import { dehydrate } from "@tanstack/query-core";
import {
  type AccountBalance,
  FailedPreconditionError,
  NotFoundError,
  Permissions,
  PriceTooHighError,
  SecretInteger,
  type VmClient,
  type VmEvent,
} from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import * as query from "@nilvm/client/query";
import { assert, assertEquals, assertFalse, assertRejects } from "@std/assert";

const secret = 4_242_424_242_424_242n;
const values = { a: new SecretInteger(secret) };

/** The options that TanStack Query wants. */
type QueryOptionsOf<Data> = QueryObserverOptions<
  query.Kept<Data>,
  Error,
  Data,
  query.Kept<Data>,
  readonly unknown[]
>;

/** What the wallet of the client has. */
function balanceOf({ chain, wallets }: Devnet): bigint {
  return chain.account(wallets[0]!.address).balanceUnil;
}

/** Mounts a query as a component does, and gives its data. */
async function mounted<Data>(
  queries: QueryClient,
  options: query.QueryOptions<Data>,
): Promise<{ data: Data; unmount: () => void }> {
  const observer = new QueryObserver(queries, options);
  const { promise, resolve, reject } = Promise.withResolvers<Data>();
  const look = ({ status, data, error }: { status: string; data: unknown; error: unknown }) => {
    if (status === "success") resolve(data as Data);
    if (status === "error") reject(error);
  };
  const unmount = observer.subscribe(look);
  look(observer.getCurrentResult());
  return { data: await promise, unmount };
}

async function payingClient(devnet: Devnet): Promise<VmClient> {
  return await devnet.client({ paymentMode: "perOperation" });
}

Deno.test("every operation is a query or a mutation", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await devnet.client();
  const queries = new QueryClient();
  const id = await query.storeValuesMutation(client).mutationFn({ values, ttlDays: 1 });
  const read = await mounted(queries, query.retrieveValuesQuery(client, id));
  assert(values.a.equals(read.data.a));
  const granted = Permissions.defaultsForUser(client.userId);
  await query.overwritePermissionsMutation(client).mutationFn({ id, permissions: granted });
  const friend = (await devnet.client({ wallet: 1 })).userId;
  const delta = { retrieve: { grant: [friend] } };
  await query.updatePermissionsMutation(client).mutationFn({ id, delta });
  const permissions = await mounted(queries, query.retrievePermissionsQuery(client, id));
  assert(permissions.data.equals(granted.allowRetrieve(friend)));
  await query.deleteValuesMutation(client).mutationFn({ id });
  const pools = await mounted(queries, query.poolStatusQuery(client));
  assertEquals(pools.data.isAuxiliaryMaterialAvailable, true);
  await query.addFundsMutation(client).mutationFn({ amountUnil: 10_000_000n });
  assert((await mounted(queries, query.balanceQuery(client))).data.balance > 0n);
  const resumed = await query.resumePaymentsMutation(client).mutationFn({});
  assertEquals(resumed.lost, []);

  const sum = nada.program({
    name: "sum",
    parties: ["me"],
    inputs: { a: nada.secretInteger("me"), b: nada.secretInteger("me") },
    outputs: { sum: "me" },
  }, ({ a, b }) => ({ sum: a.add(b) }));
  const programId = await query.storeProgramMutation(client).mutationFn(sum);
  const run = await query.computeMutation(client, sum).mutationFn({
    programId,
    parties: { me: client.userId },
    values: { a: 2, b: 3 },
  });
  const results = await mounted(queries, query.retrieveComputeResultsQuery(client, sum, run));
  const total: bigint = results.data.sum;
  assertEquals(total, 5n);
  const untyped = await mounted(queries, query.retrieveComputeResultsQuery(client, run));
  assert(new SecretInteger(5).equals(untyped.data.sum));
  queries.clear();
});

Deno.test("the options fit the types of TanStack Query", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await devnet.client();
  type Balance = QueryOptionsOf<AccountBalance>;
  const options: Balance = query.balanceQuery(client);
  assertEquals(options.retry, false);
  const queries = new QueryClient();
  const storing = new MutationObserver(queries, query.storeValuesMutation(client));
  const id: string = await storing.mutate({ values, ttlDays: 1 });
  assertEquals(id.length, 36);
  queries.clear();
});

Deno.test("keys tell networks, users and arguments apart", async () => {
  await using one = await startDevnet({ listen: false });
  await using two = await startDevnet({ listen: false });
  await using a = await one.client();
  await using b = await one.client();
  await using c = await two.client();
  const id = crypto.randomUUID();
  const keys = [
    query.retrieveValuesQuery(a, id),
    query.retrieveValuesQuery(b, id),
    query.retrieveValuesQuery(c, id),
    query.retrieveValuesQuery(a, id, { faultTolerance: 1 }),
    query.retrieveValuesQuery(a, crypto.randomUUID()),
    query.retrievePermissionsQuery(a, id),
  ].map(({ queryKey }) => JSON.stringify(queryKey));
  assertEquals(new Set(keys).size, keys.length);
  const again = query.retrieveValuesQuery(a, id, { keepMs: 5 });
  assertEquals(JSON.stringify(again.queryKey), keys[0], "how long it is kept is no other value");
});

Deno.test("a secret leaves the cache with its component, and is never written down with it", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await devnet.client();
  const queries = new QueryClient();
  const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
  const { unmount } = await mounted(queries, query.retrieveValuesQuery(client, id));
  const shown = JSON.stringify(dehydrate(queries)) + Deno.inspect(queries, { depth: 20 });
  assertFalse(shown.includes(`${secret}`));
  unmount();
  await new Promise((resolve) => setTimeout(resolve, 0));
  assertEquals(queries.getQueryCache().getAll(), []);

  const kept = await mounted(queries, query.retrieveValuesQuery(client, id, { keepMs: 60_000 }));
  kept.unmount();
  await new Promise((resolve) => setTimeout(resolve, 0));
  assertEquals(queries.getQueryCache().getAll().length, 1);
  queries.clear();
});

Deno.test("a cache that was written down and restored is read again", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await devnet.client();
  const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
  const queries = new QueryClient();
  const options = query.retrieveValuesQuery(client, id);
  queries.setQueryData(options.queryKey, null);
  const observer = new QueryObserver(queries, options);
  const { promise, resolve } = Promise.withResolvers<void>();
  const unmount = observer.subscribe(({ data }) => {
    if (data !== undefined && values.a.equals(data.a)) resolve();
  });
  await promise;
  unmount();
  queries.clear();
});

Deno.test("a paid read is sent once, although it is mounted twice or the window gets the focus", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await payingClient(devnet);
  const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
  const before = balanceOf(devnet);
  const queries = new QueryClient();
  const options = query.retrieveValuesQuery(client, id);
  // As React's strict mode does: mount, unmount, mount.
  const observer = new QueryObserver(queries, options);
  observer.subscribe(() => {})();
  const first = await mounted(queries, options);
  const paid = before - balanceOf(devnet);
  assert(paid > 0n);
  const second = await mounted(queries, options);
  await queries.refetchQueries({ stale: true });
  assertEquals(before - balanceOf(devnet), paid);
  await queries.invalidateQueries({ queryKey: query.queryKeyOf(client, "retrieveValues") });
  assert(before - balanceOf(devnet) > paid, "an invalidated read is sent again");
  first.unmount();
  second.unmount();
  queries.clear();
});

Deno.test("a mutation of the same object is one operation, and resumes without a second payment", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await payingClient(devnet);
  const storing = query.storeValuesMutation(client);
  const variables = { values, ttlDays: 1 };
  const before = balanceOf(devnet);
  const [one, two] = await Promise.all([
    storing.mutationFn(variables),
    query.storeValuesMutation(client).mutationFn(variables),
  ]);
  assertEquals(one, two, "a double click");
  const price = before - balanceOf(devnet);

  const other = { values, ttlDays: 1 };
  const down = devnet.nodes[2]!.inject({ kind: "down" });
  await assertRejects(() => storing.mutationFn(other));
  down[Symbol.dispose]();
  await storing.mutationFn(other);
  assertEquals(before - balanceOf(devnet), 2n * price);
  assert(await storing.mutationFn(other) !== one, "what is done is forgotten");
});

Deno.test("the same object is another operation for another user, and for another mutation", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using one = await devnet.client();
  await using two = await devnet.client({ wallet: 1 });
  const variables = { values, ttlDays: 1 };
  const [first, second] = await Promise.all(
    [one, two].map((client) => query.storeValuesMutation(client).mutationFn(variables)),
  );
  assert(first !== second);
  assert(values.a.equals((await two.retrieveValues(second!).invoke()).a));

  const ofBoth = { id: first!, permissions: Permissions.defaultsForUser(one.userId) };
  await Promise.all([
    query.overwritePermissionsMutation(one).mutationFn(ofBoth),
    query.deleteValuesMutation(one).mutationFn(ofBoth),
  ]).catch(() => {}); // Which comes first at a node is not known.
  await assertRejects(() => one.retrieveValues(first!).invoke(), NotFoundError);
});

/** Collects what is told, and the phases of it. */
function listener(): { onEvent: (event: VmEvent) => void; events: VmEvent[]; phases(): string[] } {
  const events: VmEvent[] = [];
  return {
    events,
    onEvent: (event) => void events.push(event),
    phases: () => events.flatMap((event) => event.type === "phaseStart" ? [event.phase] : []),
  };
}

Deno.test("a mutation pays the price that was asked for", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await payingClient(devnet);
  const { onEvent, phases } = listener();
  const storing = query.storeValuesMutation(client, { onEvent });
  const variables = { values, ttlDays: 1 };
  const before = balanceOf(devnet);
  const price = await storing.quoteFn(variables);
  assertEquals(balanceOf(devnet), before, "a price costs nothing");
  assertEquals(storing.isResumable(variables), false);
  await storing.mutationFn(variables);
  assertEquals(before - balanceOf(devnet), price.feesUnil);
  assertEquals(phases(), ["quote", "payment", "receipt", "nodes"], "the price is asked for once");
});

Deno.test("a read pays the price that was asked for", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await payingClient(devnet);
  const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
  const before = balanceOf(devnet);
  const { onEvent, phases } = listener();
  const options = query.retrieveValuesQuery(client, id, { onEvent });
  const price = await options.quoteFn();
  const other = query.retrieveValuesQuery(client, id);
  assertEquals(JSON.stringify(options.queryKey), JSON.stringify(other.queryKey));
  const queries = new QueryClient();
  const read = await mounted(queries, options);
  assert(values.a.equals(read.data.a));
  assertEquals(before - balanceOf(devnet), price.feesUnil);
  assertEquals(phases().filter((phase) => phase === "quote"), ["quote"]);
  read.unmount();
  queries.clear();
});

Deno.test("what may be paid is told, has no new price, and goes on", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await payingClient(devnet);
  const before = balanceOf(devnet);
  const storing = query.storeValuesMutation(client);
  const variables = { values, ttlDays: 1 };
  const down = devnet.nodes[2]!.inject({ kind: "down" });
  await assertRejects(() => storing.mutationFn(variables));
  assertEquals(storing.isResumable(variables), true);
  await assertRejects(() => storing.quoteFn(variables), FailedPreconditionError, "go on with it");
  down[Symbol.dispose]();
  const id = await storing.mutationFn(variables);
  assertEquals(storing.isResumable(variables), false);
  const price = before - balanceOf(devnet);

  const reading = query.retrieveValuesQuery(client, id);
  const refusing = devnet.nodes.map((node) =>
    node.inject({ kind: "down", methods: ["RetrieveValues"] })
  );
  const { signal } = new AbortController();
  await assertRejects(() => reading.queryFn({ signal }));
  assertEquals(reading.isResumable(), true);
  await assertRejects(() => reading.quoteFn(), FailedPreconditionError, "go on with it");
  for (const fault of refusing) fault[Symbol.dispose]();
  const paid = before - balanceOf(devnet);
  assert(paid > price);
  assert(values.a.equals(reading.select(await reading.queryFn({ signal })).a));
  assertEquals(before - balanceOf(devnet), paid);
});

Deno.test("a deposit that is paid and not credited is told, and goes on", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await devnet.client();
  const before = balanceOf(devnet);
  const adding = query.addFundsMutation(client, { timeoutMs: 500 });
  const variables = { amountUnil: 10_000_000n };
  const lost = devnet.nodes.find(({ isLeader }) => isLeader)!.inject({
    kind: "down",
    methods: ["AddFunds"],
  });
  await assertRejects(() => adding.mutationFn(variables));
  assertEquals(adding.isResumable(variables), true);
  lost[Symbol.dispose]();
  await adding.mutationFn(variables);
  assertEquals(before - balanceOf(devnet), 10_000_000n);
});

Deno.test("a deposit of the same object is paid once, although it is made twice at the same time", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await devnet.client();
  const before = balanceOf(devnet);
  const variables = { amountUnil: 10_000_000n };
  const { mutationFn } = query.addFundsMutation(client);
  await Promise.all([mutationFn(variables), mutationFn(variables)]);
  assertEquals(before - balanceOf(devnet), 10_000_000n);
  await mutationFn(variables);
  assertEquals(before - balanceOf(devnet), 20_000_000n, "after it, it is another deposit");
});

Deno.test("options of calls hold for each call of a mutation and a query", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await payingClient(devnet);
  const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
  const before = balanceOf(devnet);
  const limits = { maxFeesUnil: 1n };
  const { signal } = new AbortController();
  await assertRejects(
    () => query.storeValuesMutation(client, limits).mutationFn({ values, ttlDays: 1 }),
    PriceTooHighError,
  );
  await assertRejects(
    () => query.retrieveValuesQuery(client, id, limits).queryFn({ signal }),
    PriceTooHighError,
  );
  await assertRejects(
    () => query.poolStatusQuery(client, limits).queryFn({ signal }),
    PriceTooHighError,
  );
  assertEquals(balanceOf(devnet), before);
});

Deno.test("progress shows the phase, the price, the transaction and the nodes", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await payingClient(devnet);
  let progress: query.Progress | undefined;
  const seen: query.Progress[] = [];
  const onEvent = (event: VmEvent) => {
    progress = query.nextProgress(progress, event);
    if (progress !== seen.at(-1)) seen.push(progress);
  };
  const variables = { values, ttlDays: 1 };
  const storing = query.storeValuesMutation(client, { onEvent });
  const down = devnet.nodes[2]!.inject({ kind: "down" });
  await assertRejects(() => storing.mutationFn(variables));
  const [phases, last] = [seen.map(({ phase }) => phase), seen.at(-1)!];
  assertEquals([...new Set(phases)], [undefined, "quote", "payment", "receipt", "nodes"]);
  const { feesUnil, txHash, nodeCount, nodesDone } = last;
  assertEquals([feesUnil, nodeCount, nodesDone], [1_000_000n, 3, 2]);
  assert(/^[0-9A-F]{64}$/.test(txHash!));
  down[Symbol.dispose]();
  seen.splice(0);
  await storing.mutationFn(variables);
  assertEquals(seen[0], { nodesDone: 0 }, "it begins anew with each call");
  assertEquals(seen.at(-1)?.nodesDone, 1, "only one node had to be asked again");
});
