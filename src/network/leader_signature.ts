import { InternalError } from "../errors/mod.ts";
import { PublicKey } from "../keys/public_key.ts";
import { ed25519Verify } from "../core/core.ts";
import type { Cluster, NodePublicKey } from "./cluster.ts";

/**
 * Checks that the cluster's leader signed what it is said to have signed.
 *
 * @throws {InternalError} When it did not.
 */
export function checkLeaderSignature(
  { leader }: Cluster,
  message: Uint8Array,
  signature: Uint8Array,
  phase: "quote" | "receipt",
): void {
  if (verify(leader.publicKey, message, signature)) return;
  throw new InternalError(`The ${phase} is not signed by the leader ${leader.id}`, {
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
    return false; // The key is no point of its curve, so nothing can be signed with it.
  }
}
