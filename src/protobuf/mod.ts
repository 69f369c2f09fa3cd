/**
 * Users, permissions and bindings as messages of the network's protobuf schema: to keep them, or to
 * hand them to programs that speak it.
 *
 * Runs wherever the client does, and without WASM.
 *
 * @example Keep permissions, and read them again
 * ```ts
 * import { Permissions } from "@nilvm/client";
 * import { PrivateKey, UserId } from "@nilvm/client/keys";
 * import { permissionsCodec } from "@nilvm/client/protobuf";
 * import { assert } from "@std/assert";
 *
 * const me = UserId.fromPublicKey(PrivateKey.random().publicKey);
 * const permissions = Permissions.defaultsForUser(me);
 *
 * const bytes = permissionsCodec.encode(permissions);
 *
 * assert(permissionsCodec.decode(bytes).equals(permissions));
 * ```
 *
 * @module
 */
import { UserIdSchema } from "../gen/nillion/auth/v1/user_pb.ts";
import {
  InputPartyBindingSchema,
  OutputPartyBindingSchema,
} from "../gen/nillion/compute/v1/invoke_pb.ts";
import {
  ComputePermissionsSchema,
  PermissionsSchema,
} from "../gen/nillion/permissions/v1/permissions_pb.ts";
import {
  ComputePermissionCommandSchema,
  PermissionCommandSchema,
} from "../gen/nillion/permissions/v1/update_pb.ts";
import type { UserId } from "../keys/user_id.ts";
import type { ComputePermission } from "../permissions/compute_permission.ts";
import type { Permissions } from "../permissions/permissions.ts";
import type {
  ComputePermissionCommand,
  PermissionCommand,
} from "../permissions/permissions_delta.ts";
import {
  commandToWire,
  computeFromWire,
  computeToWire,
  permissionsFromWire,
  permissionsToWire,
  userFromWire,
  userToWire,
} from "../permissions/wire.ts";
import { inputBindingsToWire, outputBindingsToWire } from "../programs/bindings_to_wire.ts";
import { InputPartyBinding } from "../programs/input_party_binding.ts";
import { OutputPartyBinding } from "../programs/output_party_binding.ts";
import { type Codec, codec } from "./codec.ts";

export type { Codec };

/**
 * Users, as `nillion.auth.v1.user.UserId`.
 *
 * @example
 * ```ts
 * import { UserId } from "@nilvm/client";
 * import { userIdCodec } from "@nilvm/client/protobuf";
 * import { assert } from "@std/assert";
 *
 * const user = UserId.parse("1f".repeat(20));
 *
 * assert(userIdCodec.decode(userIdCodec.encode(user)).equals(user));
 * ```
 */
export const userIdCodec: Codec<UserId> = codec(UserIdSchema, userToWire, userFromWire);

/**
 * Permissions, as `nillion.permissions.v1.permissions.Permissions`.
 *
 * @example
 * ```ts
 * import { Permissions } from "@nilvm/client";
 * import { UserId } from "@nilvm/client/keys";
 * import { permissionsCodec } from "@nilvm/client/protobuf";
 * import { assert } from "@std/assert";
 *
 * const original = Permissions.defaultsForUser(UserId.parse("1f".repeat(20)));
 *
 * assert(permissionsCodec.decode(permissionsCodec.encode(original)).equals(original));
 * ```
 */
export const permissionsCodec: Codec<Permissions> = codec(
  PermissionsSchema,
  permissionsToWire,
  permissionsFromWire,
);

/**
 * The programs of one user, as `nillion.permissions.v1.permissions.ComputePermissions`.
 *
 * @example
 * ```ts
 * import { UserId } from "@nilvm/client";
 * import { computePermissionCodec } from "@nilvm/client/protobuf";
 * import { assertEquals } from "@std/assert";
 *
 * const user = UserId.parse("1f".repeat(20));
 * const original = { user, programIds: ["builtin/tecdsa_sign"] };
 *
 * const read = computePermissionCodec.decode(computePermissionCodec.encode(original));
 * assertEquals(JSON.stringify(read), JSON.stringify(original));
 * ```
 */
export const computePermissionCodec: Codec<ComputePermission> = codec(
  ComputePermissionsSchema,
  computeToWire,
  computeFromWire,
);

/**
 * Changes of one permission, as `nillion.permissions.v1.update.PermissionCommand`.
 *
 * @example
 * ```ts
 * import { UserId } from "@nilvm/client";
 * import { permissionCommandCodec } from "@nilvm/client/protobuf";
 * import { assertEquals } from "@std/assert";
 *
 * const user = UserId.parse("1f".repeat(20));
 * const original = { grant: [user], revoke: [] };
 *
 * const read = permissionCommandCodec.decode(permissionCommandCodec.encode(original));
 * assertEquals(JSON.stringify(read), JSON.stringify(original));
 * ```
 */
export const permissionCommandCodec: Codec<PermissionCommand> = codec(
  PermissionCommandSchema,
  (command) => commandToWire(command, userToWire),
  ({ grant, revoke }) => ({ grant: grant.map(userFromWire), revoke: revoke.map(userFromWire) }),
);

/**
 * Changes of the programs, as `nillion.permissions.v1.update.ComputePermissionCommand`.
 *
 * @example
 * ```ts
 * import { UserId } from "@nilvm/client";
 * import { computePermissionCommandCodec } from "@nilvm/client/protobuf";
 * import { assertEquals } from "@std/assert";
 *
 * const user = UserId.parse("1f".repeat(20));
 * const original = { grant: [], revoke: [{ user, programIds: ["builtin/tecdsa_sign"] }] };
 *
 * const read = computePermissionCommandCodec.decode(computePermissionCommandCodec.encode(original));
 * assertEquals(JSON.stringify(read), JSON.stringify(original));
 * ```
 */
export const computePermissionCommandCodec: Codec<ComputePermissionCommand> = codec(
  ComputePermissionCommandSchema,
  (command) => commandToWire(command, computeToWire),
  ({ grant, revoke }) => ({
    grant: grant.map(computeFromWire),
    revoke: revoke.map(computeFromWire),
  }),
);

/**
 * Who gives a party's inputs, as `nillion.compute.v1.invoke.InputPartyBinding`.
 *
 * @example
 * ```ts
 * import { InputPartyBinding } from "@nilvm/client";
 * import { UserId } from "@nilvm/client/keys";
 * import { inputPartyBindingCodec } from "@nilvm/client/protobuf";
 * import { assertEquals } from "@std/assert";
 *
 * const user = UserId.parse("1f".repeat(20));
 * const original = new InputPartyBinding("bidder0", user);
 *
 * const read = inputPartyBindingCodec.decode(inputPartyBindingCodec.encode(original));
 * assertEquals(JSON.stringify(read), JSON.stringify(original));
 * ```
 */
export const inputPartyBindingCodec: Codec<InputPartyBinding> = codec(
  InputPartyBindingSchema,
  (binding) => inputBindingsToWire([binding])[0]!,
  ({ partyName, user }) => new InputPartyBinding(partyName, userFromWire(user)),
);

/**
 * Who gets a party's outputs, as `nillion.compute.v1.invoke.OutputPartyBinding`.
 *
 * @example
 * ```ts
 * import { OutputPartyBinding } from "@nilvm/client";
 * import { UserId } from "@nilvm/client/keys";
 * import { outputPartyBindingCodec } from "@nilvm/client/protobuf";
 * import { assertEquals } from "@std/assert";
 *
 * const user = UserId.parse("1f".repeat(20));
 * const original = new OutputPartyBinding("auctioneer", [user]);
 *
 * const read = outputPartyBindingCodec.decode(outputPartyBindingCodec.encode(original));
 * assertEquals(JSON.stringify(read), JSON.stringify(original));
 * ```
 */
export const outputPartyBindingCodec: Codec<OutputPartyBinding> = codec(
  OutputPartyBindingSchema,
  (binding) => outputBindingsToWire([binding])[0]!,
  ({ partyName, users }) => new OutputPartyBinding(partyName, users.map(userFromWire)),
);
