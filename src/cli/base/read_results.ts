import type { CallOptions } from "../../async/deadline.ts";
import type { VmClient } from "../../client.ts";
import { ComputationFailedError, NotFoundError } from "../../errors/mod.ts";
import type { Values } from "../../values/values.ts";
import { forgetComputation } from "./catalogue.ts";

/** Waits for the results of a computation. The catalogue has it until there is nothing more to wait for. */
export async function readResults(
  client: VmClient,
  network: string,
  computeId: string,
  call: CallOptions,
): Promise<Values> {
  try {
    const results = await client.retrieveComputeResults(computeId).invoke(call);
    await forgetComputation(network, computeId, `${client.userId}`);
    return results;
  } catch (error) {
    const isOver = error instanceof ComputationFailedError || error instanceof NotFoundError;
    if (isOver) await forgetComputation(network, computeId, `${client.userId}`);
    throw error;
  }
}
