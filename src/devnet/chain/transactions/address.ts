import { ripemd160 } from "@noble/hashes/legacy.js";
import { bech32 } from "@scure/base";
import { sha256 } from "../../../core/core.ts";
import { ChainRefusal, chainRefusal } from "./chain_refusal.ts";

/** The human-readable part of the chain's addresses. */
export const addressPrefix = "nillion";

const addressLengthMax = 1023;
const checksumLength = 6;
const charset = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/** The address of the account that a key controls. */
export function addressOfKey(publicKey: Uint8Array): string {
  return encode(ripemd160(sha256(publicKey)));
}

/** The address of a module's account. */
export function addressOfModule(name: string): string {
  return encode(sha256(new TextEncoder().encode(name)).subarray(0, 20));
}

/**
 * Checks an address and returns it in lower case. The refusals have the messages of the chain's decoder, which name the
 * correct checksum.
 */
export function parseAddress(text: string): string {
  if (text.trim() === "") throw new ChainRefusal(undefined, "empty address string is not allowed");
  if (text.length < 8 || text.length > addressLengthMax) {
    throw malformed(`invalid bech32 string length ${text.length}`);
  }
  const unprintable = /[^!-~]/u.exec(text);
  if (unprintable !== null) throw malformed(`invalid character in string: '${unprintable[0]}'`);
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) {
    throw malformed("string not all lowercase or all uppercase");
  }
  const separator = lower.lastIndexOf("1");
  if (separator < 1 || separator + 1 + checksumLength > lower.length) {
    throw malformed(`invalid separator index ${separator}`);
  }
  const prefix = lower.slice(0, separator);
  const words = Array.from(lower.slice(separator + 1), (letter) => charset.indexOf(letter));
  const unknown = words.indexOf(-1);
  if (unknown !== -1) {
    const code = lower.charCodeAt(separator + 1 + unknown);
    throw malformed(`invalid character not part of charset: ${code}`);
  }
  const expected = bech32.encode(prefix, words.slice(0, -checksumLength), false)
    .slice(-checksumLength);
  const actual = lower.slice(-checksumLength);
  if (actual !== expected) {
    throw malformed(`invalid checksum (expected ${expected} got ${actual})`);
  }
  if (prefix !== addressPrefix) {
    throw chainRefusal(
      "logic",
      `hrp does not match bech32 prefix: expected '${addressPrefix}' got '${prefix}'`,
    );
  }
  return lower;
}

function malformed(detail: string): ChainRefusal {
  return new ChainRefusal(undefined, `decoding bech32 failed: ${detail}`);
}

/** The SDK's text of a validator's address. */
export function validatorAddress(bytes: Uint8Array): string {
  return encode(bytes, `${addressPrefix}valcons`);
}

function encode(bytes: Uint8Array, prefix = addressPrefix): string {
  return bech32.encode(prefix, bech32.toWords(bytes));
}
