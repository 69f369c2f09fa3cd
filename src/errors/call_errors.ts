import { VmError } from "./vm_error.ts";

/**
 * The caller's `signal` aborted, or the client was closed, before the call was done. `cause` is the
 * signal's reason.
 *
 * @example Stop a call
 * ```ts
 * import { AbortedError } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * const leaving = new AbortController();
 * const asking = client.balance({ signal: leaving.signal });
 * leaving.abort("the user left");
 *
 * const error = await assertRejects(() => asking, AbortedError);
 * assertEquals(error.cause, "the user left");
 * ```
 */
export class AbortedError extends VmError {
  /** Always `AbortedError`. */
  override readonly name = "AbortedError";
  /** Always `ABORTED`. */
  readonly code = "ABORTED";
}

/**
 * The call was not done within its `timeoutMs`.
 *
 * @example A leader that takes a minute to answer
 * ```ts
 * import { TimeoutError } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * devnet.nodes.find((node) => node.isLeader)!.inject({ kind: "slow", delayMs: 60_000 });
 *
 * await assertRejects(() => client.balance({ timeoutMs: 100 }), TimeoutError);
 * ```
 */
export class TimeoutError extends VmError {
  /** Always `TimeoutError`. */
  override readonly name = "TimeoutError";
  /** Always `TIMEOUT`. */
  readonly code = "TIMEOUT";
}
