/**
 * Signs a message for an Ethereum account with a threshold key. The nodes make the key together,
 * each keeps a share of it, and they sign together. Nobody has the private key.
 *
 * By default the owner of such a key may retrieve, update and delete it. This example revokes these
 * permissions, so the key can only sign. The owner could grant them again. To prevent that, make
 * somebody else the owner with `overwritePermissions`.
 *
 * `deno run examples/sign_ethereum.ts`
 *
 * @module
 */
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import {
  EcdsaDigestMessage,
  type EcdsaPublicKey,
  type EcdsaSignature,
  PermissionDeniedError,
  type StoreId,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";

await using devnet = await startDevnet({ listen: false });
await using client = await devnet.client();
const user = client.userId;

// The nodes make a key and store it. The results are its id and its public key.
const generation = await client.compute({
  programId: "builtin/tecdsa_dkg",
  inputBindings: [],
  outputBindings: [
    { partyName: "tecdsa_private_key_store_id_party", users: [user] },
    { partyName: "tecdsa_public_key_party", users: [user] },
  ],
}).invoke();
const made = await client.retrieveComputeResults(generation).invoke();
const { valuesId } = made["tecdsa_store_id"] as StoreId;
const publicKey = (made["tecdsa_public_key"] as EcdsaPublicKey).value;
const address = addressOf(secp256k1.Point.fromBytes(publicKey));
console.log(`The account is ${address}`);

const revoke = { revoke: [user] };
await client.updatePermissions(valuesId, { retrieve: revoke, update: revoke, delete: revoke })
  .invoke();
try {
  await client.retrieveValues(valuesId).invoke();
} catch (error) {
  if (!(error instanceof PermissionDeniedError)) throw error;
  console.log("The key cannot be retrieved");
}

// Ethereum wallets sign this digest of a text (EIP-191).
const text = new TextEncoder().encode("gm, builder");
const prefix = new TextEncoder().encode(`\x19Ethereum Signed Message:\n${text.length}`);
const digest = keccak_256(new Uint8Array([...prefix, ...text]));

const signing = await client.compute({
  programId: "builtin/tecdsa_sign",
  inputBindings: [
    { partyName: "tecdsa_key_party", user },
    { partyName: "tecdsa_digest_message_party", user },
  ],
  outputBindings: [{ partyName: "tecdsa_output_party", users: [user] }],
  values: { tecdsa_digest_message: new EcdsaDigestMessage(digest) },
  valueIds: [valuesId],
}).invoke();
const signed = await client.retrieveComputeResults(signing).invoke();
const { r, s } = (signed["tecdsa_signature"] as EcdsaSignature).value;

// A verifier recovers the signer with the recovery bit. The right bit gives the account's address.
const compact = secp256k1.Signature.fromBytes(new Uint8Array([...r, ...s]), "compact");
const signers = [0, 1].map((bit) =>
  addressOf(compact.addRecoveryBit(bit).recoverPublicKey(digest))
);
const recoveryBit = signers.indexOf(address);
if (recoveryBit < 0) throw new Error("The signature belongs to another account");
const signature = `0x${r.toHex()}${s.toHex()}${(27 + recoveryBit).toString(16)}`;
console.log(`The account signed: ${signature}`);

/** The last 20 bytes of the hash of the public key. */
function addressOf(point: InstanceType<typeof secp256k1.Point>): string {
  return `0x${keccak_256(point.toBytes(false).subarray(1)).subarray(12).toHex()}`;
}
