/** Timestamps and durations of protobuf: whole seconds, and the rest in nanoseconds. */
interface Seconds {
  readonly seconds: bigint;
  readonly nanos: number;
}

/** The milliseconds of a duration, or of a timestamp since the epoch, rounded. */
export function msOf({ seconds, nanos }: Seconds): number {
  return Number(seconds) * 1_000 + Math.round(nanos / 1_000_000);
}

/** A timestamp of so many milliseconds since the epoch. */
export function timestampOf(ms: number): Seconds {
  const seconds = Math.floor(ms / 1_000);
  return { seconds: BigInt(seconds), nanos: Math.round((ms - seconds * 1_000) * 1_000_000) };
}
