/** Masks one value and says so. */
import { SecretInteger } from "@nilvm/client";
import { SecretMasker } from "@nilvm/client/masking";

const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
const shares = masker.mask({ answer: new SecretInteger(42) });
Deno.stdout.writeSync(new Uint8Array(shares.length));
