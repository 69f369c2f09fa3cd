/** Calls the body of a program once, and writes what it does. */
import type { ProgramIssue } from "../errors/mod.ts";
import { nodeIn, nodeOf, wrap } from "./expression.ts";
import { detailsOf, type InputDetails } from "./inputs.ts";
import { type MirInput, type MirOutput, writeMir } from "./mir.ts";
import { kinds, makeNode, type Node, unusedBooleans } from "./nodes.ts";
import { isLiteral, leavesOf, nameOf, type Shape } from "./shapes.ts";
import { callOut, currentSite, refusal, refuse, type Site } from "./sites.ts";
import { tablesOf } from "./tables.ts";

/** A program, but for what it computes; nothing is checked yet. */
export interface Header {
  readonly name: string;
  readonly parties: readonly string[];
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, string | readonly string[]>>;
}

/** What a program is, once its body was called. */
export interface Traced {
  readonly name: string;
  readonly mir: Uint8Array;
  /** Everyone who gives inputs or gets outputs. */
  readonly parties: readonly string[];
  /** What the inputs are, by name. */
  readonly inputs: ReadonlyMap<string, InputDetails>;
  /** The names of the outputs' types, by the names of the outputs. */
  readonly outputShapes: ReadonlyMap<string, string>;
  /** What the outputs are computed by. It is empty if the program was compiled elsewhere. */
  readonly results: readonly Node[];
}

const takenForTrue =
  "JavaScript's if, &&, ||, ! and ?: take it for true. Write a.ifElse(b, c), a.and(b), a.or(b) or a.not()";

const nameForm = /^[A-Za-z0-9+.:_-]{1,128}$/;

/**
 * Calls the body with an expression for each input.
 *
 * @throws {InvalidProgramError} When the program is wrong; its issues say all that is.
 */
export function trace(header: Header, body: unknown): Traced {
  const site = currentSite();
  const issues: ProgramIssue[] = [];
  const tell = (reason: string, at: Site | undefined = site) => issues.push({ reason, ...at });
  const stop = () => {
    if (issues.length > 0) throw refusal(issues);
  };

  if (!Array.isArray(header?.parties) || !header.inputs || !header.outputs) {
    refuse("a program takes its name, its parties in an array, its inputs and its outputs");
  }
  if (!nameForm.test(header.name)) {
    tell("a program's name has 1 to 128 letters, digits or characters of +.:_-");
  }
  const parties = new Set(header.parties);
  if (parties.size < header.parties.length) tell("a party is named twice");
  const inputs: (MirInput & InputDetails & { readonly node: Node })[] = [];
  for (const [name, given] of Object.entries(header.inputs)) {
    const details = detailsOf(given);
    if (details === undefined) {
      tell(`the input ${name} is none: write it as in nada.secretInteger("alice")`);
      continue;
    }
    const { party } = details;
    if (!parties.has(party)) {
      tell(`the input ${name} is of ${party}, which is no party`, details.site);
    }
    if (name === "") tell("an input has no name", details.site);
    const node = { ...makeNode(kinds.input, details.shape, name), site: details.site };
    inputs.push({ name, ...details, node });
  }
  const recipients = Object.entries(header.outputs).map(([name, to]) => {
    const named = typeof to === "string" ? [to] : Array.isArray(to) ? to : [];
    if (name === "") tell("an output has no name");
    if (named.length === 0) tell(`nobody gets the output ${name}`);
    if (new Set(named).size < named.length) tell(`a party gets the output ${name} twice`);
    for (const party of named) {
      if (!parties.has(party)) tell(`the output ${name} is for ${party}, which is no party`);
    }
    return { name, parties: named };
  });
  if (recipients.length === 0) tell("a program has at least one output");
  const named = new Set([
    ...inputs.map(({ party }) => party),
    ...recipients.flatMap(({ parties }) => parties),
  ]);
  for (const party of parties) {
    if (!named.has(party)) tell(`the party ${party} gives no input and gets no output`);
  }
  if (typeof body !== "function") tell("a program takes a function of its inputs");
  stop();

  const handles = Object.fromEntries(inputs.map(({ name, node }) => [name, wrap(node)]));
  let results: unknown;
  const unused = unusedBooleans(() => {
    results = callOut(body as (given: unknown) => unknown, Object.freeze(handles));
    return Object.values(results ?? {}).map(nodeIn);
  });
  if (typeof results !== "object" || results === null) {
    refuse("the function of a program returns its outputs by name");
  }
  if (results instanceof Promise) refuse("the function of a program cannot be async");
  const outputs: MirOutput[] = [];
  for (const { name, parties } of recipients) {
    if (!Object.hasOwn(results, name)) {
      tell(`the function of the program does not return the output ${name}`);
      continue;
    }
    const node = nodeOf((results as Record<string, unknown>)[name]);
    const reason = whyNotOutput(node.shape);
    if (reason !== undefined) tell(`the output ${name} is ${reason}`, node.site);
    else if (leavesOf(node.shape).every(isLiteral)) {
      tell(`the output ${name} depends on no input`, node.site);
    }
    outputs.push(...parties.map((party) => ({ name, party, node })));
  }
  for (const name of Object.keys(results)) {
    if (!Object.hasOwn(header.outputs, name)) tell(`nobody gets ${name}, which is no output`);
  }
  stop();

  const tables = tablesOf(outputs.map(({ node }) => node));
  const nodes = [tables, ...tables.ofFunctions.values()].flatMap(({ nodes }) => nodes);
  const own = new Set(inputs.map(({ node }) => node));
  const used = new Set(nodes);
  for (const node of used) {
    if (node.kind === kinds.input && !own.has(node)) {
      tell(`the input ${node.parts[0]} is of another program`, node.site);
    }
  }
  for (const node of unused) {
    tell(`no output uses the boolean that is computed here: ${takenForTrue}`, node.site);
  }
  for (const { name, node, site } of inputs) {
    if (used.has(node)) continue;
    const isBoolean = node.shape.kind === "scalar" && node.shape.base === "boolean";
    const more = isBoolean ? `: ${takenForTrue}` : "";
    tell(`the input ${name} is not used by any output${more}`, site);
  }
  stop();
  const byName = new Map(inputs.map((input) => [input.name, input]));
  // As the reference orders them.
  inputs.sort((a, b) => inOrder(a.party, b.party) || inOrder(a.name, b.name));
  return {
    mir: writeMir(tables, inputs, outputs, site),
    name: header.name,
    parties: header.parties,
    inputs: byName,
    results: outputs.map(({ node }) => node),
    outputShapes: new Map(outputs.map(({ name, node }) => [name, nameOf(handedOut(node.shape))])),
  };
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Why nodes do not hand out values of a shape. */
function whyNotOutput(shape: Shape): string | undefined {
  switch (shape.kind) {
    case "ntuple":
    case "object":
      return `${nameOf(shape)}, which nodes do not hand out: give its parts`;
    case "array":
      return whyNotOutput(shape.of);
    case "tuple":
      return shape.parts.map(whyNotOutput).find((reason) => reason !== undefined);
    case "bytes":
      return shape.name.endsWith("PrivateKey")
        ? "a private key, which nodes do not hand out"
        : undefined;
    case "scalar":
      return undefined;
  }
}

/** The shape of an output: nodes hand out a literal as a public value. */
function handedOut(shape: Shape): Shape {
  switch (shape.kind) {
    case "scalar":
      return shape.mode === "literal" ? { ...shape, mode: "public" } : shape;
    case "bytes":
      return shape;
    case "array":
      return { ...shape, of: handedOut(shape.of) };
    default:
      return { ...shape, parts: shape.parts.map(handedOut) };
  }
}
