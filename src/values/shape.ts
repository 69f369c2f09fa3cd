import type { NadaValue } from "./values.ts";

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
