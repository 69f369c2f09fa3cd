/** The largest message, and the largest payload of an operation, that nodes take: 6 MiB. */
export const PAYLOAD_BYTES_MAX: number = 6 * 1024 * 1024;
