import type { VmError } from "../errors/mod.ts";
import type { UserId } from "../keys/user_id.ts";
import type { ValuesId } from "../values/store_id.ts";
import type { Values } from "../values/values.ts";
import type { CompiledProgram } from "./compile_program.ts";
import type { InputPartyBinding, OutputPartyBinding } from "./party_bindings.ts";
import type { ProgramId } from "./program_id.ts";

/** Values for an input of so many. An array that is written with its elements has as many; others are counted at run time. */
export interface Sized<T, N extends number> extends ReadonlyArray<T> {
  /** For the compiler only, and never there: how many they are. */
  readonly ofLength?: N;
}

/** What an input that a program does not have is compared with, for the words of the compiler. */
export interface NoSuchInput {
  /** For the compiler only. */
  readonly noSuchInput: never;
}

/** What an array of another length is compared with, likewise. */
export interface NeedsLength<N extends number> {
  /** For the compiler only: how many are needed. */
  readonly needsLength: N;
}

/** What is given, as far as its names and lengths fit the inputs: for `given: G & Fitting<Inputs, G>`. */
export type Fitting<Inputs, G> = {
  readonly [K in keyof G]: K extends keyof Inputs ? FittingLength<Inputs[K], G[K]>
    : string extends K ? unknown
    : NoSuchInput;
};

/** What is given for one input, as far as its length fits, if it is an array that is written with its elements. */
export type FittingLength<Input, G> = G extends readonly unknown[]
  ? number extends G["length"] ? unknown
  : Extract<Input, Sized<unknown, number>> extends Sized<unknown, infer N>
    ? G["length"] extends N ? unknown : NeedsLength<N>
  : unknown
  : unknown;

/** A run of a program whose inputs have types: plain values and users, by the names that the program gives them. */
export interface TypedRun<Given, Party extends string, Stored extends keyof Given> {
  /** The id of the program. */
  readonly programId: ProgramId;
  /** The user who gives the inputs of each party, and gets its outputs. */
  readonly parties: Readonly<Record<Party, UserId>>;
  /** The inputs that are sent along. */
  readonly values?: Omit<Given, Stored> | undefined;
  /** The ids under which the other inputs are stored, by the names of the inputs. */
  readonly stored?: Readonly<Record<Stored, ValuesId>> | undefined;
  /**
   * Whether `invoke()` first reads the permissions of each stored input, each for its own price, and then refuses what is
   * not stored or not permitted before it pays for the run. It can only look at values that the user may retrieve, and
   * leaves others to the nodes. Unless given, it does not look, and nodes refuse after the payment.
   */
  readonly checkStored?: boolean | undefined;
}

/** A run whose values have the names and lengths of the inputs that are not stored. */
export type FittingRun<
  Given,
  Party extends string,
  Stored extends keyof Given,
  Sent extends Partial<Given>,
> =
  & TypedRun<Given, Party, Stored>
  & { readonly values?: (Sent & Fitting<Omit<Given, Stored>, Sent>) | undefined }
  & (object extends Omit<Given, Stored> ? unknown : { readonly values: object });

/** Reads the permissions of stored values, which costs their price, or nothing the second time. */
export type LookAtStored = (id: ValuesId) => Promise<{
  /** Who may use the values, and in which programs. */
  readonly compute: readonly { readonly user: UserId; readonly programIds: readonly string[] }[];
}>;

/** What is known of the stored inputs of a run. */
export interface StoredInputs {
  /** Refuses those that are not stored or not permitted; only there when the run is to be checked so. */
  check?(user: UserId, look: LookAtStored): Promise<void>;
  /** Throws a node's refusal of the run, with which of them it may be about. */
  readonly explain: (error: VmError) => Promise<never>;
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
  /** What is known of the stored inputs. */
  readonly stored: StoredInputs;
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
  /** Compiles and checks the program, where it can do so itself. */
  compile?(): Promise<CompiledProgram>;
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
