/** Whose request something belongs to. It follows a call through all that awaits it, up to a node's store. */
import { AsyncLocalStorage } from "node:async_hooks";

/** A part of a run. */
export interface Here {
  /** The number of the step. */
  readonly step: number;
  /** How many times the step has begun anew; a new beginning may buy again. */
  readonly beginning: number;
  /** Who acts: a user, or a liar. */
  readonly by: "user" | "liar";
}

const storage = new AsyncLocalStorage<Here>();

/** Runs something as a part of a step. */
export function within<T>(here: Here, task: () => T): T {
  return storage.run(here, task);
}

/** Runs something as a part of no step. */
export function outside<T>(task: () => T): T {
  return storage.exit(task);
}

/** The step that is under way here. */
export function here(): Here | undefined {
  return storage.getStore();
}
