import { clearValues, expectSameValues } from "./clear_values.ts";
import { expect, expectError, expectSame } from "./expect.ts";
import type { Cases } from "./context.ts";

/** Storing values. */
export const store: Cases = {
  "values of every type are stored at every node": (t) =>
    t.withFunded(async (user) => {
      const operation = user.storeValues(clearValues(t.api, 256), { ttlDays: 1 });
      const id = await operation.invoke();
      expect(/^[0-9a-f-]{36}$/.test(id), `an id: ${id}`);
      expectSame(
        operation.outcomes.map(({ status }) => status).join(),
        "done,done,done,done,done",
        "nodes",
      );
    }),
  "a blob of 1 MiB is stored and read": (t) =>
    t.withFunded(async (user) => {
      const blob = new Uint8Array(1024 * 1024);
      for (let at = 0; at < blob.length; at += 65536) {
        crypto.getRandomValues(blob.subarray(at, at + 65536));
      }
      const values = { blob: new t.api.SecretBlob(blob) };
      const id = await user.storeValues(values, { ttlDays: 1 }).invoke();
      expectSameValues(await user.retrieveValues(id).invoke(), values);
    }),
};

/** Reading values. */
export const retrieve: Cases = {
  "values of every type come back": (t) =>
    t.withFunded(async (user) => {
      const values = clearValues(t.api, 256);
      const id = await user.storeValues(values, { ttlDays: 1 }).invoke();
      expectSameValues(await user.retrieveValues(id).invoke(), values);
    }),
  "values are read while a node is down": (t) =>
    t.withFunded(async (user) => {
      const values = { number: new t.api.SecretInteger(-42) };
      const id = await user.storeValues(values, { ttlDays: 1 }).invoke();
      const away = user.cluster.members.find(({ endpoint }) =>
        endpoint !== user.cluster.leader.endpoint && endpoint !== t.job.bootnode
      )!;
      const network = t.networkWith((input, init) =>
        input.startsWith(away.endpoint)
          ? Promise.reject(new TypeError("connection refused"))
          : t.fetch(input, init)
      );
      const key = t.api.PrivateKey.random();
      await user.updatePermissions(id, {
        retrieve: { grant: [t.api.UserId.fromPublicKey(key.publicKey)] },
      }).invoke();
      await t.withFunded(async (reader) => {
        const operation = reader.retrieveValues(id);
        expectSameValues(await operation.invoke(), values);
        const failed = operation.outcomes.filter(({ status }) => status !== "done");
        expectSame(failed.map(({ node }) => node).join(), away.id, "the node that is away");
      }, { key, network });
    }),
};

/** Replacing values. */
export const update: Cases = {
  "values are replaced under their id": (t) =>
    t.withFunded(async (user) => {
      const id = await user.storeValues({ a: new t.api.SecretInteger(1) }, { ttlDays: 1 }).invoke();
      const values = { b: new t.api.SecretInteger(2), c: new t.api.SecretBoolean(true) };
      const again = await user.storeValues(values, { ttlDays: 1, updateIdentifier: id }).invoke();
      expectSame(again, id, "the id");
      expectSameValues(await user.retrieveValues(id).invoke(), values);
    }),
};

/** Deleting values. */
export const remove: Cases = {
  "deleted values are not found": (t) =>
    t.withFunded(async (user) => {
      const id = await user.storeValues({ a: new t.api.SecretInteger(1) }, { ttlDays: 1 }).invoke();
      await user.deleteValues(id).invoke();
      await expectError(t.api.NotFoundError, user.retrieveValues(id).invoke());
    }),
};
