import {
  CorruptShareError,
  NotEnoughSharesError,
  type VmError,
  type VmErrorPhase,
} from "../errors/mod.ts";
import type { Call } from "../async/deadline.ts";
import type { Environment } from "../async/environment.ts";
import { inPhase } from "../events/observe.ts";
import { toVmError } from "../network/failure.ts";
import { answersOf, type Asked, askNodes, isRefused, type Question } from "./ask_nodes.ts";
import { outcomeError } from "./outcome_error.ts";

/** A request to several nodes, whose answers give one result. */
export interface NodeRequest<Answer, Result> extends Omit<Question<Answer>, "earlyEnd"> {
  /** The fewest answers that may be enough. Without it every node must serve the request, as for writes. */
  readonly quorum?: number;
  /** The phase that errors of `conclude` belong to; `nodes` unless given. */
  readonly concludesIn?: VmErrorPhase;
  /** For a write with a receipt that only the leader can have seen before: what to do if a node says that it was used. */
  readonly ifReceiptUsed?: string | undefined;
  /** Makes the result from the answers, or throws. */
  conclude(answers: readonly Answer[]): Conclusion<Result>;
}

/** The result of the nodes' answers. */
export interface Conclusion<Result> {
  /** The result. */
  readonly result: Result;
  /** The nodes whose answers were wrong, by id, and the error of each. */
  readonly faulty?: ReadonlyMap<string, VmError>;
  /** How many lying nodes the result is certain against, if it is a read of several nodes. */
  readonly toleratedFaults?: number;
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

/** How long a read that has enough answers waits for more, which make it more certain. */
const graceMs = 1_000;

/** Asks the nodes that have not served the request before, and makes one result. It never rejects. */
export function agree<Answer, Result>(
  request: NodeRequest<Answer, Result>,
  earlier: readonly Asked<Answer>[],
  environment: Environment,
  call: Call,
): Promise<Agreement<Answer, Result>> {
  return inPhase(call, "nodes", async (facts) => {
    const agreement = await agreeOnce(request, earlier, environment, call);
    facts.error = agreement.error?.code;
    return agreement;
  }, request.nodes.length);
}

async function agreeOnce<Answer, Result>(
  { quorum, conclude, concludesIn = "nodes", ifReceiptUsed, ...question }: NodeRequest<
    Answer,
    Result
  >,
  earlier: readonly Asked<Answer>[],
  environment: Environment,
  call: Call,
): Promise<Agreement<Answer, Result>> {
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
  const answers = answersOf(outcomes);
  const isShort = quorum === undefined
    ? outcomes.some(({ status }) => status !== "done")
    : answers.length === 0;
  if (tried.conclusion === undefined && !isShort) isEnough(answers);
  const { conclusion, error } = tried;
  if (conclusion !== undefined) return { outcomes: markFaulty(outcomes, conclusion), conclusion };
  // A node that was waiting to be asked again has another error than the one that ended the call.
  if (call.signal.aborted) return { outcomes, error: toVmError(call.signal.reason) };
  // Enough nodes gave answers, but the value needs more or they contradict: that says more than one node's refusal.
  const isAboutAnswers = quorum !== undefined && answers.length >= quorum &&
    (error instanceof NotEnoughSharesError || error instanceof CorruptShareError);
  if (isShort || (outcomes.some(isRefused) && !isAboutAnswers)) {
    return { outcomes, error: outcomeError(outcomes, ifReceiptUsed) };
  }
  call.phase = concludesIn;
  return { outcomes, error };
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
