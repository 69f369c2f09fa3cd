import { copyBytes } from "../base/bytes.ts";
import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { encodeHex } from "../base/hex.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import type { UserId } from "../keys/user_id.ts";
import { type CompiledProgram, compileProgram } from "../programs/compile_program.ts";
import type { ProgramId } from "../programs/program_id.ts";
import type {
  BoundRun,
  NamedProgram,
  TypedInputs,
  TypedOutputs,
  TypedRun,
} from "../programs/typed_program.ts";
import { shapeOf } from "../values/nada_value.ts";
import type { ValuesId } from "../values/store_id.ts";
import type { Values } from "../values/values.ts";
import type { ArrayExpression } from "./arrays.ts";
import { type Clear, type Given, toClear, toSomeValues, toValues } from "./clear.ts";
import type { RunOptions } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import type { Input } from "./inputs.ts";
import type { BytesExpression } from "./keys.ts";
import type { RunMode, Scalar } from "./scalars.ts";
import { calledFrom } from "./sites.ts";
import { type Header, trace, type Traced } from "./trace.ts";
import type { TupleExpression } from "./tuples.ts";
// They say which class stands for which shape.
import "./arrays.ts";
import "./keys.ts";
import "./scalars.ts";
import "./tuples.ts";

/** Inputs by name. */
export type Inputs<P extends string = string> = Readonly<Record<string, Input<P, Expression>>>;

/** The expressions that stand for inputs, by name. */
export type Handles<I extends Inputs> = {
  readonly [K in keyof I]: I[K] extends Input<string, infer E> ? E : never;
};

/** What nodes can hand out: a number or a boolean, what belongs to keys, and arrays and tuples of those. */
export type Outputable =
  | (Expression & Scalar<RunMode>)
  | BytesExpression<Exclude<BytesExpression["type"], "EcdsaPrivateKey" | "EddsaPrivateKey">>
  | ArrayExpression<Expression, number>
  | TupleExpression;

/** Which party gets an output, or which parties, by name. */
export type Recipients<P extends string = string> = Readonly<Record<string, P | readonly P[]>>;

/** A program, but for what it computes. */
export interface ProgramOptions<
  P extends string = string,
  I extends Inputs<P> = Inputs<P>,
  O extends Recipients<P> = Recipients<P>,
> {
  /** Its name, which becomes part of its id: 1 to 128 letters, digits or characters of `+.:_-`. */
  readonly name: string;
  /** Everyone who gives inputs or gets outputs. */
  readonly parties: readonly P[];
  /** What is given to a run. */
  readonly inputs: I;
  /** Who gets what it computes. */
  readonly outputs: O;
}

/** What a run of a program takes: plain values by name. */
export type GivenInputs<I extends Inputs> = {
  readonly [K in keyof I]: Given<Handles<I>[K]>;
};

/** The inputs that a party gives. */
export type InputsOf<I extends Inputs, P extends string> = {
  readonly [K in keyof I as I[K] extends Input<P, Expression> ? K : never]: I[K];
};

const runNames: OptionNames<TypedRun<object, string, never>> = {
  programId: true,
  parties: true,
  values: true,
  stored: true,
};

/** What a run of a program gives: plain values by name. */
export type Results<R> = { readonly [K in keyof R]: Clear<R[K]> };

/**
 * A program with names and types for what it takes and gives.
 *
 * Its body was called once, when the program was made. What it computes is in `mir`.
 *
 * @example Try a program, and read what it costs
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { assertEquals } from "@std/assert";
 *
 * const vote = nada.program({
 *   name: "vote",
 *   parties: ["alice", "bob"],
 *   inputs: { a: nada.secretInteger("alice"), b: nada.secretInteger("bob") },
 *   outputs: { agree: ["alice", "bob"] },
 * }, ({ a, b }) => ({ agree: a.publicEquals(b) }));
 *
 * assertEquals(await vote.run({ a: 1, b: 1 }), { agree: true });
 * const { preprocessing } = await vote.compile();
 * assertEquals(preprocessing, { EQUALITY_PUBLIC_OUTPUT: 1 });
 * ```
 */
export class Program<
  I extends Inputs = Inputs,
  R extends Readonly<Record<string, Expression>> = Readonly<Record<string, Expression>>,
  P extends string = string,
> implements NamedProgram, TypedInputs<GivenInputs<I>, P>, TypedOutputs<Results<R>> {
  /** Its name. */
  readonly name: string;
  /** The program as nada-dsl would write it: what `compileProgram` and `storeProgram` take. */
  readonly mir: Uint8Array;
  readonly #header: Header;
  readonly #traced: Traced;
  #compiled: Promise<CompiledProgram> | undefined;

  /** Calls the body, and keeps what it does. */
  constructor(header: Header, body: (inputs: Handles<I>) => R) {
    this.#header = header;
    this.#traced = trace(header, body);
    this.name = header.name;
    this.mir = this.#traced.mir;
  }

  /**
   * The program in the nodes' form, with what nodes count of it. It is compiled once.
   *
   * @throws {InvalidProgramError} When nodes would refuse it.
   */
  compile(): Promise<CompiledProgram> {
    return this.#compiled ??= compileProgram(this.mir);
  }

  /**
   * The id that the program has once this user has stored it, or will have.
   *
   * @throws {InvalidProgramError} When nodes would refuse it.
   */
  async id(userId: UserId): Promise<ProgramId> {
    const { bytes } = await this.compile();
    const digest = await crypto.subtle.digest("SHA-256", copyBytes(bytes));
    return `${userId}/${this.name}/sha256/${encodeHex(new Uint8Array(digest))}`;
  }

  /**
   * Runs the program on this machine, in the clear, with the results that nodes give.
   *
   * @throws {InvalidArgumentError} When an input is missing, unknown, or of another type; `option` names it.
   * @throws {ComputationFailedError} When nodes would fail too, as on a division by zero, or would compute something else.
   */
  async run(inputs: GivenInputs<I>, options: RunOptions = {}): Promise<Results<R>> {
    const { shapes, usesKeys } = this.#traced;
    const values = toValues(shapes, inputs);
    const { bytes } = await this.compile();
    // Pages that only write programs need no evaluator.
    const { evaluate } = await import("./evaluate.ts");
    return this.read(await evaluate(bytes, values, options, usesKeys));
  }

  /**
   * The network's values of some inputs of a party, for `storeValues`.
   *
   * @throws {InvalidArgumentError} When an input is unknown, of another party, or of another type; `option` names it.
   */
  values<const Q extends P>(party: Q, given: Partial<GivenInputs<InputsOf<I, Q>>>): Values {
    const values = toSomeValues(this.#traced.shapes, given);
    for (const name of Object.keys(values)) {
      const owner = this.#header.inputs[name]!.party;
      if (owner === party) continue;
      throw new InvalidArgumentError(`Input ${name} is given by ${owner}, not by ${party}`, {
        option: name,
      });
    }
    return values;
  }

  /**
   * Checks a run on a network, for `compute`.
   *
   * @throws {InvalidArgumentError} When an input or a party is missing, unknown, or of a wrong type; `option` names an
   * input.
   */
  bind<Stored extends keyof I & string = never>(
    run: TypedRun<GivenInputs<I>, P, Stored>,
  ): () => Promise<BoundRun> {
    const { programId, parties, values, stored } = checkOptions(run, "A run", runNames);
    const ids: Readonly<Record<string, ValuesId>> = stored ?? {};
    const given = toValues(this.#traced.shapes, values, Object.keys(ids));
    const users = new Map<string, UserId>(Object.entries(parties ?? {}));
    const unknown = [...users.keys()].find((name) => !this.#header.parties.includes(name));
    const unbound = this.#header.parties.find((name) => !users.has(name));
    if (unknown !== undefined) {
      throw new InvalidArgumentError(`The program has no party ${unknown}`);
    }
    if (unbound !== undefined) throw new InvalidArgumentError(`No user is the party ${unbound}`);
    return async () => {
      const program = await this.compile();
      return {
        program,
        programId,
        values: given,
        valueIds: [...new Set(Object.values(ids))],
        inputBindings: program.inputParties.map((partyName) => ({
          partyName,
          user: users.get(partyName)!,
        })),
        outputBindings: program.outputParties.map((partyName) => ({
          partyName,
          users: [users.get(partyName)!],
        })),
      };
    };
  }

  /**
   * Makes plain values of the outputs of a run on a network, for `retrieveComputeResults`.
   *
   * @throws {InvalidArgumentError} When they are of another program.
   */
  read(outputs: Values): Results<R> {
    const { outputShapes } = this.#traced;
    const results = Object.entries(outputs).map(([name, value]) => {
      const [wanted, given] = [outputShapes.get(name), shapeOf(value)];
      if (wanted === given) return [name, toClear(value)];
      throw new InvalidArgumentError(
        `The results are of another program than ${this.name}: ${name} is ${given}`,
      );
    });
    // The compiler cannot see that these are the outputs.
    return Object.fromEntries(results) as Results<R>;
  }
}

/**
 * Makes a program of a function from its inputs to its outputs.
 *
 * The function is called at once, and only once: loops and conditions of TypeScript are of the writing, not of the run.
 *
 * @throws {InvalidProgramError} When the program is wrong. `issues` says where in the source, if the engine tells.
 */
export function program<
  const P extends string,
  const I extends Inputs<NoInfer<P>>,
  const O extends Recipients<NoInfer<P>>,
  R extends { readonly [K in keyof O]: Outputable },
>(
  options: ProgramOptions<P, I, O>,
  body: (inputs: Handles<I>) => R,
): Program<I, { readonly [K in keyof O]: R[K] }, P> {
  return calledFrom(program, () => new Program(options, body));
}
