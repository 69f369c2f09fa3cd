import { callWithBytes } from "./core.ts";
import type { Host } from "./programs.ts";

const entropyLength = 32;

/** The functions that a running program calls: random bytes, and signatures, which real nodes make together. */
export function programHost(randomBytes: (count: number) => Uint8Array): Host {
  return {
    randomBytes,
    sign: (scheme, key, message) =>
      scheme === "ecdsa"
        ? callWithBytes("ecdsaSign", [key, message])
        : callWithBytes("eddsaSign", [key, randomBytes(entropyLength), message]),
    publicKey: (scheme, key) =>
      callWithBytes(scheme === "ecdsa" ? "ecdsaPublicKey" : "eddsaPublicKey", [key]),
  };
}
