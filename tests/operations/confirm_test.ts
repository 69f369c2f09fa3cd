/** Writes that a node did not acknowledge itself, and reads that confirm them. */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  InvalidArgumentError,
  Permissions,
  SecretInteger,
  UnavailableError,
  type VmClient,
  WriteUnconfirmedError,
} from "@nilvm/client";
import { UserId } from "@nilvm/client/keys";
import { assert, assertEquals, assertFalse, assertRejects, assertThrows } from "@std/assert";
import { PermissionsSchema } from "../../src/gen/nillion/permissions/v1/permissions_pb.ts";
import {
  RetrieveValuesResponseSchema,
  StoreValuesRequestSchema,
} from "../../src/gen/nilvm/opaque/v1/values_pb.ts";
import { permissionsToWire } from "../../src/permissions/wire.ts";
import { frame, unframe } from "../../tools/grpc_web.ts";
import { changeAnswer, refusal } from "../support/grpc_web.ts";
import {
  fundedClient,
  loseFirst,
  refuse,
  startNet,
  statuses,
  type TestNet,
} from "../support/net_fixture.ts";

const values = { a: new SecretInteger(1) };
const options = { ttlDays: 1 };

Deno.test("storeValues() with confirm reads back what a node did not acknowledge", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  // A proxy sends the request to one node twice, and passes on the second answer.
  net.intercept = async ({ method, to, passOn, request }) => {
    const again = request.clone();
    const answer = await passOn();
    if (method !== "StoreValues" || to !== 1) return answer;
    await answer.body?.cancel();
    return await net.devnet.fetch(again);
  };
  const unsure = client.storeValues(values, options);
  await assertRejects(() => unsure.invoke(), WriteUnconfirmedError, "confirm: true");
  const valuesId = await client.storeValues(values, { ...options, confirm: true }).invoke();
  assertEquals(net.count("RetrieveValues"), 3);
  assertEquals((await client.retrieveValues(valuesId).invoke()).a?.value, 1n);
});

Deno.test("storeValues() with confirm buys one read, in any number of attempts", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  net.intercept = loseFirst("StoreValues", 1);
  const storing = client.storeValues(values, { ...options, confirm: true });
  let isDown = true;
  const lose = net.intercept;
  net.intercept = (passing) =>
    isDown && passing.method === "RetrieveValues" ? refuse() : lose(passing);
  await assertRejects(() => storing.invoke(), UnavailableError);
  assert(storing.isResumable);
  const { balance } = await client.balance();
  isDown = false;
  const valuesId = await storing.invoke();
  assertEquals((await client.balance()).balance, balance);
  net.intercept = ({ passOn }) => passOn();
  assertEquals((await client.retrieveValues(valuesId).invoke()).a?.value, 1n);
});

Deno.test("storeValues() with confirm refuses values that it may not read, although they were to be its own", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  await using other = await fundedClient(net);
  const permissions = Permissions.defaultsForUser(other.userId);
  // Somebody else uses the receipt at one node first, with permissions of their own.
  net.intercept = async (passing) => {
    if (passing.method !== "StoreValues" || passing.to !== 1) return await passing.passOn();
    const bytes = new Uint8Array(await passing.request.arrayBuffer());
    const { message, rest } = unframe(bytes);
    const request = fromBinary(StoreValuesRequestSchema, message);
    request.permissions = create(PermissionsSchema, permissionsToWire(permissions));
    const { headers, url } = passing.request;
    const body = frame(toBinary(StoreValuesRequestSchema, request), rest);
    await (await net.devnet.fetch(url, { method: "POST", headers, body })).arrayBuffer();
    return refusal(9, "nonce already used");
  };
  const storing = client.storeValues(values, { ...options, confirm: true });
  await assertRejects(
    () => storing.invoke(),
    WriteUnconfirmedError,
    `Node ${client.cluster.members[1]!.id} does not hold`,
  );
  assertFalse(storing.isResumable);
});

Deno.test("confirm of an update says that its user may not read, and blames nobody", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const permissions = new Permissions({ owner: client.userId, update: [client.userId] });
  const id = await client.storeValues(values, { ...options, permissions }).invoke();
  net.intercept = loseFirst("StoreValues", 1);
  const update = { ...options, updateIdentifier: id, confirm: true };
  const storing = client.storeValues(values, update);
  await assertRejects(() => storing.invoke(), WriteUnconfirmedError, "may not read it back");
  assertFalse(storing.isResumable);
});

Deno.test("overwritePermissions() with confirm names a node that refuses what it was to permit", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  // Somebody else has used the receipt at one node, and has revoked what it was to permit.
  net.intercept = ({ method, to, passOn }) => {
    if (to !== 1) return passOn();
    if (method === "OverwritePermissions") return Promise.resolve(refusal(9, "nonce already used"));
    return method === "RetrievePermissions"
      ? Promise.resolve(refusal(7, "user not authorized"))
      : passOn();
  };
  const permissions = Permissions.defaultsForUser(client.userId);
  const writing = client.overwritePermissions(id, permissions, { confirm: true });
  await assertRejects(
    () => writing.invoke(),
    WriteUnconfirmedError,
    `Node ${client.cluster.members[1]!.id} does not hold`,
  );
});

Deno.test("storeValues() with confirm refuses what is not its own, and names the nodes", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  // Somebody else's shares are what one node holds under the receipt.
  net.intercept = (passing) => {
    if (passing.method !== "StoreValues" || passing.to !== 1) return passing.passOn();
    return Promise.resolve(refusal(9, "nonce already used"));
  };
  const storing = client.storeValues(values, { ...options, confirm: true });
  await assertRejects(
    () => storing.invoke(),
    WriteUnconfirmedError,
    `Node ${client.cluster.members[1]!.id} does not hold`,
  );
  assertEquals(net.count("RetrieveValues"), 3);
  assertFalse(storing.isResumable);
});

/** A node that says that receipts for a method were used, and does nothing. */
function burnReceipts(net: TestNet, method: string, node = 1): void {
  net.intercept = (passing) => {
    if (passing.method !== method || passing.to !== node) return passing.passOn();
    return Promise.resolve(refusal(9, "nonce already used"));
  };
}

/** A proxy that sends the requests of a method to one node twice, and passes on the second answer. */
function repeatRequests(net: TestNet, method: string): void {
  net.intercept = async (passing) => {
    const again = passing.request.clone();
    const answer = await passing.passOn();
    if (passing.method !== method || passing.to !== 1) return answer;
    await answer.body?.cancel();
    return await net.devnet.fetch(again);
  };
}

const friend = UserId.parse("1f".repeat(20));
const writes: Record<string, (client: VmClient, id: string, confirm?: boolean) => Promise<void>> = {
  OverwritePermissions: (client, id, confirm) =>
    client.overwritePermissions(
      id,
      Permissions.defaultsForUser(client.userId).allowRetrieve(friend),
      { confirm },
    ).invoke(),
  UpdatePermissions: (client, id, confirm) =>
    client.updatePermissions(id, {
      retrieve: { grant: [friend] },
      update: { revoke: [client.userId] },
      compute: { grant: [{ user: friend, programIds: ["builtin/tecdsa_sign"] }] },
    }, { confirm }).invoke(),
};

for (const [method, write] of Object.entries(writes)) {
  Deno.test(`${method} with confirm reads back what a node did not acknowledge`, async () => {
    await using net = await startNet();
    await using client = await fundedClient(net);
    const id = await client.storeValues(values, options).invoke();
    repeatRequests(net, method);
    await assertRejects(() => write(client, id), WriteUnconfirmedError, "confirm: true");
    await write(client, id, true);
    assertEquals(net.count("RetrievePermissions"), 3);
  });

  Deno.test(`${method} with confirm names a node that does not hold what was written`, async () => {
    await using net = await startNet();
    await using client = await fundedClient(net);
    const id = await client.storeValues(values, options).invoke();
    burnReceipts(net, method);
    await assertRejects(
      () => write(client, id, true),
      WriteUnconfirmedError,
      `Node ${client.cluster.members[1]!.id} does not hold`,
    );
  });

  Deno.test(`${method} with confirm reads nothing back when every node acknowledged it`, async () => {
    await using net = await startNet();
    await using client = await fundedClient(net);
    const id = await client.storeValues(values, options).invoke();
    await write(client, id, true);
    assertEquals(net.count("RetrievePermissions"), 0);
  });
}

Deno.test("confirm must be a boolean, whatever is written", async () => {
  await using net = await startNet();
  await using client = await net.client();
  const id = crypto.randomUUID();
  const confirm = "yes" as unknown as boolean;
  const permissions = Permissions.defaultsForUser(client.userId);
  assertThrows(() => client.storeValues(values, { ...options, confirm }), InvalidArgumentError);
  assertThrows(
    () => client.overwritePermissions(id, permissions, { confirm }),
    InvalidArgumentError,
  );
  assertThrows(
    () => client.updatePermissions(id, { delete: { grant: [friend] } }, { confirm }),
    InvalidArgumentError,
  );
});

Deno.test("the error of an unconfirmed write says what to do for that write", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  burnReceipts(net, "StoreProgram");
  const program = await Deno.readFile(
    new URL("../../examples/nada/auction.mir.bin", import.meta.url),
  );
  const storing = client.storeProgram("auction", program);
  await assertRejects(() => storing.invoke(), WriteUnconfirmedError, "Store the program again");
  net.intercept = ({ passOn }) => passOn();
  await client.storeProgram("auction", program).invoke();
  assertEquals(await client.storeProgram("auction", program).invoke().then(typeOf), "string");
});

function typeOf(value: unknown): string {
  return typeof value;
}
Deno.test("storeValues() with confirm does not take a read without an answer for a confirmation", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const lose = loseFirst("RetrieveValues");
  net.intercept = (passing) => {
    if (passing.method === "RetrieveValues") return lose(passing);
    if (passing.method !== "StoreValues" || passing.to !== 1) return passing.passOn();
    return Promise.resolve(refusal(9, "nonce already used"));
  };
  const storing = client.storeValues(values, { ...options, confirm: true });
  await assertRejects(
    () => storing.invoke(),
    UnavailableError,
    "Only 0 of 3 nodes showed what they hold",
  );
  await assertRejects(() => storing.invoke(), WriteUnconfirmedError, "does not hold");
});

Deno.test("storeValues() with confirm also reads back after a lost answer, and only then", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  await client.storeValues(values, { ...options, confirm: true }).invoke();
  assertEquals(net.count("RetrieveValues"), 0);
  net.intercept = loseFirst("StoreValues", 1);
  const storing = client.storeValues(values, { ...options, confirm: true });
  const valuesId = await storing.invoke();
  assertEquals(net.count("RetrieveValues"), 3);
  assertEquals(statuses(storing.outcomes), ["done", "done", "done"]);
  assertEquals((await client.retrieveValues(valuesId).invoke()).a?.value, 1n);
});

Deno.test("storeValues() with confirm compares every share, and their number", async (t) => {
  const changes: Record<string, (shares: Uint8Array[]) => unknown> = {
    "one byte of the last share": (shares) => shares.at(-1)![shares.at(-1)!.length - 1]! ^= 1,
    "one byte of the first share": (shares) => shares[0]![shares[0]!.length - 1]! ^= 1,
    "a share more": (shares) => shares.push(shares[0]!),
    "a share fewer": (shares) => shares.pop(),
  };
  for (const [what, change] of Object.entries(changes)) {
    await t.step(what, async () => {
      await using net = await startNet();
      await using client = await fundedClient(net);
      const lose = loseFirst("StoreValues", 1);
      net.intercept = (passing) =>
        passing.method === "RetrieveValues" && passing.to === 1
          ? changeAnswer(passing, RetrieveValuesResponseSchema, ({ values }) => change(values))
          : lose(passing);
      const two = { a: new SecretInteger(1), b: new SecretInteger(2) };
      const storing = client.storeValues(two, { ...options, confirm: true });
      await assertRejects(
        () => storing.invoke(),
        WriteUnconfirmedError,
        `Node ${client.cluster.members[1]!.id} does not hold`,
      );
    });
  }
});

Deno.test("storeValues() with confirm goes on with the same receipt after its read has failed", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const lose = loseFirst("StoreValues", 1);
  net.intercept = (passing) => passing.method === "RetrieveValues" ? refuse() : lose(passing);
  const storing = client.storeValues(values, { ...options, confirm: true });
  await assertRejects(() => storing.invoke(), UnavailableError);
  assert(storing.isResumable);
  const stored = net.count("StoreValues");
  net.intercept = ({ passOn }) => passOn();
  const valuesId = await storing.invoke();
  assertEquals(net.count("StoreValues"), stored);
  assertEquals((await client.retrieveValues(valuesId).invoke()).a?.value, 1n);
});

Deno.test("confirm finds an update that nodes refused, although every answer was lost", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  await client.deleteValues(id).invoke();
  const update = { ...options, updateIdentifier: id };
  // A refusal uses the receipt as well, so without its answer it looks like a write that was served.
  net.intercept = loseFirst("StoreValues");
  await client.storeValues(values, update).invoke();
  net.intercept = loseFirst("StoreValues");
  const confirmed = client.storeValues(values, { ...update, confirm: true });
  await assertRejects(() => confirmed.invoke(), WriteUnconfirmedError, "does not hold");
});
