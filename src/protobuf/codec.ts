import {
  create,
  type DescMessage,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import { InvalidArgumentError } from "../errors/mod.ts";

/**
 * Writes something as a message of the network's protobuf schema, and reads it again.
 *
 * @example An id that came as a message, and bytes that are none
 * ```ts
 * import { InvalidArgumentError, UserId } from "@nilvm/client";
 * import { userIdCodec } from "@nilvm/client/protobuf";
 * import { assert, assertThrows } from "@std/assert";
 *
 * const user = UserId.parse("1f".repeat(20));
 * const message = userIdCodec.encode(user);
 *
 * assert(userIdCodec.decode(message).equals(user));
 * assertThrows(() => userIdCodec.decode(message.subarray(1)), InvalidArgumentError);
 * ```
 */
export interface Codec<T> {
  /**
   * The serialized message.
   *
   * @throws {InvalidArgumentError} When it names what cannot be a user, a program or a party.
   */
  encode(value: T): Uint8Array<ArrayBuffer>;
  /**
   * What a serialized message says.
   *
   * @throws {InvalidArgumentError} When it is not such a message, or says what `encode` refuses.
   */
  decode(bytes: Uint8Array): T;
}

/** The codec for one kind of message. */
export function codec<T, Desc extends DescMessage>(
  schema: Desc,
  toWire: (value: T) => MessageInitShape<Desc>,
  fromWire: (message: MessageShape<Desc>) => T,
): Codec<T> {
  return {
    encode: (value) => toBinary(schema, create(schema, toWire(value))),
    decode(bytes) {
      try {
        const value = fromWire(fromBinary(schema, bytes));
        toWire(value); // Refuses what `encode` would.
        return value;
      } catch (cause) {
        const why = cause instanceof InvalidArgumentError ? `: ${cause.message}` : "";
        throw new InvalidArgumentError(`The bytes are no ${schema.name} message${why}`, { cause });
      }
    },
  };
}
