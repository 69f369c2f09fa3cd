/** What expressions stand for: the operations of a program, each with its operands. */
import type { Shape } from "./shapes.ts";
import { currentPlace, currentSite, type Site } from "./sites.ts";

/** The kinds of operations: the numbers of their fields in MIR. */
export const kinds = {
  binary: 4,
  unary: 5,
  ifElse: 6,
  random: 7,
  input: 8,
  literal: 9,
  argument: 10,
  map: 11,
  reduce: 12,
  gather: 13,
  tuplePart: 15,
  ntuplePart: 16,
  objectPart: 17,
} as const;

/** The kind of the operation that takes an element out of an array. Nothing but the library has it. */
export const arrayPart = 14;

/** Operations on two values, by their numbers in MIR. */
export const binaries = {
  add: 0,
  sub: 1,
  mul: 2,
  lt: 3,
  le: 4,
  gt: 5,
  ge: 6,
  publicEquals: 7,
  eq: 8,
  mod: 9,
  pow: 10,
  div: 11,
  shiftLeft: 12,
  shiftRight: 13,
  truncPr: 14,
  ne: 15,
  and: 16,
  or: 17,
  xor: 18,
  zip: 19,
  innerProduct: 20,
  ecdsaSign: 21,
  eddsaSign: 22,
} as const;

/** Operations on one value, by their numbers in MIR. */
export const unaries = { unzip: 0, reveal: 1, not: 2, publicKey: 3 } as const;

/** A value written in the program. */
export interface Literal {
  readonly value: bigint | boolean;
}

/** A value given to a run. */
export interface InputNode extends Node {
  readonly kind: typeof kinds.input;
}

/** What an operation has in its fields, in their order: operands, and numbers and names. */
export type Part = number | string | Literal | Node | FunctionNode;

/** One operation. */
export interface Node {
  readonly serial: number;
  readonly kind: typeof kinds[keyof typeof kinds] | typeof arrayPart;
  readonly shape: Shape;
  readonly parts: readonly Part[];
  readonly site: Site | undefined;
}

/** A function that `map` or `reduce` applies. */
export interface FunctionNode {
  readonly serial: number;
  readonly name: string;
  readonly parameters: readonly Node[];
  readonly result: Node;
  readonly site: Site | undefined;
}

let count = 0;

/** A number above all that were given before. Operations are written in the order of their numbers. */
export function nextSerial(): number {
  return count++;
}

/** An operation at the current place of the source. */
export function makeNode(kind: Node["kind"], shape: Shape, ...parts: readonly Part[]): Node {
  const node = { serial: nextSerial(), kind, shape, parts, site: currentSite() };
  if (open !== undefined) {
    for (const part of parts) {
      if (isNode(part)) isUsed(part);
      else if (isFunction(part)) isUsed(part.result);
    }
    if (isComputedBoolean(node)) open.booleans.set(node, currentPlace());
  }
  return node;
}

/** What is known of booleans while the body of a program is called. */
interface Open {
  /** Those that nothing has used yet, and where they are computed. */
  readonly booleans: Map<Node, string | undefined>;
  /** Where those are computed that something has used. A loop may leave the last one of a place. */
  readonly usedPlaces: Set<string | undefined>;
}

let open: Open | undefined;

/**
 * The booleans that `work` computes and that neither an operation nor its results use, one for each place. JavaScript may
 * have taken them for true.
 */
export function unusedBooleans(work: () => Iterable<Node | undefined>): Node[] {
  const before = open;
  const own = open = { booleans: new Map(), usedPlaces: new Set() };
  try {
    for (const result of work()) if (result !== undefined) isUsed(result);
  } finally {
    open = before;
  }
  const byPlace = new Map([...own.booleans].map(([node, place]) => [place, node]));
  return [...byPlace].filter(([place]) => !own.usedPlaces.has(place)).map(([, node]) => node);
}

function isUsed(node: Node): void {
  if (!open?.booleans.has(node)) return;
  open.usedPlaces.add(open.booleans.get(node));
  open.booleans.delete(node);
}

/** Whether it computes a boolean of what a run is given. */
function isComputedBoolean({ kind, shape }: Node): boolean {
  return (kind === kinds.binary || kind === kinds.unary) && shape.kind === "scalar" &&
    shape.base === "boolean";
}

/** Whether a part of an operation is one itself. */
export function isNode(part: Part): part is Node {
  return typeof part === "object" && "kind" in part;
}

/** Whether a part of an operation is a function. */
export function isFunction(part: Part): part is FunctionNode {
  return typeof part === "object" && "result" in part;
}
