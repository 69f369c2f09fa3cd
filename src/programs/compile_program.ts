import {
  InternalError,
  InvalidArgumentError,
  InvalidProgramError,
  type ProgramIssue,
} from "../errors/mod.ts";
import { isBytes } from "../base/brand.ts";
import { copyBytes } from "../base/bytes.ts";
import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { loadPrograms } from "../core/load_programs.ts";
import { ProgramRefusal } from "../core/program_refusal.ts";
import type { ProgramDescription } from "../core/programs.ts";
import { type PrimeBits, primeBitsOf } from "./prime_bits.ts";

/** A program in the nodes' form, with its description. */
export interface CompiledProgram extends ProgramDescription {
  /** The program, lowered to the operations that nodes know: the contents of a `.nada.bin`. */
  readonly bytes: Uint8Array;
  /**
   * The most instructions that wait for each other and for which nodes talk to each other, such as products and comparisons
   * of secrets. A run takes as many steps: in each, nodes do all that is ready at once. A step has one or more rounds of
   * messages.
   */
  readonly depth: number;
  /**
   * What fails or goes wrong when the program runs, as far as its source shows: outputs that real nodes compute and cannot
   * hand out, and numbers that they cannot compute with. Those show by literals, and by inputs that declare how many bits
   * they have. Empty for most programs.
   */
  readonly warnings: readonly ProgramIssue[];
}

/** What the warnings of a compiled program are for. The program itself does not depend on it. */
export interface CompileOptions {
  /** The length of the network's prime in bits; 256 by default. */
  readonly primeBits?: PrimeBits | undefined;
  /**
   * How many bits the numbers of an input have at most, 1 to 255, by its name: their absolute values are below two to
   * that power. Nothing is known of the others.
   */
  readonly inputBits?: Readonly<Record<string, number>> | undefined;
}

const optionNames: OptionNames<CompileOptions> = { primeBits: true, inputBits: true };

/**
 * Compiles a program to the nodes' form.
 *
 * The source of a program is Python, which the package `nada-dsl` turns into MIR. This function
 * checks the MIR and lowers it to the operations that nodes know. A program that is already
 * compiled is checked and returned unchanged, unless nodes could not hand out its outputs: those are
 * then computed in another way, as they are when it comes as MIR.
 *
 * The first call loads a WASM module that the rest of the client does not need.
 *
 * @param program The contents of a `.mir.bin` or a `.nada.bin`.
 * @param options What the warnings are for.
 * @throws {InvalidArgumentError} When `program` is no `Uint8Array`, or an option is wrong; `option` names it.
 * @throws {InvalidProgramError} When it is not a valid program; `issues` has the reasons, with the
 * lines of the source.
 *
 * @example What a program takes and costs
 * ```ts
 * import { compileProgram } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const mir = await Deno.readFile("examples/nada/average_salary.mir.bin");
 * const program = await compileProgram(mir);
 *
 * assertEquals(program.inputParties, ["employee0", "employee1", "employee2"]);
 * assertEquals(program.inputs[0], { name: "salary0", party: "employee0", type: "SecretInteger" });
 * assertEquals(program.preprocessing, { MODULO: 1 });
 * assertEquals(program.warnings, []);
 * ```
 */
export async function compileProgram(
  program: Uint8Array,
  options: CompileOptions = {},
): Promise<CompiledProgram> {
  if (!isBytes(program)) {
    throw new InvalidArgumentError(
      "compileProgram takes the contents of a program's file as a Uint8Array",
    );
  }
  const { inputBits = {} } = checkOptions(options, "compileProgram", optionNames);
  const primeBits = primeBitsOf(options);
  const declared = new Map(Object.entries(inputBits));
  for (const [name, bits] of declared) {
    if (Number.isInteger(bits) && bits >= 1 && bits <= 255) continue;
    throw new InvalidArgumentError(`Input ${name} has 1 to 255 bits`, { option: "inputBits" });
  }
  // The caller may go on with its own bytes while the compiler loads.
  const source = copyBytes(program);
  const mistake = mistakeIn(source);
  if (mistake !== undefined) throw refused(mistake, [{ reason: mistake }]);
  const compiler = await loadPrograms();
  try {
    const bytes = compiler.lower(source);
    const inspected = compiler.inspect(bytes, primeBits, (name) => declared.get(name) ?? 0);
    inspected.inputs.forEach(({ name }) => declared.delete(name));
    const [unknown] = declared.keys();
    if (unknown === undefined) return { ...inspected, bytes };
    throw new InvalidArgumentError(`The program has no input ${unknown}`, { option: "inputBits" });
  } catch (error) {
    if (!(error instanceof ProgramRefusal)) throw error;
    const { code, message, issues, cause } = error;
    if (code === "trap") throw new InternalError(message, { cause });
    throw refused(message, issues);
  }
}

function refused(message: string, issues: readonly ProgramIssue[]): InvalidProgramError {
  return new InvalidProgramError(`The program cannot be compiled: ${message}`, { issues });
}

const remedy =
  "compile its Python source with nada-dsl (docs/programs_in_python.md has the command) " +
  "and give the contents of the .mir.bin";

/** Names common mistakes, which the compiler itself could only call malformed. */
function mistakeIn(file: Uint8Array): string | undefined {
  if (file.length === 0) return `it is empty, perhaps left by a failed command: ${remedy}`;
  if (!isText(file)) return undefined;
  if (isJsonMir(file)) {
    return "it is JSON, which nada-dsl before 0.8 writes, and nada-numpy and nada-ai ask for such a version: " +
      "use nada-dsl 0.8.0 or later (docs/programs_in_python.md says how), and give the contents of the .mir.bin";
  }
  return `it is text, such as Python source, not a compiled program: ${remedy}`;
}

/** Whether the text is MIR as nada-dsl wrote it before it wrote protobuf. */
function isJsonMir(bytes: Uint8Array): boolean {
  try {
    const program = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(program?.outputs) && typeof program.operations === "object";
  } catch {
    return false;
  }
}

/** Whether the bytes are text. A program never is: it has the byte 18 before each operation, and text has none. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 32 && ![9, 10, 12, 13].includes(byte))) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
