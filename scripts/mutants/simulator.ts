import type { Mutant } from "./mutant.ts";
import { runFor } from "./run_tests.ts";

const script = "tests/sim/run.ts";
/** A simulation that takes longer found something, too: a call that never ends. */
const simulationMsMax = 300_000;

/** The simulator of a copy of the checkout. */
export class Simulator {
  readonly #folder: string;
  readonly #seeds: number;

  /** Runs so many seeds where the list has none. */
  constructor(folder: string, seeds: number) {
    this.#folder = folder;
    this.#seeds = seeds;
  }

  /**
   * Runs the seeds that will be used, without a mutant.
   *
   * @throws {Error} When one finds a violation.
   */
  async checkWithout(mutants: readonly Mutant[]): Promise<void> {
    const listed = new Set(mutants.flatMap(({ seed }) => seed ?? []));
    const isAll = mutants.some(({ seed }) => seed === undefined);
    const found = isAll ? await this.#first() : undefined;
    if (found !== undefined) throw wrong(found);
    for (const seed of listed) {
      if (isAll && seed <= this.#seeds) continue;
      if (await this.#isFound(seed)) throw wrong(`seed ${seed}`);
    }
  }

  /** Runs the seed of a mutant that is in place, or else all seeds, and says what that showed. */
  async run({ seed }: Mutant): Promise<string> {
    if (seed !== undefined && await this.#isFound(seed)) return `found by seed ${seed}`;
    const instead = seed === undefined ? "" : `, and not by seed ${seed}`;
    const found = await this.#first();
    return found === undefined
      ? `not found in ${this.#seeds} seeds`
      : `found by ${found}${instead}`;
  }

  async #isFound(seed: number): Promise<boolean> {
    return await this.#violation(["--seed", String(seed)]) !== undefined;
  }

  #first(): Promise<string | undefined> {
    return this.#violation(["--seeds", String(this.#seeds)]);
  }

  /** What finds a violation: a seed, or a run that fails or never ends. */
  async #violation(args: readonly string[]): Promise<string | undefined> {
    const command = ["run", "-A", "--no-check", script, ...args];
    const { code, isLate, output } = await runFor(simulationMsMax, this.#folder, command);
    if (isLate) return "a run that never ends";
    if (code === 0) return undefined;
    const [, seed] = /^violation: seed (\d+)/m.exec(output) ?? [];
    return seed === undefined ? "a run that fails" : `seed ${seed}`;
  }
}

function wrong(found: string): Error {
  return new Error(`${script} finds a violation without a mutant, by ${found}`);
}
