/** Masks one value and says so. */
import { encode_values, NadaValue, NadaValues, PartyId, SecretMasker } from "@nillion/client-wasm";

const parties = [1, 2, 3].map((id) => new PartyId(new Uint8Array(32).fill(id)));
const masker = SecretMasker.new_256_bit_safe_prime(1n, parties);
const values = new NadaValues();
values.insert("answer", NadaValue.new_secret_integer("42"));
const shares = masker.mask(values).map(({ shares }) => encode_values(shares));
Deno.stdout.writeSync(new Uint8Array(shares.length));
