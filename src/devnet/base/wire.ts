import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { copyBytes } from "../../base/bytes.ts";
import { uuidFromBytes } from "../../base/uuid.ts";

/** The text of a UUID of 16 bytes; `undefined` for any other number of bytes. */
export function uuidOf(bytes: Uint8Array): string | undefined {
  return bytes.length === 16 ? uuidFromBytes(bytes) : undefined;
}

/** Makes a random (version 4) UUID out of 16 random bytes. */
export function uuidFromRandom(random: Uint8Array): Uint8Array {
  const bytes = copyBytes(random);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes;
}

// The first and the last second that nodes accept: chrono's calendar ends in the years -262143 and 262142.
const secondsMin = -8334601228800n;
const secondsMax = 8210266876799n;

/** The milliseconds since the Unix epoch, fractions included; `undefined` for a timestamp that nodes do not accept. */
export function millisecondsOf(timestamp: Timestamp): number | undefined {
  const { seconds, nanos } = timestamp;
  if (seconds < secondsMin || seconds > secondsMax) return undefined;
  if (nanos < 0 || nanos > 999_999_999) return undefined;
  return Number(seconds) * 1000 + nanos / 1_000_000;
}
