import { assertEquals } from "@std/assert";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { startDevnet } from "@nilvm/client/devnet";
import {
  type Permissions,
  PermissionsSchema,
} from "../../../src/gen/nillion/permissions/v1/permissions_pb.ts";
import type { UpdatePermissionsRequestSchema } from "../../../src/gen/nillion/permissions/v1/update_pb.ts";
import { type Operation, RawUser } from "../../support/devnet/raw_user.ts";
import { refused } from "../../support/devnet/refused.ts";

const permissionDenied = "PermissionDenied: user does not have permissions for action";

async function setUp(devnet: Awaited<ReturnType<typeof startDevnet>>) {
  const owner = new RawUser(devnet);
  await owner.deposit(100_000_000n);
  const id = await owner.userId();
  const { valuesId } = await owner.values().storeValues({
    signedReceipt: await owner.receipt({ case: "storeValues", value: {} }),
    permissions: { owner: id, retrieve: [id] },
    values: [{ name: "a", value: { value: { case: "publicInteger", value: {} } } }],
  });
  const receipt = (kind: "retrievePermissions" | "overwritePermissions" | "updatePermissions") =>
    owner.receipt({ case: kind, value: { valuesId } } as Operation);
  return {
    owner,
    read: async (user = owner): Promise<Permissions> =>
      await user.permissions().retrievePermissions({
        signedReceipt: await receipt("retrievePermissions"),
      }),
    change: async (
      changes: MessageInitShape<typeof UpdatePermissionsRequestSchema>,
      user = owner,
    ) => {
      const signedReceipt = await receipt("updatePermissions");
      await user.permissions().updatePermissions({ signedReceipt, ...changes });
    },
    overwrite: async (permissions: MessageInitShape<typeof PermissionsSchema>) => {
      const signedReceipt = await receipt("overwritePermissions");
      await owner.permissions().overwritePermissions({
        signedReceipt,
        permissions: create(PermissionsSchema, permissions),
      });
    },
  };
}

Deno.test("a node grants and revokes exactly what the owner asks for", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const { owner, read, change } = await setUp(devnet);
  const me = await owner.userId();
  const [ann, bob] = [await new RawUser(devnet).userId(), await new RawUser(devnet).userId()];

  await change({
    retrieve: { grant: [ann, bob] },
    update: { grant: [ann] },
    delete: { grant: [bob] },
    compute: { grant: [{ user: ann, programIds: ["p/1", "p/2"] }] },
  });
  await change({
    retrieve: { grant: [ann], revoke: [bob] },
    update: { revoke: [ann] },
    compute: {
      grant: [{ user: ann, programIds: ["p/3"] }, { user: bob, programIds: ["p/1"] }],
      revoke: [{ user: ann, programIds: ["p/1", "p/9"] }, { user: bob, programIds: ["p/1"] }],
    },
  });
  assertEquals(
    await read(),
    create(PermissionsSchema, {
      owner: me,
      retrieve: [me, ann],
      update: [],
      delete: [bob],
      compute: [{ user: ann, programIds: ["p/2", "p/3"] }],
    }),
  );
});

Deno.test("users who may retrieve values may read their permissions, and only the owner may change them", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const { owner, read, change, overwrite } = await setUp(devnet);
  const me = await owner.userId();
  const ann = new RawUser(devnet);
  const annId = await ann.userId();

  assertEquals(await refused(read(ann)), permissionDenied);
  await change({ retrieve: { grant: [annId] } });
  assertEquals((await read(ann)).retrieve, [me, annId]);
  assertEquals(await refused(change({}, ann)), permissionDenied);

  await overwrite({ owner: annId, retrieve: [annId] });
  assertEquals(await refused(read()), permissionDenied);
  await change({ update: { grant: [me] } }, ann);
  assertEquals((await read(ann)).update, [me]);
});

Deno.test("a node refuses invalid permissions and changes nothing", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  const { owner, read, change, overwrite } = await setUp(devnet);
  const before = await read();
  const me = await owner.userId();
  const short = { contents: new Uint8Array(19) };
  const parsing = (what: string) => `InvalidArgument: protobuf parsing error: ${what}`;

  assertEquals(await refused(overwrite({})), parsing("'owner' not set "));
  assertEquals(await refused(overwrite({ owner: short })), parsing("invalid user id length"));
  assertEquals(
    await refused(overwrite({ owner: me, compute: [{ programIds: ["p"] }] })),
    parsing("'user' not set"),
  );
  assertEquals(
    await refused(change({ retrieve: { revoke: [me] }, update: { grant: [short] } })),
    parsing("invalid user id length"),
  );
  assertEquals(await read(), before);
});
