import { AdmissionRefusal, ProgramRefusal } from "./program_refusal.ts";
import type { ProgramIssue } from "../errors/mod.ts";
import * as glue from "./programs_bg.js";

/** An input or an output of a program. */
export interface ProgramValue {
  /** What the program calls it. */
  readonly name: string;
  /** The party that gives or gets it. */
  readonly party: string;
  /** The class of its value, such as `SecretInteger` or `NadaArray<SecretInteger, 3>`. */
  readonly type: string;
}

/** What the nodes count of a program, and what it takes and gives. */
export interface ProgramDescription {
  /** Memory cells that a run uses. */
  readonly memorySize: number;
  /** Instructions in all. */
  readonly totalInstructions: number;
  /** Instructions by kind. */
  readonly instructions: Readonly<Record<string, number>>;
  /** How many preprocessing elements of each kind, such as `COMPARE`, a run uses up. */
  readonly preprocessing: Readonly<Record<string, number>>;
  /** What else the nodes must have made ahead of a run. */
  readonly auxiliaryMaterials: readonly string[];
  /** The parties that give inputs. */
  readonly inputParties: readonly string[];
  /** The parties that get outputs. */
  readonly outputParties: readonly string[];
  /** The inputs. */
  readonly inputs: readonly ProgramValue[];
  /** The outputs. */
  readonly outputs: readonly ProgramValue[];
}

/**
 * What becomes of numbers that the protocols of nodes cannot compute with: a run that has one is refused (`strict`), the
 * results are those of nodes (`asNodes`), or they are right (`exact`).
 */
export type Numbers = "strict" | "asNodes" | "exact";

/** What running a program takes from outside. */
export type Host = glue.Host;

/** The memory of the instance that the glue serves. */
let served: WebAssembly.Memory | undefined;

/** Compiles and runs programs; those come as MIR, or in the lowered form that nodes take. */
export class Programs {
  readonly #module: WebAssembly.Module;
  #memory: WebAssembly.Memory | undefined;

  /** Runs the compiled module. */
  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  /**
   * The lowered form of a program.
   *
   * @throws {ProgramRefusal} When it is no program, or a wrong one.
   */
  lower(program: Uint8Array): Uint8Array {
    return this.#call(() => glue.lower(program));
  }

  /**
   * Describes a program, with warnings of what fails or goes wrong on nodes of a network with a prime of so many bits.
   *
   * @param bitsOf How many bits the numbers of an input have at most, by its name; 0 for one that does not say.
   * @throws {ProgramRefusal} When it is no program, or a wrong one.
   */
  inspect(
    program: Uint8Array,
    primeBits = 256,
    bitsOf: (name: string) => number = () => 0,
  ): ProgramDescription & { depth: number; warnings: ProgramIssue[] } {
    return JSON.parse(this.#call(() => glue.inspect(program, primeBits, { bitsOf })));
  }

  /**
   * Describes a program as a node does that is to store it. Types are as nodes print them, such as `Integer` or
   * `Array [SecretInteger:3]`.
   *
   * @throws {AdmissionRefusal} When nodes do not take it.
   */
  examine(program: Uint8Array): ProgramDescription {
    const refused = (words: string) => new AdmissionRefusal(words);
    return JSON.parse(this.#call(() => glue.examine(program), refused));
  }

  /**
   * Runs a program in the clear over the prime of so many bits. Inputs and outputs are values as the core lays them out.
   * Of numbers that nodes cannot compute with, `numbers` says what becomes.
   *
   * @throws {ProgramRefusal} When the inputs are not those of the program, or make it fail.
   */
  evaluate(
    program: Uint8Array,
    primeBits: number,
    numbers: Numbers,
    inputs: Uint8Array,
    host: Host,
  ): Uint8Array {
    return this.#call(() => glue.evaluate(program, primeBits, numbers, inputs, host));
  }

  /** The module throws texts; anything else is a trap, after which its instance must not be used again. */
  #call<T>(enter: () => T, refused: (text: string) => Error = readRefusal): T {
    const memory = this.#memory ??= this.#instantiate();
    try {
      return enter();
    } catch (error) {
      if (typeof error === "string") throw refused(error);
      this.#memory = undefined;
      new Uint8Array(memory.buffer).fill(0);
      const message = "The WASM module of programs had a fault and was restarted";
      throw new ProgramRefusal("trap", message, [{ reason: message }], error);
    }
  }

  #instantiate(): WebAssembly.Memory {
    // Detaches the buffer of the previous instance, so that the glue drops its views of it.
    served?.grow(0);
    const instance = new WebAssembly.Instance(this.#module, {
      "./programs_bg.js": glue as unknown as WebAssembly.ModuleImports,
    });
    glue.__wbg_set_wasm(instance.exports);
    const { memory, __wbindgen_start: start } = instance.exports;
    if (typeof start === "function") start();
    return served = memory as WebAssembly.Memory;
  }
}

function readRefusal(json: string): ProgramRefusal {
  const { code, message, issues } = JSON.parse(json);
  return new ProgramRefusal(code, message, issues);
}
