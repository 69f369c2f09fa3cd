/** What a user was told about each step. */
import { type Operation, type Values, VmError } from "@nilvm/client";
import type { Step } from "./plan.ts";
import type { SimProcess } from "./process.ts";

/** One invocation. */
export interface Attempt {
  readonly beginning: number;
  /** The process that it runs in. */
  readonly process: SimProcess;
  readonly atMs: number;
  endMs?: number;
  /** When it has to be over. */
  limitMs: number;
  error?: unknown;
  /** Whether it can go on after this attempt. */
  isResumable?: boolean;
}

/** What a user was told about a step. */
export interface StepRecord {
  readonly step: Step;
  readonly attempts: Attempt[];
  /** How many times it has begun anew. Each new beginning may buy once. */
  beginnings: number;
  operation?: Operation<unknown> | undefined;
  isDisposed?: boolean;
  /** The process that it runs in. */
  process?: SimProcess;
  /** Whether its process crashed while it was under way. */
  isCrashed?: boolean;
  /** Whether its user was told that it is done. */
  isDone?: boolean;
  doneMs?: number;
  /** The id of the values that it is about. */
  id?: string | undefined;
  /** What it has written. */
  values?: Values | undefined;
  /** What it has read. */
  result?: unknown;
  toleratedFaults?: number | undefined;
  /** Settles when its user does nothing more about it. */
  readonly settled: PromiseWithResolvers<void>;
}

/** The record of a step that has not begun. */
export function recordOf(step: Step): StepRecord {
  return {
    step,
    attempts: [],
    beginnings: 0,
    settled: Promise.withResolvers<void>(),
  };
}

/** An error in a few words. */
export function shortOf(error: unknown): string {
  if (error instanceof VmError) {
    return `${error.code}${error.phase ? ` in ${error.phase}` : ""}: ${
      error.message.slice(0, 300)
    }`;
  }
  return error instanceof Error ? String(error.stack).slice(0, 1_500) : String(error);
}
