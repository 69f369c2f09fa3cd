import type { Fetch } from "@nilvm/client";
import { expectSameValues } from "./clear_values.ts";
import { expect, expectError, expectSame } from "./expect.ts";
import { stallingFetch } from "./stalling_fetch.ts";
import { watchedFetch } from "./watched_fetch.ts";
import type { Cases } from "./context.ts";

/** Calls that end by a signal or a time limit, and the connections they leave. */
export const aborts: Cases = {
  "a call whose signal has aborted is not made": (t) =>
    t.withUser({}, async (user) => {
      const signal = AbortSignal.abort(new Error("changed my mind"));
      const error = await expectError(t.api.AbortedError, user.balance({ signal }));
      expectSame(error.code, "ABORTED", "code");
      expectSame((error.cause as Error).message, "changed my mind", "reason");
    }),
  "a call is aborted while nodes say nothing": async (t) => {
    const { fetch, stall } = stallingFetch();
    await t.withUser({ network: t.networkWith(fetch) }, async (user) => {
      stall();
      const stop = new AbortController();
      const asked = user.balance({ signal: stop.signal });
      setTimeout(() => stop.abort(), 50);
      await expectError(t.api.AbortedError, asked);
    });
  },
  "a call ends when its time is over": async (t) => {
    const { fetch, stall } = stallingFetch();
    await t.withUser({ network: t.networkWith(fetch) }, async (user) => {
      stall();
      const startedAt = Date.now();
      const error = await expectError(t.api.TimeoutError, user.balance({ timeoutMs: 200 }));
      expectSame(error.code, "TIMEOUT", "code");
      expect(Date.now() - startedAt < 5_000, "it ended in time");
    });
  },
  "a closed client stops the calls that are under way": async (t) => {
    const { fetch, stall } = stallingFetch();
    const asked = await t.withUser({ network: t.networkWith(fetch) }, (user) => {
      stall();
      return Promise.resolve({ balance: expectError(t.api.AbortedError, user.balance()) });
    });
    await asked.balance;
  },
  "a hundred reads, some of them aborted, leave no connection open": async (t) => {
    const watched = watchedFetch();
    await t.withFunded(async (user) => {
      const values = { blob: new t.api.SecretBlob(new Uint8Array(20_000).fill(7)) };
      const id = await user.storeValues(values, { ttlDays: 1 }).invoke();
      const outcomes = await Promise.all(
        Array.from({ length: 100 }, async (_, index) => {
          const stop = new AbortController();
          // Stops every third at another moment: before it is sent, on its way, while it is read.
          if (index % 3 === 0) setTimeout(() => stop.abort(), index * 7);
          try {
            expectSameValues(
              await user.retrieveValues(id).invoke({ signal: stop.signal }),
              values,
            );
            return "read";
          } catch (error) {
            if (stop.signal.aborted && error instanceof t.api.AbortedError) return "aborted";
            throw error;
          }
        }),
      );
      const aborted = outcomes.filter((outcome) => outcome === "aborted").length;
      expect(aborted > 0, "some were aborted");
      expect(outcomes.length - aborted >= 66, "all others were read");
      expect(watched.openMax <= 6, `at most six connections at once, not ${watched.openMax}`);
      await watched.settled();
      expectSame(watched.open, 0, "connections that are left open");
      expectSameValues(await user.retrieveValues(id).invoke(), values);
    }, { network: t.networkWith(watched.fetch) });
  },
  "answers that fail or break off leave no connection open": async (t) => {
    const watched = watchedFetch();
    let asked = 0;
    const broken: Fetch = async (input, init) => {
      const response = await watched.fetch(input, init);
      // Lets quotes and receipts pass, since a lost receipt cannot be requested again.
      if (!input.endsWith("/RetrieveValues")) return response;
      const { status, headers, body } = response;
      switch (asked++ % 4) {
        case 1:
          // The answer of a gateway in place of a node.
          return new Response(body, { status: 503 });
        case 3:
          return new Response(breakOff(body!), { status, headers });
        default:
          return response;
      }
    };
    await t.withFunded(async (user) => {
      const values = { blob: new t.api.SecretBlob(new Uint8Array(20_000).fill(7)) };
      const id = await user.storeValues(values, { ttlDays: 1 }).invoke();
      let served = 0;
      for (let round = 0; round < 8; round++) {
        try {
          expectSameValues(await user.retrieveValues(id).invoke(), values);
          served++;
        } catch (error) {
          expect(error instanceof t.api.VmError, `a typed error: ${error}`);
        }
      }
      expect(served > 0, "some reads were served all the same");
      await watched.settled();
      expectSame(watched.open, 0, "connections that are left open");
    }, { network: t.networkWith(broken) });
  },
};

/** A body that fails after its first chunk. */
function breakOff(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let hasBegun = false;
  return new ReadableStream({
    async pull(controller) {
      const { value } = await reader.read();
      if (!hasBegun && value !== undefined) controller.enqueue(value);
      else {
        await reader.cancel();
        controller.error(new TypeError("connection reset"));
      }
      hasBegun = true;
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
