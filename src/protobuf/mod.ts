/**
 * Codecs for users, permissions and party bindings as messages of the network's protobuf schema: to store them, or to
 * exchange them with other programs that use the schema.
 *
 * Runs wherever the client does, and without WASM.
 *
 * @example Write messages, and read them again
 * ```ts
 * import { Permissions, UserId } from "@nilvm/client";
 * import * as codecs from "@nilvm/client/protobuf";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const user = UserId.parse("1f".repeat(20));
 * const permissions = Permissions.defaultsForUser(user);
 * const message = codecs.permissionsCodec.encode(permissions);
 * assert(codecs.permissionsCodec.decode(message).equals(permissions));
 *
 * const inPrograms = { user, programIds: ["builtin/tecdsa_sign"] };
 * const messages = [
 *   codecs.userIdCodec.encode(user),
 *   codecs.computePermissionCodec.encode(inPrograms),
 *   codecs.permissionCommandCodec.encode({ grant: [user] }),
 *   codecs.computePermissionCommandCodec.encode({ revoke: [inPrograms] }),
 *   codecs.inputPartyBindingCodec.encode({ partyName: "bidder0", user }),
 *   codecs.outputPartyBindingCodec.encode({ partyName: "auctioneer", users: [user] }),
 * ];
 * assertEquals(messages.map((bytes) => bytes.length), [22, 45, 24, 47, 33, 36]);
 * ```
 *
 * @module
 */
import {
  create,
  type DescMessage,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import { checkBytes } from "../base/bytes.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
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
import type { ComputePermission, Permissions } from "../permissions/permissions.ts";
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
import {
  inputBindingsToWire,
  InputPartyBinding,
  outputBindingsToWire,
  OutputPartyBinding,
} from "../programs/party_bindings.ts";

/**
 * Writes a value as a message of the network's protobuf schema, and reads it again.
 */
export interface Codec<T> {
  /**
   * The serialized message.
   *
   * @throws {InvalidArgumentError} When a user, a program id or a party's name is malformed.
   */
  encode(value: T): Uint8Array<ArrayBuffer>;
  /**
   * The value in a serialized message.
   *
   * @throws {InvalidArgumentError} When it is not such a message, or `encode` would refuse its value.
   */
  decode(bytes: Uint8Array): T;
}

/** Users, as `nillion.auth.v1.user.UserId`. */
export const userIdCodec: Codec<UserId> = codec(UserIdSchema, userToWire, userFromWire);

/** Permissions, as `nillion.permissions.v1.permissions.Permissions`. */
export const permissionsCodec: Codec<Permissions> = codec(
  PermissionsSchema,
  permissionsToWire,
  permissionsFromWire,
);

/** The programs that one user may use values in, as `nillion.permissions.v1.permissions.ComputePermissions`. */
export const computePermissionCodec: Codec<ComputePermission> = codec(
  ComputePermissionsSchema,
  computeToWire,
  computeFromWire,
);

/** Changes of one permission, as `nillion.permissions.v1.update.PermissionCommand`. */
export const permissionCommandCodec: Codec<PermissionCommand> = codec(
  PermissionCommandSchema,
  (command) => commandToWire(command, userToWire),
  ({ grant, revoke }) => ({ grant: grant.map(userFromWire), revoke: revoke.map(userFromWire) }),
);

/** Changes of the programs that users may use values in, as `nillion.permissions.v1.update.ComputePermissionCommand`. */
export const computePermissionCommandCodec: Codec<ComputePermissionCommand> = codec(
  ComputePermissionCommandSchema,
  (command) => commandToWire(command, computeToWire),
  ({ grant, revoke }) => ({
    grant: grant.map(computeFromWire),
    revoke: revoke.map(computeFromWire),
  }),
);

/** The user who gives a party's inputs, as `nillion.compute.v1.invoke.InputPartyBinding`. */
export const inputPartyBindingCodec: Codec<InputPartyBinding> = codec(
  InputPartyBindingSchema,
  (binding) => inputBindingsToWire([binding])[0]!,
  ({ partyName, user }) => new InputPartyBinding(partyName, userFromWire(user)),
);

/** The users who get a party's outputs, as `nillion.compute.v1.invoke.OutputPartyBinding`. */
export const outputPartyBindingCodec: Codec<OutputPartyBinding> = codec(
  OutputPartyBindingSchema,
  (binding) => outputBindingsToWire([binding])[0]!,
  ({ partyName, users }) => new OutputPartyBinding(partyName, users.map(userFromWire)),
);

/** The codec for one kind of message. */
function codec<T, Desc extends DescMessage>(
  schema: Desc,
  toWire: (value: T) => MessageInitShape<Desc>,
  fromWire: (message: MessageShape<Desc>) => T,
): Codec<T> {
  return {
    encode: (value) => toBinary(schema, create(schema, toWire(value))),
    decode(bytes) {
      try {
        const value = fromWire(fromBinary(schema, checkBytes(bytes, "A message")));
        toWire(value); // Throws where `encode` would.
        return value;
      } catch (cause) {
        const why = cause instanceof InvalidArgumentError ? `: ${cause.message}` : "";
        throw new InvalidArgumentError(`The bytes are not a ${schema.name} message${why}`, {
          cause,
        });
      }
    },
  };
}
