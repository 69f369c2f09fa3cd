import { checkBytes, copyBytes } from "../base/bytes.ts";
import { described, shown } from "../base/text.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { PublicKey } from "./public_key.ts";

/** The kinds of keys that identify users: ECDSA over secp256k1, and Ed25519. */
export type KeyType = "secp256k1" | "ed25519";

/**
 * Who signs for a user: a key, or what has the key, such as WebCrypto, a key service or a wallet. A `PrivateKey` and an
 * `EddsaKey` are signers.
 *
 * A client asks it for one signature for each node and minute. With them it tells the nodes who is calling.
 *
 * @example A key that is somewhere else
 * ```ts
 * import { PrivateKey, type Signer, UserId } from "@nilvm/client/keys";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { VmClient } from "@nilvm/client";
 * import { assert } from "@std/assert";
 *
 * const elsewhere = PrivateKey.random();
 * const signer: Signer = {
 *   keyType: "secp256k1",
 *   publicKey: elsewhere.publicKey.toBytes(),
 *   sign: async (message) => await Promise.resolve(elsewhere.sign(message)),
 * };
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({ key: signer, network: devnet.network });
 *
 * assert(client.userId.equals(UserId.fromPublicKey(elsewhere.publicKey)));
 * await client.balance();
 * ```
 */
export interface Signer {
  /** The public key. As bytes it has 33 for secp256k1, the compressed form, and 32 for Ed25519. */
  readonly publicKey: PublicKey | Uint8Array;
  /** The kind of the key. */
  readonly keyType: KeyType;
  /**
   * Signs a message. The signature has 64 bytes: for secp256k1 r and s of the SHA-256 digest of the message, with s in
   * the lower half, which `Signature` makes from other forms; for Ed25519 the signature of the message itself.
   *
   * A signer that refuses throws, or rejects.
   */
  sign(message: Uint8Array<ArrayBuffer>): Uint8Array | PromiseLike<Uint8Array>;
  /**
   * Signs several messages at once, in their order: for a person who would have to confirm each. Without it, `sign` is
   * called for all of them at the same time.
   */
  signAll?(messages: readonly Uint8Array<ArrayBuffer>[]): PromiseLike<readonly Uint8Array[]>;
  /**
   * How long what it signs is good for, in milliseconds: 60,000 unless given, and at most 3,600,000. A person needs time
   * to confirm, and wants to be asked rarely. Whoever gets a token, such as a proxy, can use it as long at its node.
   */
  readonly tokenLifeMs?: number | undefined;
}

const lengths: Readonly<Record<KeyType, number>> = { secp256k1: 33, ed25519: 32 };

/** How long a token is valid unless the signer says so. */
export const tokenLifeMsDefault = 60_000;
const tokenLifeMsMax = 3_600_000;

/**
 * Returns the signer after checking its properties.
 *
 * @throws {InvalidArgumentError} When it is no signer.
 */
export function checkSigner(signer: Signer): Signer {
  if (typeof signer !== "object" || typeof signer?.sign !== "function") {
    const wanted = "a PrivateKey, or a Signer with publicKey, keyType and sign()";
    throw wrong(`key must be ${wanted}, got ${described(signer)}`);
  }
  const { keyType, tokenLifeMs = tokenLifeMsDefault } = signer;
  if (!Object.hasOwn(lengths, keyType)) {
    throw wrong(`key.keyType must be "secp256k1" or "ed25519", got ${shown(keyType)}`);
  }
  publicKeyBytes(signer);
  const isInRange = tokenLifeMs >= tokenLifeMsDefault && tokenLifeMs <= tokenLifeMsMax;
  if (!Number.isInteger(tokenLifeMs) || !isInRange) {
    throw wrong(
      `key.tokenLifeMs must be a whole number from ${tokenLifeMsDefault} to ${tokenLifeMsMax}, ` +
        `got ${shown(tokenLifeMs)}`,
    );
  }
  return signer;
}

/** The signer's public key in the form that the network takes. */
export function publicKeyBytes({ publicKey, keyType }: Signer): Uint8Array<ArrayBuffer> {
  if (publicKey instanceof PublicKey && keyType === "secp256k1") return publicKey.toBytes();
  const subject = `The public key of type ${keyType}`;
  const bytes = copyBytes(checkBytes(publicKey as Uint8Array, subject, lengths[keyType]));
  return keyType === "secp256k1" ? PublicKey.fromBytes(bytes).toBytes() : bytes;
}

function wrong(message: string): InvalidArgumentError {
  return new InvalidArgumentError(message, { option: "key" });
}
