import { type Timestamp, timestampMs } from "@bufbuild/protobuf/wkt";
import { InternalError } from "../errors/mod.ts";

/**
 * The date of a timestamp from the network, which may be missing or beyond what a date can hold.
 */
export function readTimestamp(wire: Timestamp | undefined, what: string): Date {
  const date = new Date(wire === undefined ? NaN : timestampMs(wire));
  if (Number.isNaN(date.getTime())) throw new InternalError(`${what} has no usable date`);
  return date;
}
