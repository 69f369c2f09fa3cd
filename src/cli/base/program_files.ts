/** Reads programs from files: compiled ones, Python's, and those of `@nilvm/client/nada`. */
import { execFile } from "node:child_process";
import { basename, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { isBytes } from "../../base/brand.ts";
import { messageOf } from "../../base/text.ts";
import { FailedPreconditionError, InvalidArgumentError, VmError } from "../../errors/mod.ts";
import { type CompiledProgram, compileProgram } from "../../programs/compile_program.ts";
import { readBytes } from "./folder.ts";

/** A program of a file. */
export interface FileProgram {
  /** Its name on the network. */
  readonly name: string;
  /** The MIR, or the nodes' form when the file has that. */
  readonly source: Uint8Array;
  readonly compiled: CompiledProgram;
}

const outputMax = 64 * 1024 * 1024;

const pythonCode = `import sys
from nada_dsl.compile import compile_script
sys.stdout.buffer.write(compile_script(sys.argv[1]).mir)
`;

/**
 * Reads a program.
 *
 * @param path A `.mir.bin` or `.nada.bin`, Python with `nada-dsl`, or a module that exports a program.
 * @param exported Which export of a module, if it has several programs.
 * @throws {InvalidArgumentError} When the file cannot be read, or has no program.
 * @throws {InvalidProgramError} When the program is wrong.
 */
export async function readProgram(path: string, exported?: string): Promise<FileProgram> {
  const name = basename(path).replace(/\.(mir\.bin|nada\.bin|bin|py|[cm]?[jt]s)$/, "");
  if (/\.[cm]?[jt]s$/.test(path)) return await programOfModule(path, exported);
  const source = path.endsWith(".py") ? await compilePython(path) : await readBytes(path);
  return { name, source, compiled: await compileProgram(source) };
}

async function programOfModule(path: string, exported: string | undefined): Promise<FileProgram> {
  const found = await importModule(path);
  const programs = Object.entries(found).filter(([, value]) => isProgram(value)) as [
    string,
    { name: string; mir: Uint8Array },
  ][];
  const names = programs.map(([name]) => name).join(", ");
  const chosen = programs.filter(([name]) => exported === undefined || name === exported);
  const [only] = chosen;
  if (only === undefined) {
    const words = programs.length === 0
      ? "exports no program of nada.program()"
      : `has no ${exported}, but ${names}`;
    throw new InvalidArgumentError(`${path} ${words}`);
  }
  if (chosen.length > 1) {
    throw new InvalidArgumentError(`${path} has several programs: choose by --export: ${names}`);
  }
  const { name, mir } = only[1];
  return { name, source: mir, compiled: await compileProgram(mir) };
}

async function importModule(path: string): Promise<Record<string, unknown>> {
  try {
    return await import(pathToFileURL(resolve(path)).href);
  } catch (cause) {
    if (cause instanceof VmError) throw cause;
    // The module may have loaded this package a second time, with errors of its own.
    const { issues } = cause as { issues?: unknown };
    if (Array.isArray(issues)) throw new InvalidArgumentError(messageOf(cause), { cause });
    const words = messageOf(cause);
    throw new InvalidArgumentError(`${path} cannot be imported${hintFor(path, words)}: ${words}`, {
      cause,
    });
  }
}

/** What to do about an error of an import, by the words of the runtimes. */
export function hintFor(path: string, words: string): string {
  if (/\.[cm]?ts$/.test(path) && /extension/i.test(words)) {
    return ": Node reads TypeScript from 22.18 on; use Deno or Bun, or give JavaScript";
  }
  if (/outside a module|token 'export'/.test(words)) {
    return `: name it ${path.replace(/\.[cm]?js$/, ".mjs")}, so that Node takes it as a module`;
  }
  if (
    /@nilvm\/client/.test(words) && /cannot find|not a dependency|not in import map/i.test(words)
  ) {
    return ": install @nilvm/client where the file is, or in Deno import jsr:@nilvm/client/nada";
  }
  return "";
}

/** Whether it is a program, also one of another copy of this package. */
function isProgram(value: unknown): boolean {
  const { name, mir, compile } = (value ?? {}) as Record<string, unknown>;
  return typeof name === "string" && isBytes(mir) && typeof compile === "function";
}

/** Has Python turn a source into MIR. */
async function compilePython(path: string): Promise<Uint8Array> {
  await readBytes(path);
  const python = process.env["NILVM_PYTHON"] || "python3";
  return await new Promise((done, reject) => {
    const options = { encoding: "buffer", maxBuffer: outputMax } as const;
    execFile(python, ["-c", pythonCode, path], options, (error, stdout, stderr) => {
      if (error === null) return done(new Uint8Array(stdout));
      const words = new TextDecoder().decode(stderr).trim();
      if (/No module named 'nada_dsl'/.test(words) || "code" in error && error.code === "ENOENT") {
        return reject(
          new FailedPreconditionError(
            `Programs in Python need ${python} with nada-dsl: pip install "nada-dsl>=0.8.0", or name ` +
              "the Python that has it in NILVM_PYTHON",
          ),
        );
      }
      const last = words.split("\n").at(-1) ?? "";
      const cause = new Error(words);
      reject(new InvalidArgumentError(`${path} cannot be compiled: ${last}`, { cause }));
    });
  });
}
