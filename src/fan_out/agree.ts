import { NotEnoughSharesError, type VmError, type VmErrorPhase } from "../errors/mod.ts";
import type { Call } from "../async/deadline.ts";
import type { Environment } from "../async/environment.ts";
import { toVmError } from "../network/failure.ts";
import { answersOf, type Asked, askNodes, isRefused, type Question } from "./ask_nodes.ts";
import { outcomeError } from "./outcome_error.ts";

/** A request to several nodes whose answers make one. */
export interface NodeRequest<Answer, Result> extends Omit<Question<Answer>, "patience"> {
  /**
   * How few answers may do; other nodes may then be missing. Without it every node has to do what
   * is asked, as for all that changes something.
   */
  readonly quorum?: number;
  /** The phase that errors of `conclude` belong to; `nodes` unless given. */
  readonly concludesIn?: VmErrorPhase;
  /** Makes one answer of theirs, or throws. */
  conclude(answers: readonly Answer[]): Conclusion<Result>;
}

/** What the nodes' answers come to. */
export interface Conclusion<Result> {
  /** The one answer they make together. */
  readonly result: Result;
  /** The nodes, by id, whose answers had to be left out, and why. */
  readonly faulty?: ReadonlyMap<string, VmError>;
}

/** How a request to several nodes ended. */
export interface Agreement<Answer, Result> {
  /** What each node did. */
  readonly outcomes: readonly Asked<Answer>[];
  /** What they answer together. */
  readonly conclusion?: Conclusion<Result> | undefined;
  /** Why there is no conclusion. */
  readonly error?: VmError | undefined;
}

/**
 * How long a read that could do without some nodes waits for their shares, to check and repair the
 * others with.
 */
const graceMs = 1_000;

/** Asks the nodes that have not done it before, and makes one answer of all. Never rejects. */
export async function agree<Answer, Result>(
  { quorum, conclude, concludesIn = "nodes", ...question }: NodeRequest<Answer, Result>,
  earlier: readonly Asked<Answer>[],
  environment: Environment,
  call: Call,
): Promise<Agreement<Answer, Result>> {
  call.phase = "nodes";
  const verdict: { conclusion?: Conclusion<Result>; objection?: VmError } = {};
  const isEnough = (answers: readonly Answer[]) => {
    try {
      verdict.conclusion = conclude(answers);
    } catch (error) {
      verdict.objection = toVmError(error);
    }
    return verdict.conclusion !== undefined;
  };
  const patience = quorum === undefined ? undefined : { quorum, graceMs, isEnough };
  const outcomes = await askNodes({ ...question, patience }, earlier, environment, call);
  if (verdict.conclusion === undefined) {
    const answers = answersOf(outcomes);
    const isShort = quorum === undefined
      ? outcomes.some(({ status }) => status !== "done")
      : answers.length === 0;
    if (!isShort) isEnough(answers);
    // Enough nodes to know what it is have it; that it takes more of them says more than why one did not.
    const isOneMissing = quorum !== undefined && answers.length >= quorum &&
      verdict.objection instanceof NotEnoughSharesError;
    if (isShort || (outcomes.some(isRefused) && !isOneMissing) || call.signal.aborted) {
      return { outcomes, error: outcomeError(outcomes) };
    }
  }
  const { conclusion, objection } = verdict;
  if (conclusion === undefined) {
    call.phase = concludesIn;
    return { outcomes, error: objection };
  }
  return { outcomes: blame(outcomes, conclusion), conclusion };
}

/** Marks those who gave a wrong answer. */
function blame<Answer>(
  outcomes: readonly Asked<Answer>[],
  { faulty }: Conclusion<unknown>,
): Asked<Answer>[] {
  return outcomes.map((outcome) => {
    const error = faulty?.get(outcome.node);
    if (error === undefined) return outcome;
    return { node: outcome.node, status: "failed", delivery: "answered", error };
  });
}
