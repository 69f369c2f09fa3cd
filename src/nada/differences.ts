import type { ProgramIssue } from "../errors/mod.ts";
import type { CompiledProgram } from "../programs/compile_program.ts";
import type { Traced } from "./trace.ts";

/** What an input or an output is, in words, by its name. */
type Words = ReadonlyMap<string, string>;

/** What a program takes and gives in another way than it is declared. There is nothing of a program that was traced here. */
export function differences(declared: Traced, compiled: CompiledProgram): ProgramIssue[] {
  const { inputs, outputShapes } = declared;
  const issues: ProgramIssue[] = [];
  const compare = (what: string, wanted: Words, found: Words) => {
    for (const name of new Set([...wanted.keys(), ...found.keys()])) {
      const [said, is] = [wanted.get(name), found.get(name)];
      if (said === is) continue;
      const site = what === "input" ? inputs.get(name)?.site : undefined;
      const reason = `the ${what} ${name} is declared as ${said ?? "nothing"}, but is ${
        is ?? "not there"
      }`;
      issues.push({ reason, ...site });
    }
  };
  const given = [...inputs].map(([name, { type, party }]) =>
    [name, `${type} of ${party}`] as const
  );
  const taken = compiled.inputs.map(({ name, type, party }) =>
    [name, `${type} of ${party}`] as const
  );
  compare("input", new Map(given), new Map(taken));
  compare("output", outputShapes, new Map(compiled.outputs.map(({ name, type }) => [name, type])));
  const parties = new Set([...compiled.inputParties, ...compiled.outputParties]);
  const inWords = (names: Iterable<string>) => new Map([...names].map((name) => [name, "a party"]));
  compare("party", inWords(declared.parties), inWords(parties));
  return issues;
}
