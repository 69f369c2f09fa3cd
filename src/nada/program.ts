import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import type { UserId } from "../keys/user_id.ts";
import type { CompiledProgram } from "../programs/compile_program.ts";
import type { PrimeOptions } from "../programs/prime_bits.ts";
import type { ProgramId } from "../programs/program_id.ts";
import type {
  BoundRun,
  Fitting,
  NamedProgram,
  TypedInputs,
  TypedOutputs,
  TypedRun,
} from "../programs/typed_program.ts";
import { shapeOf } from "../values/nada_value.ts";
import { plainOf } from "../values/plain_values.ts";
import type { ValuesId } from "../values/store_id.ts";
import type { Values } from "../values/values.ts";
import type { ArrayExpression } from "./arrays.ts";
import { type Clear, type Given, toSomeValues, toValues } from "./clear.ts";
import type { RunOptions } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import type { Input } from "./inputs.ts";
import type { BytesExpression } from "./keys.ts";
import type { Scalar, Wrong } from "./scalar_types.ts";
import { calledFrom } from "./sites.ts";
import { trace, type Traced } from "./trace.ts";
import type { TupleExpression } from "./tuples.ts";
// They say which class stands for which shape, and what JavaScript may not do with one.
import "./arrays.ts";
import "./javascript.ts";
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
  | (Expression & Scalar)
  | BytesExpression<Exclude<BytesExpression["type"], "EcdsaPrivateKey" | "EddsaPrivateKey">>
  | ArrayExpression<Expression, number>
  | TupleExpression;

/** What is wrong with outputs, by name. */
export type OutputRules<R> = { readonly [K in keyof R]: OutputRule<R[K]> };

/** What is wrong with one output. Beside a part that depends on an input, others may be literals. */
export type OutputRule<E> = E extends unknown
  ? OnlyLiterals<E> extends true ? Wrong<"an output depends on an input"> : HandedOutRule<E>
  : never;

/** Whether all parts of an expression are literals. */
export type OnlyLiterals<E> = E extends Scalar ? E extends Scalar<"literal"> ? true : false
  : E extends ArrayExpression<infer F, number> ? OnlyLiterals<F>
  : E extends TupleExpression<infer L, infer R>
    ? OnlyLiterals<L> extends true ? OnlyLiterals<R> : false
  : false;

/** What is wrong with an output or a part of one that nodes do not hand out. */
export type HandedOutRule<E> = E extends Scalar ? unknown
  : E extends ArrayExpression<infer F, number> ? HandedOutRule<F>
  : E extends TupleExpression<infer L, infer R> ? HandedOutRule<L> & HandedOutRule<R>
  : E extends Outputable ? unknown
  : E extends Expression ? Wrong<"nodes do not hand this out">
  : unknown;

/** What is wrong with who gets outputs, by the names of the outputs. */
export type RecipientRules<O extends Recipients> = {
  readonly [K in keyof O]: O[K] extends readonly [] ? Wrong<"somebody gets an output">
    : Repeats<O[K]> extends true ? Wrong<"a party gets an output once">
    : unknown;
};

/** Whether a list has something twice, as far as its types show. */
export type Repeats<L> = L extends readonly [infer First, ...infer Rest]
  ? First extends Rest[number] ? true : Repeats<Rest>
  : false;

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
export type GivenInputs<I extends Inputs> =
  & { readonly [K in keyof I]: Given<Handles<I>[K]> }
  & unknown;

/** The inputs that a party gives. */
export type InputsOf<I extends Inputs, P extends string> = {
  readonly [K in keyof I as I[K] extends Input<P, Expression> ? K : never]: I[K];
};

const runNames: OptionNames<TypedRun<object, string, never>> = {
  programId: true,
  parties: true,
  values: true,
  stored: true,
  checkStored: true,
};

/** What a run of a program costs the nodes. */
export interface ProgramCost {
  /** How often each kind of operation occurs, by the nodes' name of it, such as `MultiplicationShares`. */
  readonly operations: Readonly<Record<string, number>>;
  /** How many preprocessing elements of each kind, such as `COMPARE`, a run uses up. */
  readonly preprocessing: Readonly<Record<string, number>>;
  /**
   * The most operations that wait for each other and for which nodes talk to each other: products of secrets, comparisons,
   * divisions and shifts of secrets, `ifElse` of secrets, `toPublic`, random values, signatures. A run takes as many steps,
   * from its inputs to its outputs: in each step, nodes do all that is ready at once.
   */
  readonly depth: number;
}

/** What a run of a program gives: plain values by name. */
export type Results<R> = { readonly [K in keyof R]: Clear<R[K]> } & unknown;

/**
 * A program with names and types for what it takes and gives.
 *
 * The body of one that is written in TypeScript was called once, when the program was made. What it computes is in `mir`.
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
 * assertEquals(await vote.cost(), {
 *   operations: { PublicOutputEquality: 1 },
 *   preprocessing: { EQUALITY_PUBLIC_OUTPUT: 1 },
 *   depth: 1,
 * });
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
  readonly #traced: Traced;

  /** Made by `nada.program()` and `nada.compiled()`. */
  constructor(traced: Traced) {
    this.#traced = traced;
    this.name = traced.name;
    this.mir = traced.mir;
  }

  /**
   * The program in the nodes' form, with what nodes count of it, and with warnings of what goes wrong on them: outputs that
   * they lose, and numbers that leave the range in which they are right, as far as literals and the `bits` of inputs show.
   * It is compiled once for each prime.
   *
   * @param options The prime of the network that the warnings are for.
   * @throws {InvalidProgramError} When nodes would refuse it.
   * @throws {InvalidArgumentError} When an option is wrong.
   */
  async compile(options: PrimeOptions = {}): Promise<CompiledProgram> {
    // Pages that only write programs need no compiler.
    const { compile } = await import("./compile.ts");
    return await compile(this.#traced, options);
  }

  /**
   * What a run costs the nodes. The prime changes how long a run takes, and none of these counts.
   *
   * @throws {InvalidProgramError} When nodes would refuse the program.
   * @throws {InvalidArgumentError} When an option is wrong.
   */
  async cost(options: PrimeOptions = {}): Promise<ProgramCost> {
    const { instructions, preprocessing, depth } = await this.compile(options);
    return { operations: instructions, preprocessing, depth };
  }

  /**
   * The id that the program has once this user has stored it, or will have.
   *
   * @throws {InvalidProgramError} When nodes would refuse it.
   */
  async id(userId: UserId): Promise<ProgramId> {
    const { programId } = await import("./compile.ts");
    return await programId(this.#traced, userId);
  }

  /**
   * Runs the program on this machine, in the clear, with the results that nodes give.
   *
   * @throws {InvalidArgumentError} When an input is missing, unknown, of another type, or beyond its `bits`; `option` names
   * it.
   * @throws {ComputationFailedError} When nodes would fail too, as on a division by zero, or would compute something else.
   */
  async run<const G extends GivenInputs<I>>(
    inputs: G & Fitting<GivenInputs<I>, G>,
    options: RunOptions = {},
  ): Promise<Results<R>> {
    const values = toValues(this.#traced.inputs, inputs);
    const { bytes } = await this.compile();
    // Pages that only write programs need no evaluator.
    const { evaluate } = await import("./evaluate.ts");
    return this.read(await evaluate(bytes, values, options));
  }

  /**
   * The network's values of some inputs of a party, for `storeValues`.
   *
   * @throws {InvalidArgumentError} When an input is unknown, of another party, of another type, or beyond its `bits`;
   * `option` names it.
   */
  values<const Q extends P, const G extends Partial<GivenInputs<InputsOf<I, Q>>>>(
    party: Q,
    given: G & Fitting<GivenInputs<InputsOf<I, Q>>, G>,
  ): Values {
    const values = toSomeValues(this.#traced.inputs, given);
    for (const name of Object.keys(values)) {
      const owner = this.#traced.inputs.get(name)!.party;
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
   * @throws {InvalidArgumentError} When an input or a party is missing, unknown, or of a wrong type, a number is beyond its
   * `bits`, or the id of a stored input is no UUID; `option` names an input.
   */
  bind<Stored extends keyof I & string = never>(
    run: TypedRun<GivenInputs<I>, P, Stored>,
  ): () => Promise<BoundRun> {
    const { programId, parties, values, stored, checkStored } = checkOptions(
      run,
      "A run",
      runNames,
    );
    const ids: Readonly<Record<string, ValuesId>> = { ...stored };
    const given = toValues(this.#traced.inputs, values, ids);
    const users = new Map<string, UserId>(Object.entries(parties ?? {}));
    const unknown = [...users.keys()].find((name) => !this.#traced.parties.includes(name));
    const unbound = this.#traced.parties.find((name) => !users.has(name));
    if (unknown !== undefined) {
      throw new InvalidArgumentError(`The program has no party ${unknown}`);
    }
    if (unbound !== undefined) throw new InvalidArgumentError(`No user is the party ${unbound}`);
    return async () => {
      const program = await this.compile();
      const { boundRun } = await import("./bound_run.ts");
      return boundRun(program, { programId, users, values: given, stored: ids, checkStored });
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
      if (wanted === given) return [name, plainOf(value)];
      throw new InvalidArgumentError(
        `The results are of another program than ${this.name}: ${name} is ${given}`,
        { option: name, phase: "unmask" },
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
  options: ProgramOptions<P, I, O> & { readonly outputs: RecipientRules<O> },
  body: (inputs: Handles<I>) => R & OutputRules<R>,
): Program<I, { readonly [K in keyof O]: R[K] }, P> {
  return calledFrom(program, () => new Program(trace(options, body)));
}
