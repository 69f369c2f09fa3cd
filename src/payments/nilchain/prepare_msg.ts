import { create, toBinary } from "@bufbuild/protobuf";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { MsgPayForSchema } from "../../gen/nillion/meta/v1/tx_pb.ts";
import { unilMax } from "../checks.ts";

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

const resourceBytes = 32;

/** Refuses an amount that is none, and a resource that nobody would recognize. */
export function checkIntent(amountUnil: bigint, resource: Uint8Array): void {
  if (!(typeof amountUnil === "bigint" && amountUnil > 0n && amountUnil <= unilMax)) {
    throw new InvalidArgumentError(
      `A payment is a bigint of unil from 1 to ${unilMax}, not ${String(amountUnil)}`,
      { phase: "payment" },
    );
  }
  if (!(resource instanceof Uint8Array && resource.length === resourceBytes)) {
    throw new InvalidArgumentError(
      `What is paid for is a Uint8Array of ${resourceBytes} bytes: a quote's nonce, or a hash`,
      { phase: "payment" },
    );
  }
}
