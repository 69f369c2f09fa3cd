/** Says which stored input nodes refuse, before a run is paid or after it. */
import {
  InvalidArgumentError,
  NotFoundError,
  PermissionDeniedError,
  type VmError,
} from "../errors/mod.ts";
import { withContext } from "../errors/with_context.ts";
import type { UserId } from "../keys/user_id.ts";
import type { LookAtStored } from "../programs/typed_program.ts";
import type { ProgramId } from "../programs/program_id.ts";
import type { ValuesId } from "../values/store_id.ts";

/** The ids under which inputs are stored, by the names of the inputs. */
type Stored = Readonly<Record<string, ValuesId>>;

/**
 * Looks at the permissions of each stored input. What the user may not look at passes, since the user may still compute
 * with it.
 *
 * @throws {NotFoundError} When an input is not stored; `input` names it.
 * @throws {PermissionDeniedError} When the user may not use it in the program.
 */
export async function checkStored(
  stored: Stored,
  programId: ProgramId,
  user: UserId,
  look: LookAtStored,
): Promise<void> {
  for (const [valuesId, [input]] of byId(stored)) {
    const fields = { input, valuesId };
    try {
      const { compute } = await look(valuesId);
      const granted = compute.find((granted) => granted.user.equals(user));
      if (granted?.programIds.includes(programId)) continue;
    } catch (error) {
      if (error instanceof PermissionDeniedError) continue;
      if (!(error instanceof NotFoundError)) throw error;
      throw withContext(
        error,
        fields,
        `${named(stored, valuesId)} is not stored. ${error.message}`,
      );
    }
    throw new PermissionDeniedError(
      `User ${user} may not use ${named(stored, valuesId)} in program ${programId}: ` +
        "its owner grants it with allowCompute. This run is not paid: make a new one then",
      fields,
    );
  }
}

/** Adds to a node's refusal of a run which stored inputs it may be about; nodes do not say which. */
export function explainRefusal(stored: Stored, error: VmError): VmError {
  const [first, ...others] = byId(stored);
  if (first === undefined) return error;
  if (error instanceof InvalidArgumentError) {
    const [, option] = /\b(?:values|values found): \["(.*?)"|duplicate value key '(.*)'/
      .exec(error.failure?.words ?? "")?.filter((part) => part !== undefined) ?? [];
    return option === undefined ? error : withContext<VmError>(error, { option } as object);
  }
  const isAboutStored = error instanceof PermissionDeniedError ||
    error.failure?.reason === "notFound";
  if (!isAboutStored) return error;
  const [valuesId, [input]] = first;
  if (others.length === 0) {
    const words = `${error.message}. It is about ${named(stored, valuesId)}`;
    return withContext(error, { input, valuesId }, words);
  }
  const all = [first, ...others].map(([id]) => named(stored, id)).join(", or ");
  return withContext(
    error,
    {},
    `${error.message}. It is about ${all}: nodes do not say which. With checkStored: true the next run looks first, ` +
      "for the price of reading the permissions of each",
  );
}

/** The names of the inputs under each id. */
function byId(stored: Stored): [ValuesId, [string, ...string[]]][] {
  const ids = new Map<ValuesId, [string, ...string[]]>();
  for (const [input, id] of Object.entries(stored)) {
    const inputs = ids.get(id);
    if (inputs === undefined) ids.set(id, [input]);
    else inputs.push(input);
  }
  return [...ids];
}

function named(stored: Stored, id: ValuesId): string {
  const inputs = Object.keys(stored).filter((input) => stored[input] === id);
  return `the input ${inputs.join(" and ")} (stored as ${id})`;
}
