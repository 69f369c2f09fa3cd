import { encodeBase64 } from "../../base/base64.ts";
import type { CompiledProgram } from "../../programs/compile_program.ts";
import { InvalidArgumentError } from "../../errors/mod.ts";
import type { FileProgram } from "./program_files.ts";
import { readType, type ValueType } from "./value_types.ts";

const builders: Readonly<Record<string, string>> = {
  PublicBoolean: "boolean",
  PublicInteger: "integer",
  PublicUnsignedInteger: "unsignedInteger",
};

/** The line length that the text of a program is cut to. */
const base64Width = 96;

/**
 * Writes a module that exports a compiled program with the names and types of what it takes and gives.
 *
 * @throws {InvalidArgumentError} When a type has no name in TypeScript, as those of tuples.
 */
export function typesModule({ name, source, compiled }: FileProgram, from: string): string {
  const { inputs, outputs } = compiled;
  const parties = [...new Set([...compiled.inputParties, ...compiled.outputParties])];
  const lines = (values: CompiledProgram["inputs"]) =>
    [...new Map(values.map((value) => [value.name, value])).values()].map(({ name, party, type }) =>
      `    ${keyOf(name)}: ${builderOf(name, readType(type), party)},\n`
    ).join("");
  const chunks = encodeBase64(source).match(new RegExp(`.{1,${base64Width}}`, "g")) ?? [];
  return `// Written by nilvm program types from ${from}. Do not change it.
import { nada } from "@nilvm/client/nada";

/** The program ${name}. */
export const ${variableOf(name)} = nada.compiled({
  name: ${JSON.stringify(name)},
  parties: ${JSON.stringify(parties)},
  inputs: {
${lines(inputs)}  },
  outputs: {
${lines(outputs)}  },
  mir:
${chunks.map((chunk) => `    "${chunk}"`).join(" +\n")},
});
`;
}

function builderOf(name: string, type: ValueType, party: string): string {
  if (type.kind === "tuple") {
    throw new InvalidArgumentError(
      `${name} is a tuple, which has no name among the types of inputs`,
    );
  }
  if (type.kind === "array") return `${builderOf(name, type.of, party)}.array(${type.size})`;
  const builder = builders[type.name] ?? type.name[0]!.toLowerCase() + type.name.slice(1);
  return `nada.${builder}(${JSON.stringify(party)})`;
}

function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function variableOf(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const [first = "program", ...others] = words;
  const joined = first[0]!.toLowerCase() + first.slice(1) +
    others.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
  return /^[A-Za-z]/.test(joined) ? joined : `program${joined}`;
}
