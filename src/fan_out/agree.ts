import { NotEnoughSharesError, type VmError, type VmErrorPhase } from "../errors/mod.ts";
import type { Call } from "../async/deadline.ts";
import type { Environment } from "../async/environment.ts";
import { toVmError } from "../network/failure.ts";
import { answersOf, type Asked, askNodes, isRefused, type Question } from "./ask_nodes.ts";
import { outcomeError } from "./outcome_error.ts";

/** A request to several nodes, whose answers give one result. */
export interface NodeRequest<Answer, Result> extends Omit<Question<Answer>, "earlyEnd"> {
  /** The fewest answers that may be enough. Without it every node must serve the request, as for writes. */
  readonly quorum?: number;
  /** The phase that errors of `conclude` belong to; `nodes` unless given. */
  readonly concludesIn?: VmErrorPhase;
  /** Makes the result from the answers, or throws. */
  conclude(answers: readonly Answer[]): Conclusion<Result>;
}

/** The result of the nodes' answers. */
export interface Conclusion<Result> {
  /** The result. */
  readonly result: Result;
  /** The nodes whose answers were wrong, by id, and the error of each. */
  readonly faulty?: ReadonlyMap<string, VmError>;
}

/** How a request to several nodes ended. */
export interface Agreement<Answer, Result> {
  /** What each node did. */
  readonly outcomes: readonly Asked<Answer>[];
  /** The result, if there is one. */
  readonly conclusion?: Conclusion<Result> | undefined;
  /** Why there is no result. */
  readonly error?: VmError | undefined;
}

/** How long a read with enough answers waits for more shares, to check and repair the others. */
const graceMs = 1_000;

/** Asks the nodes that have not served the request before, and makes one result. It never rejects. */
export async function agree<Answer, Result>(
  { quorum, conclude, concludesIn = "nodes", ...question }: NodeRequest<Answer, Result>,
  earlier: readonly Asked<Answer>[],
  environment: Environment,
  call: Call,
): Promise<Agreement<Answer, Result>> {
  call.phase = "nodes";
  const tried: { conclusion?: Conclusion<Result>; error?: VmError } = {};
  const isEnough = (answers: readonly Answer[]) => {
    try {
      tried.conclusion = conclude(answers);
    } catch (error) {
      tried.error = toVmError(error);
    }
    return tried.conclusion !== undefined;
  };
  const earlyEnd = quorum === undefined ? undefined : { quorum, graceMs, isEnough };
  const outcomes = await askNodes({ ...question, earlyEnd }, earlier, environment, call);
  if (tried.conclusion === undefined) {
    const answers = answersOf(outcomes);
    const isShort = quorum === undefined
      ? outcomes.some(({ status }) => status !== "done")
      : answers.length === 0;
    if (!isShort) isEnough(answers);
    // Enough nodes gave answers, but the value needs more: that says more than one node's refusal.
    const isOneMissing = quorum !== undefined && answers.length >= quorum &&
      tried.error instanceof NotEnoughSharesError;
    if (isShort || (outcomes.some(isRefused) && !isOneMissing) || call.signal.aborted) {
      return { outcomes, error: outcomeError(outcomes) };
    }
  }
  const { conclusion, error } = tried;
  if (conclusion === undefined) {
    call.phase = concludesIn;
    return { outcomes, error };
  }
  return { outcomes: markFaulty(outcomes, conclusion), conclusion };
}

/** Marks the nodes that gave wrong answers as failed. */
function markFaulty<Answer>(
  outcomes: readonly Asked<Answer>[],
  { faulty }: Conclusion<unknown>,
): Asked<Answer>[] {
  return outcomes.map((outcome) => {
    const error = faulty?.get(outcome.node);
    if (error === undefined) return outcome;
    return { node: outcome.node, status: "failed", delivery: "answered", error };
  });
}
