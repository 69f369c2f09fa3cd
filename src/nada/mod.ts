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
export type { ArrayExpression, ElementRule, InitialRule, SizeBeside } from "./arrays.ts";
export type { HasField, LiteralOf, NotEmpty, SameTypes } from "./builders.ts";
export type { Clear, Given } from "./clear.ts";
export type { CompiledOptions } from "./compiled.ts";
export type { PrimeBits, PrimeOptions } from "../programs/prime_bits.ts";
export type { RunOptions } from "./evaluate.ts";
export type { Expression } from "./expression.ts";
export type { Input, InputOptions, NumberOptions, SingleInput, SizeRule } from "./inputs.ts";
export type { BytesExpression, KeyExpression } from "./keys.ts";
export type {
  GivenInputs,
  HandedOutRule,
  Handles,
  Inputs,
  InputsOf,
  OnlyLiterals,
  Outputable,
  OutputRule,
  OutputRules,
  Program,
  ProgramCost,
  ProgramOptions,
  RecipientRules,
  Recipients,
  Repeats,
  Results,
} from "./program.ts";
export type {
  BaseBeside,
  BooleanOperand,
  DivisorRule,
  ExponentRule,
  Higher,
  LiteralRule,
  ModeOf,
  NumberBase,
  NumberOperand,
  Revealed,
  RunMode,
  Scalar,
  SharedBase,
  Taken,
  Wrong,
} from "./scalar_types.ts";
export type { BooleanExpression, IntegerExpression } from "./scalars.ts";
export type { Base, BytesName, Mode } from "./shapes.ts";
export type { NTupleExpression, ObjectExpression, PlaceRule, TupleExpression } from "./tuples.ts";
