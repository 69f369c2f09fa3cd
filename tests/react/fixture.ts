import type { ComputeId, ProgramId, ValuesId, VmClient, VmEvent } from "@nilvm/client";
import { SecretInteger } from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import { until } from "./show.ts";

/** A network in the page, and a user who pays for each operation on its chain. */
export interface Fixture {
  readonly devnet: Devnet;
  readonly client: VmClient;
  /** What the wallet has spent. */
  spent(): bigint;
  /** Stores a number, and gives its id. */
  store(): Promise<ValuesId>;
  /** Stores a program. */
  storeProgram(): Promise<ProgramId>;
  /** Runs that program. */
  compute(): Promise<ComputeId>;
}

/** Longer than a price holds, in milliseconds. */
export const priceEndMs = 2 * 86_400_000;

/** The number that `store()` stores. */
export const secret = 4_242_424_242_424_242n;

/** A program of two numbers. */
export const sum = nada.program({
  name: "sum",
  parties: ["me"],
  inputs: { a: nada.secretInteger("me"), b: nada.secretInteger("me") },
  outputs: { total: "me" },
}, ({ a, b }) => ({ total: a.add(b) }));

/** A run of that program by a user. */
export function runOf({ userId }: VmClient, programId: ProgramId) {
  return { programId, parties: { me: userId }, values: { a: 20, b: 22 } };
}

/** Runs a test on a network of its own. */
export async function onDevnet(test: (fixture: Fixture) => Promise<void>): Promise<void> {
  await using devnet = await startDevnet({ listen: false });
  // What expires at the nodes expires for the client.
  const environment = { now: () => devnet.clock.now() };
  await using client = await devnet.client({ paymentMode: "perOperation", environment });
  const balance = () => devnet.chain.account(devnet.wallets[0]!.address).balanceUnil;
  const before = balance();
  const fixture: Fixture = {
    devnet,
    client,
    spent: () => before - balance(),
    store: () => client.storeValues({ a: new SecretInteger(secret) }, { ttlDays: 9 }).invoke(),
    storeProgram: () => client.storeProgram(sum).invoke(),
    compute: async () =>
      await client.compute(sum, runOf(client, await fixture.storeProgram())).invoke(),
  };
  await test(fixture);
}

/** Keeps what a listener is told. */
export function listener() {
  const events: VmEvent[] = [];
  return {
    onEvent: (event: VmEvent) => void events.push(event),
    /** The phases that have begun. */
    phases: () => events.flatMap((event) => event.type === "phaseStart" ? [event.phase] : []),
    /** The codes of the errors with which calls have ended. */
    errors: () => events.flatMap((event) => event.type === "operationEnd" ? [event.error] : []),
    /** How many requests of this method were sent. */
    sent: (method: string) =>
      events.filter((event) => event.type === "requestStart" && event.method === method).length,
    /** Waits until a node was asked by this method. */
    asked: (method: string) =>
      until(
        `a node is asked by ${method}`,
        () => events.some((event) => event.type === "requestStart" && event.method === method),
      ),
  };
}
