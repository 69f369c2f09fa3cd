/**
 * Permits another user to read stored values, and revokes the permission. The two users tell each
 * other a user id and the id of the values. Neither is a secret.
 *
 * `deno run examples/share_values.ts`
 *
 * @module
 */
import { PermissionDeniedError, Permissions, SecretBlob } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";

await using devnet = await startDevnet({ listen: false });
await using patient = await devnet.client();
await using doctor = await devnet.client({ wallet: 1 });

const record = new SecretBlob(new TextEncoder().encode("blood group A, allergic to penicillin"));
const id = await patient.storeValues({ record }, {
  ttlDays: 30,
  permissions: Permissions.defaultsForUser(patient.userId).allowRetrieve(doctor.userId),
}).invoke();

const read = await doctor.retrieveValues(id).invoke();
console.log(`The doctor reads: ${new TextDecoder().decode((read["record"] as SecretBlob).value)}`);

await patient.updatePermissions(id, { retrieve: { revoke: [doctor.userId] } }).invoke();
try {
  await doctor.retrieveValues(id).invoke();
} catch (error) {
  if (!(error instanceof PermissionDeniedError)) throw error;
  console.log("The doctor may no longer read it");
}

const { retrieve } = await patient.retrievePermissions(id).invoke();
console.log(`Users who may read it: ${retrieve.length}`);
