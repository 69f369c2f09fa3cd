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

/** The keys of leaders that were read before: whether their bytes are a point takes as long as a part of the check. */
const readKeys = new WeakMap<NodePublicKey, PublicKey>();

function readKey(key: NodePublicKey): PublicKey {
  let read = readKeys.get(key);
  if (read === undefined) readKeys.set(key, read = PublicKey.fromBytes(key.contents));
  return read;
}

function verify(key: NodePublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return key.keyType === "ed25519"
      ? ed25519Verify(key.contents, message, signature)
      : readKey(key).verify(message, signature);
  } catch {
    return false; // The key is not a point of its curve.
  }
}
