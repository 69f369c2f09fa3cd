import { Code } from "@connectrpc/connect";
import { describeNamedValues } from "../../core/core.ts";
import type { ProgramValue } from "../../core/programs.ts";
import { refusal } from "../base/refusal.ts";

/** Refuses values unless they are exactly the inputs of a program, each once and of its type. */
export function checkInputs(
  values: readonly Uint8Array[],
  inputs: readonly ProgramValue[],
): void {
  const found = new Map<string, string>();
  // Each value alone. Of all together the core itself would refuse a repeated name, with other words than nodes use.
  for (const { name, type } of values.flatMap((value) => describeNamedValues([value]))) {
    if (found.has(name)) throw refusal(Code.InvalidArgument, `duplicate value key '${name}'`);
    found.set(name, type);
  }
  for (const input of inputs) {
    const type = found.get(input.name);
    const mismatch = type === undefined ? undefined : findMismatch(parse(input.type), parse(type));
    if (mismatch !== undefined) throw invalid(`types don't match: ${mismatch.join(" != ")}`);
  }
  const missing = inputs.map(({ name }) => name).filter((name) => !found.has(name));
  if (missing.length > 0) throw invalid(`missing values: ${listed(missing)}`);
  const expected = new Set(inputs.map(({ name }) => name));
  const unexpected = [...found.keys()].filter((name) => !expected.has(name));
  if (unexpected.length > 0) throw invalid(`unexpected values found: ${listed(unexpected)}`);
}

function invalid(detail: string) {
  return refusal(Code.InvalidArgument, `input validation failed: ${detail}`);
}

function listed(names: readonly string[]): string {
  return `[${names.map((name) => JSON.stringify(name)).join(", ")}]`;
}

/** A type with its parts. */
interface Type {
  text: string;
  kind: "scalar" | "array" | "tuple";
  parts: Type[];
}

/** Reads `SecretInteger`, `Array [SecretInteger:3]` or `Tuple (SecretInteger, Integer)`. */
function parse(text: string): Type {
  const array = text.match(/^Array \[(.*):\d+\]$/)?.[1];
  if (array !== undefined) return { text, kind: "array", parts: [parse(array)] };
  const pair = text.match(/^Tuple \((.*)\)$/)?.[1];
  if (pair === undefined) return { text, kind: "scalar", parts: [] };
  const comma = topLevelComma(pair);
  const parts = [parse(pair.slice(0, comma)), parse(pair.slice(comma + 2))];
  return { text, kind: "tuple", parts };
}

function topLevelComma(pair: string): number {
  let depth = 0;
  for (let index = 0; index < pair.length; index++) {
    const char = pair[index]!;
    if (char === "," && depth === 0) return index;
    if ("[(".includes(char)) depth++;
    if ("])".includes(char)) depth--;
  }
  return pair.length;
}

/** The first parts in which two types differ. Nodes compare the right part of a tuple first, and ignore the size of arrays. */
function findMismatch(expected: Type, found: Type): [string, string] | undefined {
  const isSame = expected.kind === found.kind &&
    (expected.kind !== "scalar" ||
      expected.text.replace(/^Secret(?=\w*(Integer|Boolean)$)/, "ShamirShare") === found.text);
  if (!isSame) return [expected.text, found.text];
  for (let part = expected.parts.length - 1; part >= 0; part--) {
    const mismatch = findMismatch(expected.parts[part]!, found.parts[part]!);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}
