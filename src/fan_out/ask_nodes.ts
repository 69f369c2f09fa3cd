import {
  AbortedError,
  InternalError,
  type NodeOutcome,
  TimeoutError,
  UnauthenticatedError,
  UnavailableError,
  VmError,
} from "../errors/mod.ts";
import type { Call } from "../async/deadline.ts";
import type { Environment } from "../async/environment.ts";
import { fromUnknown, isAnswer } from "../network/from_unknown.ts";
import type { NodeConnection } from "../network/node_connection.ts";
import { attemptsMax, backOff, isPassing } from "../network/retry.ts";

/** What became of a request at one node. */
export interface Asked<Answer> extends NodeOutcome {
  /** Its answer, when it is `done` and the answer arrived. */
  readonly answer?: Answer;
}

/** A request to several nodes. */
export interface Question<Answer> {
  /** The nodes to ask. */
  readonly nodes: readonly NodeConnection[];
  /** Sends it to one of them. */
  ask(node: NodeConnection, call: Call): Promise<Answer>;
  /**
   * Whether a refusal means that the node has served the request before: then its answer was lost
   * on the way.
   */
  wasServed(error: VmError): boolean;
  /**
   * Whether nobody else can have sent the request before. Then the first try may have been served before too, as long as
   * no answer came: HTTP clients and proxies repeat, unseen, what they lose the answer to.
   */
  readonly isFresh?: boolean | undefined;
  /** When to stop waiting. Without it every node is waited for. */
  readonly patience?: Patience<Answer> | undefined;
}

/** When a question is over although some nodes have not answered. */
export interface Patience<Answer> {
  /** How many answers may be enough. */
  readonly quorum: number;
  /**
   * How long to wait for the others then: with more shares, more wrong ones can be told and
   * repaired.
   */
  readonly graceMs: number;
  /** Whether these answers are indeed enough. */
  isEnough(answers: readonly Answer[]): boolean;
}

/**
 * Asks nodes, each again while it cannot be reached, and tells what became of each. Never rejects:
 * an abort is an outcome too, so that nothing is forgotten of a request that has left. What
 * `earlier` says of a node holds unless it may be resumed.
 */
export async function askNodes<Answer>(
  { nodes, ask, wasServed, isFresh = false, patience }: Question<Answer>,
  earlier: readonly Asked<Answer>[],
  environment: Environment,
  call: Call,
): Promise<Asked<Answer>[]> {
  const enough = new AbortController();
  const stop = AbortSignal.any([call.signal, enough.signal]);
  const asked = new Map(earlier.map((outcome) => [outcome.node, outcome]));
  const untried = new Set(nodes);
  let grace: "ahead" | "running" | "over" = "ahead";
  let judged = 0;

  /**
   * Stops when there is enough. Judging is dear, so it waits until all is in or late, and never
   * judges the same twice.
   */
  const judge = () => {
    const answers = answersOf([...asked.values()]);
    if (patience === undefined || answers.length < patience.quorum) return;
    if (untried.size > 0 && grace !== "over") {
      if (grace === "ahead") startGrace(patience.graceMs);
      return;
    }
    if (answers.length === judged) return;
    judged = answers.length;
    if (patience.isEnough(answers)) {
      enough.abort(new UnavailableError("The answer came too late to be needed"));
    }
  };
  const startGrace = (graceMs: number) => {
    grace = "running";
    environment.sleep(graceMs, stop).then(() => {
      grace = "over";
      judge();
    }, () => {}); // It is over in another way.
  };

  const askOne = async (node: NodeConnection) => {
    const id = node.member.id;
    // Its own, since Node warns of a leak when many listen to one.
    const signal = AbortSignal.any([stop]);
    const before = asked.get(id);
    let mayBeServed = before?.status === "unknown";
    // Once it has answered, what it then says of a receipt is about the request that it answered.
    let hasAnswered = before?.error !== undefined && isAnswer(before.error);
    let isOver = before !== undefined && !mayBeResumed(before);
    for (let attempt = 1; !isOver; attempt++) {
      const outcome = await askOnce(node, ask, { ...call, signal });
      isOver = outcome.status === "done" || !isPassing(outcome.error) || attempt === attemptsMax;
      const isRepeated = mayBeServed || isFresh && !hasAnswered;
      if (isRepeated && outcome.error !== undefined && wasServed(outcome.error)) {
        asked.set(id, { node: id, status: "done" });
      } else {
        mayBeServed ||= outcome.status === "unknown";
        hasAnswered ||= outcome.error !== undefined && isAnswer(outcome.error);
        asked.set(id, mayBeServed && isOpen(outcome) ? { ...outcome, status: "unknown" } : outcome);
      }
      untried.delete(node);
      judge();
      if (!isOver) {
        isOver = await backOff(attempt, environment, signal).then(() => false, () => true);
      }
    }
    untried.delete(node);
  };
  await Promise.all(nodes.map(askOne));
  enough.abort();
  return nodes.flatMap(({ member }) => asked.get(member.id) ?? []);
}

/** Whether asking again may still change what became of a request. */
export function isOpen({ status, error }: NodeOutcome): boolean {
  return status === "unknown" || isPassing(error) ||
    error instanceof AbortedError || error instanceof TimeoutError;
}

/**
 * Whether a later call may get the node to do it: also after a refusal that says more of the node
 * than of the request.
 */
export function mayBeResumed(outcome: NodeOutcome): boolean {
  return isOpen(outcome) || outcome.error instanceof UnauthenticatedError ||
    outcome.error instanceof InternalError;
}

/** The answers that arrived. */
export function answersOf<Answer>(asked: readonly Asked<Answer>[]): Answer[] {
  return asked.flatMap(({ answer }) => answer === undefined ? [] : [answer]);
}

/** What became of a request, without the answers: several of them can hold as many shares as a secret takes. */
export function outcomesOf(asked: readonly Asked<unknown>[]): NodeOutcome[] {
  return asked.map(({ answer: _, ...outcome }) => outcome);
}

/** Whether the node answered: with a refusal, or with what turned out to be of no use. */
function hasArrived(error: VmError): boolean {
  if (isAnswer(error)) return true;
  return error instanceof InternalError &&
    (error.cause === undefined || error.cause instanceof VmError);
}

async function askOnce<Answer>(
  node: NodeConnection,
  ask: Question<Answer>["ask"],
  call: Call,
): Promise<Asked<Answer>> {
  const id = node.member.id;
  if (call.signal.aborted) {
    return { node: id, status: "failed", error: fromUnknown(call.signal.reason) };
  }
  try {
    return { node: id, status: "done", answer: await ask(node, call) };
  } catch (thrown) {
    const error = fromUnknown(thrown);
    return { node: id, status: hasArrived(error) ? "failed" : "unknown", error };
  }
}
