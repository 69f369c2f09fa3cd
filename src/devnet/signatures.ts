import { PublicKeyType } from "../gen/nillion/auth/v1/public_key_pb.ts";
import { PublicKey } from "../keys/public_key.ts";
import { ed25519Verify, sha256 } from "../wasm/core.ts";
import { hexOf } from "./hex.ts";

/** A public key of either kind that users have. */
export interface VerifyingKey {
  /** The id, in hex, of the user whose key it is. */
  readonly user: string;
  /** Whether this key's owner signed the message. */
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** Reads a public key, or answers `undefined` for bytes that are none. */
export function verifyingKey(type: PublicKeyType, bytes: Uint8Array): VerifyingKey | undefined {
  const user = hexOf(sha256(bytes).subarray(12));
  if (type === PublicKeyType.ED25519) {
    return { user, verify: (message, signature) => ed25519Verify(bytes, message, signature) };
  }
  try {
    const key = PublicKey.fromBytes(bytes);
    return { user, verify: (message, signature) => key.verify(message, signature) };
  } catch {
    return undefined;
  }
}
