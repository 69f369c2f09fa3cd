import { InvalidArgumentError } from "../../errors/mod.ts";
import { unilMax } from "../unil_max.ts";

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
