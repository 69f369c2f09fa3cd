import {
  NodesDisagreeError,
  UnavailableError,
  type VmError,
  WriteUnconfirmedError,
} from "../errors/mod.ts";
import { failureOf } from "../network/failure.ts";
import { type Asked, isRefused } from "./ask_nodes.ts";

/**
 * The error that says why a request to several nodes failed:
 *
 * - that a permission is missing, if this process may not connect to a node;
 * - `WriteUnconfirmedError`, if a node says of a write's new receipt that it was used. It ends with `ifReceiptUsed`;
 * - the refusal, if every reachable node refused with the same code;
 * - `NodesDisagreeError`, if some nodes served and some refused it, or refused with other codes;
 * - `UnavailableError` otherwise.
 */
export function outcomeError(
  outcomes: readonly Asked<unknown>[],
  ifReceiptUsed?: string,
): VmError {
  const burnt = outcomes.filter(({ status, error }) =>
    status === "failed" && failureOf(error).reason === "nonceUsed"
  );
  if (ifReceiptUsed !== undefined && burnt.length > 0) {
    return new WriteUnconfirmedError(
      `The receipt is new, but it was used at ${
        burnt.map(({ node }) => `node ${node}`).join(", ")
      }, and no answer of these nodes was lost. Somebody else may have used it, such as the leader or a proxy that repeats requests. ${ifReceiptUsed}`,
    );
  }
  const notAllowed = outcomes.map(({ error }) => error).find((error) =>
    error?.failure?.reason === "notAllowed"
  );
  if (notAllowed !== undefined) return notAllowed;

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
