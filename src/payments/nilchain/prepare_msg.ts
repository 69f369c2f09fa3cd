import { create, toBinary } from "@bufbuild/protobuf";
import { MsgPayForSchema } from "../../gen/nillion/meta/v1/tx_pb.ts";

/** The message of a transaction that pays, in the form that transactions hold messages in. */
export interface PayForMessage {
  /** What kind of message it is: `/nillion.meta.v1.MsgPayFor`. */
  readonly typeUrl: string;
  /** The serialized message. */
  readonly value: Uint8Array<ArrayBuffer>;
}

/** The message that pays so many unil for a resource. */
export function prepareMsg(
  amountUnil: bigint,
  resource: Uint8Array,
  fromAddress: string,
): PayForMessage {
  const amount = [{ denom: "unil", amount: String(amountUnil) }];
  const message = create(MsgPayForSchema, { resource, fromAddress, amount });
  return { typeUrl: `/${message.$typeName}`, value: toBinary(MsgPayForSchema, message) };
}
