import { create, toBinary } from "@bufbuild/protobuf";
import { isBytes } from "../../base/brand.ts";
import { copyBytes } from "../../base/bytes.ts";
import { described, shown } from "../../base/text.ts";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { MsgPayForSchema } from "../../gen/nillion/meta/v1/tx_pb.ts";
import { unilMax } from "../checks.ts";

/** The message of a transaction that pays. */
export interface PayForMessage {
  /** The type of the message: `/nillion.meta.v1.MsgPayFor`. */
  readonly typeUrl: string;
  /** The serialized message. */
  readonly value: Uint8Array<ArrayBuffer>;
}

const addressForm = /^[a-z0-9]{1,83}1./;

/** Makes the message that pays an amount for a resource. */
export function prepareMsg(
  amountUnil: bigint,
  resource: Uint8Array,
  fromAddress: string,
): PayForMessage {
  checkIntent(amountUnil, resource);
  if (typeof fromAddress !== "string" || !addressForm.test(fromAddress)) {
    throw new InvalidArgumentError(
      `fromAddress must be a wallet's address such as nillion1..., got ${shown(fromAddress)}`,
      { phase: "payment" },
    );
  }
  const amount = [{ denom: "unil", amount: String(amountUnil) }];
  const message = create(MsgPayForSchema, { resource, fromAddress, amount });
  return { typeUrl: `/${message.$typeName}`, value: toBinary(MsgPayForSchema, message) };
}

const resourceBytes = 32;

/** Checks an amount and a resource, and returns a copy of the resource. */
export function checkIntent(amountUnil: bigint, resource: Uint8Array): Uint8Array<ArrayBuffer> {
  if (!(typeof amountUnil === "bigint" && amountUnil > 0n && amountUnil <= unilMax)) {
    throw new InvalidArgumentError(
      `amountUnil must be a bigint from 1 to ${unilMax}, got ${
        typeof amountUnil === "bigint" ? shown(amountUnil) : described(amountUnil)
      }`,
      { phase: "payment" },
    );
  }
  if (!(isBytes(resource) && resource.length === resourceBytes)) {
    throw new InvalidArgumentError(
      `resource must be a Uint8Array of ${resourceBytes} bytes, the nonce of a quote or a SHA-256, got ${
        described(resource)
      }`,
      { phase: "payment" },
    );
  }
  return copyBytes(resource);
}
