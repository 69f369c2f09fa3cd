/** Takes parts of a plan away, one at a time, as long as it still violates the same invariant. */
import type { Plan, Step } from "./plan.ts";
import { type RunResult, simulate } from "./simulate.ts";

/** The smallest plan that was found, and its run. */
export interface Shrunk {
  readonly plan: Plan;
  readonly result: RunResult;
}

/** Makes a plan small that violates an invariant. */
export async function shrink(plan: Plan, invariant: string): Promise<Shrunk> {
  let best = { plan, result: await simulate(plan) };
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const candidate of smaller(best.plan)) {
      const result = await simulate(candidate);
      if (!result.violations.some((violation) => violation.invariant === invariant)) continue;
      best = { plan: candidate, result };
      isSmaller = true;
      break;
    }
  }
  return best;
}

const lists = ["crashes", "linkFaults", "chainFaults", "chainLies", "nodeLies"] as const;

/** Plans with one part less, or with a simpler part. */
function* smaller(plan: Plan): Iterable<Plan> {
  for (const { id } of plan.steps) {
    yield {
      ...plan,
      // What is about the values of a step goes with it.
      steps: plan.steps.filter((step) => step.id !== id && step.of !== id),
    };
  }
  for (const list of lists) {
    for (let index = 0; index < plan[list].length; index++) {
      yield { ...plan, [list]: plan[list].toSpliced(index, 1) };
    }
  }
  for (const [index, step] of plan.steps.entries()) {
    for (const simpler of simplerSteps(step)) {
      yield { ...plan, steps: plan.steps.with(index, simpler) };
    }
  }
  const { clients } = plan.shape;
  const used = Math.max(0, ...plan.steps.map(({ client }) => client)) + 1;
  if (used < clients.length) {
    yield { ...plan, shape: { ...plan.shape, clients: clients.slice(0, used) } };
  }
}

function* simplerSteps(step: Step): Iterable<Step> {
  const { abortAfterMs, disposeAfterMs, timeoutMs, isDoubled, confirm, faultTolerance } = step;
  if (step.tries > 1) yield { ...step, tries: step.tries - 1 };
  if (abortAfterMs !== undefined) yield { ...step, abortAfterMs: undefined };
  if (disposeAfterMs !== undefined) yield { ...step, disposeAfterMs: undefined };
  if (timeoutMs !== undefined) yield { ...step, timeoutMs: undefined };
  if (isDoubled) yield { ...step, isDoubled: false };
  if (confirm) yield { ...step, confirm: false };
  if (faultTolerance !== undefined) yield { ...step, faultTolerance: undefined };
  if (step.atMs > 0) yield { ...step, atMs: 0 };
  if (step.afterMs) yield { ...step, afterMs: 0 };
}
