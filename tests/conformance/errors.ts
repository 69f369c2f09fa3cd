import { expect, expectError, expectSame } from "./expect.ts";
import type { Cases } from "./context.ts";

/** Cases of errors, by their class and code. */
export const errors: Cases = {
  "values that do not exist are not found": (t) =>
    t.withFunded(async (user) => {
      const id = crypto.randomUUID();
      const error = await expectError(t.api.NotFoundError, user.retrieveValues(id).invoke());
      expectSame(error.code, "NOT_FOUND", "code");
      expectSame(error.outcomes?.length, 5, "nodes that said so");
      expect(error instanceof t.api.VmError && error instanceof Error, "it is a VmError");
    }),
  "a user without permissions is denied": (t) =>
    t.withFunded((alice) =>
      t.withFunded(async (mallory) => {
        const id = await alice.storeValues({ a: new t.api.SecretInteger(1) }, { ttlDays: 1 })
          .invoke();
        const denied = [mallory.retrieveValues(id), mallory.deleteValues(id)];
        for (const operation of denied) {
          const error = await expectError(t.api.PermissionDeniedError, operation.invoke());
          expectSame(error.code, "PERMISSION_DENIED", "code");
        }
      })
    ),
  "a user whose clock is an hour behind is not authenticated": (t) =>
    t.withUser({ environment: { now: () => Date.now() - 3_600_000 } }, async (user) => {
      const error = await expectError(t.api.UnauthenticatedError, user.balance());
      expectSame(error.code, "UNAUTHENTICATED", "code");
    }),
  "without a balance and a wallet there are insufficient funds": (t) =>
    t.withUser({}, async (user) => {
      const operation = user.storeValues({ a: new t.api.SecretInteger(1) }, { ttlDays: 1 });
      const error = await expectError(t.api.InsufficientFundsError, operation.invoke());
      expectSame(error.code, "INSUFFICIENT_FUNDS", "code");
    }),
  "an empty wallet has insufficient funds": async (t) => {
    const privateKey = t.api.PrivateKey.random();
    const payer = new t.api.NilChainPayer({ network: t.network, privateKey });
    const payment = payer.submitPayment(1_000n, new Uint8Array(32));
    await expectError(t.api.InsufficientFundsError, payment);
  },
  "an unreachable network is unavailable": async (t) => {
    const network = new t.api.Network({ bootnode: t.job.nowhere });
    const user = t.withUser({ network, timeoutMs: 10_000 }, async () => {});
    const error = await expectError(t.api.UnavailableError, user);
    expectSame(error.phase, "cluster", "phase");
  },
  "an invalid program is refused before it is paid": (t) =>
    t.withUser({}, async (user) => {
      const program = new Uint8Array([1, 2, 3]);
      const operation = user.storeProgram("none", program).invoke();
      await expectError(t.api.InvalidProgramError, operation);
    }),
};
