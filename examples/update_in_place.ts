/**
 * Replaces stored values and keeps their id, so that everybody who knows the id reads the new values.
 *
 * An update replaces all values of the id and sets a new lifetime. It keeps the permissions, unless
 * you pass new ones. A user who may update the values may also pass permissions with another owner.
 * Grant `update` only to users to whom you would give the values.
 *
 * `deno run examples/update_in_place.ts`
 *
 * @module
 */
import { Permissions, SecretInteger } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";

await using devnet = await startDevnet({ listen: false });
await using owner = await devnet.client();
await using sensor = await devnet.client({ wallet: 1 });

const id = await owner.storeValues({ celsius: new SecretInteger(20) }, {
  ttlDays: 7,
  permissions: Permissions.defaultsForUser(owner.userId).allowUpdate(sensor.userId),
}).invoke();

await sensor.storeValues({ celsius: new SecretInteger(23) }, { ttlDays: 7, updateIdentifier: id })
  .invoke();

const { celsius } = await owner.retrieveValues(id).invoke();
console.log(`The owner reads ${celsius?.value} degrees`);

const permissions = await owner.retrievePermissions(id).invoke();
console.log(`The owner is still the owner: ${permissions.owner.equals(owner.userId)}`);
