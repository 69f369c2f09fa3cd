/**
 * Signs a message as an Ethereum account whose private key nobody has: the nodes make the key
 * together, each keeps a share of it, and they sign together.
 *
 * By default the owner of such a key may retrieve, replace and delete it. Here they revoke that, so
 * that the key can only sign. As its owner they could grant it again; one who wants to rule that
 * out makes somebody else the owner, with `overwritePermissions`.
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
  VmClient,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";

await using devnet = await startDevnet({ listen: false });
await using client = await VmClient.create({
  key: PrivateKey.random(),
  network: devnet.network,
  payer: devnet.payer(0),
});
const user = client.userId;

// The nodes make a key. It is stored at once; what comes back is its id and its public half.
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

// The digest that Ethereum wallets sign for a text, by EIP-191.
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

// A wallet finds the signer by the recovery id, which is the one that leads to the account.
const compact = secp256k1.Signature.fromBytes(new Uint8Array([...r, ...s]), "compact");
const signers = [0, 1].map((bit) =>
  addressOf(compact.addRecoveryBit(bit).recoverPublicKey(digest))
);
const recoveryBit = signers.indexOf(address);
if (recoveryBit < 0) throw new Error("The signature is not the account's");
const signature = `0x${r.toHex()}${s.toHex()}${(27 + recoveryBit).toString(16)}`;
console.log(`The account signed: ${signature}`);

/** The last 20 bytes of the hash of the public key. */
function addressOf(point: InstanceType<typeof secp256k1.Point>): string {
  return `0x${keccak_256(point.toBytes(false).subarray(1)).subarray(12).toHex()}`;
}
