import {
  InvalidArgumentError,
  Permissions,
  SecretBlob,
  SecretInteger,
  SecretUnsignedInteger,
  type Values,
  VmError,
} from "@nilvm/client";
import { UserId } from "@nilvm/client/keys";
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { startNet } from "../support/net_fixture.ts";

const one = { a: new SecretInteger(1) };
const user = UserId.parse("1f".repeat(20));
const uuid = "00000000-0000-4000-8000-000000000000";

Deno.test("bad input is refused before anything is sent", async (t) => {
  await using net = await startNet({ primeBits: 64 });
  await using client = await net.client();
  net.passed.length = 0;

  const cases: [string, () => unknown][] = [
    ["no values", () => client.storeValues({}, { ttlDays: 1 })],
    ["a list of values", () => client.storeValues([one.a] as unknown as Values, { ttlDays: 1 })],
    ["a map of values", () => {
      const values = new Map(Object.entries(one)) as unknown as Values;
      return client.storeValues(values, { ttlDays: 1 });
    }],
    ["an empty name", () => client.storeValues({ "": one.a }, { ttlDays: 1 })],
    ...[0, -1, 1.5, NaN, Infinity, 2 ** 32, "1" as unknown as number].map((
      ttlDays,
    ): [string, () => unknown] => [
      `${ttlDays} days`,
      () => client.storeValues(one, { ttlDays }),
    ]),
    ["no days", () => client.storeValues(one, {} as { ttlDays: number })],
    [
      "an integer beyond the prime",
      () => client.storeValues({ a: new SecretInteger(2n ** 64n) }, { ttlDays: 1 }),
    ],
    [
      "an unsigned integer beyond the prime",
      () => client.storeValues({ a: new SecretUnsignedInteger(2n ** 65n) }, { ttlDays: 1 }),
    ],
    ["a negative unsigned integer", () => new SecretUnsignedInteger(-1)],
    [
      "more than nodes take",
      () => client.storeValues({ a: new SecretBlob(new Uint8Array(5_600_000)) }, { ttlDays: 1 }),
    ],
    ["what is no value", () => client.storeValues({ a: 1 } as unknown as Values, { ttlDays: 1 })],
    [
      "a malformed id to update",
      () => client.storeValues(one, { ttlDays: 1, updateIdentifier: "latest" }),
    ],
    ...["", "latest", uuid.slice(1), `${uuid}0`, uuid.replaceAll("-", ""), uuid.replace("4", "g")]
      .flatMap((id): [string, () => unknown][] => [
        [`retrieve ${JSON.stringify(id)}`, () => client.retrieveValues(id)],
        [`delete ${JSON.stringify(id)}`, () => client.deleteValues(id)],
        [`read permissions of ${JSON.stringify(id)}`, () => client.retrievePermissions(id)],
        [
          `overwrite permissions of ${JSON.stringify(id)}`,
          () => client.overwritePermissions(id, Permissions.defaultsForUser(user)),
        ],
        [
          `update permissions of ${JSON.stringify(id)}`,
          () => client.updatePermissions(id, { retrieve: { grant: [user] } }),
        ],
      ]),
    ["an empty delta", () => client.updatePermissions(uuid, {})],
    [
      "a delta of empty commands",
      () => client.updatePermissions(uuid, { retrieve: { grant: [] }, compute: {} }),
    ],
    [
      "a delta for users without programs",
      () =>
        client.updatePermissions(uuid, {
          retrieve: { revoke: [] },
          compute: { grant: [{ user, programIds: [] }], revoke: [{ user, programIds: [] }] },
        }),
    ],
    [
      "a user both granted and revoked",
      () => client.updatePermissions(uuid, { retrieve: { grant: [user], revoke: [user] } }),
    ],
    ["a program both granted and revoked", () => {
      const permission = { user, programIds: ["p/1", "q/1"] };
      const revoke = [{ user, programIds: ["q/1"] }];
      return client.updatePermissions(uuid, { compute: { grant: [permission], revoke } });
    }],
    ...["", "survey", "/survey", "survey/"].map((programId): [string, () => unknown] => [
      `${JSON.stringify(programId)} for a program's id`,
      () => Permissions.defaultsForUser(user).allowCompute(user, programId),
    ]),
    [
      "a delta for what is only a program's name",
      () =>
        client.updatePermissions(uuid, { compute: { grant: [{ user, programIds: ["survey"] }] } }),
    ],
    [
      "a delta with a user in place of a list",
      () => client.updatePermissions(uuid, { retrieve: { grant: user as never } }),
    ],
    ["no delta", () => client.updatePermissions(uuid, undefined as never)],
    [
      "a delta with the text of a user's id",
      () => client.updatePermissions(uuid, { update: { revoke: [`${user}` as never] } }),
    ],
    ["permissions of nobody", () => new Permissions({} as never)],
    [
      "permissions with a user in place of a list",
      () => new Permissions({ owner: user, retrieve: user as never }),
    ],
    [
      "permissions of nobody to compute",
      () => new Permissions({ owner: user, compute: [{ programIds: [] } as never] }),
    ],
    [
      "permissions for the text of a user's id",
      () => Permissions.defaultsForUser(user).allowRetrieve(`${user}` as never),
    ],
    [
      "permissions that are a plain object",
      () => client.overwritePermissions(uuid, { owner: user, retrieve: [user] } as never),
    ],
    [
      "permissions to store that are a plain object",
      () => client.storeValues(one, { ttlDays: 1, permissions: { owner: user } as never }),
    ],
  ];
  for (const [what, attempt] of cases) {
    await t.step(what, () => {
      const error = assertThrows(attempt, InvalidArgumentError);
      assertEquals(error.node, undefined);
    });
  }
  await t.step("a timeout that is none", async () => {
    for (const timeoutMs of [0, -5, NaN]) {
      const operation = client.storeValues(one, { ttlDays: 1 });
      await assertRejects(() => operation.invoke({ timeoutMs }), InvalidArgumentError);
      await assertRejects(() => operation.quote({ timeoutMs }), InvalidArgumentError);
    }
  });

  assertEquals(net.passed, []);
});

Deno.test("the same program may be granted to one user and revoked from another", async () => {
  await using net = await startNet();
  await using client = await net.client();
  const other = UserId.parse("2f".repeat(20));
  client.updatePermissions(uuid, {
    compute: {
      grant: [{ user, programIds: ["p/1"] }],
      revoke: [{ user: other, programIds: ["p/1"] }, { user, programIds: ["q/1"] }],
    },
  });
});

Deno.test("a refused call leaves nothing at any node", async () => {
  await using net = await startNet();
  await using client = await net.client();
  for (const values of [{}, { "": one.a }, { a: new SecretInteger(2n ** 255n) }]) {
    assertThrows(() => client.storeValues(values, { ttlDays: 1 }), VmError);
  }
  for (const node of net.devnet.nodes) assertEquals(node.heldShares(), []);
});
