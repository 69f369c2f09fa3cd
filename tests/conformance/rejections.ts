import type { Fetch } from "@nilvm/client";
import { expect, expectError, expectSame } from "./expect.ts";
import { stallingFetch } from "./stalling_fetch.ts";
import type { Cases } from "./context.ts";

/** Promises that were rejected while nobody listened, as the runtime tells them. */
export class Rejections {
  readonly #reasons = new Map<unknown, unknown>();
  readonly #handled = new Set<unknown>();

  /** Takes note of a promise that nobody listens to. */
  add(promise: unknown, reason: unknown): void {
    this.#reasons.set(promise, reason);
  }

  /** Takes note that somebody listens to it after all. */
  handle(promise: unknown): void {
    this.#handled.add(promise);
  }

  /** Forgets all that it was told, and gives it. */
  take(): { reason: unknown; isHandled: boolean }[] {
    const told = [...this.#reasons].map(([promise, reason]) => ({
      reason,
      isHandled: this.#handled.has(promise),
    }));
    this.#reasons.clear();
    return told;
  }
}

/** Listens to the events of Web runtimes. */
export function watchRejections(): Rejections {
  const rejections = new Rejections();
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    rejections.add(event.promise, event.reason);
  });
  addEventListener("rejectionhandled", (event) => rejections.handle(event.promise));
  return rejections;
}

const rounds = 10;

/** Cases that run after all others, and look at what these have left too. */
export function rejectionCases(rejections: Rejections): Cases {
  /** Workers with a compatibility date before 2026-03-03 tell too early of a promise that is about to be handled. */
  let isHasty = false;
  /**
   * Throws if a promise was rejected while nobody listened.
   *
   * @param handledAreOurs Whether it may be the client's if somebody listened later. An aborted request has promises of such a
   * Worker told, which no code can handle.
   */
  const expectNone = async ({ handledAreOurs = true } = {}) => {
    await wait(200);
    const isOurs = ({ isHandled }: { isHandled: boolean }) =>
      !isHandled || !isHasty || handledAreOurs;
    const left = rejections.take().filter(isOurs);
    const words = left.map(({ reason }) => reason instanceof Error ? reason.stack : String(reason));
    expectSame(words.join("\n"), "", "rejections that nobody handled");
  };
  return {
    "a rejection that nobody handles is told, and no case has left one": async () => {
      await wait(100);
      const earlier = rejections.take();
      const isHandledSoon = new Error("handled");
      Promise.resolve().then(() => Promise.reject(isHandledSoon)).catch(() => {});
      const planted = new Error("planted");
      Promise.reject(planted);
      await wait(100);
      const reasons = rejections.take().map(({ reason }) => reason);
      expect(reasons.includes(planted), "the runtime told of it");
      isHasty = reasons.includes(isHandledSoon);
      for (const { reason, isHandled } of earlier) {
        if (!isHandled || !isHasty) throw reason;
      }
    },
    "calls that nodes refuse leave no rejection unhandled": (t) =>
      t.withFunded(async (alice) => {
        const id = await alice.storeValues({ a: new t.api.SecretInteger(1) }, { ttlDays: 1 })
          .invoke();
        await t.withFunded(async (mallory) => {
          for (let round = 0; round < rounds; round++) {
            const { NotFoundError, PermissionDeniedError } = t.api;
            const nothing = crypto.randomUUID();
            await Promise.all([
              expectError(NotFoundError, alice.retrieveValues(nothing).invoke()),
              expectError(NotFoundError, alice.retrieveComputeResults(nothing).invoke()),
              expectError(PermissionDeniedError, mallory.retrieveValues(id).invoke()),
              expectError(PermissionDeniedError, mallory.deleteValues(id).invoke()),
            ]);
          }
        });
        await expectNone();
      }),
    "calls that are aborted or take too long leave no rejection unhandled": async (t) => {
      await t.withFunded(async (user) => {
        const id = await user.storeValues({ a: new t.api.SecretInteger(1) }, { ttlDays: 1 })
          .invoke();
        for (let round = 0; round < rounds; round++) {
          const stop = new AbortController();
          setTimeout(() => stop.abort(), 3 * round);
          const { signal } = stop;
          await Promise.allSettled([
            user.retrieveValues(id).invoke({ signal }),
            user.retrieveValues(id).invoke({ timeoutMs: 1 + 3 * round }),
            user.balance({ signal }),
            user.balance({ timeoutMs: 1 + 3 * round }),
          ]);
        }
      });
      const { fetch, stall } = stallingFetch();
      await t.withUser({ network: t.networkWith(fetch) }, async (user) => {
        stall();
        const late = user.retrieveValues(crypto.randomUUID()).invoke({ timeoutMs: 100 });
        await expectError(t.api.TimeoutError, late);
      });
      await expectNone({ handledAreOurs: false });
    },
    "answers that are not a node's leave no rejection unhandled": async (t) => {
      for (const answer of strangeAnswers) {
        let isStrange = false;
        const strange: Fetch = (input, init) => isStrange ? answer() : fetch(input, init);
        await t.withUser({ network: t.networkWith(strange) }, async (user) => {
          isStrange = true;
          const id = crypto.randomUUID();
          const asked = [
            user.balance({ timeoutMs: 300 }),
            user.deleteValues(id).invoke({ timeoutMs: 300 }),
          ];
          for (const result of await Promise.allSettled(asked)) {
            expectSame(result.status, "rejected", "outcome");
          }
        });
      }
      await expectNone();
    },
    "payments that are refused leave no rejection unhandled": async (t) => {
      const privateKey = t.api.PrivateKey.random();
      const empty = new t.api.NilChainPayer({ network: t.network, privateKey });
      const { chainId, nowhere: rpcEndpoint } = t.job;
      const nobody = new t.api.NilChainPayer({
        chainId,
        rpcEndpoint,
        privateKey,
        queryTimeoutMs: 300,
      });
      const { InsufficientFundsError, VmError } = t.api;
      for (let round = 0; round < rounds; round++) {
        const resource = crypto.getRandomValues(new Uint8Array(32));
        await Promise.all([
          expectError(InsufficientFundsError, empty.submitPayment(1n, resource)),
          expectError(VmError, nobody.submitPayment(1n, resource)),
        ]);
      }
      await expectNone();
    },
    "payments that are aborted leave no rejection unhandled": async (t) => {
      for (let round = 0; round < rounds; round++) {
        const resource = crypto.getRandomValues(new Uint8Array(32));
        const stop = new AbortController();
        setTimeout(() => stop.abort(), 3 * round);
        await t.payer.submitPayment(1n, resource, { signal: stop.signal }).catch((error) =>
          expect(error instanceof t.api.VmError, `a typed error: ${error}`)
        );
      }
      await expectNone({ handledAreOurs: false });
    },
  };
}

const strangeAnswers: readonly (() => Promise<Response>)[] = [
  () => Promise.reject(new TypeError("connection refused")),
  () => Promise.resolve(new Response("no", { status: 503 })),
  () =>
    Promise.resolve(new Response("no", { status: 404, headers: { "content-type": "text/html" } })),
  () => Promise.resolve(new Response(new Uint8Array([0, 0, 0]), grpcWeb)),
  () => Promise.resolve(new Response(brokenBody(), grpcWeb)),
];

const grpcWeb = { headers: { "content-type": "application/grpc-web+proto" } };

function brokenBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: (controller) => controller.error(new TypeError("connection reset")),
  });
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
