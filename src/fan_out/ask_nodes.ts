import { type Delivery, type NodeOutcome, UnavailableError, type VmError } from "../errors/mod.ts";
import type { Call } from "../async/deadline.ts";
import type { Environment } from "../async/environment.ts";
import {
  type Consequence,
  consequenceOf,
  deliveryAfter,
  failureOf,
  toVmError,
} from "../network/failure.ts";
import type { NodeConnection } from "../network/node_connection.ts";
import { attemptsMax, backOff } from "../network/retry.ts";

/** What became of a request at one node. */
export interface Asked<Answer> extends NodeOutcome {
  /** Its answer, when it is `done` and the answer arrived. */
  readonly answer?: Answer;
  /** How far the request got in all attempts. */
  readonly delivery: Delivery;
  /** What follows where it is not `done`. */
  readonly consequence?: Consequence;
}

/** A request to several nodes. */
export interface Question<Answer> {
  /** The nodes to ask. */
  readonly nodes: readonly NodeConnection[];
  /** Sends it to one of them. */
  ask(node: NodeConnection, call: Call): Promise<Answer>;
  /**
   * Whether nobody else can have sent the request before. Then the first try may have been served
   * before too, as long as no answer came: HTTP clients and proxies repeat, unseen, what they lose
   * the answer to.
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
 * `earlier` says of a node holds unless it can be resumed.
 */
export async function askNodes<Answer>(
  { nodes, ask, isFresh = false, patience }: Question<Answer>,
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
    const { id } = node.member;
    const before = asked.get(id);
    let isOver = before !== undefined && !isResumable(before);
    let delivery: Delivery = before?.delivery ?? "notSent";
    // Its own, since Node warns of a leak when many listen to one.
    const signal = AbortSignal.any([stop]);
    for (let attempt = 1; !isOver; attempt++) {
      const outcome = await askOnce(node, ask, { ...call, signal }, delivery, isFresh);
      asked.set(id, outcome);
      delivery = outcome.delivery;
      untried.delete(node);
      judge();
      isOver = outcome.consequence !== "askAgain" || attempt === attemptsMax ||
        await backOff(attempt, environment, signal).then(() => false, () => true);
    }
    untried.delete(node);
  };
  await Promise.all(nodes.map(askOne));
  enough.abort();
  return nodes.flatMap(({ member }) => asked.get(member.id) ?? []);
}

/** Whether a later call may get the node to do it. */
export function isResumable({ consequence }: Asked<unknown>): boolean {
  return consequence !== undefined && consequence !== "giveUp";
}

/** Whether the node itself refused, for now or for good. */
export function isRefused({ status, error, consequence }: Asked<unknown>): boolean {
  return status === "failed" && consequence !== "askAgain" &&
    failureOf(error).delivery === "answered";
}

/** The answers that arrived. */
export function answersOf<Answer>(asked: readonly Asked<Answer>[]): Answer[] {
  return asked.flatMap(({ answer }) => answer === undefined ? [] : [answer]);
}

/** What callers see. Several answers can hold as many shares as a secret takes, so they stay inside. */
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
  isFresh: boolean,
): Promise<Asked<Answer>> {
  const { id } = node.member;
  if (call.signal.aborted) return failed(id, toVmError(call.signal.reason), earlier, "resume");
  try {
    return { node: id, status: "done", delivery: "answered", answer: await ask(node, call) };
  } catch (thrown) {
    const error = toVmError(thrown);
    const mayBeServed = isFresh && earlier === "notSent" ? "unknown" : earlier;
    const consequence = consequenceOf(error, mayBeServed);
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
