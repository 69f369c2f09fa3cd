import {
  AbortedError,
  NodesDisagreeError,
  TimeoutError,
  UnavailableError,
  type VmError,
} from "../errors/mod.ts";
import { type Asked, isRefused } from "./ask_nodes.ts";

/**
 * The one error that says why a request to several nodes did not succeed:
 *
 * - when it was stopped, that;
 * - when every node that could be reached refused in the same way, that refusal;
 * - when some did what others refused, or refused differently, `NodesDisagreeError`;
 * - otherwise `UnavailableError`.
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
        ? "The nodes did it, but their answers were lost on the way, and a receipt gets each answer once"
        : `Only ${doneCount} of ${outcomes.length} nodes did it${reasons(outcomes)}`,
    );
  }
  const isUnanimous = doneCount === 0 && refusals.every(({ code }) => code === refusal.code);
  if (isUnanimous) return refusal;
  return new NodesDisagreeError(
    `The nodes do not agree: ${doneCount} of ${outcomes.length} nodes did it${reasons(outcomes)}`,
  );
}

function reasons(outcomes: readonly Asked<unknown>[]): string {
  return outcomes.filter(({ status }) => status !== "done")
    .map(({ node, status, error }) => `; ${node} ${status}: ${error?.message}`).join("");
}
