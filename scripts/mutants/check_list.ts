import type { Mutant } from "./mutant.ts";

/**
 * What is wrong with a list: a piece of text that its file does not have exactly once, a change that changes nothing, a
 * test that does not exist, or a name that is used twice. Without this check a list gets old unnoticed.
 *
 * @param read Gives the text of a file of the checkout, or `undefined` if there is none.
 */
export function problemsOf(
  mutants: readonly Mutant[],
  read: (path: string) => string | undefined,
): string[] {
  const names = new Set<string>();
  return mutants.flatMap(({ name, file, from, to, testFile, test }) => {
    const problems: string[] = [];
    const isNew = !names.has(name);
    names.add(name);
    if (!isNew) problems.push("another mutant has this name");
    if (!file.startsWith("src/")) problems.push(`${file} is not in src`);
    const count = (read(file) ?? "").split(from).length - 1;
    if (count !== 1) problems.push(`${file} has ${count} times, not once: ${from}`);
    if (from === to) problems.push("it changes nothing");
    const source = read(testFile);
    if (source === undefined) problems.push(`${testFile} does not exist`);
    else if (!namesIn(source).some((pattern) => pattern.test(test))) {
      problems.push(`${testFile} has no test "${test}"`);
    }
    return problems.map((problem) => `${name}: ${problem}`);
  });
}

/** The change of a file's text. */
export function mutated(text: string, { from, to }: Mutant): string {
  const [before, after] = text.split(from);
  return before + to + after;
}

/** Patterns of the names of tests in a file. In a template, anything may stand for what it inserts. */
function namesIn(source: string): RegExp[] {
  const literals = source.matchAll(/Deno\.test\(\s*("(?:[^"\\]|\\.)*"|`[^`]*`)/g);
  return [...literals].map(([, literal]) => {
    const parts = literal!.startsWith('"')
      ? [JSON.parse(literal!) as string]
      : literal!.slice(1, -1).split(/\$\{[^}]*\}/);
    return new RegExp(`^${parts.map(escaped).join(".+")}$`);
  });
}

/** Text as a regular expression that matches it alone, in JavaScript as well as in Deno's filters. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
