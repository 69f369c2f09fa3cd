import { checkPrice } from "../../payments/quote.ts";
import { findValues } from "./catalogue.ts";
import type { Connected } from "./command_context.ts";
import { standIns } from "./stand_ins.ts";

/** What it costs to read values and to store them again. */
export interface RenewalPrice {
  readonly readUnil: bigint;
  /** `undefined` when this machine does not know how large the values are. */
  readonly storeUnil: bigint | undefined;
}

/**
 * Asks what it costs to read values and to store them again.
 *
 * @throws {PriceTooHighError} When one of both costs more than the command may pay: to read them would be in vain.
 */
export async function renewalPrice(
  { client, call, networkName }: Pick<Connected, "client" | "call" | "networkName">,
  id: string,
  ttlDays: number,
): Promise<RenewalPrice> {
  const known = await findValues(networkName, id);
  const likely = known && standIns(known);
  const reading = client.retrieveValues(id);
  const storing = likely && client.storeValues(likely, { ttlDays, updateIdentifier: id });
  const read = await reading.quote(call);
  const stored = await storing?.quote(call);
  for (const quote of stored ? [read, stored] : [read]) checkPrice(quote, call.maxFeesUnil);
  return { readUnil: read.feesUnil, storeUnil: stored?.feesUnil };
}
