/**
 * Programs in TypeScript: written, typed, tried and compiled in one file.
 *
 * A program is a function from its inputs to its outputs. It is called once, with expressions that stand for values which
 * only a run has; their methods add operations to the program. Numbers and booleans of TypeScript are literals, and loops
 * are TypeScript's own.
 *
 * @example Write a program, and try it without a network
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { assertEquals } from "@std/assert";
 *
 * const raise = nada.program({
 *   name: "raise",
 *   parties: ["alice", "bob"],
 *   inputs: {
 *     salary: nada.secretInteger("alice"),
 *     offer: nada.secretInteger("bob"),
 *     percent: nada.integer("bob"),
 *   },
 *   outputs: { enough: "alice", gap: ["alice", "bob"] },
 * }, ({ salary, offer, percent }) => {
 *   const wanted = salary.add(salary.mul(percent).div(100));
 *   return { enough: offer.ge(wanted), gap: wanted.sub(offer) };
 * });
 *
 * const { enough, gap } = await raise.run({ salary: 4200, offer: 4500, percent: 5 });
 *
 * assertEquals([enough, gap], [true, -90n]);
 * ```
 *
 * @module
 */
import "../entry/inline_programs.ts";

/** What a program is written with. */
export * as nada from "./language.ts";
export type { ArrayExpression } from "./arrays.ts";
export type { LiteralOf } from "./builders.ts";
export type { Clear, Given } from "./clear.ts";
export type { RunOptions } from "./evaluate.ts";
export type { Expression } from "./expression.ts";
export type { Input, InputOptions, SingleInput } from "./inputs.ts";
export type { BytesExpression, KeyExpression } from "./keys.ts";
export type {
  GivenInputs,
  Handles,
  Inputs,
  InputsOf,
  Outputable,
  Program,
  ProgramOptions,
  Recipients,
  Results,
} from "./program.ts";
export type {
  BaseBeside,
  BooleanExpression,
  BooleanOperand,
  Higher,
  IntegerExpression,
  ModeOf,
  NumberBase,
  NumberOperand,
  RunMode,
  Scalar,
  SharedBase,
} from "./scalars.ts";
export type { Base, BytesName, Mode } from "./shapes.ts";
export type { NTupleExpression, ObjectExpression, TupleExpression } from "./tuples.ts";
