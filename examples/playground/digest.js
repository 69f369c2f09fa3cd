/** A worker of a sandbox has no `crypto.subtle` in some browsers. The client and the devnet need one function of it. */
import { sha256 } from "@noble/hashes/sha2.js";

if (globalThis.crypto.subtle === undefined) {
  const digest = (_name, bytes) =>
    Promise.resolve(
      sha256(new Uint8Array(bytes.buffer ?? bytes, bytes.byteOffset ?? 0, bytes.byteLength)).slice()
        .buffer,
    );
  Object.defineProperty(globalThis.crypto, "subtle", { value: { digest } });
}
