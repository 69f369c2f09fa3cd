/** What expressions stand for: the operations of a program, each with its operands. */
import type { Shape } from "./shapes.ts";
import { currentSite, type Site } from "./sites.ts";

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
  readonly kind: typeof kinds[keyof typeof kinds];
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
  return { serial: nextSerial(), kind, shape, parts, site: currentSite() };
}

/** Whether a part of an operation is one itself. */
export function isNode(part: Part): part is Node {
  return typeof part === "object" && "kind" in part;
}

/** Whether a part of an operation is a function. */
export function isFunction(part: Part): part is FunctionNode {
  return typeof part === "object" && "result" in part;
}
