/**
 * Masks and unmasks on request, for the Python side of the test: a line of JSON in, a line of JSON out.
 */
import "@nilvm/client";
import { SecretMasker } from "@nilvm/client/masking";
import { decodeHex, encodeHex } from "../../src/base/hex.ts";
import { answerLines } from "./answer_lines.ts";
import { readValues, writeValues, type WrittenValues } from "./written_values.ts";

interface Request {
  primeBits: 64 | 128 | 256;
  polynomialDegree: number;
  parties: string[];
  /** To be masked. */
  values?: WrittenValues;
  /** To be unmasked: each party's messages. */
  shares?: Record<string, string[]>;
}

function answer({ primeBits, polynomialDegree, parties, values, shares }: Request): unknown {
  const ids = parties.map((party) => decodeHex(party)!);
  const masker = SecretMasker.create({ primeBits, polynomialDegree, parties: ids });
  if (values !== undefined) {
    const clear = readValues(values);
    const masked = masker.mask(clear).map((
      { party, values },
    ) => [encodeHex(party), values.map(encodeHex)]);
    return { shares: Object.fromEntries(masked), classification: masker.classify(clear) };
  }
  const given = Object.entries(shares ?? {}).map(([party, values]) => ({
    party: decodeHex(party)!,
    values: values.map((value) => decodeHex(value)!),
  }));
  const { values: clear, faultyParties } = masker.unmask(given);
  return {
    values: writeValues(clear),
    faultyParties: faultyParties.map(encodeHex),
    payloadSize: masker.payloadSize(given),
  };
}

await answerLines(answer);
