/** Tests of programs: files of inputs and expected outputs. */
import { readdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { load } from "js-yaml";
import { messageOf } from "../../base/text.ts";
import { InvalidArgumentError, VmError } from "../../errors/mod.ts";
import { evaluate } from "../../nada/evaluate.ts";
import type { NadaValue } from "../../values/nada_value.ts";
import { readBytes } from "./folder.ts";
import { type FileProgram, readProgram } from "./program_files.ts";
import { shownValue } from "./show_value.ts";
import { readType, valueFrom } from "./value_types.ts";

/** How a test went. */
export interface TestResult {
  readonly test: string;
  readonly isPassed: boolean;
  readonly problems: readonly string[];
}

/** The test files that paths name; a folder names all in it. */
export async function testFiles(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then((one) => one.isDirectory(), () => undefined);
    if (isFolder === undefined) throw new InvalidArgumentError(`There is no ${path}`);
    if (!isFolder) found.push(path);
    else {
      const names = (await readdir(path)).filter((name) => /\.(ya?ml|json)$/.test(name)).sort();
      found.push(...names.map((name) => `${path}/${name}`));
    }
  }
  return found;
}

/** Runs tests in the clear, with the results that nodes give. */
export async function runTests(paths: readonly string[]): Promise<TestResult[]> {
  const programs = new Map<string, Promise<FileProgram>>();
  const results: TestResult[] = [];
  for (const test of paths) {
    const problems = await problemsOf(test, programs).catch((error) => {
      if (error instanceof VmError) return [error.message];
      throw error;
    });
    results.push({ test, isPassed: problems.length === 0, problems });
  }
  return results;
}

async function problemsOf(
  test: string,
  programs: Map<string, Promise<FileProgram>>,
): Promise<string[]> {
  const { program, inputs, expected_outputs: expected, export: exported, prime_size: primeBits } =
    await readTest(test);
  const path = resolve(dirname(test), program);
  const key = `${path} ${exported}`;
  if (!programs.has(key)) programs.set(key, readProgram(path, exported));
  const { compiled } = await programs.get(key)!;
  const values = Object.fromEntries(compiled.inputs.map(({ name, type }) => [
    name,
    valueFrom(name, readType(type), plain(inputs[name])),
  ]));
  const outputs = await evaluate(compiled.bytes, values, { primeBits, seed: 1 });
  const types = new Map(compiled.outputs.map(({ name, type }) => [name, type]));
  return Object.entries(expected).flatMap(([name, given]) => {
    const type = types.get(name);
    const found = outputs[name];
    if (type === undefined || found === undefined) return [`there is no output ${name}`];
    const wanted = valueFrom(name, readType(type), plain(given));
    return isSame(found, wanted)
      ? []
      : [`${name} is ${shownValue(found)}, not ${shownValue(wanted)}`];
  });
}

function isSame(found: NadaValue, wanted: NadaValue): boolean {
  return shownValue(found) === shownValue(wanted);
}

interface Test {
  readonly program: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected_outputs: Readonly<Record<string, unknown>>;
  readonly export?: string;
  readonly prime_size?: 64 | 128 | 256;
}

async function readTest(path: string): Promise<Test> {
  const text = new TextDecoder().decode(await readBytes(path));
  let test: Partial<Test>;
  try {
    test = load(text) as Partial<Test>;
  } catch (cause) {
    throw new InvalidArgumentError(`${path} is no YAML: ${messageOf(cause)}`, { cause });
  }
  const { program, inputs, expected_outputs: expected } = test ?? {};
  if (typeof program !== "string" || typeof inputs !== "object" || typeof expected !== "object") {
    throw new InvalidArgumentError(
      `${path} is no test: it needs program, inputs, expected_outputs`,
    );
  }
  return test as Test;
}

/** The value of an input: itself, or as other tools write it, under the name of its type. */
function plain(given: unknown): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return Array.isArray(given) ? given.map(plain) : given;
  }
  const [only, ...others] = Object.values(given);
  return others.length === 0 ? plain(only) : given;
}
