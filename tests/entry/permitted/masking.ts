/** Masks its argument, a number, and recovers it. */
import "@nilvm/client/wasm";
import { SecretMasker } from "@nilvm/client/masking";
import { SecretInteger } from "@nilvm/client/values";

const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
const shares = masker.mask({ answer: new SecretInteger(BigInt(Deno.args[0]!)) });
const { values } = masker.unmask(shares.slice(1));
console.log(`answer ${values["answer"]?.value}`);
