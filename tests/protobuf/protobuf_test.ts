import { create, type DescMessage, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import {
  InputPartyBinding,
  InvalidArgumentError,
  OutputPartyBinding,
  Permissions,
} from "@nilvm/client";
import { UserId } from "@nilvm/client/keys";
import {
  computePermissionCodec,
  computePermissionCommandCodec,
  inputPartyBindingCodec,
  outputPartyBindingCodec,
  permissionCommandCodec,
  permissionsCodec,
  userIdCodec,
} from "@nilvm/client/protobuf";
import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  InputPartyBindingSchema,
  OutputPartyBindingSchema,
} from "../../src/gen/nillion/compute/v1/invoke_pb.ts";
import {
  ComputePermissionsSchema,
  PermissionsSchema,
} from "../../src/gen/nillion/permissions/v1/permissions_pb.ts";
import {
  ComputePermissionCommandSchema,
  PermissionCommandSchema,
} from "../../src/gen/nillion/permissions/v1/update_pb.ts";

function message<Desc extends DescMessage>(
  schema: Desc,
  contents: MessageInitShape<Desc>,
): Uint8Array {
  return toBinary(schema, create(schema, contents));
}

/** Compares the JSON too, since `assertEquals` does not see the private bytes of a `UserId`. */
function assertSame<T>(actual: T, expected: T): void {
  assertEquals(actual, expected);
  assertEquals(JSON.stringify(actual), JSON.stringify(expected));
}

const ann = UserId.parse("0a".repeat(20));
const bob = UserId.parse("0b".repeat(20));
const annHex = `0a14${"0a".repeat(20)}`;
const bobHex = `0a14${"0b".repeat(20)}`;

Deno.test("codecs write the network's own messages", () => {
  const cases: [bytes: Uint8Array, hex: string][] = [
    [userIdCodec.encode(ann), annHex],
    [
      permissionsCodec.encode(new Permissions({ owner: ann, retrieve: [ann, bob], delete: [bob] })),
      `0a16${annHex}1216${annHex}1216${bobHex}2216${bobHex}`,
    ],
    [computePermissionCodec.encode({ user: ann, programIds: ["p/1"] }), `0a16${annHex}1203702f31`],
    [
      permissionCommandCodec.encode({ grant: [ann], revoke: [bob] }),
      `0a16${annHex}1216${bobHex}`,
    ],
    [inputPartyBindingCodec.encode(new InputPartyBinding("a", bob)), `0a01611216${bobHex}`],
    [outputPartyBindingCodec.encode({ partyName: "a", users: [bob] }), `0a01611216${bobHex}`],
  ];
  for (const [bytes, hex] of cases) assertEquals(bytes.toHex(), hex);
});

Deno.test("codecs read what they write", () => {
  assert(userIdCodec.decode(userIdCodec.encode(ann)).equals(ann));
  const permissions = Permissions.defaultsForUser(ann).allowCompute(bob, "p/1");
  assert(permissionsCodec.decode(permissionsCodec.encode(permissions)).equals(permissions));
  const compute = { user: ann, programIds: ["p/1", "p/2"] };
  assertSame(computePermissionCodec.decode(computePermissionCodec.encode(compute)), compute);
  const command = { grant: [ann], revoke: [bob] };
  assertSame(permissionCommandCodec.decode(permissionCommandCodec.encode(command)), command);
  const programs = { grant: [compute], revoke: [{ user: bob, programIds: ["p/3"] }] };
  assertSame(
    computePermissionCommandCodec.decode(computePermissionCommandCodec.encode(programs)),
    programs,
  );
  const input = new InputPartyBinding("bidder", ann);
  assertSame(inputPartyBindingCodec.decode(inputPartyBindingCodec.encode(input)), input);
  const output = new OutputPartyBinding("auctioneer", [ann, bob]);
  assertSame(outputPartyBindingCodec.decode(outputPartyBindingCodec.encode(output)), output);
});

Deno.test("codecs refuse bytes that are not their message", () => {
  const truncated = permissionsCodec.encode(Permissions.defaultsForUser(ann)).subarray(0, -1);
  assertThrows(() => permissionsCodec.decode(truncated), InvalidArgumentError, "not a Permissions");
  assertThrows(() => permissionsCodec.decode(new Uint8Array()), InvalidArgumentError);
  const short = userIdCodec.encode(ann);
  short[1] = 19;
  assertThrows(
    () => userIdCodec.decode(short.subarray(0, -1)),
    InvalidArgumentError,
    "not a UserId",
  );
  assertThrows(
    () => inputPartyBindingCodec.decode(Uint8Array.of(0x0a, 1, 0x61)),
    InvalidArgumentError,
  );
});

Deno.test("codecs refuse to read what they refuse to write", async (t) => {
  const user = { contents: ann.toBytes() };
  const cases: [string, () => unknown][] = [
    [
      "an input party without a name",
      () => inputPartyBindingCodec.decode(message(InputPartyBindingSchema, { user })),
    ],
    [
      "an output party without a name",
      () => outputPartyBindingCodec.decode(message(OutputPartyBindingSchema, { users: [user] })),
    ],
    [
      "an output party bound to nobody",
      () => outputPartyBindingCodec.decode(message(OutputPartyBindingSchema, { partyName: "a" })),
    ],
    [
      "a user both granted and revoked",
      () =>
        permissionCommandCodec.decode(
          message(PermissionCommandSchema, { grant: [user], revoke: [user] }),
        ),
    ],
    ["a program both granted and revoked", () => {
      const entries = [{ user, programIds: ["p/1"] }];
      return computePermissionCommandCodec.decode(
        message(ComputePermissionCommandSchema, { grant: entries, revoke: entries }),
      );
    }],
    [
      "a program's name instead of its id",
      () =>
        computePermissionCodec.decode(
          message(ComputePermissionsSchema, { user, programIds: ["p/1", "survey"] }),
        ),
    ],
    [
      "a program's name instead of its id, in a command",
      () =>
        computePermissionCommandCodec.decode(
          message(ComputePermissionCommandSchema, { revoke: [{ user, programIds: ["survey"] }] }),
        ),
    ],
    [
      "a program's name instead of its id, in permissions",
      () =>
        permissionsCodec.decode(
          message(PermissionsSchema, { owner: user, compute: [{ user, programIds: ["survey"] }] }),
        ),
    ],
    ["permissions of nobody", () => permissionsCodec.decode(message(PermissionsSchema, {}))],
  ];
  for (const [what, decode] of cases) {
    await t.step(what, () => {
      assertThrows(decode, InvalidArgumentError, "The bytes are not a ");
    });
  }
});
