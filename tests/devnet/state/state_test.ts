import {
  assert,
  assertEquals,
  assertInstanceOf,
  assertNotEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { create, toBinary } from "@bufbuild/protobuf";
import type { UniversalServerRequest } from "@connectrpc/connect/protocol";
import { Buffer } from "node:buffer";
import { DatabaseSync } from "node:sqlite";
import {
  FailedPreconditionError,
  InvalidArgumentError,
  NotFoundError,
  Permissions,
  SecretBlob,
  SecretInteger,
  VmClient,
} from "@nilvm/client";
import {
  type Devnet,
  type DevnetOptions,
  seededEnvironment,
  startDevnet,
} from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { commitBeforeAnswer } from "../../../src/devnet/http/commit_before_answer.ts";
import { settle } from "../../../src/devnet/options.ts";
import { createState, rowsOf, tablesOf } from "../../../src/devnet/state/state.ts";
import { openStateFile } from "../../../src/devnet/state/state_file.ts";
import { decodeState, encodeState } from "../../../src/devnet/state/state_json.ts";
import { sha256 as sha256Of } from "../../../src/core/core.ts";
import { Compute } from "../../../src/gen/nillion/compute/v1/service_pb.ts";
import { AddFundsPayloadSchema } from "../../../src/gen/nillion/payments/v1/balance_pb.ts";
import { Programs } from "../../../src/gen/nillion/programs/v1/service_pb.ts";
import { Values } from "../../../src/gen/nillion/values/v1/service_pb.ts";
import { NamedValueSchema } from "../../../src/gen/nillion/values/v1/value_pb.ts";
import { Clock } from "../../support/devnet/clock.ts";
import { openQuote, type Operation, RawUser, sha256 } from "../../support/devnet/raw_user.ts";
import { refused } from "../../support/devnet/refused.ts";
import { lowered, mir } from "../../support/programs.ts";

const inProcess: DevnetOptions = { listen: false, blockTimeMs: 5 };

/** A folder that is deleted after the test. */
async function temporaryFolder() {
  const path = await Deno.makeTempDir();
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

function connect(devnet: Devnet, key: PrivateKey, wallet = 0): Promise<VmClient> {
  return VmClient.create({ key, network: devnet.network, payer: devnet.payer(wallet) });
}

/** Random entries of every kind, from a seed. */
function randomThings(seed: string) {
  const { randomBytes } = seededEnvironment(seed);
  const number = (below: number) =>
    new DataView(randomBytes(4).buffer as ArrayBuffer).getUint32(0) % below;
  const one = <T>(...choices: (() => T)[]): T => choices[number(choices.length)]!();
  const some = <T>(make: () => T): T[] => Array.from({ length: number(4) }, make);
  const bytes = () => randomBytes(number(70));
  const hex = () => randomBytes(20).toHex();
  const text = () =>
    one(hex, () => "", () => 'ü \u2028 "quoted" \\ \u0000 \ud83d\ude00', () => "$bytes");
  const big = () =>
    one(() => 0n, () => BigInt(number(1000)), () => -(1n << 70n), () => (1n << 64n) - 1n);
  const time = () =>
    one(() => 0, () => Date.UTC(2026, 0, 1), () => 8_210_266_876_799_999, () => 0.25);
  const result = () => ({
    code: number(40),
    codespace: text(),
    log: text(),
    data: bytes(),
    gasWanted: big(),
    gasUsed: number(1e6),
    events: some(() => ({ type: text(), attributes: { key: text(), amount: text() } })),
  });
  const transaction = () => ({
    hash: hex(),
    height: number(100),
    index: number(9),
    bytes: bytes(),
    result: result(),
    ...one<object>(() => ({}), () => ({
      payment: { from: text(), resource: bytes(), amountUnil: big() },
    })),
  });
  const entries: Record<string, () => unknown> = {
    "devnet.clock": time,
    "chain.accounts": () => ({
      address: text(),
      number: number(99),
      sequence: number(99),
      ...one<object>(() => ({}), () => ({ publicKey: bytes() }), () => ({
        module: { name: text(), permissions: some(text) },
      })),
    }),
    "chain.balances": big,
    "chain.totals": big,
    "chain.blocks": () => ({
      id: { $typeName: "tendermint.types.BlockID", hash: bytes() },
      block: { $typeName: "tendermint.types.Block", header: { height: big(), time: bytes() } },
      transactions: some(transaction),
      appHash: bytes(),
    }),
    "chain.transactions": transaction,
    "chain.pending": bytes,
    "chain.remembered": () => true,
    "node.values": () => ({
      values: some(bytes),
      permissions: {
        owner: hex(),
        retrieve: new Set(some(hex)),
        update: new Set(some(hex)),
        delete: new Set(some(hex)),
        compute: new Map(some(() => [hex(), new Set(some(text))])),
      },
      expiresAtMs: time(),
    }),
    "node.cleaning": time,
    "node.programs": () => ({
      bytes: bytes(),
      description: {
        memorySize: number(99),
        instructions: { Addition: number(9) },
        inputs: some(text),
      },
    }),
    "node.results": () => ({
      expiresAtMs: time(),
      outcome: one<object>(
        () => ({ error: text() }),
        () => ({ values: new Map(some(() => [hex(), some(bytes)])) }),
      ),
    }),
    "node.spentReceipts": time,
    "leader.accounts": () => ({ credits: big(), updatedAtMs: time() }),
    "leader.deposits": hex,
    "leader.spentQuotes": time,
    "leader.pools": () => ({ start: big(), end: big(), target: big(), madeAtMs: time() }),
  };
  return { number, hex, entries };
}

const shapes = settle({});
const genesis = { chainId: "chain", wallets: [{ address: "rich", balanceUnil: 5n }] };

Deno.test("decodeState() returns every kind of entry that encodeState() wrote", () => {
  const names = [...tablesOf(createState(shapes, 0, genesis)).keys()];
  const { entries } = randomThings("entries");
  assertEquals(
    new Set(names.map((name) => name.replace(/^node \d+/, "node"))),
    new Set(Object.keys(entries)),
  );
  for (const [name, make] of Object.entries(entries)) {
    for (let round = 0; round < 200; round++) {
      const entry = make();
      assertEquals(decodeState(encodeState(entry)), entry, name);
    }
  }
  // Bytes from a socket can be a `Buffer`, which has a JSON form of its own.
  assertEquals(decodeState(encodeState([Buffer.of(1, 255)])), [Uint8Array.of(1, 255)]);
});

Deno.test("a state file returns all entries in order, after any changes", async () => {
  await using folder = await temporaryFolder();
  const { number, hex, entries } = randomThings("changes");
  for (let round = 0; round < 5; round++) {
    const path = `${folder.path}/${round}`;
    const state = createState(settle({}), 0, genesis);
    const tables = [...tablesOf(state)];
    {
      using file = await openStateFile(path, state, shapes);
      assert(file.isNew);
      for (let step = 0; step < 300; step++) {
        const [name, table] = tables[number(tables.length)]!;
        const known = [...table.keys()];
        const key = number(3) > 0 || known.length === 0
          ? name === "chain.blocks" || name === "leader.pools" ? number(1e9) : hex()
          : known[number(known.length)]!;
        if (number(4) === 0) table.delete(key);
        else table.set(key, entries[name.replace(/^node \d+/, "node")]!());
        if (number(100) === 0) table.clear();
        if (number(10) === 0) file.commit();
        if (number(20) === 0) state.generator!.set([number(9), number(9), number(9), 1]);
      }
    }
    const copy = createState(settle({}), 0, genesis);
    using file = await openStateFile(path, copy, shapes);
    assert(!file.isNew);
    assertEquals([...rowsOf(copy)], [...rowsOf(state)]);
  }
});

Deno.test("a devnet with a state file continues for the same clients", async () => {
  await using folder = await temporaryFolder();
  const options: DevnetOptions = {
    seed: "goes on",
    ports: "seeded",
    blockTimeMs: 5,
    state: `${folder.path}/new/folder/state`,
  };
  const [owner, friend] = [PrivateKey.random(), PrivateKey.random()];
  const before = await startDevnet(options);
  const seen = await (async () => {
    await using devnet = before;
    await using client = await connect(devnet, owner);
    await using other = await connect(devnet, friend, 1);
    await client.addFunds(50_000_000n);
    const id = await client.storeValues({ answer: new SecretInteger(42) }, {
      ttlDays: 1,
      permissions: Permissions.defaultsForUser(client.userId).allowRetrieve(other.userId),
    }).invoke();
    await client.storeValues({ gone: new SecretInteger(1) }, { ttlDays: 1 }).invoke()
      .then((gone) => client.deleteValues(gone).invoke());
    const programId = await client.storeProgram("two_parties", await mir("two_parties")).invoke();
    const computeId = await client.compute(computation(client, programId)).invoke();
    return {
      id,
      programId,
      computeId,
      balance: await client.balance(),
      status: await client.poolStatus().invoke(),
      held: devnet.nodes.map((node) => node.heldShares()),
    };
  })();

  await using devnet = await startDevnet(options);
  assertEquals(devnet.clusterId, before.clusterId);
  assertEquals(
    devnet.nodes.map(({ id, endpoint }) => [id, endpoint]),
    before.nodes.map(({ id, endpoint }) => [id, endpoint]),
  );
  assertEquals(devnet.nodes.map((node) => node.heldShares()), seen.held);
  await using client = await connect(devnet, owner);
  await using other = await connect(devnet, friend, 1);
  // The status of the pools costs as much as any operation.
  assertEquals((await client.balance()).balance, seen.balance.balance - 100n);
  assertEquals((await other.retrieveValues(seen.id).invoke()).answer?.value, 42n);
  const results = await client.retrieveComputeResults(seen.computeId).invoke();
  assertEquals([results.sum?.value, results.difference?.value], [42n, 38n]);
  assertEquals(await client.poolStatus().invoke(), seen.status);
  // Programs run, and no id is used twice.
  const computeId = await client.compute(computation(client, seen.programId)).invoke();
  assertNotEquals(computeId, seen.computeId);
  assertEquals((await client.retrieveComputeResults(computeId).invoke()).sum?.value, 42n);
  const id = await client.storeValues({ b: new SecretBlob(new Uint8Array(9)) }, { ttlDays: 1 })
    .invoke();
  assertNotEquals(id, seen.id);
});

function computation(client: VmClient, programId: string) {
  const party = (name: string) => ({ partyName: name, user: client.userId });
  const output = (name: string) => ({ partyName: name, users: [client.userId] });
  return {
    programId,
    inputBindings: [party("p"), party("q")],
    outputBindings: [output("p"), output("q")],
    values: { a: new SecretInteger(40), b: new SecretInteger(2) },
  };
}

Deno.test("spent quotes and receipts stay spent when a devnet continues", async () => {
  await using folder = await temporaryFolder();
  const options = { ...inProcess, state: `${folder.path}/state` };
  const operation: Operation = { case: "retrieveValues", value: { valuesId: new Uint8Array(16) } };
  let user: RawUser;
  let spend: (user: RawUser) => Promise<string[]>;
  {
    await using devnet = await startDevnet(options);
    user = new RawUser(devnet);
    const payload = await user.addFundsPayload();
    const txHash = await user.pay(5_000_000n, await sha256(payload));
    const signedQuote = await user.quote(operation);
    const paid = await user.quote(operation);
    const paidHash = await user.pay(
      1_000_000n,
      openQuote(paid).nonce,
    );
    await user.payments().addFunds({ payload, txHash });
    const signedReceipt = await user.payments().paymentReceipt({ signedQuote });
    await user.payments().paymentReceipt({ signedQuote: paid, txHash: paidHash });
    const block = await rpc(devnet, "tx_search", { query: `tx.hash='${txHash}'` });
    spend = async (user) => [
      await refused(user.payments().addFunds({ payload, txHash })),
      await refused(user.payments().paymentReceipt({ signedQuote })),
      await refused(user.payments().paymentReceipt({ signedQuote: paid, txHash: paidHash })),
      ...await Promise.all(
        user.devnet.nodes.map((node) =>
          refused(user.at(Values, node).retrieveValues({ signedReceipt }))
        ),
      ),
      (await rpc(user.devnet, "broadcast_tx_sync", { tx: block.result.txs[0].tx })).error.data,
    ];
    for (const node of devnet.nodes) {
      assertEquals(
        await refused(user.at(Values, node).retrieveValues({ signedReceipt })),
        "NotFound: value not found",
      );
    }
  }
  await using devnet = await startDevnet(options);
  const again = Object.assign(new RawUser(devnet), { key: user.key });
  const spent = "FailedPrecondition: nonce already used";
  assertEquals(await spend(again), [
    "InvalidArgument: payment transaction has already been processed",
    spent,
    spent,
    spent,
    spent,
    spent,
    "tx already exists in cache",
  ]);
  assertEquals((await again.payments().accountBalance({})).balance, 400n);
});

// deno-lint-ignore no-explicit-any
async function rpc(devnet: Devnet, method: string, params: object): Promise<any> {
  const response = await devnet.fetch(devnet.network.chainRpcEndpoint!, {
    method: "POST",
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  return await response.json();
}

/** A payment that the chain has not seen, as base64. */
async function signedPayment(): Promise<string> {
  await using devnet = await startDevnet(inProcess);
  const hash = await devnet.payer(3).submitPayment(1_234n, new Uint8Array(32).fill(7));
  return (await rpc(devnet, "tx", { hash: Uint8Array.fromHex(hash).toBase64() })).result.tx;
}

Deno.test("a waiting transaction gets into a block when a devnet continues", async () => {
  await using folder = await temporaryFolder();
  const state = `${folder.path}/state`;
  const tx = await signedPayment();
  let hash: string;
  {
    await using devnet = await startDevnet({ ...inProcess, state, blockTimeMs: 60_000 });
    hash = (await rpc(devnet, "broadcast_tx_sync", { tx })).result.hash;
  }
  {
    await using devnet = await startDevnet({ ...inProcess, state, blockTimeMs: 60_000 });
    const { n_txs } = (await rpc(devnet, "num_unconfirmed_txs", {})).result;
    assertEquals(n_txs, "1");
    const { error } = await rpc(devnet, "broadcast_tx_sync", { tx });
    assertEquals(error.data, "tx already exists in cache");
  }
  await using devnet = await startDevnet({ ...inProcess, state });
  // The same payer's next transaction comes after it.
  await devnet.payer(3).submitPayment(1n, new Uint8Array(32));
  const { result } = await rpc(devnet, "tx_search", { query: `tx.hash='${hash}'` });
  assertEquals(result.txs[0].tx_result.code, 0);
});

Deno.test("a waiting transaction in a snapshot gets into a block", async () => {
  const tx = await signedPayment();
  await using before = await startDevnet({ ...inProcess, blockTimeMs: 60_000 });
  await rpc(before, "broadcast_tx_sync", { tx });
  const snapshot = await before.snapshot();

  await using devnet = await startDevnet({ ...inProcess, blockTimeMs: 1, snapshot });
  // The timer that is due first fires first.
  await new Promise((resolve) => setTimeout(resolve, 20));
  assertEquals(devnet.chain.height, before.chain.height + 1);
  assertEquals(devnet.chain.account(devnet.wallets[3]!.address).sequence, 1);
});

Deno.test("a transaction that a lag hid is found after a restore, and in another devnet", async () => {
  await using devnet = await startDevnet(inProcess);
  using _ = devnet.chain.inject({ kind: "lag", delayMs: 3_600_000 });
  const tx = await signedPayment();
  const { hash } = (await rpc(devnet, "broadcast_tx_commit", { tx })).result;
  assert(!await isFound(devnet, hash));
  const snapshot = await devnet.snapshot();
  await using other = await startDevnet({ ...inProcess, snapshot });
  assert(await isFound(other, hash));
  await devnet.restore(snapshot);
  assert(await isFound(devnet, hash));
});

Deno.test("a lag adds no transaction of a block that a restore undid", async () => {
  const { environment } = new Clock();
  await using devnet = await startDevnet({ ...inProcess, environment });
  const snapshot = await devnet.snapshot();
  using _ = devnet.chain.inject({ kind: "lag", delayMs: 3_600_000 });
  const tx = await signedPayment();
  const { hash, height } = (await rpc(devnet, "broadcast_tx_commit", { tx })).result;
  await devnet.restore(snapshot);
  // Another block at the same height.
  devnet.clock.advance(2_000);
  await rpc(devnet, "health", {});
  assertEquals(`${devnet.chain.height}`, height);
  devnet.clock.advance(3_600_000);
  await new Promise((resolve) => setTimeout(resolve));
  assert(!await isFound(devnet, hash));
});

/** Whether a transaction can be found by its hash. */
async function isFound(devnet: Devnet, hash: string): Promise<boolean> {
  const { result } = await rpc(devnet, "tx", { hash: Uint8Array.fromHex(hash).toBase64() });
  return result?.hash === hash;
}

/** A devnet, and a client's operations with all answers. Everything follows from seeds. */
async function story(devnet: Devnet, clock: Clock) {
  const user = Object.assign(new RawUser(devnet, clock.now), { key: PrivateKey.fromSeed("story") });
  const payload = toBinary(
    AddFundsPayloadSchema,
    create(AddFundsPayloadSchema, {
      recipient: await user.userId(),
      nonce: seededEnvironment("story").randomBytes(32),
    }),
  );
  const txHash = await user.pay(5_000_000n, await sha256(payload));
  await user.payments().addFunds({ payload, txHash });
  const operation: Operation = { case: "storeValues", value: { secretSharedCount: 1n } };
  const signedQuote = await user.quote(operation);
  const signedReceipt = await user.payments().paymentReceipt({ signedQuote });
  const permissions = { owner: await user.userId() };
  const value = { value: { case: "publicInteger", value: { value: new Uint8Array(32) } } } as const;
  const values = [create(NamedValueSchema, { name: "a", value })];
  const stored = await user.values().storeValues({ signedReceipt, values, permissions });
  return {
    txHash,
    signedQuote,
    signedReceipt,
    stored,
    balance: await user.payments().accountBalance({}),
    status: (await rpc(devnet, "status", {})).result.sync_info,
  };
}

Deno.test("after restore() the same requests get the same answers", async () => {
  const clock = new Clock();
  const environment = () => ({ ...seededEnvironment("replay"), now: clock.now });
  await using devnet = await startDevnet({ ...inProcess, environment: environment() });
  await devnet.payer(0).submitPayment(1_000n, new Uint8Array(32));
  const snapshot = await devnet.snapshot();
  const first = await story(devnet, clock);
  const after = await devnet.snapshot();
  assertNotEquals(after, snapshot);
  const next = await story(devnet, clock);
  assertNotEquals(next.stored, first.stored);

  for (let round = 0; round < 2; round++) {
    await devnet.restore(snapshot);
    assertEquals(await devnet.snapshot(), snapshot);
    assertEquals(await story(devnet, clock), first);
    assertEquals(await devnet.snapshot(), after);
  }
  // Restore the later snapshot, and start another devnet from it.
  await devnet.restore(snapshot);
  await devnet.restore(after);
  assertEquals(await story(devnet, clock), next);
  await using other = await startDevnet({ ...inProcess, snapshot, environment: environment() });
  assertEquals(await other.snapshot(), snapshot);
  assertEquals(await story(other, clock), first);
});

Deno.test("restore() restores the time at which nodes last deleted expired values", async () => {
  await using devnet = await startDevnet(inProcess);
  await using client = await VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer: devnet.payer(0),
  });
  await client.addFunds(10_000_000n);
  const store = () => client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
  await store();
  const snapshot = await devnet.snapshot();
  for (let round = 0; round < 2; round++) {
    devnet.clock.advance(3 * 24 * 60 * 60 * 1000);
    await store();
    assertEquals(devnet.nodes.map((node) => node.heldShares().length), [1, 1, 1]);
    await devnet.restore(snapshot);
  }
});

Deno.test("restore() undoes what a client did, and the client continues", async () => {
  await using devnet = await startDevnet(inProcess);
  await using client = await connect(devnet, PrivateKey.random());
  await client.addFunds(5_000_000n);
  const kept = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
  const snapshot = await devnet.snapshot();
  const taken = await client.storeValues({ a: new SecretInteger(2) }, { ttlDays: 1 }).invoke();
  await client.deleteValues(kept).invoke();
  await devnet.payer(0).submitPayment(1_000n, new Uint8Array(32));

  await devnet.restore(snapshot);
  assertEquals((await client.balance()).balance, 400n);
  assertEquals((await client.retrieveValues(kept).invoke()).a?.value, 1n);
  await assertRejects(() => client.retrieveValues(taken).invoke(), NotFoundError);
  // The same payer finds the wallet's sequence again.
  await client.addFunds(1_000_000n);
  assertEquals((await client.balance()).balance, 300n);
});

Deno.test("restore() ends calls in progress", async () => {
  await using devnet = await startDevnet({ ...inProcess, blockTimeMs: 500 });
  const snapshot = await devnet.snapshot();
  const waiting = rpc(devnet, "broadcast_tx_commit", { tx: await signedPayment() });
  await rpc(devnet, "health", {});
  await devnet.restore(snapshot);
  assertEquals((await waiting).error.data, "The chain went back to an earlier state");
  assertEquals((await rpc(devnet, "num_unconfirmed_txs", {})).result.n_txs, "0");

  const user = new RawUser(devnet);
  const computeId = await lonelyComputation(user);
  const states = user.at(Compute, user.leader).retrieveResults({ computeId });
  const stream = states[Symbol.asyncIterator]();
  assertEquals((await stream.next()).value?.state.case, "waitingComputation");
  await devnet.restore(snapshot);
  assertEquals(await refused(stream.next()), "NotFound: not found");
});

/** Starts a key generation at one node only, which then waits for the others. */
async function lonelyComputation(user: RawUser): Promise<Uint8Array> {
  await user.deposit(1_000_000n);
  const programId = "builtin/tecdsa_dkg";
  const signedReceipt = await user.receipt({ case: "invokeCompute", value: { programId } });
  const users = [await user.userId()];
  const { computeId } = await user.at(Compute, user.leader).invokeCompute({
    signedReceipt,
    outputBindings: ["tecdsa_private_key_store_id_party", "tecdsa_public_key_party"]
      .map((partyName) => ({ partyName, users })),
  });
  return computeId;
}

Deno.test("a computation that the end of a devnet interrupted has failed when the devnet continues", async () => {
  await using folder = await temporaryFolder();
  const options = { ...inProcess, state: `${folder.path}/state` };
  const before = await startDevnet(options);
  const user = new RawUser(before);
  const computeId = await lonelyComputation(user);
  await before[Symbol.asyncDispose]();
  await using devnet = await startDevnet(options);
  const again = Object.assign(new RawUser(devnet), { key: user.key });
  const states = [];
  for await (const { state } of again.at(Compute, again.leader).retrieveResults({ computeId })) {
    states.push([state.case, state.value]);
  }
  assertEquals(states.at(-1), ["error", "the network is shutting down"]);
});

Deno.test("a request makes all its changes at once", async () => {
  const snapshots: Promise<Uint8Array>[] = [];
  let look = async () => {};
  await using devnet = await startDevnet({
    ...inProcess,
    environment: {
      ...seededEnvironment("in one go"),
      now() {
        look();
        return Date.now();
      },
    },
  });
  const user = new RawUser(devnet);
  await user.deposit(5_000_000n);
  const program = await lowered("two_parties");
  const contentsSha256 = await sha256(program);
  const signedReceipt = await user.receipt({
    case: "storeProgram",
    value: { name: "p", contentsSha256, metadata: { instructionCount: 1n } },
  });

  // The node reads the clock in the middle of the request. From there on, look at the state at every step.
  look = async () => {
    for (let step = 0; step < 50; step++) {
      snapshots.push(devnet.snapshot());
      await null;
    }
  };
  await user.at(Programs, user.leader).storeProgram({ program, signedReceipt });
  const seen = new Set<string>();
  for (const snapshot of await Promise.all(snapshots)) {
    const text = new TextDecoder().decode(snapshot);
    const has = (table: string) => text.includes(`["node ${user.leader.index}.${table}"`);
    seen.add(`receipt spent: ${has("spentReceipts")}, program stored: ${has("programs")}`);
  }
  assertEquals(
    seen,
    new Set([
      "receipt spent: false, program stored: false",
      "receipt spent: true, program stored: true",
    ]),
  );
});

Deno.test("a devnet continues with its advanced clock and changed accounts", async () => {
  await using folder = await temporaryFolder();
  const state = `${folder.path}/state`;
  const days = 40 * 24 * 60 * 60 * 1000;
  {
    await using devnet = await startDevnet({ listen: false, state });
    devnet.clock.advance(days);
    devnet.chain.setAccount(devnet.wallets[3]!.address, { balanceUnil: 7n, sequence: 5 });
  }
  await using devnet = await startDevnet({ listen: false, state });
  assert(devnet.clock.now() - Date.now() > days - 1000);
  assertEquals(devnet.chain.account(devnet.wallets[3]!.address), {
    balanceUnil: 7n,
    sequence: 5,
  });
  const snapshot = await devnet.snapshot();
  devnet.clock.advance(days);
  await devnet.restore(snapshot);
  assert(devnet.clock.now() - Date.now() < days + 1000);
});

Deno.test("a state file has changes without a request, also when the process is killed", async () => {
  await using folder = await temporaryFolder();
  const { environment, now } = new Clock();
  const [state, copy] = [`${folder.path}/state`, `${folder.path}/copy`];
  {
    await using devnet = await startDevnet({ ...inProcess, environment, state });
    devnet.clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve));
    for (const ending of ["", "-wal"]) await Deno.copyFile(state + ending, copy + ending);
  }
  await using devnet = await startDevnet({ ...inProcess, environment, state: copy });
  assertEquals(devnet.clock.now(), now() + 1_000);
});

Deno.test("commitBeforeAnswer() commits before each part of an answer goes out", async () => {
  const log: string[] = [];
  async function* changing() {
    for (const part of [1, 2]) {
      log.push("change");
      yield await Promise.resolve(Uint8Array.of(part));
    }
    log.push("change");
  }
  const answer = commitBeforeAnswer(() => {
    log.push("change");
    return Promise.resolve({ status: 200, body: changing() });
  }, { commit: () => log.push("commit") });
  const { body } = await answer({} as UniversalServerRequest);
  log.push("answer");
  for await (const [part] of body!) log.push(`part ${part}`);
  log.push("end");
  const outs = ["answer", "part 1", "part 2", "end"];
  assertEquals(log, outs.flatMap((out) => ["change", "commit", out]));
});

Deno.test("restore() writes the state file", async () => {
  await using folder = await temporaryFolder();
  const state = `${folder.path}/state`;
  const { snapshot, later } = await (async () => {
    await using devnet = await startDevnet({ ...inProcess, state });
    await using client = await connect(devnet, PrivateKey.random());
    await client.addFunds(5_000_000n);
    const snapshot = await devnet.snapshot();
    await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
    const later = await devnet.snapshot();
    await devnet.restore(snapshot);
    return { snapshot, later };
  })();
  {
    await using devnet = await startDevnet({ ...inProcess, state });
    assertEquals(await devnet.snapshot(), snapshot);
  }
  await assertRefused({ state, snapshot }, "already has a state");
  const elsewhere = `${folder.path}/elsewhere`;
  {
    await using devnet = await startDevnet({ ...inProcess, state: elsewhere, snapshot: later });
    assertEquals(await devnet.snapshot(), later);
  }
  await using devnet = await startDevnet({ ...inProcess, state: elsewhere });
  assertEquals(await devnet.snapshot(), later);
});

async function assertRefused(options: DevnetOptions, words: string): Promise<void> {
  const error = await startDevnet({ ...inProcess, ...options }).then(
    (devnet) => devnet[Symbol.asyncDispose]().then(() => undefined),
    (error) => error,
  );
  assertInstanceOf(error, InvalidArgumentError, `nothing was refused: ${words}`);
  assertStringIncludes(error.message, words);
}

/** A state file and a snapshot of a devnet with stored values. */
async function written(path: string): Promise<Uint8Array> {
  await using devnet = await startDevnet({ ...inProcess, state: path });
  await using client = await connect(devnet, PrivateKey.random());
  for (let i = 0; i < 5; i++) {
    await client.storeValues({ a: new SecretBlob(new Uint8Array(2000)) }, { ttlDays: 1 }).invoke();
  }
  return await devnet.snapshot();
}

Deno.test("startDevnet() refuses a state of another devnet or version, and files that are not states", async () => {
  await using folder = await temporaryFolder();
  const state = `${folder.path}/state`;
  const snapshot = await written(state);
  for (
    const other of [{ seed: "x" }, { nodes: 4 }, { nodes: 5, polynomialDegree: 2 }, {
      primeBits: 64 as const,
    }]
  ) {
    await assertRefused(
      { ...other, state },
      "is of a devnet with 3 nodes, degree 1, a 256-bit prime",
    );
    await assertRefused({ ...other, snapshot }, "start the devnet with the options of the state");
  }
  await assertRefused({ state: "" }, "state must be the name of a file");
  await assertRefused({ state: folder.path }, "cannot be opened");

  const text = `${folder.path}/text`;
  await Deno.writeTextFile(text, "a text, and no database at all\n".repeat(100));
  await assertRefused({ state: text }, "is not the state of a devnet");
  const foreign = `${folder.path}/foreign`;
  using database = new DatabaseSync(foreign);
  database.exec(
    "CREATE TABLE entries (name, key, value, sum); INSERT INTO entries VALUES (1, 2, 3, 4)",
  );
  database.close();
  const bytes = await Deno.readFile(foreign);
  await assertRefused({ state: foreign }, "was not changed");
  assertEquals(await Deno.readFile(foreign), bytes);

  const [header = "", ...lines] = new TextDecoder().decode(snapshot).split("\n");
  const encode = (first: string) => new TextEncoder().encode([first, ...lines].join("\n"));
  assertStringIncludes(header, '"version":2');
  // In version 1 the nodes had other ids, so they held other shares of a value.
  for (const version of [1, 3]) {
    const copy = `${folder.path}/version-${version}`;
    await Deno.copyFile(state, copy);
    using ours = new DatabaseSync(copy);
    ours.exec(`PRAGMA user_version = ${version}`);
    ours.close();
    const refused = `has a state of version ${version}, and this devnet reads version 2 only`;
    await assertRefused({ state: copy }, refused);
    const snapshot = encode(header.replace('"version":2', `"version":${version}`));
    await assertRefused({ snapshot }, refused);
  }
  await assertRefused({ snapshot: encode("null") }, "not a snapshot of a devnet");
  await assertRefused({ snapshot: "text" as never }, "not a snapshot of a devnet");
});

Deno.test("a damaged snapshot or state file is refused, for damage anywhere", async () => {
  await using folder = await temporaryFolder();
  const state = `${folder.path}/state`;
  const snapshot = await written(state);
  const file = await Deno.readFile(state);
  await using devnet = await startDevnet({ ...inProcess, snapshot });
  const { number } = randomThings("damage");
  const damagedCopy = (bytes: Uint8Array) => {
    if (number(2) === 0) return bytes.slice(0, number(bytes.length - 1) + 1);
    const copy = bytes.slice();
    copy[number(bytes.length)]! ^= 1 << number(8);
    return copy;
  };
  for (let round = 0; round < 100; round++) {
    const error = await devnet.restore(damagedCopy(snapshot)).catch((error) => error);
    assertInstanceOf(error, InvalidArgumentError);
  }
  assertEquals(await devnet.snapshot(), snapshot, "what was refused changed nothing");

  let refusals = 0;
  for (let round = 0; round < 100; round++) {
    const path = `${folder.path}/${round}`;
    await Deno.writeFile(path, damagedCopy(file));
    const state = createState(settle({}), 0, genesis);
    try {
      using _ = await openStateFile(path, state, shapes);
    } catch (error) {
      assertInstanceOf(error, InvalidArgumentError);
      refusals++;
      continue;
    }
    // Some bytes of a database have no meaning.
    const whole = createState(settle({}), 0, genesis);
    using _ = await openStateFile(`${folder.path}/state`, whole, shapes);
    assertEquals([...rowsOf(state)], [...rowsOf(whole)]);
  }
  assert(refusals > 80, `${refusals} of 100 were refused`);
});

/** A snapshot with changed entries and a correct checksum. */
async function forged(
  snapshot: Uint8Array,
  change: (entries: string[]) => string[],
): Promise<Uint8Array> {
  const [header = "", ...entries] = new TextDecoder().decode(snapshot).trimEnd().split("\n");
  const body = change(entries).map((entry) => `${entry}\n`).join("");
  const sum = (await sha256(new TextEncoder().encode(body))).toHex();
  return new TextEncoder().encode(
    `${JSON.stringify({ ...JSON.parse(header), sha256: sum })}\n${body}`,
  );
}

Deno.test("a state with impossible entries is refused as damaged, also with a correct checksum", async () => {
  await using folder = await temporaryFolder();
  const state = `${folder.path}/state`;
  const snapshot = await written(state);
  await using devnet = await startDevnet({ ...inProcess, snapshot });
  assertEquals(await forged(snapshot, (entries) => entries), snapshot);
  const bad = [
    '["node 3.values","key",1]',
    '["chain","key",1]',
    '["settings","shape",{}]',
    '["chain.balances",null,{"$bigint":"1"}]',
    '["chain.balances","key"]',
    '["chain.balances","key",5]',
    '["chain.balances",5,{"$bigint":"1"}]',
    '["chain.blocks","5",{}]',
    '["chain.accounts","key",{"address":"a","number":0}]',
    '["chain.accounts","key",{"address":"a","number":0,"sequence":0,"publicKey":"none"}]',
    '["chain.accounts","key",{"address":"a","number":0,"sequence":0,"module":{"name":"m","permissions":[1]}}]',
    '["node 1.values","key",{"values":{"$bytes":""},"permissions":{},"expiresAtMs":0}]',
    '["node 1.values","key",{"values":[],"permissions":{},"expiresAtMs":0}]',
    '["leader.pools",1,null]',
    '["generator","words",[1,2,3]]',
    '["generator","words",[1,2,3,"4"]]',
    '["chain.balances","key",{"$bigint":"many"}]',
    '["chain.pending","key",{"$bytes":5}]',
    "{}",
    "null",
    "[",
  ];
  for (const entry of bad) {
    const forgery = await forged(snapshot, (entries) => [...entries, entry]);
    await assertRejects(() => devnet.restore(forgery), InvalidArgumentError, "damaged");
    await assertRefused({ snapshot: forgery }, "The snapshot is damaged");
  }
  assertEquals(await devnet.snapshot(), snapshot, "what was refused changed nothing");

  const put = (name: string, key: unknown, value: string) => (database: DatabaseSync) => {
    const sum = sha256Of(new TextEncoder().encode(`${name}/${key}/${value}`));
    database.prepare("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)")
      .run(name, key as string, value, sum);
  };
  const changes: ((database: DatabaseSync) => void)[] = [
    put("node 3.values", "key", "1"),
    put("settings", "another", "{}"),
    put("generator", "words", "[]"),
    put("chain.balances", "key", '{"$bigint":"many"}'),
    put("chain.balances", "key", "["),
    (database) => database.exec("UPDATE entries SET sum = 5 WHERE name = 'chain.totals'"),
    (database) => {
      const value = "null";
      const sum = sha256Of(new TextEncoder().encode(`settings/shape/${value}`));
      database.prepare("UPDATE entries SET value = ?, sum = ? WHERE name = 'settings'")
        .run(value, sum);
    },
    (database) => database.exec("DELETE FROM entries WHERE name = 'settings'"),
    (database) => database.exec("ALTER TABLE entries RENAME TO others"),
  ];
  for (const [number, change] of changes.entries()) {
    const copy = `${folder.path}/${number}`;
    await Deno.copyFile(state, copy);
    {
      using database = new DatabaseSync(copy);
      change(database);
    }
    await assertRefused({ state: copy }, `${copy} is damaged`);
  }
  await using _ = await startDevnet({ ...inProcess, state });
});

Deno.test("only one devnet at a time can open a state file", async () => {
  await using folder = await temporaryFolder();
  const state = `${folder.path}/state`;
  const isTaken = (error: unknown) => {
    assertInstanceOf(error, FailedPreconditionError);
    assertStringIncludes(error.message, "Another devnet has");
  };
  {
    await using _ = await startDevnet({ ...inProcess, state });
    isTaken(await startDevnet({ ...inProcess, state }).catch((error) => error));
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "src/cli/cli.ts", "devnet", "--free-ports", "--state", state],
      cwd: new URL("../../../", import.meta.url),
    }).output();
    assertEquals(code, 1);
    assertStringIncludes(new TextDecoder().decode(stderr), "Another devnet has");
  }
  await using _ = await startDevnet({ ...inProcess, state });
});

Deno.test("a devnet with a state file needs the permissions for that file only, and one without needs none", async () => {
  await using folder = await temporaryFolder();
  const run = async (permissions: string[], code: string) => {
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "--config=deno.json",
        ...permissions,
        `data:application/typescript,${
          encodeURIComponent(
            `import { startDevnet } from "${new URL(
              "../../../src/devnet/mod.ts",
              import.meta.url,
            )}"; ${code}`,
          )
        }`,
      ],
      cwd: new URL("../../../", import.meta.url),
    }).output();
    const text = new TextDecoder();
    return success ? text.decode(stdout).trim() : text.decode(stderr);
  };
  assertEquals(
    await run(
      [],
      `
      await using devnet = await startDevnet({ listen: false });
      const snapshot = await devnet.snapshot();
      await devnet.restore(snapshot);
      await using _ = await startDevnet({ listen: false, snapshot });
      console.log("done");
    `,
    ),
    "done",
  );
  const path = `${folder.path}/state`;
  const withState = `
    await using _ = await startDevnet({ listen: false, state: ${JSON.stringify(path)} });
    console.log("done");
  `;
  assertStringIncludes(await run([], withState), `needs --allow-read=${path}`);
  assertEquals(await run([`--allow-read=${path}`, `--allow-write=${path}`], withState), "done");
});
