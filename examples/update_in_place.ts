/**
 * Replaces stored values under the id they have, so that whoever holds the id reads the new ones.
 * An update replaces all values of the id, counts their days anew, and leaves the permissions as
 * they are, unless it is given some: whoever may update could also make the values their own, so
 * permit it only to whom you would hand them over.
 *
 * `deno run examples/update_in_place.ts`
 *
 * @module
 */
import { Permissions, SecretInteger, VmClient } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";

await using devnet = await startDevnet({ listen: false });
await using owner = await connect(0);
await using sensor = await connect(1);

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

async function connect(wallet: number): Promise<VmClient> {
  return await VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer: devnet.payer(wallet),
  });
}
