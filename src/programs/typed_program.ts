import type { UserId } from "../keys/user_id.ts";
import type { ValuesId } from "../values/store_id.ts";
import type { Values } from "../values/values.ts";
import type { CompiledProgram } from "./compile_program.ts";
import type { InputPartyBinding, OutputPartyBinding } from "./party_bindings.ts";
import type { ProgramId } from "./program_id.ts";

/** A run of a program whose inputs have types: plain values and users, by the names that the program gives them. */
export interface TypedRun<Given, Party extends string, Stored extends keyof Given> {
  /** The id of the program. */
  readonly programId: ProgramId;
  /** The user who gives the inputs of each party, and gets its outputs. */
  readonly parties: Readonly<Record<Party, UserId>>;
  /** The inputs that are sent along. */
  readonly values: Omit<Given, Stored>;
  /** The ids under which the other inputs are stored, by the names of the inputs. */
  readonly stored?: Readonly<Record<Stored, ValuesId>> | undefined;
}

/** A run as `compute` takes it. */
export interface BoundRun {
  /** The id of the program. */
  readonly programId: ProgramId;
  /** The program. */
  readonly program: CompiledProgram;
  /** Who gives inputs. */
  readonly inputBindings: readonly InputPartyBinding[];
  /** Who gets outputs. */
  readonly outputBindings: readonly OutputPartyBinding[];
  /** The inputs that are sent along. */
  readonly values: Values;
  /** The ids of the stored inputs. */
  readonly valueIds: readonly ValuesId[];
}

/** What knows the types of the outputs of a program. */
export interface TypedOutputs<Results> {
  /**
   * Makes plain values of the outputs of a computation.
   *
   * @throws {InvalidArgumentError} When they are of another program.
   */
  read(outputs: Values): Results;
}

/** A program with a name, to be compiled. */
export interface NamedProgram {
  /** Its name. */
  readonly name: string;
  /** What `compileProgram` takes. */
  readonly mir: Uint8Array;
}

/** What knows the types of the inputs of a program. */
export interface TypedInputs<Given extends object, Party extends string> {
  /**
   * Checks a run, and makes of it what `compute` takes.
   *
   * @throws {InvalidArgumentError} When an input or a party is missing, unknown, or of a wrong type.
   */
  bind<Stored extends keyof Given & string = never>(
    run: TypedRun<Given, Party, Stored>,
  ): () => Promise<BoundRun>;
}
