import {
  AbortedError,
  type NodeOutcome,
  NodesDisagreeError,
  TimeoutError,
  UnavailableError,
  type VmError,
} from "../errors/mod.ts";
import { isOpen } from "./ask_nodes.ts";
import type { Call } from "../async/deadline.ts";
import { withContext } from "../errors/with_context.ts";

/**
 * The one error that says why a request to several nodes did not succeed:
 *
 * - when it was stopped, that;
 * - when every node that could be reached refused in the same way, that refusal;
 * - when some did what others refused, or refused differently, `NodesDisagreeError`;
 * - otherwise `UnavailableError`.
 *
 * It carries what each node did.
 */
export function outcomeError(
  outcomes: readonly NodeOutcome[],
  { phase, txHash }: Call,
): VmError {
  const context = { phase, txHash, outcomes };
  const summary = summarize(outcomes);
  const errors = outcomes.flatMap(({ error }) => error ?? []);
  const stopped = errors.find((error) =>
    error instanceof AbortedError || error instanceof TimeoutError
  );
  if (stopped !== undefined) return withContext(stopped, context, `${stopped.message}; ${summary}`);

  const refusals = outcomes.filter((outcome) => outcome.status === "failed" && !isOpen(outcome))
    .flatMap(({ error }) => error ?? []);
  const [refusal] = refusals;
  if (refusal === undefined && outcomes.every(({ status }) => status === "done")) {
    return new UnavailableError(
      "The nodes have answered, but the answers were lost on their way, and a receipt gets them once",
      context,
    );
  }
  if (refusal === undefined) {
    return new UnavailableError(`Not all nodes were reached: ${summary}`, context);
  }
  const isUnanimous = refusals.every(({ code }) => code === refusal.code) &&
    outcomes.every(({ status }) => status !== "done");
  return isUnanimous
    ? withContext(refusal, context)
    : new NodesDisagreeError(`The nodes do not agree: ${summary}`, context);
}

function summarize(outcomes: readonly NodeOutcome[]): string {
  const done = outcomes.filter(({ status }) => status === "done").length;
  const others = outcomes.filter(({ status }) => status !== "done")
    .map(({ node, status, error }) => `; ${node} ${status}: ${error?.message}`);
  return `${done} of ${outcomes.length} nodes have done it${others.join("")}`;
}
