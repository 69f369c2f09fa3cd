import { expectSameValues } from "./clear_values.ts";
import { expect, expectError, expectSame } from "./expect.ts";
import type { Cases } from "./context.ts";

/** Cases of permissions. */
export const permissions: Cases = {
  "a permission is granted, used and revoked": (t) =>
    t.withFunded((alice) =>
      t.withFunded(async (bob) => {
        const values = { number: new t.api.SecretInteger(-42) };
        const id = await alice.storeValues(values, { ttlDays: 1 }).invoke();
        await expectError(t.api.PermissionDeniedError, bob.retrieveValues(id).invoke());
        await alice.updatePermissions(id, { retrieve: { grant: [bob.userId] } }).invoke();
        expectSameValues(await bob.retrieveValues(id).invoke(), values);
        await alice.updatePermissions(id, { retrieve: { revoke: [bob.userId] } }).invoke();
        await expectError(t.api.PermissionDeniedError, bob.retrieveValues(id).invoke());
      })
    ),
  "permissions are read and overwritten": (t) =>
    t.withFunded(async (alice) => {
      const id = await alice.storeValues({ a: new t.api.SecretInteger(1) }, { ttlDays: 1 })
        .invoke();
      const { owner, retrieve } = await alice.retrievePermissions(id).invoke();
      expect(owner.equals(alice.userId), "who stores values owns them");
      expectSame(retrieve.map(String).join(), alice.userId.toString(), "who may read them");
      const heir = t.api.UserId.fromPublicKey(t.api.PrivateKey.random().publicKey);
      await alice.overwritePermissions(id, t.api.Permissions.defaultsForUser(heir)).invoke();
      await expectError(t.api.PermissionDeniedError, alice.retrieveValues(id).invoke());
    }),
};
