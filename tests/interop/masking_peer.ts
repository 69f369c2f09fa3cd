/**
 * Masks and unmasks on request, for the Python side of the test: a line of JSON in, a line of JSON out. Bytes are in hex
 * and integers in decimal.
 */
import * as api from "@nilvm/client";
import type { NadaValue, Values } from "@nilvm/client";
import { SecretMasker } from "@nilvm/client/masking";
import { decodeHex, encodeHex } from "../../src/keys/hex.ts";
import { answerLines } from "./answer_lines.ts";

/** A value with the name of its class. */
interface Written {
  type: NadaValue["type"];
  value: string | boolean | Written[];
}

interface Request {
  primeBits: 64 | 128 | 256;
  polynomialDegree: number;
  parties: string[];
  /** To be masked. */
  values?: Record<string, Written>;
  /** To be unmasked: each party's messages. */
  shares?: Record<string, string[]>;
}

function read({ type, value }: Written): NadaValue {
  if (type === "NadaArray") return new api.NadaArray((value as Written[]).map(read));
  if (type === "EcdsaSignature") {
    const bytes = decodeHex(value as string)!;
    return new api.EcdsaSignature({ r: bytes.slice(0, 32), s: bytes.slice(32) });
  }
  const Class = api[type] as unknown as new (content: unknown) => NadaValue;
  if (typeof value === "boolean") return new Class(value);
  return new Class(type.endsWith("Integer") ? BigInt(value as string) : decodeHex(value as string));
}

function write(value: NadaValue): Written {
  const { type } = value;
  if (value.type === "NadaArray" || value.type === "PublicArray" || value.type === "NadaTuple") {
    return { type, value: value.value.map(write) };
  }
  if (value.type === "EcdsaSignature") {
    return { type, value: encodeHex(value.value.r) + encodeHex(value.value.s) };
  }
  const content = value.value;
  if (typeof content === "boolean") return { type, value: content };
  return { type, value: typeof content === "bigint" ? String(content) : encodeHex(content) };
}

function mapValues<A, B>(record: Record<string, A>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

function answer({ primeBits, polynomialDegree, parties, values, shares }: Request): unknown {
  const ids = parties.map((party) => decodeHex(party)!);
  const masker = SecretMasker.create({ primeBits, polynomialDegree, parties: ids });
  if (values !== undefined) {
    const clear: Values = mapValues(values, read);
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
    values: mapValues(clear, write),
    faultyParties: faultyParties.map(encodeHex),
    payloadSize: masker.payloadSize(given),
  };
}

await answerLines(answer);
