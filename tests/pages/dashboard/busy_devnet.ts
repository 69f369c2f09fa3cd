import {
  InputPartyBinding,
  OutputPartyBinding,
  PublicInteger,
  SecretBlob,
  SecretInteger,
} from "@nilvm/client";
import type { Devnet } from "@nilvm/client/devnet";
import type { DevnetState } from "../../../src/devnet/state/state.ts";
import { startWithFile } from "../../../src/devnet/start_devnet.ts";
import { mir } from "../../support/programs.ts";

/** A devnet to look at. */
export interface BusyDevnet extends AsyncDisposable {
  readonly devnet: Devnet;
  readonly state: DevnetState;
  readonly url: string;
  /** The id of values with a secret, a blob and a public value. */
  readonly id: string;
}

/** A devnet on which two users have stored, read and computed. One read failed. */
export async function startBusyDevnet(): Promise<BusyDevnet> {
  const { devnet, state } = await startWithFile({ admin: true, seed: "dashboard" });
  const ann = await devnet.client({ paymentMode: "perOperation" });
  const bob = await devnet.client({ wallet: 1 });
  await bob.addFunds(20_000_000n);
  const values = {
    salary: new SecretInteger(4200),
    note: new SecretBlob(new TextEncoder().encode("Meet at noon by the fountain")),
    year: new PublicInteger(2026),
  };
  const id = await ann.storeValues(values, { ttlDays: 5 }).invoke();
  await ann.retrieveValues(id).invoke();
  for (let count = 0; count < 5; count++) {
    await bob.storeValues({ offer: new SecretInteger(count) }, { ttlDays: 30 }).invoke();
  }
  await bob.retrieveValues(id).invoke().catch(() => {});
  const programId = await ann.storeProgram("sum_and_difference", await mir("two_parties")).invoke();
  const run = await ann.compute({
    programId,
    inputBindings: [
      new InputPartyBinding("p", ann.userId),
      new InputPartyBinding("q", ann.userId),
    ],
    outputBindings: [
      new OutputPartyBinding("p", [ann.userId]),
      new OutputPartyBinding("q", [bob.userId]),
    ],
    values: { a: new SecretInteger(5), b: new SecretInteger(3) },
  }).invoke();
  await ann.retrieveComputeResults(run).invoke();
  await ann[Symbol.asyncDispose]();
  await bob[Symbol.asyncDispose]();
  return {
    devnet,
    state,
    url: `${devnet.adminUrl}/`,
    id,
    [Symbol.asyncDispose]: () => devnet[Symbol.asyncDispose](),
  };
}
