import { SecretMasker } from "@nilvm/client/masking";
import { SecretInteger } from "@nilvm/client/values";

/** Masks one value and says for how many parties. */
export function mask(): number {
  const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
  const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
  return masker.mask({ answer: new SecretInteger(42) }).length;
}
