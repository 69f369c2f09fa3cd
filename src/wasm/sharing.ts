/**
 * Splits clear values into shares and puts shares together, both as the core lays them out.
 *
 * @module
 */
import { callCore } from "./core.ts";

/** Among whom secrets are split, and how. */
export interface Sharing {
  /** The bytes of the prime: 8, 16 or 32. */
  readonly width: number;
  /** How many parties together learn nothing. */
  readonly degree: number;
  /** How many parties there are. */
  readonly parties: number;
  /** Fills memory with random bytes. */
  fillRandom(target: Uint8Array): void;
}

/** Values to split, in the clear. */
export interface ClearValues {
  /** How many there are. */
  readonly count: number;
  /** How many bytes they take. */
  readonly length: number;
  /**
   * How many numbers are split by Shamir's scheme, so that their coefficients come from the source of randomness itself.
   * The core stretches a seed for what is missing.
   */
  readonly sharedCount: number;
  /** Writes them into as many bytes as they take, all zero. */
  write(target: Uint8Array): void;
}

/** What one party gave. */
export interface Answer {
  /** The party's position among the sorted ids. */
  readonly position: number;
  /** Serialized `NamedValue`s. */
  readonly values: readonly Uint8Array[];
}

const seedLength = 32;

/** Splits values: for the party at each position a message for each value, in the order of the values. */
export function splitValues(sharing: Sharing, clear: ClearValues): Uint8Array[][] {
  const { width, degree, parties, fillRandom } = sharing;
  const { count } = clear;
  const randomLength = clear.sharedCount * degree * width;
  const length = 4 + randomLength + clear.length;
  return call("mask", sharing, length, (request) => {
    new DataView(request.buffer, request.byteOffset).setUint32(0, randomLength, true);
    fillRandom(request.subarray(4, 4 + randomLength));
    clear.write(request.subarray(4 + randomLength));
  }, (response) => {
    const lengths = new DataView(response.buffer, response.byteOffset);
    let offset = 4 * parties * count;
    return Array.from({ length: parties }, (_, position) => {
      const first = 4 * position * count;
      let total = 0;
      for (let at = first; at < first + 4 * count; at += 4) total += lengths.getUint32(at, true);
      // A copy for each party: messages of one party share a buffer, those of two never do.
      const { buffer } = response.slice(offset, offset += total);
      const messages: Uint8Array[] = [];
      let start = 0;
      for (let at = first; at < first + 4 * count; at += 4) {
        const length = lengths.getUint32(at, true);
        messages.push(new Uint8Array(buffer, start, length));
        start += length;
      }
      return messages;
    });
  });
}

/**
 * Puts values together from what parties gave, all different. `read` gets a count, that many positions of parties who gave
 * something wrong, and the values; the bytes are wiped once it returns.
 */
export function joinShares<T>(
  sharing: Sharing,
  answers: readonly Answer[],
  read: (response: Uint8Array) => T,
): T {
  const inOrder = answers.toSorted((a, b) => a.position - b.position);
  const length = inOrder.reduce(
    (sum, { values }) => values.reduce((sum, value) => sum + 4 + value.length, sum + 5),
    1,
  );
  return call("unmask", sharing, length, (request) => {
    const view = new DataView(request.buffer, request.byteOffset, request.length);
    let offset = 0;
    request[offset++] = inOrder.length;
    for (const { position, values } of inOrder) {
      request[offset++] = position;
      view.setUint32(offset, values.length, true);
      offset += 4;
      for (const value of values) {
        view.setUint32(offset, value.length, true);
        request.set(value, offset + 4);
        offset += 4 + value.length;
      }
    }
  }, read);
}

/** Calls the core with the cluster and a seed in front of the request. */
function call<T>(
  operation: "mask" | "unmask",
  { width, degree, parties, fillRandom }: Sharing,
  length: number,
  write: (request: Uint8Array) => void,
  read: (response: Uint8Array) => T,
): T {
  const cluster = [width, degree, parties];
  const headerLength = cluster.length + seedLength;
  const capacity = headerLength + length;
  return callCore(operation, capacity, (request) => {
    request.set(cluster);
    fillRandom(request.subarray(cluster.length, headerLength));
    write(request.subarray(headerLength));
    return capacity;
  }, read);
}
