/** What operations on literals give. They are computed once, while the program is written. */
import { refuse } from "./sites.ts";

/** The largest number that a network holds has fewer bits than this. */
export const bitsMax = 256n;

/** Refuses a literal that no network holds. */
export function tooLarge(): never {
  refuse("the literal is too large for any network");
}

/** Refuses a literal that an operation does not take, whatever the number before it is. */
export function checkRight(name: string, right: bigint): void {
  if (name === "pow" && right < 0n) refuse(`a number cannot be raised to ${right}`);
  if (right === 0n && /div|mod/.test(name)) refuse("a number is divided by zero");
}

/** Computes with two literals, as nodes would. */
export function foldNumbers(name: string, left: bigint, right: bigint): bigint | boolean {
  switch (name) {
    case "add":
      return left + right;
    case "sub":
      return left - right;
    case "mul":
      return left * right;
    case "div":
      return floorDivided(left, right);
    case "mod":
      return left - floorDivided(left, right) * right;
    case "pow":
      if (right > bitsMax && left * left > 1n) tooLarge();
      return left ** right;
    case "shiftLeft":
      if (right > bitsMax) tooLarge();
      return left << right;
    case "shiftRight":
      return left >> right;
    case "lt":
      return left < right;
    case "le":
      return left <= right;
    case "gt":
      return left > right;
    case "ge":
      return left >= right;
    case "eq":
      return left === right;
    default:
      return left !== right;
  }
}

/** Computes with two literals that are booleans. */
export function foldBooleans(name: string, left: boolean, right: boolean): boolean {
  switch (name) {
    case "and":
      return left && right;
    case "or":
      return left || right;
    case "eq":
      return left === right;
    default:
      return left !== right;
  }
}

function floorDivided(left: bigint, right: bigint): bigint {
  const quotient = left / right;
  return quotient * right !== left && (left < 0n) !== (right < 0n) ? quotient - 1n : quotient;
}
