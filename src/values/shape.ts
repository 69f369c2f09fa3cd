import { InvalidArgumentError } from "../errors/mod.ts";
import type { NadaValue } from "./values.ts";

/** How many arrays and tuples may stand in one another; nothing that is deeper can be split. */
const depthMax = 48;

/**
 * Refuses elements that are nested so deep that what holds them would be deeper than the core takes.
 *
 * @throws {InvalidArgumentError} When they are.
 */
export function checkDepth(type: string, elements: readonly NadaValue[]): void {
  let level = new Set(elements);
  for (let depth = 1; level.size > 0; depth++) {
    const inner = [...level].flatMap(partsOf);
    if (depth === depthMax && inner.length > 0) {
      throw new InvalidArgumentError(`${type} is nested deeper than ${depthMax} arrays and tuples`);
    }
    level = new Set(inner);
  }
}

/** What a value is made of, as far as it may differ in depth: of an array one element stands for all. */
function partsOf(value: NadaValue): readonly NadaValue[] {
  switch (value.type) {
    case "NadaArray":
    case "PublicArray":
      return value.value.slice(0, 1);
    case "NadaTuple":
      return value.value;
    default:
      return [];
  }
}

/**
 * The type of a value in full, as `NadaArray<SecretInteger, 3>`: two values may stand in one array when it is the same.
 */
export function shapeOf(value: NadaValue): string {
  switch (value.type) {
    case "NadaArray":
    case "PublicArray":
      return `${value.type}<${shapeOf(value.value[0]!)}, ${value.value.length}>`;
    case "NadaTuple":
      return `NadaTuple<${value.value.map(shapeOf).join(", ")}>`;
    default:
      return value.type;
  }
}
