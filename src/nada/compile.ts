/** Compiles programs for a network. */
import { copyBytes } from "../base/bytes.ts";
import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { encodeHex } from "../base/hex.ts";
import { InvalidProgramError } from "../errors/mod.ts";
import type { UserId } from "../keys/user_id.ts";
import { type CompiledProgram, compileProgram } from "../programs/compile_program.ts";
import { type PrimeBits, primeBitsOf, type PrimeOptions } from "../programs/prime_bits.ts";
import type { ProgramId } from "../programs/program_id.ts";
import { differences } from "./differences.ts";
import { literalWarnings } from "./literal_warnings.ts";
import type { Traced } from "./trace.ts";

const names: OptionNames<PrimeOptions> = { primeBits: true };

/** What each program is compiled to, by the prime. */
const known = new WeakMap<Traced, Map<PrimeBits, Promise<CompiledProgram>>>();

/**
 * Compiles a program whose inputs may declare how many bits they have, once for each prime.
 *
 * @throws {InvalidProgramError} When nodes would refuse it.
 * @throws {InvalidArgumentError} When an option is wrong.
 */
export function compile(traced: Traced, options: PrimeOptions): Promise<CompiledProgram> {
  const primeBits = primeBitsOf(checkOptions(options, "A program", names));
  const byPrime = known.get(traced) ?? new Map<PrimeBits, Promise<CompiledProgram>>();
  known.set(traced, byPrime);
  let compiled = byPrime.get(primeBits);
  if (compiled === undefined) {
    compiled = compileDeclared(traced, primeBits);
    // The compiler may not have loaded: the next call may be luckier.
    compiled.catch(() => byPrime.delete(primeBits));
    byPrime.set(primeBits, compiled);
  }
  return compiled;
}

/** The id of a program that a user stores, which does not depend on the prime. */
export async function programId(traced: Traced, userId: UserId): Promise<ProgramId> {
  const { bytes } = await compile(traced, {});
  const digest = await crypto.subtle.digest("SHA-256", copyBytes(bytes));
  return `${userId}/${traced.name}/sha256/${encodeHex(new Uint8Array(digest))}`;
}

/** Compiles a program, and refuses one that is declared with other names or types than it has. */
async function compileDeclared(traced: Traced, primeBits: PrimeBits): Promise<CompiledProgram> {
  const options = { primeBits, inputBits: declaredBits(traced) };
  const lowered = await compileProgram(traced.mir, options);
  const warnings = [...lowered.warnings, ...literalWarnings(traced, primeBits)];
  const compiled = { ...lowered, warnings };
  const issues = differences(traced, compiled);
  if (issues.length === 0) return compiled;
  const reasons = issues.map(({ reason }) => reason).join("; ");
  throw new InvalidProgramError(`The program is not what is declared: ${reasons}`, { issues });
}

function declaredBits({ inputs }: Traced): Record<string, number> {
  const declared = [...inputs].flatMap(([name, { bits }]) =>
    bits === undefined ? [] : [[name, bits]]
  );
  return Object.fromEntries(declared);
}
