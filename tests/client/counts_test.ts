/**
 * What operations cost, in counts that no machine changes: requests, round trips, bytes, signatures, and calls of the
 * core. A change that costs more must say so here.
 */
import {
  Permissions,
  PrivateKey,
  SecretBlob,
  SecretInteger,
  UserId,
  type ValuesId,
  VmClient,
} from "@nilvm/client";
import { assert, assertEquals } from "@std/assert";
import { CountedDevnet, type OperationCounts } from "../support/counted_devnet.ts";

const nodes = 3;
const options = { ttlDays: 1 };

function blobOf(sizeBytes: number) {
  return { blob: new SecretBlob(new Uint8Array(sizeBytes).fill(7)) };
}

/** A devnet of so many nodes, and a client with a balance that has not used its tokens yet. */
async function start(nodes: number, polynomialDegree: number, owner: AsyncDisposableStack) {
  const net = owner.use(await CountedDevnet.start({ nodes, polynomialDegree }));
  const key = PrivateKey.random();
  const connect = () => VmClient.create({ key, network: net.network, payer: net.devnet.payer(0) });
  {
    await using other = await connect();
    await other.addFunds(1_000_000_000n);
  }
  return { net, key, client: owner.use(await connect()) };
}

/** The requests by method, and the answers that were waited for one after the other. */
function shape({ requests, roundTrips }: OperationCounts) {
  const methods: Record<string, number> = {};
  for (const { method } of requests) methods[method] = (methods[method] ?? 0) + 1;
  return { methods, roundTrips };
}

/** One request to buy, one for the receipt, and one to each node. */
function paid(method: string) {
  return {
    methods: { PriceQuote: 1, PaymentReceipt: 1, [method]: nodes },
    roundTrips: 3,
  };
}

Deno.test("a paid operation takes three round trips, and a request to each node in the last one", async () => {
  await using owner = new AsyncDisposableStack();
  const { net, client } = await start(nodes, 1, owner);
  const other = UserId.fromPublicKey(PrivateKey.random().publicKey);
  let id!: ValuesId;
  const operations: Record<string, () => Promise<unknown>> = {
    StoreValues: async () => id = await client.storeValues(blobOf(1024), options).invoke(),
    RetrieveValues: () => client.retrieveValues(id).invoke(),
    RetrievePermissions: () => client.retrievePermissions(id).invoke(),
    OverwritePermissions: () =>
      client.overwritePermissions(id, Permissions.defaultsForUser(client.userId)).invoke(),
    UpdatePermissions: () =>
      client.updatePermissions(id, { retrieve: { grant: [other] } }).invoke(),
  };
  for (const [method, run] of Object.entries(operations)) {
    assertEquals(shape(await net.count(run)), paid(method), method);
  }
  const update = () =>
    client.storeValues(blobOf(1024), { ...options, updateIdentifier: id }).invoke();
  assertEquals(shape(await net.count(update)), paid("StoreValues"), "an update");
});

Deno.test("what costs nothing takes one round trip, and a client connects with one request", async () => {
  await using owner = new AsyncDisposableStack();
  const { net, client, key } = await start(nodes, 1, owner);
  const id = await client.storeValues({ a: new SecretInteger(1) }, options).invoke();
  assertEquals(shape(await net.count(() => client.balance())), {
    methods: { AccountBalance: 1 },
    roundTrips: 1,
  });
  assertEquals(shape(await net.count(() => client.deleteValues(id).invoke())), {
    methods: { DeleteValues: nodes },
    roundTrips: 1,
  });
  const connect = async () => {
    await using _ = await VmClient.create({ key, network: net.network });
  };
  assertEquals(shape(await net.count(connect)), { methods: { Cluster: 1 }, roundTrips: 1 });
});

Deno.test("ten nodes get one request each, six at once where a platform allows no more", async () => {
  await using owner = new AsyncDisposableStack();
  const { net, client } = await start(10, 3, owner);
  const counts = await net.count(() => client.storeValues(blobOf(1024), options).invoke());
  assertEquals(shape(counts), {
    methods: { PriceQuote: 1, PaymentReceipt: 1, StoreValues: 10 },
    roundTrips: 4,
  });
  const asked = counts.requests.filter(({ method }) => method === "StoreValues");
  assertEquals(asked.map(({ node }) => node).toSorted((a, b) => a! - b!), [...Array(10).keys()]);
});

Deno.test("a client signs once for each node, and checks the quote and the receipt once each", async () => {
  await using owner = new AsyncDisposableStack();
  const { net, client } = await start(nodes, 1, owner);
  let id!: ValuesId;
  const store = async () => id = await client.storeValues(blobOf(1024), options).invoke();
  const first = await net.count(store);
  assertEquals([first.signed.client, first.verified.client], [nodes, 2]);
  for (const run of [store, () => client.retrieveValues(id).invoke()]) {
    const { signed, verified, requests } = await net.count(run);
    assertEquals([signed.client, verified.client], [0, 2]);
    // The leader signs both. It checks its quote, and each node checks the receipt. Tokens are known.
    assertEquals([signed.network, verified.network], [2, 1 + nodes]);
    const tokens = Map.groupBy(requests, ({ node }) => node);
    assert(
      [...tokens.values()].every((sent) => new Set(sent.map(({ token }) => token)).size === 1),
    );
  }
});

/** What a store sends to each node beyond shares of 36 bytes: the receipt, permissions, names and lengths. */
const storeOverheadBytes = 250;
/** What is sent and received for the quote and the receipt, and for a read to each node. */
const purchaseBytes = 490;
const readRequestBytes = 132;

for (const sizeBytes of [1, 1024, 65_536, 1_048_576]) {
  Deno.test(`a blob of ${sizeBytes} bytes takes its shares on the wire, and little else`, async () => {
    await using owner = new AsyncDisposableStack();
    const { net, client } = await start(nodes, 1, owner);
    let id!: ValuesId;
    const store = await net.count(async () => {
      id = await client.storeValues(blobOf(sizeBytes), options).invoke();
    });
    const read = await net.count(() => client.retrieveValues(id).invoke());
    const sharesBytes = Math.ceil(sizeBytes / 31) * 36;
    for (const { method, sentBytes, receivedBytes } of [...store.requests, ...read.requests]) {
      if (method === "StoreValues") {
        assert(
          sentBytes > sharesBytes && sentBytes <= sharesBytes + storeOverheadBytes,
          `${sentBytes}`,
        );
        assert(receivedBytes <= 44, `${receivedBytes}`);
      }
      if (method === "RetrieveValues") {
        assert(sentBytes <= readRequestBytes, `${sentBytes}`);
        assert(receivedBytes <= sharesBytes + 50, `${receivedBytes}`);
      }
    }
    for (const { requests } of [store, read]) {
      const bought = requests.filter(({ method }) => /^(PriceQuote|PaymentReceipt)$/.test(method));
      const bytes = bought.reduce((sum, each) => sum + each.sentBytes + each.receivedBytes, 0);
      assert(bytes <= purchaseBytes + 20, `${bytes}`);
    }
  });
}

Deno.test("the core is called once for all values, and hands over blocks and not shares", async () => {
  await using owner = new AsyncDisposableStack();
  const { net, client } = await start(nodes, 1, owner);
  const sizeBytes = 1 << 20;
  const shares = nodes * Math.ceil(sizeBytes / 31);
  let id!: ValuesId;
  const store = await net.count(async () => {
    id = await client.storeValues(blobOf(sizeBytes), options).invoke();
  });
  const read = await net.count(() => client.retrieveValues(id).invoke());
  assertEquals([store.core.client["mask"], read.core.client["unmask"]], [1, 1]);
  const crossings = (calls: Record<string, number>) =>
    Object.values(calls).reduce((sum, count) => sum + count, 0);
  const [storing, reading] = [crossings(store.core.client), crossings(read.core.client)];
  assert(storing <= 280 && storing < shares / 300, `${storing} calls for ${shares} shares`);
  assert(reading <= 30, `${reading} calls`);
});

Deno.test("the core's memory does not grow with the number of operations", async () => {
  await using owner = new AsyncDisposableStack();
  const { net, client } = await start(nodes, 1, owner);
  const once = async () => {
    const id = await client.storeValues(blobOf(1 << 20), options).invoke();
    await client.retrieveValues(id).invoke();
    return net.core.memoryBytes;
  };
  const first = await once();
  // The shares of all nodes, to be put together, and the blob that comes of them.
  assert(first <= 8 << 20, `${first} bytes`);
  for (let round = 0; round < 5; round++) assertEquals(await once(), first);
});
