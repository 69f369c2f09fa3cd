import { NotEnoughSharesError, type VmError } from "../errors/mod.ts";
import { answersOf, type Asked, askNodes, isOpen, outcomesOf, type Question } from "./ask_nodes.ts";
import type { Call } from "../async/deadline.ts";
import type { Environment } from "../async/environment.ts";
import { fromUnknown } from "../network/from_unknown.ts";
import { outcomeError } from "./outcome_error.ts";
import { withContext } from "../errors/with_context.ts";

/** A request to several nodes whose answers make one. */
export interface NodeRequest<Answer, Result> extends Omit<Question<Answer>, "patience"> {
  /** What is asked for, as errors call it: `Retrieving values 5f1d...`. */
  readonly what: string;
  /**
   * How few answers may do; other nodes may then be missing. Without it every node has to do what
   * is asked, as for all that changes something.
   */
  readonly quorum?: number;
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
export type Agreement<Answer, Result> =
  & {
    /** What each node did. */
    readonly outcomes: readonly Asked<Answer>[];
  }
  & ({ readonly conclusion: Conclusion<Result>; readonly error?: undefined } | {
    readonly conclusion?: undefined;
    readonly error: VmError;
  });

/**
 * How long a read that could do without some nodes waits for their shares, to check and repair the
 * others with.
 */
const graceMs = 1_000;

/** Asks the nodes that have not done it before, and makes one answer of all. Never rejects. */
export async function agree<Answer, Result>(
  { what, quorum, conclude, ...question }: NodeRequest<Answer, Result>,
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
      verdict.objection = fromUnknown(error);
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
    const isRefused = outcomes.some((outcome) => outcome.status === "failed" && !isOpen(outcome));
    if (isShort || (isRefused && !isOneMissing) || call.signal.aborted) {
      const error = outcomeError(outcomesOf(outcomes), call);
      return { outcomes, error: withContext(error, {}, `${what} failed. ${error.message}`) };
    }
  }
  const { conclusion, objection } = verdict;
  if (conclusion !== undefined) return { outcomes: blame(outcomes, conclusion), conclusion };
  const { phase = call.phase } = objection!;
  const context = { phase, txHash: call.txHash, outcomes: outcomesOf(outcomes) };
  const message = `${what} failed. ${objection!.message}`;
  return { outcomes, error: withContext(objection!, context, message) };
}

/** Marks those who gave a wrong answer. */
function blame<Answer>(
  outcomes: readonly Asked<Answer>[],
  { faulty }: Conclusion<unknown>,
): Asked<Answer>[] {
  return outcomes.map((outcome) => {
    const error = faulty?.get(outcome.node);
    return error === undefined ? outcome : { node: outcome.node, status: "failed", error };
  });
}
