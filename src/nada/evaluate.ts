/** Runs programs in the clear, on this machine. */
import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { loadKeys, loadPrograms } from "../core/load_programs.ts";
import { ProgramRefusal } from "../core/program_refusal.ts";
import { ComputationFailedError, InternalError, InvalidArgumentError } from "../errors/mod.ts";
import { readClear } from "../masking/clear_reader.ts";
import { ClearWriter } from "../masking/clear_writer.ts";
import { type PrimeBits, primeBitsOf } from "../programs/prime_bits.ts";
import { shapeOf } from "../values/nada_value.ts";
import { listValues, type Values } from "../values/values.ts";
import { platformBytes, seededBytes } from "./random.ts";

/** How to run a program without a network. */
export interface RunOptions {
  /** The length of the network's prime in bits; 256 by default. */
  readonly primeBits?: PrimeBits | undefined;
  /** A safe integer from which all that is random follows; without it, every run draws anew. */
  readonly seed?: number | undefined;
  /**
   * What becomes of numbers that real nodes cannot compute with: `strict`, the default, fails the run, `asNodes` gives
   * the results of nodes, as wrong as they are, and `exact` gives the right ones, which nodes do not.
   */
  readonly numbers?: "strict" | "asNodes" | "exact" | undefined;
}

const names: OptionNames<RunOptions> = { primeBits: true, seed: true, numbers: true };

/** The options of a run, if it knows them. */
function checked(options: RunOptions) {
  const { seed, numbers = "strict" } = checkOptions(options, "A run", names);
  const wrong = (option: string, words: string) =>
    new InvalidArgumentError(`${option} is ${words}`, { option });
  if (seed !== undefined && !Number.isSafeInteger(seed)) throw wrong("seed", "a safe integer");
  if (!["strict", "asNodes", "exact"].includes(numbers)) {
    throw wrong("numbers", "strict, asNodes or exact");
  }
  return { primeBits: primeBitsOf(options), seed, numbers };
}

/**
 * Runs a compiled program on values.
 *
 * @throws {ComputationFailedError} When a run of nodes would fail, or compute something else.
 */
export async function evaluate(
  program: Uint8Array,
  values: Values,
  options: RunOptions,
): Promise<Values> {
  const { primeBits, seed, numbers } = checked(options);
  const clear = new ClearWriter(listValues(values), primeBits / 8);
  const inputs = new Uint8Array(clear.length);
  clear.write(inputs);
  // The core signs, and makes public keys.
  if (Object.values(values).some((value) => shapeOf(value).includes("PrivateKey"))) {
    await loadKeys();
  }
  const [{ programHost }, programs] = await Promise.all([
    import("../core/program_host.ts"),
    loadPrograms(),
  ]);
  const host = programHost(seed === undefined ? platformBytes : seededBytes(seed));
  try {
    const outputs = programs.evaluate(program, primeBits, numbers, inputs, host);
    return readClear(outputs, primeBits / 8).values;
  } catch (error) {
    if (!(error instanceof ProgramRefusal)) throw error;
    const { message, issues, code, cause } = error;
    if (code === "trap") throw new InternalError(message, { cause });
    throw new ComputationFailedError(`The run failed: ${message}`, {
      reason: issues.map(({ reason }) => reason).join("; "),
    });
  }
}
