/**
 * Splits clear values into shares and puts shares together, both as the core lays them out.
 *
 * @module
 */
import { LayoutReader } from "./layout_reader.ts";
import { callCore, type CoreCaller } from "./core.ts";

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

/** Splits values: for the party at each position a message for each value, in the order of the values. */
export function splitValues(sharing: Sharing, clear: ClearValues): Uint8Array[][] {
  const messages: Uint8Array[][] = [];
  const shares: { bytes: Uint8Array; filled: number }[] = [];
  const caller = {
    begin(lengths: Uint32Array) {
      for (let position = 0; position < sharing.parties; position++) {
        const own = lengths.subarray(position * clear.count, (position + 1) * clear.count);
        let total = 0;
        for (const length of own) total += length;
        // A buffer for each party: messages of one party share it, those of two never do.
        const bytes = new Uint8Array(total);
        const party: Uint8Array[] = [];
        let start = 0;
        for (const length of own) {
          party.push(new Uint8Array(bytes.buffer, start, length));
          start += length;
        }
        messages.push(party);
        shares.push({ bytes, filled: 0 });
      }
    },
    emit(position: number, bytes: Uint8Array) {
      const own = shares[position]!;
      own.bytes.set(bytes, own.filled);
      own.filled += bytes.length;
    },
  };
  const write = (request: Uint8Array) => clear.write(request.fill(0));
  call("mask", sharing, clear.length, write, () => {}, caller);
  return messages;
}

/**
 * Puts values together from what different parties gave. `read` gets the clear values, which are wiped once it returns, and
 * the positions of the parties that gave something wrong.
 */
export function joinShares<T>(
  sharing: Sharing,
  answers: readonly Answer[],
  read: (clear: Uint8Array, faulty: number[]) => T,
): T {
  const inOrder = answers.toSorted((a, b) => a.position - b.position);
  const gathered = inOrder.map(({ values }) => gather(values));
  const length = gathered.reduce(
    (sum, { places, length }) => sum + 9 + places.byteLength + length,
    1,
  );
  return call("unmask", sharing, length, (request) => {
    const view = new DataView(request.buffer, request.byteOffset, request.length);
    let offset = 0;
    request[offset++] = inOrder.length;
    for (const [index, { places, runs, length }] of gathered.entries()) {
      request[offset++] = inOrder[index]!.position;
      view.setUint32(offset, places.length / 2, true);
      view.setUint32(offset + 4, length, true);
      offset += 8;
      for (const run of [new Uint8Array(places.buffer), ...runs]) {
        request.set(run, offset);
        offset += run.length;
      }
    }
  }, (response) => {
    const reader = new LayoutReader(response, sharing.width);
    const faulty = Array.from({ length: reader.count() }, () => reader.count());
    return read(response.subarray(4 + 4 * faulty.length), faulty);
  });
}

/** Messages of one answer, which mostly lie in one buffer with a few bytes in between. */
interface Gathered {
  /** Where each message begins in the runs, and how long it is. */
  places: Uint32Array<ArrayBuffer>;
  /** Parts of buffers, one after the other. */
  runs: Uint8Array[];
  /** The length of all runs. */
  length: number;
}

/** As many bytes between two messages are copied with them: it takes less time than to copy each by itself. */
const gapMax = 16;

function gather(messages: readonly Uint8Array[]): Gathered {
  const places = new Uint32Array(2 * messages.length);
  const runs: Uint8Array[] = [];
  let [length, start, end] = [0, 0, 0];
  let buffer: ArrayBufferLike | undefined;
  const endRun = () => {
    if (buffer !== undefined) runs.push(new Uint8Array(buffer, start, end - start));
    length += end - start;
  };
  for (let index = 0; index < messages.length; index++) {
    const message = messages[index]!;
    const { byteOffset } = message;
    if (message.buffer !== buffer || byteOffset < end || byteOffset > end + gapMax) {
      endRun();
      buffer = message.buffer;
      start = byteOffset;
    }
    end = byteOffset + message.length;
    places[2 * index] = length + byteOffset - start;
    places[2 * index + 1] = message.length;
  }
  endRun();
  return { places, runs, length };
}

/** Calls the core with the cluster in front of the request. */
function call<T>(
  operation: "mask" | "unmask",
  { width, degree, parties, fillRandom }: Sharing,
  length: number,
  write: (request: Uint8Array) => void,
  read: (response: Uint8Array) => T,
  caller: Pick<CoreCaller, "begin" | "emit"> = { begin() {}, emit() {} },
): T {
  const cluster = [width, degree, parties];
  const capacity = cluster.length + length;
  return callCore(
    operation,
    capacity,
    (request) => {
      request.set(cluster);
      write(request.subarray(cluster.length));
      return capacity;
    },
    read,
    { fillRandom, ...caller },
  );
}
