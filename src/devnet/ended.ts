import { FailedPreconditionError } from "../errors/mod.ts";

/** The error for whoever wants something of a devnet that has ended. */
export function ended(): FailedPreconditionError {
  return new FailedPreconditionError("The devnet has ended: start another one");
}
