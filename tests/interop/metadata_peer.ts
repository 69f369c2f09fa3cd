/**
 * Compiles the named program for `metadata_interop.py`, and answers with its bytes and counts, or with `null` when it
 * is refused, as some fixtures have to be.
 *
 * @module
 */
import { compileProgram, InvalidProgramError } from "@nilvm/client";
import { answerLines } from "./answer_lines.ts";

async function counts(path: string) {
  const compiled = await compileProgram(await Deno.readFile(path));
  const { memorySize, totalInstructions, instructions, preprocessing } = compiled;
  return {
    bytes: compiled.bytes.toHex(),
    hasNestedInput: compiled.inputs.some(({ type }) => /^\w+Array<\w+</.test(type)),
    counts: { memorySize, totalInstructions, instructions, preprocessing },
  };
}

await answerLines(({ path }: { path: string }) =>
  counts(path).catch((error) => {
    if (path.includes("/refused_") && error instanceof InvalidProgramError) return null;
    throw error;
  })
);
