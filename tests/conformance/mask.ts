import type { NadaValue } from "@nilvm/client";
import { clearValues, expectSameValues } from "./clear_values.ts";
import { expect, expectSame, fromHex, toHex } from "./expect.ts";
import type { Api, Cases } from "./context.ts";
import recorded from "../fixtures/masking.json" with { type: "json" };

const primeSizes = [64, 128, 256] as const;

function maskerOf(api: Api, primeBits: 64 | 128 | 256) {
  const parties = [3, 1, 5, 2, 4].map((byte) => new Uint8Array(32).fill(byte));
  return api.SecretMasker.create({ primeBits, polynomialDegree: 2, parties });
}

/** A value as the recording writes it. */
function written(value: NadaValue): unknown {
  const { type, value: content } = value;
  if (type === "NadaArray") return { type, value: value.value.map(written) };
  if (content instanceof Uint8Array) return { type, value: toHex(content) };
  if (type === "EcdsaSignature") return { type, value: toHex(content.r) + toHex(content.s) };
  return { type, value: typeof content === "bigint" ? String(content) : content };
}

/** Cases of masking and unmasking. */
export const mask: Cases = {
  "values of every type come back, for all three primes": ({ api }) => {
    for (const primeBits of primeSizes) {
      const values = clearValues(api, primeBits);
      const masker = maskerOf(api, primeBits);
      const { values: read, faultyParties } = masker.unmask(masker.mask(values));
      expectSameValues(read, values);
      expectSame(faultyParties.length, 0, "faulty parties");
    }
  },
  "shares of the published Python core are unmasked": ({ api }) => {
    for (const { primeBits, polynomialDegree, values, shares } of recorded) {
      const answers = Object.entries(shares).map(([party, values]) => ({
        party: fromHex(party),
        values: values.map(fromHex),
      }));
      const parties = answers.map(({ party }) => party);
      const masker = api.SecretMasker.create({
        primeBits: primeBits as 64 | 128 | 256,
        polynomialDegree,
        parties,
      });
      const read = masker.unmask(answers).values;
      expectSame(Object.keys(read).length, Object.keys(values).length, "values");
      for (const [name, value] of Object.entries(values)) {
        expectSame(JSON.stringify(written(read[name]!)), JSON.stringify(value), name);
      }
    }
    expectSame(recorded.length, 3, "recorded cases");
  },
  "degree + 1 parties recover a secret, and fewer do not": ({ api }) => {
    const values = { number: new api.SecretInteger(-42) };
    const masker = maskerOf(api, 256);
    const shares = masker.mask(values);
    expectSameValues(masker.unmask(shares.slice(1, 4)).values, values);
    try {
      masker.unmask(shares.slice(0, 2));
      throw new Error("Two shares of degree 2 gave something");
    } catch (error) {
      expect(error instanceof api.NotEnoughSharesError, String(error));
      expectSame(error.need, 3, "shares needed");
    }
  },
  "a wrong share is repaired and its party named": ({ api }) => {
    for (const primeBits of primeSizes) {
      const values = { number: new api.SecretInteger(-42) };
      const masker = maskerOf(api, primeBits);
      const shares = masker.mask(values);
      // The share is at the end of its message.
      const [message] = shares[2]!.values;
      message![message!.length - 2]! ^= 1;
      const { values: read, faultyParties } = masker.unmask(shares);
      expectSameValues(read, values);
      expectSame(faultyParties.map(toHex).join(), toHex(shares[2]!.party), "faulty parties");
    }
  },
  "two wrong shares of five give an error and no value": ({ api }) => {
    const masker = maskerOf(api, 256);
    const shares = masker.mask({ number: new api.SecretInteger(-42) });
    for (const { values: [message] } of shares.slice(0, 2)) message![message!.length - 2]! ^= 1;
    try {
      masker.unmask(shares);
      throw new Error("A wrong value was given");
    } catch (error) {
      expect(error instanceof api.CorruptShareError, String(error));
    }
  },
};
