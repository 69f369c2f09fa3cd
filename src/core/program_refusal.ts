import type { ProgramIssue } from "../errors/mod.ts";

/** Why a program, or a run of it, was refused. */
export class ProgramRefusal extends Error {
  /** Always `ProgramRefusal`. */
  override readonly name = "ProgramRefusal";
  /** What kind of refusal it is; `trap` is a fault of the module itself. */
  readonly code:
    | "malformed"
    | "invalid"
    | "too_large"
    | "inputs"
    | "arithmetic"
    | "range"
    | "memory"
    | "host"
    | "trap";
  /** Everything that is wrong. */
  readonly issues: readonly ProgramIssue[];

  /** Makes a refusal. */
  constructor(
    code: ProgramRefusal["code"],
    message: string,
    issues: readonly ProgramIssue[],
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.issues = issues;
  }
}

/** A node's refusal to store a program, in its own words. */
export class AdmissionRefusal extends Error {
  /** Always `AdmissionRefusal`. */
  override readonly name = "AdmissionRefusal";
}
