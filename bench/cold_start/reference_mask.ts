import { encode_values, NadaValue, NadaValues, PartyId, SecretMasker } from "@nillion/client-wasm";

/** Masks one value and says for how many parties. */
export function mask(): number {
  const parties = [1, 2, 3].map((id) => new PartyId(new Uint8Array(32).fill(id)));
  const masker = SecretMasker.new_256_bit_safe_prime(1n, parties);
  const values = new NadaValues();
  values.insert("answer", NadaValue.new_secret_integer("42"));
  return masker.mask(values).map(({ shares }) => encode_values(shares)).length;
}
