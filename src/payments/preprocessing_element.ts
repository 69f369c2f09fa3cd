import { shown } from "../base/text.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { PreprocessingElement as WireElement } from "../gen/nillion/preprocessing/v1/element_pb.ts";

/** A kind of preprocessing element, by its name in quotes, programs and pools. */
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

/** A count for each kind of element. A kind that this client does not know has its number as its name. */
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
   * The kind with a name.
   *
   * @throws {InvalidArgumentError} When the name is unknown.
   */
  fromString(name: string): PreprocessingElement;
  /** The kind with a number on the wire, or `undefined` if the number is unknown. */
  tryValue(number: number): PreprocessingElement | undefined;
} = {
  all: Object.keys(WireElement).filter(isName),
  fromString(name) {
    const element = PreprocessingElement.all.find((element) => element === name);
    if (element !== undefined) return element;
    throw new InvalidArgumentError(
      `A preprocessing element must be one of ${PreprocessingElement.all.join(", ")}, got ${
        shown(name)
      }`,
    );
  },
  // An enum of TypeScript maps its names to numbers too.
  tryValue: (number) =>
    typeof number === "number"
      ? WireElement[number] as keyof typeof WireElement | undefined
      : undefined,
};

/** An enum of TypeScript has its numbers as keys too. */
function isName(key: string): key is keyof typeof WireElement {
  return !/^\d/.test(key);
}

/** The name of a kind in counts. */
export function elementName(number: number): PreprocessingElement | `UNKNOWN_${number}` {
  return PreprocessingElement.tryValue(number) ?? `UNKNOWN_${number}`;
}
