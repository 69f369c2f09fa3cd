/** A version of Deno, such as `2.1.4`. */
export type DenoVersion = string;

/** Why an entry point of a runtime does not load in another, and how that shows. */
export interface Refusal {
  /** Whether this is so in a version of Deno. */
  isIn(version: DenoVersion): boolean;
  /** What the error says. */
  error: RegExp;
}

/** Deno has source-phase imports since 2.6; before, `import source` is a syntax error. */
const sourcePhase: Refusal = {
  isIn: (version) => minor(version) < 6,
  error: /SyntaxError: Unexpected identifier 'module'/,
};

/** Workers import a compiled module by default; Deno gives the exports of an instance. */
const compiledByBundler: Refusal = {
  isIn: () => true,
  error: /does not provide an export named 'default'/,
};

/** The entry points that Deno cannot load, in some versions or in all. */
export const refusedEntries: Record<string, Refusal> = {
  "./deno": sourcePhase,
  "./wasm/deno": sourcePhase,
  "./workers": compiledByBundler,
  "./wasm/workers": compiledByBundler,
};

function minor(version: DenoVersion): number {
  return Number(version.split(".")[1]);
}
