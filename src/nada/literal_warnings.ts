/** What fails or goes wrong whatever a run is given, and shows without a compiler. It is loaded with the compiler. */
import type { ProgramIssue } from "../errors/mod.ts";
import type { PrimeBits } from "../programs/prime_bits.ts";
import type { FunctionNode, Node } from "./nodes.ts";
import type { Traced } from "./trace.ts";

/** The primes of networks. */
const primes: Readonly<Record<PrimeBits, bigint>> = {
  64: 2n ** 64n - 1_071_644_669n,
  128: 2n ** 128n - 2_663_383_037n,
  256: 2n ** 256n - 1_732_247_549n,
};

/** Nodes divide secrets by public divisors of fewer bits, and shift them by fewer. */
const divisorBits: Readonly<Record<PrimeBits, number>> = { 64: 11, 128: 43, 256: 107 };

/** The numbers of the fields and operations of MIR that are looked for. */
const [binary, input, literal, gather] = [4, 8, 9, 13];
const [add, sub, mul, mod, div, shiftRight, truncPr] = [0, 1, 2, 9, 11, 13, 14];

/** Literals beyond the prime, divisors and shifts that nodes refuse, and unsigned outputs that are always below zero. */
export function literalWarnings(
  { inputs, results }: Traced,
  primeBits: PrimeBits,
): ProgramIssue[] {
  const found = new Map<string, ProgramIssue>();
  const tell = (reason: string, { site }: Node) => {
    found.set(`${reason} ${site?.file} ${site?.line}`, { reason, ...site });
  };
  const most = divisorBits[primeBits];
  for (const node of reached(results)) {
    const value = literalIn(node);
    if (value !== undefined && !isHeld(node, value, primes[primeBits])) {
      tell(`the literal ${value} is out of the range of the ${primeBits}-bit prime`, node);
    }
    const [variant, left, right] = node.parts as readonly [number, Node, Node];
    if (node.kind !== binary || !isSecret(left)) continue;
    const amount = literalIn(right);
    if (amount === undefined) continue;
    if ([mod, div].includes(variant) && lengthOf(amount) >= most) {
      tell(`nodes divide a secret only by less than 2^${most - 1}: divide in two steps`, node);
    }
    if ([shiftRight, truncPr].includes(variant) && amount >= most) {
      tell(`nodes shift a secret by at most ${most - 1} bits: shift in two steps`, node);
    }
  }
  for (const node of leaves(results)) {
    const [variant, left, right] = node.parts as readonly [number, Node, Node];
    if (node.kind !== binary || variant !== sub || baseOf(node) !== "unsigned") continue;
    const [most, least] = [mostOf(left), literalIn(right) ?? 0n];
    if (most === undefined || most >= least) continue;
    tell("an unsigned output is always below zero, and counts from the prime downwards", node);
  }
  return [...found.values()];

  /** The most that an unsigned number can be, if it is known. */
  function mostOf(node: Node): bigint | undefined {
    const value = literalIn(node);
    if (value !== undefined) return value;
    if (node.kind === input) {
      const bits = inputs.get(node.parts[0] as string)?.bits;
      return bits === undefined ? undefined : 2n ** BigInt(bits) - 1n;
    }
    const [variant, left, right] = node.parts as readonly [number, Node, Node];
    if (node.kind !== binary || ![add, mul].includes(variant)) return undefined;
    const [a, b] = [mostOf(left), mostOf(right)];
    if (a === undefined || b === undefined) return undefined;
    const most = variant === add ? a + b : a * b;
    return most < primes[primeBits] ? most : undefined;
  }
}

/** All operations that results need, those of functions too. */
function reached(results: readonly Node[]): Set<Node> {
  const nodes = new Set(results);
  for (const { parts } of nodes) {
    for (const part of parts) {
      if (typeof part !== "object") continue;
      if ("kind" in part) nodes.add(part);
      else if ("result" in part) nodes.add((part as FunctionNode).result);
    }
  }
  return nodes;
}

/** Results, or the parts that they are made of. */
function leaves(results: readonly Node[]): Node[] {
  return results.flatMap((node) =>
    node.kind === gather ? leaves(node.parts as readonly Node[]) : [node]
  );
}

function literalIn({ kind, parts: [part] }: Node): bigint | undefined {
  const isNumber = kind === literal && typeof part === "object" && "value" in part;
  return isNumber && typeof part.value === "bigint" ? part.value : undefined;
}

/** Whether a prime has the number of a literal. Signed ones are on either side of zero. */
function isHeld(node: Node, value: bigint, prime: bigint): boolean {
  if (baseOf(node) === "unsigned") return value < prime;
  return 2n * (value < 0n ? -value : value) < prime;
}

function lengthOf(value: bigint): number {
  return (value < 0n ? -value : value).toString(2).length;
}

function baseOf({ shape }: Node): string | undefined {
  return shape.kind === "scalar" ? shape.base : undefined;
}

function isSecret({ shape }: Node): boolean {
  return shape.kind === "scalar" && shape.mode === "secret";
}
