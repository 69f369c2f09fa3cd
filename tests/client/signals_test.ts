import { SecretInteger } from "@nilvm/client";
import { assert } from "@std/assert";
import { getEventListeners } from "node:events";
import { fundedClient, startNet } from "../support/net_fixture.ts";

/** Node warns of a leak when a signal has more listeners than that. */
const listenersMax = 10;

Deno.test("no signal gets more than ten listeners, for any number of nodes and calls", async () => {
  let most = 0;
  const { addEventListener } = AbortSignal.prototype;
  AbortSignal.prototype.addEventListener = function (
    this: AbortSignal,
    ...args: Parameters<typeof addEventListener>
  ) {
    addEventListener.apply(this, args);
    most = Math.max(most, getEventListeners(this, "abort").length);
  };
  try {
    await using net = await startNet({ nodes: 15, polynomialDegree: 4 });
    await using client = await fundedClient(net);
    const values = { number: new SecretInteger(-42) };
    const store = () => client.storeValues(values, { ttlDays: 1 }).invoke();
    const ids = await Promise.all(Array.from({ length: 15 }, store));
    await Promise.all(ids.map((id) => client.retrieveValues(id).invoke()));
    await using payer = await net.client({ paymentMode: "perOperation" });
    await Promise.all(ids.map(() => payer.storeValues(values, { ttlDays: 1 }).invoke()));
  } finally {
    AbortSignal.prototype.addEventListener = addEventListener;
  }
  assert(most > 0 && most <= listenersMax, `${most} listeners`);
});
