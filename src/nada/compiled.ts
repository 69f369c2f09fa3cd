import { isBytes } from "../base/brand.ts";
import type { Expression } from "./expression.ts";
import { detailsOf, type Input, type InputDetails } from "./inputs.ts";
import { type Handles, type Inputs, Program } from "./program.ts";
import { nameOf } from "./shapes.ts";
import { refuse } from "./sites.ts";

/** A program that is compiled already, with the types of what it takes and gives. */
export interface CompiledOptions<
  P extends string = string,
  I extends Inputs<P> = Inputs<P>,
  O extends Inputs<P> = Inputs<P>,
> {
  /** Its name, which becomes part of its id: 1 to 128 letters, digits or characters of `+.:_-`. */
  readonly name: string;
  /** Everyone who gives inputs or gets outputs. */
  readonly parties: readonly P[];
  /** What is given to a run. */
  readonly inputs: I;
  /** What it gives, each written as an input of its type; the party is one of those that get it. */
  readonly outputs: O;
  /** What `compileProgram` takes, as bytes or in base64. */
  readonly mir: Uint8Array | string;
}

/**
 * Gives types to a program that was compiled elsewhere, such as one in Python. `nilvm program types` writes the call.
 *
 * The names, types and parties are compared with those of the program when it is first compiled: by `compile`, `cost`, `id`
 * and `run`, and by `storeProgram` and `compute` before anything is paid. A program that has others is refused then.
 *
 * @throws {InvalidProgramError} When an input or an output is not described as one of `nada`, or the program is neither
 * bytes nor base64.
 */
export function compiled<
  const P extends string,
  const I extends Inputs<NoInfer<P>>,
  const O extends Inputs<NoInfer<P>>,
>(options: CompiledOptions<P, I, O>): Program<I, Handles<O>, P> {
  const { name, parties, inputs, outputs } = options;
  const taken = described("input", inputs);
  const given = described("output", outputs);
  const named = [...given].map(([name, { shape }]) => [name, nameOf(shape)] as const);
  return new Program({
    name,
    mir: bytesOf(options.mir),
    parties,
    inputs: taken,
    results: [],
    outputShapes: new Map(named),
  });
}

function described(
  what: string,
  written: Readonly<Record<string, Input<string, Expression>>>,
): Map<string, InputDetails> {
  return new Map(
    Object.entries(written).map(([name, given]) => {
      const details = detailsOf(given);
      if (details !== undefined) return [name, details];
      refuse(`the ${what} ${name} is none: write it as in nada.secretInteger("alice")`);
    }),
  );
}

function bytesOf(mir: Uint8Array | string): Uint8Array {
  if (isBytes(mir)) return mir;
  try {
    return Uint8Array.from(atob(mir), (char) => char.charCodeAt(0));
  } catch {
    refuse("the MIR of a compiled program is bytes, or their base64");
  }
}
