import {
  create,
  type DescMessage,
  fromBinary,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import { UserIdSchema } from "../../gen/nillion/auth/v1/user_pb.ts";
import { InvokeComputeResponseSchema } from "../../gen/nillion/compute/v1/invoke_pb.ts";
import { PermissionsSchema } from "../../gen/nillion/permissions/v1/permissions_pb.ts";
import { StoreProgramResponseSchema } from "../../gen/nillion/programs/v1/store_pb.ts";
import { StoreValuesResponseSchema } from "../../gen/nillion/values/v1/store_pb.ts";
import { NamedValueSchema } from "../../gen/nillion/values/v1/value_pb.ts";
import {
  RetrieveResultsResponseSchema,
  RetrieveValuesResponseSchema,
} from "../../gen/nilvm/opaque/v1/values_pb.ts";
import type { LyingMethod } from "./fault.ts";
import { shareBytesOf } from "../node/held_share.ts";
import { encodeHex } from "../../base/hex.ts";
import { uuidFromRandom } from "../base/wire.ts";

/** Draws random bytes. */
type Draw = (length: number) => Uint8Array;

/** Turns a message of a node into a false one. */
export type Lie = (message: Uint8Array, draw: Draw) => Uint8Array;

/** How a lying node changes its answers, by method. */
export const lies = {
  StoreValues: lie(StoreValuesResponseSchema, (message, draw) => {
    message.valuesId = uuidFromRandom(draw(16));
  }),
  RetrieveValues: lie(RetrieveValuesResponseSchema, (message, draw) => {
    message.values = message.values.map((value) => wrongShares(value, draw));
  }),
  RetrievePermissions: lie(PermissionsSchema, (message, draw) => {
    message.owner = create(UserIdSchema, { contents: draw(20) });
  }),
  StoreProgram: lie(StoreProgramResponseSchema, (message, draw) => {
    message.programId = message.programId.replace(/[^/]*$/, encodeHex(draw(32)));
  }),
  InvokeCompute: lie(InvokeComputeResponseSchema, (message, draw) => {
    message.computeId = uuidFromRandom(draw(16));
  }),
  RetrieveResults: lie(RetrieveResultsResponseSchema, ({ state }, draw) => {
    if (state.case !== "success") return;
    state.value.values = state.value.values.map((value) => wrongShares(value, draw));
  }),
} satisfies Record<LyingMethod, Lie>;

/** Makes a lie out of a change of the decoded message. */
function lie<Desc extends DescMessage>(
  schema: Desc,
  change: (message: MessageShape<Desc>, draw: Draw) => void,
): Lie {
  return (bytes, draw) => {
    const message = fromBinary(schema, bytes);
    change(message, draw);
    return toBinary(schema, message);
  };
}

/** Changes one byte of each number in a node's share. */
function wrongShares(bytes: Uint8Array, draw: Draw): Uint8Array {
  const named = fromBinary(NamedValueSchema, bytes);
  for (const part of named.value === undefined ? [] : shareBytesOf(named.value)) {
    // A change of the middle byte keeps the number below the prime, unless all higher bytes are at their maximum.
    if (part.length > 0) part[part.length >> 1]! ^= 1 + draw(1)[0]! % 255;
  }
  return toBinary(NamedValueSchema, named);
}
