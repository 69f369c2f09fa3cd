import { InvalidArgumentError } from "../../errors/mod.ts";
import { PublicKeyType } from "../../gen/nillion/auth/v1/public_key_pb.ts";
import { PublicKey } from "../../keys/public_key.ts";
import { CoreFailure, ed25519Verify, sha256 } from "../../core/core.ts";
import { hexOf } from "../hex.ts";

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
  try {
    if (type === PublicKeyType.ED25519) {
      // Bytes that are no point of the curve show when they are used.
      ed25519Verify(bytes, new Uint8Array(), new Uint8Array(64));
      return { user, verify: (message, signature) => ed25519Verify(bytes, message, signature) };
    }
    const key = PublicKey.fromBytes(bytes);
    return { user, verify: (message, signature) => key.verify(message, signature) };
  } catch (error) {
    const isNoKey = error instanceof InvalidArgumentError ||
      error instanceof CoreFailure && error.kind !== "trap";
    if (!isNoKey) throw error;
    return undefined;
  }
}
