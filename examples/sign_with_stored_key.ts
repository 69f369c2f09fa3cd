/**
 * Lets a service sign with a key that it never gets to see: the owner stores the key and permits
 * the service to use it in the network's signing program, and in nothing else.
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
  VmClient,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";

const programId = "builtin/tecdsa_sign";

await using devnet = await startDevnet({ listen: false });
await using owner = await connect(0);
await using service = await connect(1);

// The program takes the key under this name, and nothing else may be stored with it.
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

async function connect(wallet: number): Promise<VmClient> {
  return await VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer: devnet.payer(wallet),
  });
}
