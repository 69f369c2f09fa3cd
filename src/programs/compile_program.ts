import {
  InternalError,
  InvalidArgumentError,
  InvalidProgramError,
  type ProgramIssue,
} from "../errors/mod.ts";
import { isBytes } from "../base/brand.ts";
import { copyBytes } from "../base/bytes.ts";
import { loadPrograms } from "../core/load_programs.ts";
import { ProgramRefusal } from "../core/program_refusal.ts";
import type { ProgramDescription } from "../core/programs.ts";

/** A program in the nodes' form, with its description. */
export interface CompiledProgram extends ProgramDescription {
  /** The program, lowered to the operations that nodes know: the contents of a `.nada.bin`. */
  readonly bytes: Uint8Array;
  /**
   * What fails or goes wrong when the program runs, as far as it shows in the source: outputs that real nodes compute and
   * cannot hand out, and operations with literals beyond the numbers that they compute with. Empty for most programs.
   */
  readonly warnings: readonly ProgramIssue[];
}

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
export async function compileProgram(program: Uint8Array): Promise<CompiledProgram> {
  if (!isBytes(program)) {
    throw new InvalidArgumentError(
      "compileProgram takes the contents of a program's file as a Uint8Array",
    );
  }
  // The caller may go on with its own bytes while the compiler loads.
  const source = copyBytes(program);
  const mistake = mistakeIn(source);
  if (mistake !== undefined) throw refused(mistake, [{ reason: mistake }]);
  const compiler = await loadPrograms();
  try {
    const bytes = compiler.lower(source);
    return { ...compiler.inspect(bytes), bytes };
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

const remedy = "compile its Python source with nada-dsl (docs/programs.md has the command) " +
  "and give the contents of the .mir.bin";

/** Names common mistakes, which the compiler itself could only call malformed. */
function mistakeIn(file: Uint8Array): string | undefined {
  if (file.length === 0) return `it is empty, perhaps left by a failed command: ${remedy}`;
  if (!isText(file)) return undefined;
  if (isJsonMir(file)) {
    return "it is JSON, which nada-dsl before 0.8 writes, and nada-numpy and nada-ai ask for such a version: " +
      "use nada-dsl 0.8.0 or later (docs/programs.md says how), and give the contents of the .mir.bin";
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
