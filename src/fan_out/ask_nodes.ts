import { type Delivery, type NodeOutcome, UnavailableError, type VmError } from "../errors/mod.ts";
import { abortWith, ended } from "../async/abort_with.ts";
import type { Call } from "../async/deadline.ts";
import type { Environment } from "../async/environment.ts";
import type { Consequence } from "../network/consequences.ts";
import { consequenceOf, deliveryAfter, failureOf, toVmError } from "../network/failure.ts";
import type { NodeConnection } from "../network/node_connection.ts";
import { attemptsMax, backOff } from "../network/retry.ts";

/** The outcome of a request at one node. */
export interface Asked<Answer> extends NodeOutcome {
  /** The answer, if it arrived and the outcome is `done`. */
  readonly answer?: Answer;
  /** How far the request got in all attempts. */
  readonly delivery: Delivery;
  /** What follows, if the outcome is not `done`. */
  readonly consequence?: Consequence;
}

/** A request to several nodes. */
export interface Question<Answer> {
  /** The nodes to ask. */
  readonly nodes: readonly NodeConnection[];
  /** Sends the request to one of them. */
  ask(node: NodeConnection, call: Call): Promise<Answer>;
  /** When to stop waiting. Without it, every node is waited for. */
  readonly earlyEnd?: EarlyEnd<Answer> | undefined;
}

/** When a question ends although some nodes have not answered. */
export interface EarlyEnd<Answer> {
  /** How many answers may be enough. */
  readonly quorum: number;
  /** How long to wait for more answers then. More shares can repair more wrong ones. */
  readonly graceMs: number;
  /** Whether these answers are enough. */
  isEnough(answers: readonly Answer[]): boolean;
}

/**
 * Sends a request to nodes, again to those that cannot be reached, and gives the outcome at each.
 *
 * It never rejects. An abort is an outcome too, so that no request that was sent is forgotten.
 *
 * @param earlier Earlier outcomes. A node is asked again only if its outcome can be resumed.
 */
export async function askNodes<Answer>(
  { nodes, ask, earlyEnd }: Question<Answer>,
  earlier: readonly Asked<Answer>[],
  environment: Environment,
  call: Call,
): Promise<Asked<Answer>[]> {
  const stop = new AbortController();
  const over = new AbortController();
  // Each node gets its own signal: Node warns of a leak when a signal has many listeners.
  const stops = nodes.map(() => new AbortController());
  const stopAll = () => stops.forEach((each) => each.abort(stop.signal.reason));
  stop.signal.addEventListener("abort", stopAll, { once: true });
  abortWith(stop, call.signal, over.signal);
  const asked = new Map(earlier.map((outcome) => [outcome.node, outcome]));
  const untried = new Set(nodes);
  let grace: "notStarted" | "running" | "over" = "notStarted";
  let checkedCount = 0;

  /**
   * Stops when the answers are enough. The check is expensive, so it waits until all nodes have
   * answered or are late, and never checks the same answers twice.
   */
  const checkEnough = () => {
    const answers = answersOf([...asked.values()]);
    if (earlyEnd === undefined || answers.length < earlyEnd.quorum) return;
    if (untried.size > 0 && grace !== "over") {
      if (grace === "notStarted") startGrace(earlyEnd.graceMs);
      return;
    }
    if (answers.length === checkedCount) return;
    checkedCount = answers.length;
    if (earlyEnd.isEnough(answers)) {
      stop.abort(new UnavailableError("The other nodes gave enough answers earlier"));
    }
  };
  const startGrace = (graceMs: number) => {
    grace = "running";
    environment.sleep(graceMs, stop.signal).then(() => {
      grace = "over";
      checkEnough();
    }, () => {}); // The question ended first.
  };

  const askOne = async (node: NodeConnection, { signal }: AbortController) => {
    const { id } = node.member;
    const before = asked.get(id);
    let isOver = before !== undefined && !isResumable(before);
    let delivery: Delivery = before?.delivery ?? "notSent";
    let failures = 0;
    /** A node that is busy is asked until the call ends, one that cannot be reached a few times. */
    const mayRepeat = ({ consequence }: Asked<Answer>) =>
      consequence === "wait" ||
      consequence === "askAgain" && ++failures < attemptsMax && (node.budget?.take() ?? true);
    for (let attempt = 1; !isOver; attempt++) {
      const outcome = await askOnce(node, ask, { ...call, signal, attempt }, delivery);
      asked.set(id, outcome);
      delivery = outcome.delivery;
      untried.delete(node);
      checkEnough();
      if (outcome.error === undefined || !mayRepeat(outcome)) break;
      const { retryAfterMs } = failureOf(outcome.error);
      isOver = await backOff(attempt, environment, signal, retryAfterMs)
        .then(() => false, () => true);
    }
    untried.delete(node);
  };
  await Promise.all(nodes.map((node, index) => askOne(node, stops[index]!)));
  over.abort(ended);
  stop.signal.removeEventListener("abort", stopAll);
  stop.abort(ended);
  return nodes.flatMap(({ member }) => asked.get(member.id) ?? []);
}

/** Whether a later call may ask the node again. */
export function isResumable({ consequence }: Asked<unknown>): boolean {
  return consequence !== undefined && consequence !== "giveUp";
}

/** Whether the node answered with a refusal. */
export function isRefused({ status, error, consequence }: Asked<unknown>): boolean {
  return status === "failed" && consequence !== "askAgain" && consequence !== "wait" &&
    failureOf(error).delivery === "answered";
}

/** The answers that arrived. */
export function answersOf<Answer>(asked: readonly Asked<Answer>[]): Answer[] {
  return asked.flatMap(({ answer }) => answer === undefined ? [] : [answer]);
}

/** The outcomes without answers, for callers: several answers may hold enough shares for a secret. */
export function outcomesOf(asked: readonly Asked<unknown>[]): NodeOutcome[] {
  return asked.map(({ node, status, error }) =>
    error === undefined ? { node, status } : { node, status, error }
  );
}

async function askOnce<Answer>(
  node: NodeConnection,
  ask: Question<Answer>["ask"],
  call: Call,
  earlier: Delivery,
): Promise<Asked<Answer>> {
  const { id } = node.member;
  if (call.signal.aborted) return failed(id, toVmError(call.signal.reason), earlier, "resume");
  try {
    return { node: id, status: "done", delivery: "answered", answer: await ask(node, call) };
  } catch (thrown) {
    const error = toVmError(thrown);
    const consequence = consequenceOf(error, earlier);
    return consequence === "believe"
      ? { node: id, status: "done", delivery: "unknown" }
      : failed(id, error, deliveryAfter(earlier, error), consequence);
  }
}

function failed(
  node: string,
  error: VmError,
  delivery: Delivery,
  consequence: Consequence,
): Asked<never> {
  const isOpen = delivery === "unknown" && consequence !== "giveUp";
  return { node, status: isOpen ? "unknown" : "failed", error, delivery, consequence };
}
