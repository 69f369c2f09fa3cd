import { callWithBytes } from "../../core/core.ts";
import type { Host } from "../../core/programs.ts";
import type { Environment } from "../base/environment.ts";

const ENTROPY_LENGTH = 32;

/** Gives programs their randomness, and signs for them as the nodes do together. */
export function programHost({ randomBytes }: Environment): Host {
  return {
    randomBytes,
    sign: (scheme, key, message) =>
      scheme === "ecdsa"
        ? callWithBytes("ecdsaSign", [key, message])
        : callWithBytes("eddsaSign", [key, randomBytes(ENTROPY_LENGTH), message]),
    publicKey: (scheme, key) =>
      callWithBytes(scheme === "ecdsa" ? "ecdsaPublicKey" : "eddsaPublicKey", [key]),
  };
}
