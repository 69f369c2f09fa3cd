import { InvalidArgumentError } from "../errors/mod.ts";
import { isBytes } from "../base/brand.ts";
import { encodeHex } from "../base/hex.ts";
import { shapeOf } from "../values/nada_value.ts";
import type { Values } from "../values/values.ts";
import { sha256 } from "../core/core.ts";
import { builtinInterface, type ProgramInterface } from "./builtin_interfaces.ts";
import type { CompiledProgram } from "./compile_program.ts";
import type { InputPartyBinding, OutputPartyBinding } from "./party_bindings.ts";
import type { ProgramId } from "./program_id.ts";

/** What a run of a program is given. */
export interface Run {
  /** The program's id. */
  readonly programId: ProgramId;
  /** Who gives inputs. */
  readonly inputBindings: readonly InputPartyBinding[];
  /** Who gets outputs. */
  readonly outputBindings: readonly OutputPartyBinding[];
  /** The inputs that are sent along. */
  readonly values: Values;
  /** The ids of the stored inputs. Only the nodes know their names. */
  readonly valueIds: readonly string[];
}

/**
 * Refuses a run that nodes would refuse only after it is paid. It can check a run whose program is
 * given, and runs of the network's own programs; any other run passes. It also refuses to make a
 * key for two users, which nodes do, and nobody can use.
 *
 * @throws {InvalidArgumentError} When the program does not have the id, a party or an input is
 * missing or unknown, an input has another type, or a key would have two users.
 */
export function checkRun(given: CompiledProgram | undefined, run: Run): void {
  const { programId, values, valueIds } = run;
  if (given !== undefined) checkGiven(given, programId);
  const program: ProgramInterface | undefined = given ?? builtinInterface(programId);
  if (program === undefined) return;
  checkBound("input", program.inputParties, run.inputBindings);
  checkBound("output", program.outputParties, run.outputBindings);
  if (program.isForOneUser) checkOneUser(run.outputBindings);
  const types = new Map(program.inputs.map(({ name, type }) => [name, type]));
  for (const [name, value] of Object.entries(values)) {
    const type = types.get(name);
    if (type === undefined) {
      throw new InvalidArgumentError(
        `The program has no input ${JSON.stringify(name)}; it has ${list([...types.keys()])}`,
      );
    }
    if (shapeOf(value) !== type) {
      throw new InvalidArgumentError(
        `Input ${JSON.stringify(name)} of the program takes ${type}, but is ${shapeOf(value)}`,
      );
    }
  }
  const missing = [...types.keys()].filter((name) => !Object.hasOwn(values, name));
  if (valueIds.length === 0 && missing.length > 0) {
    throw new InvalidArgumentError(
      `The program lacks ${
        list(missing)
      }: send it in values, or store it and give its id in valueIds`,
    );
  }
}

function checkGiven(program: CompiledProgram, programId: ProgramId): void {
  if (!isBytes(program?.bytes) || !Array.isArray(program.inputs)) {
    throw new InvalidArgumentError("The option program takes what compileProgram returned");
  }
  const digest = encodeHex(sha256(program.bytes));
  if (!programId.toLowerCase().endsWith(`/sha256/${digest}`)) {
    throw new InvalidArgumentError(
      `The program given does not have the id ${programId}: its id ends with /sha256/${digest}`,
    );
  }
}

function checkBound(
  kind: "input" | "output",
  parties: readonly string[],
  bindings: readonly { readonly partyName: string }[],
): void {
  const bound = bindings.map(({ partyName }) => partyName);
  const unknown = bound.find((party) => !parties.includes(party));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      `The program has no ${kind} party ${JSON.stringify(unknown)}; it has ${list(parties)}`,
    );
  }
  const unbound = parties.filter((party) => !bound.includes(party));
  if (unbound.length > 0) {
    throw new InvalidArgumentError(`No user is bound to the ${kind} parties ${list(unbound)}`);
  }
}

/** Each node makes one of the bound users the owner of a new key, and they do not agree on which. */
function checkOneUser(bindings: readonly OutputPartyBinding[]): void {
  const users = new Set(bindings.flatMap(({ users }) => users.map(String)));
  if (users.size <= 1) return;
  throw new InvalidArgumentError(
    `Making a key binds one and the same user to ${
      list(bindings.map(({ partyName }) => partyName))
    }: ` +
      `with ${users.size} users each node would pick its owner at random, and nobody could use the key`,
  );
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.map((name) => JSON.stringify(name)).join(", ");
}
