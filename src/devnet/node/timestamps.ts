import { create } from "@bufbuild/protobuf";
import { type Timestamp, TimestampSchema } from "@bufbuild/protobuf/wkt";

// The first and last second that nodes accept: chrono's calendar ends in the years -262143 and 262142.
const SECONDS_MIN = -8334601228800n;
const SECONDS_MAX = 8210266876799n;

/** A point in time, in milliseconds since the Unix epoch, as it crosses the wire. */
export function timestampOf(ms: number): Timestamp {
  const seconds = Math.floor(ms / 1000);
  return create(TimestampSchema, {
    seconds: BigInt(seconds),
    nanos: Math.round((ms - seconds * 1000) * 1_000_000),
  });
}

/** The milliseconds since the Unix epoch that a timestamp stands for, or `undefined` where it stands for none. */
export function millisecondsOf(timestamp: Timestamp): number | undefined {
  const { seconds, nanos } = timestamp;
  if (seconds < SECONDS_MIN || seconds > SECONDS_MAX) return undefined;
  if (nanos < 0 || nanos > 999_999_999) return undefined;
  return Number(seconds) * 1000 + nanos / 1_000_000;
}
