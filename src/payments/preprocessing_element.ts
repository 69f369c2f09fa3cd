import { InvalidArgumentError } from "../errors/mod.ts";
import { PreprocessingElement as WireElement } from "../gen/nillion/preprocessing/v1/element_pb.ts";

/**
 * A kind of what nodes make ahead of computations, and use up by them. The name is the one that
 * quotes, programs and pools count it under.
 */
export type PreprocessingElement =
  | "RANDOM_BOOLEAN"
  | "COMPARE"
  | "DIVISION_SECRET_DIVISOR"
  | "EQUALITY_SECRET_OUTPUT"
  | "EQUALITY_PUBLIC_OUTPUT"
  | "MODULO"
  | "TRUNC"
  | "TRUNC_PR"
  | "RANDOM_INTEGER";

/** Some of each kind; a kind that this client does not know yet goes by its number. */
export type PreprocessingCounts<Count = number> = Readonly<
  Partial<Record<PreprocessingElement | `UNKNOWN_${number}`, Count>>
>;

/**
 * The kinds of preprocessing elements, and their numbers on the wire.
 *
 * @example
 * ```ts
 * import { PreprocessingElement } from "@nilvm/client";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const element: PreprocessingElement = PreprocessingElement.fromString("COMPARE");
 *
 * assertEquals(PreprocessingElement.tryValue(2), element);
 * assert(PreprocessingElement.all.includes(element));
 * ```
 */
export const PreprocessingElement: {
  /** All kinds, by name. */
  readonly all: readonly PreprocessingElement[];
  /**
   * The kind of that name.
   *
   * @throws {InvalidArgumentError} When there is none.
   */
  fromString(name: string): PreprocessingElement;
  /** The kind of that number on the wire; nothing when this client knows none. */
  tryValue(number: number): PreprocessingElement | undefined;
} = {
  all: Object.keys(WireElement).filter(isName),
  fromString(name) {
    const element = PreprocessingElement.all.find((element) => element === name);
    if (element !== undefined) return element;
    throw new InvalidArgumentError(
      `There is no preprocessing element ${JSON.stringify(String(name))}; there are ${
        PreprocessingElement.all.join(", ")
      }`,
    );
  },
  // An enum of TypeScript's has the numbers by their names as well.
  tryValue: (number) =>
    typeof number === "number"
      ? WireElement[number] as keyof typeof WireElement | undefined
      : undefined,
};

/** An enum of TypeScript's has its numbers for keys as well. */
function isName(key: string): key is keyof typeof WireElement {
  return !/^\d/.test(key);
}

/** The name to count a kind under. */
export function elementName(number: number): PreprocessingElement | `UNKNOWN_${number}` {
  return PreprocessingElement.tryValue(number) ?? `UNKNOWN_${number}`;
}
