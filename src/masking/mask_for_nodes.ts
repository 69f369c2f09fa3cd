import { InvalidArgumentError } from "../errors/mod.ts";
import { heldBytes } from "../values/bytes_value.ts";
import type { NamedValues } from "../values/values.ts";
import { utf8Length } from "../core/layout_writer.ts";
import { type Classification, classify } from "./classification.ts";
import { type PartyShares, type SecretMasker, split } from "./secret_masker.ts";

/** What nodes take in one request. They refuse a quote for more. */
const payloadBytesMax = 6 * 1024 * 1024;

/** Values split for nodes, and what the price of sending them depends on. */
export interface MaskedValues {
  /** What each party gets. */
  readonly shares: PartyShares[];
  /** How many values of each kind there are. */
  readonly counts: Classification;
  /** What the values take at a node: what {@linkcode SecretMasker.payloadSize} gives for the shares. */
  readonly payloadBytes: number;
}

/**
 * Splits values for nodes and measures them in one go.
 *
 * @throws {InvalidArgumentError} As {@linkcode SecretMasker.mask} does, and when a name is empty or the values take more
 * bytes than nodes take.
 */
export function maskForNodes(masker: SecretMasker, named: NamedValues): MaskedValues {
  if (named.names.includes("")) throw new InvalidArgumentError("A value has an empty name");
  const { shares, primeBytes } = split(masker, named);
  const payloads = shares[0]!.values.map((message, index) =>
    payloadIn(message.length, utf8Length(named.names[index]!))
  );
  const payloadBytes = payloads.reduce((sum, payload) => sum + payload, 0);
  if (payloadBytes > payloadBytesMax) throw tooLarge(named, payloads, payloadBytes, primeBytes);
  return { shares, counts: classify(named, primeBytes), payloadBytes };
}

/**
 * The bytes of the name and of the value in a serialized `NamedValue`. Before each stand a key of one byte and its
 * length, which takes a byte for every seven bits.
 */
function payloadIn(messageLength: number, nameLength: number): number {
  let rest = messageLength - nameLength - 2;
  for (let limit = 1; nameLength >= limit; limit *= 128) rest--;
  for (let limit = 128; --rest >= limit; limit *= 128);
  return nameLength + rest;
}

/** Names the largest blob and how large it may be, if there is one. */
function tooLarge(
  { names, values }: NamedValues,
  payloads: readonly number[],
  payloadBytes: number,
  primeBytes: number,
): InvalidArgumentError {
  const lengths = values.map((value) => value.type === "SecretBlob" ? heldBytes(value).length : 0);
  const length = lengths.reduce((max, length) => Math.max(max, length), 0);
  if (length === 0) {
    return new InvalidArgumentError(
      `The values take ${payloadBytes} bytes at each node, and at most ${payloadBytesMax} fit`,
    );
  }
  const index = lengths.indexOf(length);
  const name = names[index]!;
  const room = payloadBytesMax - payloadBytes + payloads[index]! - utf8Length(name);
  // Besides pieces, each one byte shorter than the prime with a share four bytes longer, there are two lengths: 10 bytes.
  const pieces = Math.max(0, Math.floor((room - 10) / (primeBytes + 4)));
  return new InvalidArgumentError(
    `SecretBlob ${JSON.stringify(name)} has ${length} bytes, and at most ${
      pieces * (primeBytes - 1)
    } fit${names.length > 1 ? " beside the other values" : ""}`,
  );
}
