import { SecretMasker } from "@nilvm/client/masking";
import { SecretInteger } from "@nilvm/client/values";

/** An app that only masks. Its answer has the form of the one in `round_trip.js`. */
export function maskingRoundTrip() {
  const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
  const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
  const shares = masker.mask({ answer: new SecretInteger(-42), sum: new SecretInteger(42) });
  const { answer, sum } = masker.unmask(shares.slice(1)).values;
  return `answer ${answer.value}, sum ${sum.value}`;
}
