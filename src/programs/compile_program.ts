import {
  InternalError,
  InvalidArgumentError,
  InvalidProgramError,
  type ProgramIssue,
} from "../errors/mod.ts";
import { loadPrograms } from "../core/load_programs.ts";
import { ProgramRefusal } from "../core/program_refusal.ts";
import type { ProgramDescription } from "../core/programs.ts";

/** A program as nodes take it, and what there is to know of it. */
export interface CompiledProgram extends ProgramDescription {
  /** The program itself, lowered to the operations that nodes know: the contents of a `.nada.bin`. */
  readonly bytes: Uint8Array;
}

/**
 * Compiles a program to what nodes take.
 *
 * The source of a program is Python; the package `nada-dsl` turns it into MIR, and this the MIR
 * into a program of the nodes' own operations, after it has checked it. A program that is compiled
 * already is checked and comes back as it is.
 *
 * It loads a WASM module of its own the first time, which the rest of the client does without.
 *
 * @param program The contents of a `.mir.bin` or a `.nada.bin`.
 * @throws {InvalidProgramError} When it is no program, or a wrong one; `issues` has the reasons,
 * with the lines of the source.
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
 * ```
 */
export async function compileProgram(program: Uint8Array): Promise<CompiledProgram> {
  if (!(program instanceof Uint8Array)) {
    throw new InvalidArgumentError("A program is the contents of its file, as a Uint8Array");
  }
  const mistake = mistakeIn(program);
  if (mistake !== undefined) throw refused(mistake, [{ reason: mistake }]);
  const compiler = await loadPrograms();
  try {
    const bytes = compiler.lower(program);
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

const remedy =
  "compile its Python source with nada-dsl, for which docs/programs.md has a command, " +
  "and give the contents of the .mir.bin";

/** What is wrong with a file that cannot have been meant, told better than by reading it as a program. */
function mistakeIn(file: Uint8Array): string | undefined {
  if (file.length === 0) return `it is empty, as what a failed command leaves behind: ${remedy}`;
  return isText(file) ? `it is text, such as Python, and no program yet: ${remedy}` : undefined;
}

/** Whether the bytes are text. No program is: before each of its operations stands the byte 18, which no text has. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 32 && ![9, 10, 12, 13].includes(byte))) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
