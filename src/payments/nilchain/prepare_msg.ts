import { create, toBinary } from "@bufbuild/protobuf";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { MsgPayForSchema } from "../../gen/nillion/meta/v1/tx_pb.ts";
import { checkIntent } from "./check_intent.ts";

/** The message of a transaction that pays, in the form that transactions hold messages in. */
export interface PayForMessage {
  /** What kind of message it is: `/nillion.meta.v1.MsgPayFor`. */
  readonly typeUrl: string;
  /** The serialized message. */
  readonly value: Uint8Array<ArrayBuffer>;
}

const addressForm = /^[a-z0-9]{1,83}1./;

/** The message that pays so many unil for a resource. */
export function prepareMsg(
  amountUnil: bigint,
  resource: Uint8Array,
  fromAddress: string,
): PayForMessage {
  checkIntent(amountUnil, resource);
  if (typeof fromAddress !== "string" || !addressForm.test(fromAddress)) {
    throw new InvalidArgumentError(
      `A wallet's address looks like nillion1..., not like ${JSON.stringify(String(fromAddress))}`,
      { phase: "payment" },
    );
  }
  const amount = [{ denom: "unil", amount: String(amountUnil) }];
  const message = create(MsgPayForSchema, { resource, fromAddress, amount });
  return { typeUrl: `/${message.$typeName}`, value: toBinary(MsgPayForSchema, message) };
}
