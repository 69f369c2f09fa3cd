import { assertEquals, assertNotEquals } from "@std/assert";
import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { PermissionsSchema } from "../../../src/gen/nillion/permissions/v1/permissions_pb.ts";
import type { StoreValuesRequestSchema } from "../../../src/gen/nillion/values/v1/store_pb.ts";
import type { ValueSchema } from "../../../src/gen/nillion/values/v1/value_pb.ts";
import { StoreValuesRequestSchema as OpaqueStoreValuesRequestSchema } from "../../../src/gen/nilvm/opaque/v1/values_pb.ts";
import { Values } from "../../../src/gen/nillion/values/v1/service_pb.ts";
import { Clock } from "../../support/devnet/clock.ts";
import { framed, type Operation, RawUser, tokenHeader } from "../../support/devnet/raw_user.ts";
import { refused } from "../../support/devnet/refused.ts";

const noPermission = "PermissionDenied: user does not have permissions for action";

const storeFor = (ttlDays?: number): Operation => ({
  case: "storeValues",
  value: ttlDays === undefined ? {} : { ttlDays },
});

function share(fill: number, name = "a") {
  const value = new Uint8Array(32).fill(fill);
  return { name, value: { value: { case: "shamirShareInteger" as const, value: { value } } } };
}

async function fundedUser(devnet: Devnet, now?: () => number): Promise<RawUser> {
  const user = new RawUser(devnet, now);
  await user.deposit(100_000_000n);
  return user;
}

async function permissionsOf(user: RawUser) {
  const id = await user.userId();
  return create(PermissionsSchema, { owner: id, retrieve: [id], update: [id], delete: [id] });
}

async function store(
  user: RawUser,
  request: MessageInitShape<typeof StoreValuesRequestSchema> = {},
  ttlDays?: number,
): Promise<Uint8Array> {
  const { valuesId } = await user.values().storeValues({
    signedReceipt: await user.receipt(storeFor(ttlDays)),
    values: [share(1)],
    permissions: await permissionsOf(user),
    ...request,
  });
  return valuesId;
}

async function retrieve(user: RawUser, valuesId: Uint8Array, payer = user): Promise<number[]> {
  const { values } = await user.values().retrieveValues({
    signedReceipt: await payer.receipt({ case: "retrieveValues", value: { valuesId } }),
  });
  return values.map(({ value }) =>
    value?.value.case === "shamirShareInteger" ? value.value.value.value[0]! : -1
  );
}

Deno.test("a node holds its own shares and no other node's", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const user = await fundedUser(devnet);
  const signedReceipt = await user.receipt(storeFor());
  const permissions = await permissionsOf(user);
  for (const [index, node] of devnet.nodes.entries()) {
    await user.at(Values, node).storeValues({
      signedReceipt,
      permissions,
      values: [share(10 + index), share(20 + index, "b")],
    });
  }
  for (const [index, node] of devnet.nodes.entries()) {
    const held = node.heldShares();
    assertEquals(held.map(({ name, kind, bytes }) => [name, kind, bytes[0], bytes.length]), [
      ["a", "shamirShareInteger", 10 + index, 32],
      ["b", "shamirShareInteger", 20 + index, 32],
    ]);
    assertEquals(held[0]!.valuesId, devnet.nodes[0]!.heldShares()[0]!.valuesId);
  }
});

Deno.test("an update without permissions keeps the old ones", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const owner = await fundedUser(devnet);
  const helper = await fundedUser(devnet);
  const permissions = await permissionsOf(owner);
  const id = await store(owner, {
    permissions: { ...permissions, update: [await helper.userId()] },
  });

  await helper.values().storeValues({
    signedReceipt: await helper.receipt(storeFor()),
    values: [share(2)],
    updateIdentifier: id,
  });
  assertEquals(await retrieve(owner, id), [2]);
  assertEquals(await refused(retrieve(helper, id)), noPermission);

  await helper.values().storeValues({
    signedReceipt: await helper.receipt(storeFor()),
    values: [share(3)],
    permissions: { ...permissions, retrieve: [await helper.userId()] },
    updateIdentifier: id,
  });
  assertEquals(await retrieve(helper, id), [3]);
  assertEquals(await refused(retrieve(owner, id)), noPermission);
});

Deno.test("a refused update does not change the values", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const owner = await fundedUser(devnet);
  const stranger = await fundedUser(devnet);
  const id = await store(owner);
  const update = { values: [share(9)], updateIdentifier: id };

  assertEquals(await refused(store(stranger, update)), noPermission);
  assertEquals(
    await refused(store(owner, { ...update, values: [share(9), share(9)] })),
    "InvalidArgument: invalid values: duplicate value: a",
  );
  assertEquals(
    await refused(store(owner, update, 4_000_000_000)),
    "InvalidArgument: ttl_days is too high",
  );
  assertEquals(await retrieve(owner, id), [1]);
});

Deno.test("a node names what is wrong with invalid values", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const user = await fundedUser(devnet);
  const integer = share(1).value;
  const cases: [MessageInitShape<typeof ValueSchema>, string][] = [
    [{}, "no value provided"],
    [{ value: { case: "array", value: { values: [integer] } } }, "no type provided"],
    [{ value: { case: "tuple", value: { left: integer } } }, "no value provided"],
    [
      { value: { case: "ecdsaMessageDigest", value: { digest: new Uint8Array(31) } } },
      "ecdsa message digest must be 32 bytes",
    ],
  ];
  for (const [value, why] of cases) {
    assertEquals(
      await refused(store(user, { values: [{ name: "a", value }] })),
      `InvalidArgument: invalid values: ${why}`,
    );
  }
});

Deno.test("a node refuses bytes that are not values before it reads the rest of a request", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const user = await fundedUser(devnet);
  const signedReceipt = await user.receipt(storeFor());
  const permissions = await permissionsOf(user);
  const garbled = toBinary(
    OpaqueStoreValuesRequestSchema,
    create(OpaqueStoreValuesRequestSchema, {
      signedReceipt,
      permissions,
      values: [Uint8Array.of(0x12, 0x7f)],
    }),
  );
  const response = await devnet.fetch(`${user.leader.endpoint}/${Values.typeName}/StoreValues`, {
    method: "POST",
    headers: {
      "content-type": "application/grpc-web+proto",
      ...tokenHeader(user.token(user.leader)),
    },
    body: framed(garbled),
  });
  assertEquals(response.headers.get("grpc-status"), `${Code.Internal}`);

  await user.values().storeValues({ signedReceipt, permissions, values: [share(1)] });
});

Deno.test("values expire after their days, and after ten years by default", async () => {
  const clock = new Clock();
  await using devnet = await startDevnet({
    listen: false,
    blockTimeMs: 5,
    environment: clock.environment,
  });
  const user = await fundedUser(devnet, clock.now);
  const [none, week, lasting] = [
    await store(user, {}, 0),
    await store(user, {}, 7),
    await store(user),
  ];

  assertEquals(await refused(retrieve(user, none)), "NotFound: entity expired");
  clock.advanceDays(6.99);
  assertEquals(await retrieve(user, week), [1]);
  assertEquals(await refused(retrieve(user, none)), "NotFound: value not found");
  clock.advanceDays(0.02);
  assertEquals(await refused(retrieve(user, week)), "NotFound: entity expired");
  clock.advanceDays(2);
  assertEquals(await refused(retrieve(user, week)), "NotFound: value not found");
  clock.advanceDays(300);
  assertEquals(await retrieve(user, lasting), [1]);
});

Deno.test("an update restarts the days of values", async () => {
  const clock = new Clock();
  await using devnet = await startDevnet({
    listen: false,
    blockTimeMs: 5,
    environment: clock.environment,
  });
  const user = await fundedUser(devnet, clock.now);
  const id = await store(user, {}, 2);
  clock.advanceDays(1.5);
  await store(user, { updateIdentifier: id }, 2);
  clock.advanceDays(1.5);
  assertEquals(await retrieve(user, id), [1]);
});

Deno.test("any user can redeem a receipt once at every node, within a day", async () => {
  const clock = new Clock();
  await using devnet = await startDevnet({
    listen: false,
    blockTimeMs: 5,
    environment: clock.environment,
  });
  const payer = await fundedUser(devnet, clock.now);
  const user = new RawUser(devnet, clock.now);
  const request = {
    signedReceipt: await payer.receipt(storeFor()),
    values: [share(1)],
    permissions: await permissionsOf(user),
  };
  const ids = [];
  for (const node of devnet.nodes) {
    ids.push((await user.at(Values, node).storeValues(request)).valuesId);
    assertEquals(
      await refused(user.at(Values, node).storeValues(request)),
      "FailedPrecondition: nonce already used",
    );
  }
  assertEquals(ids[1], ids[0]);
  assertEquals(ids[2], ids[0]);

  const signedReceipt = await payer.receipt(storeFor());
  clock.advanceDays(1.01);
  assertEquals(
    await refused(user.values().storeValues({ ...request, signedReceipt })),
    "FailedPrecondition: quote expired",
  );
});

Deno.test("each stored set of values gets its own id", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const user = await fundedUser(devnet);
  assertNotEquals(await store(user), await store(user));
});
