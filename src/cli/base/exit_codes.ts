import type { VmError, VmErrorCode } from "../../errors/mod.ts";

/** The exit code of a command that did what it was asked for. */
export const done = 0;
/** The network, the program or this machine refuses the command. Running it again changes nothing. */
export const refused = 1;
/** The command line cannot be right. Nothing was sent. */
export const usage = 2;
/** Nodes, the chain or the file of another process cannot be reached now. */
export const unavailable = 3;
/** It is not known what became of the command, or it has paid and was not served: run it again. */
export const unknown = 4;

/** The exit code of each kind of error. */
const codes: Readonly<Record<VmErrorCode, number>> = {
  ABORTED: unknown,
  CLUSTER_MISMATCH: refused,
  COMPUTATION_FAILED: refused,
  CORRUPT_SHARE: refused,
  FAILED_PRECONDITION: refused,
  INSUFFICIENT_FUNDS: refused,
  INTERNAL: refused,
  INVALID_ARGUMENT: refused,
  INVALID_PROGRAM: refused,
  NETWORK_CONFIG: usage,
  NODES_DISAGREE: refused,
  NOT_ENOUGH_SHARES: unavailable,
  NOT_FOUND: refused,
  PAYMENT_UNKNOWN: unknown,
  PERMISSION_DENIED: refused,
  PRICE_TOO_HIGH: refused,
  QUOTE_EXPIRED: refused,
  SIGNING_FAILED: refused,
  TIMEOUT: unavailable,
  UNAUTHENTICATED: refused,
  UNAVAILABLE: unavailable,
  WRITE_UNCONFIRMED: unknown,
};

/** The exit code of an error. An argument that this process refuses before it sends anything is one of the command line. */
export function exitCodeOf({ code, node, phase }: VmError): number {
  const isOfCommandLine = code === "INVALID_ARGUMENT" && node === undefined && phase === undefined;
  return isOfCommandLine ? usage : codes[code];
}
