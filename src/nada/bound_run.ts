import type { UserId } from "../keys/user_id.ts";
import type { CompiledProgram } from "../programs/compile_program.ts";
import type { BoundRun, TypedRun } from "../programs/typed_program.ts";
import type { ValuesId } from "../values/store_id.ts";
import type { Values } from "../values/values.ts";
import { checkStored, explainRefusal } from "./stored_inputs.ts";

/** A run whose values and names are checked. */
type CheckedRun = Pick<TypedRun<object, string, never>, "programId" | "checkStored"> & {
  readonly users: ReadonlyMap<string, UserId>;
  readonly values: Values;
  readonly stored: Readonly<Record<string, ValuesId>>;
};

/** A run as `compute` takes it. */
export function boundRun(
  program: CompiledProgram,
  { programId, users, values, stored, checkStored: looks }: CheckedRun,
): BoundRun {
  return {
    program,
    programId,
    values,
    valueIds: [...new Set(Object.values(stored))],
    stored: {
      ...(looks && {
        check: (user, look) => checkStored(stored, programId, user, look),
      }),
      explain(error) {
        throw explainRefusal(stored, error);
      },
    },
    inputBindings: program.inputParties.map((partyName) => ({
      partyName,
      user: users.get(partyName)!,
    })),
    outputBindings: program.outputParties.map((partyName) => ({
      partyName,
      users: [users.get(partyName)!],
    })),
  };
}
