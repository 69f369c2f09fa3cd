import { InternalError } from "../errors/mod.ts";
import { PublicKey } from "../keys/public_key.ts";
import { ed25519Verify } from "../core/core.ts";
import type { Cluster, NodePublicKey } from "./cluster.ts";

/**
 * Checks the leader's signature.
 *
 * @throws {InternalError} When it is wrong.
 */
export function checkLeaderSignature(
  { leader }: Cluster,
  message: Uint8Array,
  signature: Uint8Array,
  phase: "quote" | "receipt",
): void {
  if (verify(leader.publicKey, message, signature)) return;
  throw new InternalError(`The ${phase} has no valid signature of the leader ${leader.id}`, {
    phase,
    node: leader.id,
  });
}

function verify(key: NodePublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return key.keyType === "ed25519"
      ? ed25519Verify(key.contents, message, signature)
      : PublicKey.fromBytes(key.contents).verify(message, signature);
  } catch {
    return false; // The key is not a point of its curve.
  }
}
