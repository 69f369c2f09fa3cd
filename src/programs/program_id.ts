import { InvalidArgumentError } from "../errors/mod.ts";

/**
 * The id of a program: that of a stored one, `<user id>/<name>/sha256/<hex>`, or one that the
 * network has of its own, such as `builtin/tecdsa_sign`.
 */
export type ProgramId = string;

/** Whether a text can be the id of a program, and not only its name. */
export function isProgramId(text: unknown): text is ProgramId {
  return typeof text === "string" && /^[^/]+\/./.test(text);
}

/** @throws {InvalidArgumentError} When it is no id of a program. */
export function checkProgramId(programId: unknown): void {
  if (isProgramId(programId)) return;
  throw new InvalidArgumentError(
    `The id of a program is what storeProgram gave, or builtin/NAME, and not ${
      JSON.stringify(String(programId))
    }`,
  );
}
