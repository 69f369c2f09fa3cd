/**
 * Compiles the programs that are named, for `metadata_interop.py`: prints as JSON, by path, each one's bytes and counts,
 * or `null` for one that is refused, as some of the fixtures are meant to be.
 *
 * @module
 */
import { compileProgram, InvalidProgramError } from "@nilvm/client";

async function counts(path: string) {
  const compiled = await compileProgram(await Deno.readFile(path));
  const { memorySize, totalInstructions, instructions, preprocessing } = compiled;
  return {
    bytes: compiled.bytes.toHex(),
    hasNestedInput: compiled.inputs.some(({ type }) => /^Array \[\w+ /.test(type)),
    counts: { memorySize, totalInstructions, instructions, preprocessing },
  };
}

const entries = await Promise.all(Deno.args.map(async (path) => {
  const isRefused = path.includes("/refused_");
  return [
    path,
    await counts(path).catch((error) => {
      if (isRefused && error instanceof InvalidProgramError) return null;
      throw error;
    }),
  ];
}));
console.log(JSON.stringify(Object.fromEntries(entries)));
