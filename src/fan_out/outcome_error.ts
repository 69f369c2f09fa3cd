import {
  AbortedError,
  NodesDisagreeError,
  TimeoutError,
  UnavailableError,
  type VmError,
} from "../errors/mod.ts";
import { type Asked, isRefused } from "./ask_nodes.ts";

/**
 * The error that says why a request to several nodes failed:
 *
 * - the reason of the stop, if it was stopped;
 * - the refusal, if every reachable node refused with the same code;
 * - `NodesDisagreeError`, if some nodes served and some refused it, or refused with other codes;
 * - `UnavailableError` otherwise.
 */
export function outcomeError(outcomes: readonly Asked<unknown>[]): VmError {
  const stopped = outcomes.map(({ error }) => error).find((error) =>
    error instanceof AbortedError || error instanceof TimeoutError
  );
  if (stopped !== undefined) return stopped;

  const refusals = outcomes.filter(isRefused).flatMap(({ error }) => error ?? []);
  const [refusal] = refusals;
  const doneCount = outcomes.filter(({ status }) => status === "done").length;
  if (refusal === undefined) {
    return new UnavailableError(
      doneCount === outcomes.length
        ? "All nodes served the request, but their answers were lost: invoke the operation again, which pays again"
        : `Only ${doneCount} of ${outcomes.length} nodes served the request; invoke the operation again to ask the others${
          reasons(outcomes)
        }`,
    );
  }
  const isUnanimous = doneCount === 0 && refusals.every(({ code }) => code === refusal.code);
  if (isUnanimous) return refusal;
  return new NodesDisagreeError(
    `The nodes disagree: ${doneCount} of ${outcomes.length} nodes served the request${
      reasons(outcomes)
    }`,
  );
}

function reasons(outcomes: readonly Asked<unknown>[]): string {
  return outcomes.filter(({ status }) => status !== "done").map(({ node, error }) => {
    const message = error?.message ?? "";
    return message.includes(node) ? `. ${message}` : `. Node ${node}: ${message}`;
  }).join("");
}
