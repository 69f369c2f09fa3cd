import { InvalidArgumentError } from "../errors/mod.ts";
import { shown } from "../base/text.ts";

/**
 * The id of a program: `<user id>/<name>/sha256/<hex>` for a stored one, `builtin/<name>` for one that the network has
 * of its own, such as `builtin/tecdsa_sign`.
 */
export type ProgramId = string;

/** Whether a text can be the id of a program. A name alone is not one. */
export function isProgramId(text: unknown): text is ProgramId {
  return typeof text === "string" && /^[^/]+\/./.test(text);
}

/** @throws {InvalidArgumentError} When it cannot be the id of a program. */
export function checkProgramId(programId: unknown): void {
  if (isProgramId(programId)) return;
  throw new InvalidArgumentError(
    `A program id is what storeProgram returned, such as <user>/<name>/sha256/<hex>, or builtin/<name>, but got ${
      shown(programId)
    }`,
  );
}
