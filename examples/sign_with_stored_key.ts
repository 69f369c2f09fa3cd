/**
 * A service signs with a key that it cannot read. The owner stores the key, and permits the service
 * to compute with it in the network's signing program only.
 *
 * `deno run examples/sign_with_stored_key.ts`
 *
 * @module
 */
import {
  EcdsaDigestMessage,
  EcdsaPrivateKey,
  type EcdsaSignature,
  PermissionDeniedError,
  Permissions,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";

const programId = "builtin/tecdsa_sign";

await using devnet = await startDevnet({ listen: false });
await using owner = await devnet.client();
await using service = await devnet.client({ wallet: 1 });

// The program expects the key under this name. Store no other value under the same id.
const key = PrivateKey.random();
const id = await owner.storeValues({ tecdsa_private_key: new EcdsaPrivateKey(key.toBytes()) }, {
  ttlDays: 30,
  permissions: Permissions.defaultsForUser(owner.userId).allowCompute(service.userId, programId),
}).invoke();

const order = new TextEncoder().encode("ship order 1234");
const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", order));
const computeId = await service.compute({
  programId,
  inputBindings: [
    { partyName: "tecdsa_key_party", user: owner.userId },
    { partyName: "tecdsa_digest_message_party", user: service.userId },
  ],
  outputBindings: [{ partyName: "tecdsa_output_party", users: [service.userId] }],
  values: { tecdsa_digest_message: new EcdsaDigestMessage(digest) },
  valueIds: [id],
}).invoke();
const { tecdsa_signature } = await service.retrieveComputeResults(computeId).invoke();
const { r, s } = (tecdsa_signature as EcdsaSignature).value;

const signature = new Uint8Array([...r, ...s]);
console.log(`The signature is the key's: ${key.publicKey.verify(order, signature)}`);

try {
  await service.retrieveValues(id).invoke();
} catch (error) {
  if (!(error instanceof PermissionDeniedError)) throw error;
  console.log("The service may not read the key");
}
