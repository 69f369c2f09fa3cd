import {
  AbortedError,
  EcdsaDigestMessage,
  EcdsaPrivateKey,
  EcdsaPublicKey,
  EcdsaSignature,
  EddsaMessage,
  EddsaPrivateKey,
  EddsaPublicKey,
  EddsaSignature,
  InvalidArgumentError,
  NadaArray,
  NadaTuple,
  Network,
  NotFoundError,
  PermissionDeniedError,
  Permissions,
  PublicBoolean,
  PublicInteger,
  PublicUnsignedInteger,
  SecretBlob,
  SecretBoolean,
  SecretInteger,
  SecretUnsignedInteger,
  StoreId,
  UnauthenticatedError,
  type Values,
  VmClient,
} from "@nilvm/client";
import { seededEnvironment, startDevnet } from "@nilvm/client/devnet";
import { PrivateKey, UserId } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { ConnectError } from "@connectrpc/connect";
import { assert, assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { ClusterSchema } from "../../src/gen/nillion/membership/v1/cluster_pb.ts";
import { changeAnswer } from "../support/grpc_web.ts";
import { hang } from "../support/hang.ts";
import { startNet, type TestNet } from "../support/net_fixture.ts";

const options = { ttlDays: 1 };

function equalValues(actual: Values, expected: Values): void {
  assertEquals(Object.keys(actual).sort(), Object.keys(expected).sort());
  for (const [name, value] of Object.entries(expected)) {
    assert(actual[name]!.equals(value), `${name}: ${actual[name]} is not ${value}`);
  }
}

/** Two users with balances, so that their operations do not pay on the chain. */
async function startUsers(net: TestNet): Promise<[alice: VmClient, bob: VmClient]> {
  const alice = await net.client({ payer: net.payer(0) });
  const bob = await net.client({ payer: net.payer(1) });
  await Promise.all([alice, bob].map((client) => client.addFunds(100_000_000n)));
  return [alice, bob];
}

// The client

Deno.test("VmClient.create() gives a client that shows its user, network and payment mode", async () => {
  await using net = await startNet({ nodes: 4, primeBits: 128 });
  const key = PrivateKey.random();
  await using client = await net.client({ key });
  assertEquals(client.userId.toString(), UserId.fromPublicKey(key.publicKey).toString());
  assert(client.network === net.network);
  assertEquals(client.paymentMode, "balance");
  assertEquals(client.cluster.primeBits, 128);
  assertEquals(client.cluster.members.map(({ id }) => id), net.devnet.nodes.map(({ id }) => id));
});

Deno.test("VmClient.cluster shows the nodes and how they share secrets", async () => {
  await using net = await startNet({ nodes: 5, polynomialDegree: 2, primeBits: 64 });
  // The devnet's kappa is 0, and a client that reads none also has 0.
  net.intercept = (passing) =>
    passing.method === "Cluster"
      ? changeAnswer(passing, ClusterSchema, (cluster) => cluster.kappa = 40)
      : passing.passOn();
  await using client = await net.client();
  const { members, leader, primeBits, polynomialDegree, kappa } = client.cluster;
  const nodes = net.devnet.nodes.map(({ id, publicKey, endpoint }) => {
    const [identity, contents] = [Uint8Array.fromHex(id), Uint8Array.fromHex(publicKey)];
    return { id, identity, endpoint, publicKey: { keyType: "secp256k1", contents } };
  });
  assertEquals<unknown>(members, nodes);
  assertEquals<unknown>(leader, nodes[net.devnet.nodes.findIndex(({ isLeader }) => isLeader)]);
  assertEquals([primeBits, polynomialDegree, kappa], [64, 2, 40]);
});

Deno.test("VmClient.create() refuses an unknown payment mode", async () => {
  await using net = await startNet();
  const paymentMode = "on credit" as "balance";
  await assertRejects(() => net.client({ paymentMode }), InvalidArgumentError, "on credit");
});

Deno.test("VmClient.create() stops when its signal aborts", async () => {
  await using net = await startNet();
  net.intercept = ({ signal }) => hang(signal);
  const stop = new AbortController();
  const creation = net.client({ signal: stop.signal });
  stop.abort();
  const error = await assertRejects(() => creation, AbortedError);
  assertEquals(error.phase, "cluster");
});

Deno.test("VmClient[Symbol.asyncDispose]() stops calls that are under way, and refuses later ones", async () => {
  await using net = await startNet();
  const client = await net.client();
  net.intercept = ({ signal }) => hang(signal);
  const balance = client.balance();
  balance.catch(() => {});
  await client[Symbol.asyncDispose]();
  await assertRejects(() => balance, AbortedError, "closed");
  await assertRejects(() => client.balance(), AbortedError, "closed");
  await client[Symbol.asyncDispose]();
});

Deno.test("VmClient stores and retrieves values over sockets", async () => {
  await using devnet = await startDevnet();
  await using client = await VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer: devnet.payer(0),
  });
  const values = { answer: new SecretInteger(-42) };
  const id = await client.storeValues(values, options).invoke();
  equalValues(await client.retrieveValues(id).invoke(), values);
});

Deno.test("Network.devnet() describes a devnet by its endpoints", async () => {
  await using devnet = await startDevnet();
  const { bootnode, chainId, chainRpcEndpoint } = devnet.network;
  const chainGrpcEndpoint = "127.0.0.1:26649";
  const network = Network.devnet({ bootnode, chainRpcEndpoint, chainGrpcEndpoint });
  assertEquals(network.chainId, chainId);
  assertEquals(network.chainGrpcEndpoint, chainGrpcEndpoint);
  const payer = new NilChainPayer({
    chainId: network.chainId!,
    rpcEndpoint: network.chainRpcEndpoint!,
    privateKey: devnet.wallets[0]!.privateKey,
  });
  await using client = await VmClient.create({ key: PrivateKey.random(), network, payer });
  const values = { answer: new SecretInteger(42) };
  const id = await client.storeValues(values, options).invoke();
  equalValues(await client.retrieveValues(id).invoke(), values);
});

Deno.test("nodes refuse the token of a client whose clock is wrong", async () => {
  await using net = await startNet();
  await using client = await net.client({ environment: { now: () => Date.now() - 600_000 } });
  const error = await assertRejects(() => client.balance(), UnauthenticatedError, "clock");
  assertEquals(error.node, client.cluster.leader.id);
  assert(error.message.includes("token is expired"), error.message);
});

Deno.test("VmClient makes the same shares from the same randomness", async () => {
  const runs = await Promise.all([1, 2].map(async () => {
    await using net = await startNet();
    const { randomBytes } = seededEnvironment("a test");
    const key = PrivateKey.fromSeed("a user");
    await using client = await net.client({ key, environment: { randomBytes } });
    await client.storeValues({ answer: new SecretInteger(42) }, options).invoke();
    return net.devnet.nodes.map((node) => node.heldShares().map(({ bytes }) => bytes));
  }));
  assertEquals(runs[0], runs[1]);
});

// Values

function everyType(primeBits: number): Values {
  const bytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const quarter = 2n ** BigInt(primeBits - 2);
  const key = PrivateKey.random();
  const signature = key.sign(bytes(32));
  return {
    "secret integer": new SecretInteger(-quarter),
    "secret unsigned integer": new SecretUnsignedInteger(2n * quarter),
    "secret boolean": new SecretBoolean(true),
    "secret blob": new SecretBlob(bytes(1_000)),
    "an empty blob": new SecretBlob(bytes(0)),
    "public integer": new PublicInteger(-7),
    "public unsigned integer": new PublicUnsignedInteger(7n),
    "public boolean": new PublicBoolean(false),
    "array": new NadaArray([1, -2, 3].map((value) => new SecretInteger(value))),
    "tuple": new NadaTuple(new SecretInteger(1), new SecretBoolean(true)),
    "store id": new StoreId(bytes(16)),
    "ecdsa private key": new EcdsaPrivateKey(key.toBytes()),
    "ecdsa digest message": new EcdsaDigestMessage(bytes(32)),
    "ecdsa public key": new EcdsaPublicKey(key.publicKey.toBytes()),
    "ecdsa signature": new EcdsaSignature({ r: signature.slice(0, 32), s: signature.slice(32) }),
    "eddsa private key": new EddsaPrivateKey(Uint8Array.of(5, ...new Uint8Array(31))),
    "eddsa public key": new EddsaPublicKey(Uint8Array.of(1, ...new Uint8Array(31))),
    "eddsa message": new EddsaMessage(bytes(77)),
    "eddsa signature": new EddsaSignature(Uint8Array.of(1, ...new Uint8Array(63))),
    "a name with ünïcödé \u{1f511}": new SecretInteger(0),
  };
}

for (
  const [primeBits, nodes, polynomialDegree] of [[64, 3, 1], [128, 5, 2], [256, 4, 1]] as const
) {
  Deno.test(`values of every type come back, on ${nodes} nodes with ${primeBits} bits`, async () => {
    await using net = await startNet({ primeBits, nodes, polynomialDegree });
    await using client = await net.client();
    const values = everyType(primeBits);
    const operation = client.storeValues(values, options);
    const id = await operation.invoke();
    assertEquals(operation.outcomes.map(({ status }) => status), Array(nodes).fill("done"));
    const read = client.retrieveValues(id);
    equalValues(await read.invoke(), values);
    assertEquals(read.outcomes.map(({ status }) => status), Array(nodes).fill("done"));
  });
}

Deno.test("VmClient.storeValues() replaces values and keeps their permissions", async () => {
  await using net = await startNet();
  const [alice, bob] = await startUsers(net);
  const permissions = Permissions.defaultsForUser(alice.userId).allowUpdate(bob.userId);
  const first = { a: new SecretInteger(1), b: new SecretInteger(2) };
  const id = await alice.storeValues(first, { ...options, permissions }).invoke();

  const second = { c: new SecretBlob(Uint8Array.of(3)) };
  const updated = await bob.storeValues(second, { ...options, updateIdentifier: id }).invoke();

  assertEquals(updated, id);
  equalValues(await alice.retrieveValues(id).invoke(), second);
  const kept = await alice.retrievePermissions(id).invoke();
  assert(kept.equals(permissions), "the update did not take the ownership away");
});

Deno.test("VmClient.storeValues() replaces values with their permissions", async () => {
  await using net = await startNet();
  const [alice, bob] = await startUsers(net);
  const values = { a: new SecretInteger(1) };
  const id = await alice.storeValues(values, options).invoke();
  const permissions = Permissions.defaultsForUser(alice.userId).allowRetrieve(bob.userId);
  await alice.storeValues(values, { ...options, permissions, updateIdentifier: id }).invoke();
  assert((await bob.retrievePermissions(id).invoke()).equals(permissions));
});

Deno.test("VmClient.storeValues() stores at each node only its own shares", async () => {
  await using net = await startNet({ nodes: 5, polynomialDegree: 2 });
  await using client = await net.client();
  await client.storeValues({ answer: new SecretInteger(42) }, options).invoke();
  const held = net.devnet.nodes.map((node) => node.heldShares());
  assertEquals(held.map((shares) => shares.length), [1, 1, 1, 1, 1]);
  const distinct = new Set(held.map((shares) => JSON.stringify(shares, showBytes)));
  assertEquals(distinct.size, 5);
});

Deno.test("a large blob comes back", async () => {
  await using net = await startNet();
  await using client = await net.client();
  const bytes = new Uint8Array(1024 * 1024).map((_, index) => index * 31 + (index >> 8));
  const id = await client.storeValues({ file: new SecretBlob(bytes) }, options).invoke();
  equalValues(await client.retrieveValues(id).invoke(), { file: new SecretBlob(bytes) });
});

Deno.test("VmClient.deleteValues() deletes values at every node, and is free", async () => {
  await using net = await startNet();
  await using client = await net.client();
  await client.addFunds(2_000_000n);
  const id = await client.storeValues({ a: new SecretInteger(1) }, options).invoke();
  const operation = client.deleteValues(id);
  await operation.invoke();
  assertEquals(operation.outcomes.map(({ status }) => status), ["done", "done", "done"]);
  assertEquals((await client.balance()).balance, 100n);
  for (const node of net.devnet.nodes) assertEquals(node.heldShares(), []);
  await operation.invoke(); // It is done.
  await assertRejects(() => client.deleteValues(id).invoke(), NotFoundError);
});

// Permissions

Deno.test("a user without permissions may do nothing with values", async () => {
  await using net = await startNet();
  const [alice, stranger] = await startUsers(net);
  const values = { a: new SecretInteger(1) };
  const id = await alice.storeValues(values, options).invoke();
  const attempts = {
    retrieve: stranger.retrieveValues(id),
    update: stranger.storeValues(values, { ...options, updateIdentifier: id }),
    delete: stranger.deleteValues(id),
    "retrieve permissions": stranger.retrievePermissions(id),
    "overwrite permissions": stranger.overwritePermissions(
      id,
      Permissions.defaultsForUser(stranger.userId),
    ),
    "update permissions": stranger.updatePermissions(id, {
      retrieve: { grant: [stranger.userId] },
    }),
  };
  for (const [what, operation] of Object.entries(attempts)) {
    const error = await assertRejects(() => operation.invoke(), PermissionDeniedError, "", what);
    assertEquals(error.phase, "nodes", what);
    assertEquals(error.outcomes?.map(({ status }) => status), ["failed", "failed", "failed"]);
    assert(error.message.includes("user does not have permissions for action"), error.message);
  }
  equalValues(await alice.retrieveValues(id).invoke(), values);
});

Deno.test("permissions can be set, overwritten and updated", async () => {
  await using net = await startNet();
  const [alice, bob] = await startUsers(net);
  const program = `${bob.userId}/addition/sha256/${"ab".repeat(32)}`;
  const set = Permissions.defaultsForUser(alice.userId)
    .allowRetrieve(bob.userId)
    .allowDelete(bob.userId)
    .allowCompute(bob.userId, program)
    .allowCompute(bob.userId, "builtin/tecdsa_sign");
  const values = { a: new SecretInteger(1) };
  const id = await alice.storeValues(values, { ...options, permissions: set }).invoke();
  assert((await bob.retrievePermissions(id).invoke()).equals(set));

  const overwritten = Permissions.defaultsForUser(alice.userId);
  await alice.overwritePermissions(id, overwritten).invoke();
  assert((await alice.retrievePermissions(id).invoke()).equals(overwritten));
  await assertRejects(() => bob.retrieveValues(id).invoke(), PermissionDeniedError);

  await alice.updatePermissions(id, {
    retrieve: { grant: [bob.userId] },
    update: { grant: [bob.userId], revoke: [alice.userId] },
    delete: { revoke: [alice.userId] },
    compute: { grant: [{ user: bob.userId, programIds: [program] }] },
  }).invoke();
  equalValues(await bob.retrieveValues(id).invoke(), values);
  const changed = new Permissions({
    owner: alice.userId,
    retrieve: [alice.userId, bob.userId],
    update: [bob.userId],
    compute: [{ user: bob.userId, programIds: [program] }],
  });
  assert((await alice.retrievePermissions(id).invoke()).equals(changed));
  await assertRejects(() => alice.deleteValues(id).invoke(), PermissionDeniedError);
});

Deno.test("an unknown id is not found", async () => {
  await using net = await startNet();
  const [alice] = await startUsers(net);
  const id = crypto.randomUUID();
  const values = { a: new SecretInteger(1) };
  const attempts = [
    alice.retrieveValues(id),
    alice.storeValues(values, { ...options, updateIdentifier: id }),
    alice.deleteValues(id),
    alice.retrievePermissions(id),
    alice.updatePermissions(id, { delete: { revoke: [alice.userId] } }),
  ];
  for (const operation of attempts) {
    const error = await assertRejects(() => operation.invoke(), NotFoundError);
    assert(error.message.includes(id), error.message);
    assert(error.message.includes("does not exist, or has expired. Node"), error.message);
    assert(error.message.includes(`as user ${alice.userId} failed`), error.message);
    assert(Deno.inspect(operation).includes("invoke() starts it"));
    // The context is added once, to the error of the node's refusal.
    assertInstanceOf(error.cause, NotFoundError);
    assertInstanceOf(error.cause.cause, ConnectError);
    assertEquals(error.failure?.reason, "notFound");
  }
});

function showBytes(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? [...value] : value;
}
