import type { ProgramMetadata } from "../../gen/nillion/payments/v1/quote_pb.ts";
import { PreprocessingElement } from "../../gen/nillion/preprocessing/v1/element_pb.ts";

const MEMORY_MAX = 50_000n;
const INSTRUCTIONS_MAX = 50_000n;
const ELEMENTS_MAX = 1_000n;

/** The elements that a program may use only so many of, with the names that refusals call them by. */
const limitedElements: [PreprocessingElement, string][] = [
  [PreprocessingElement.COMPARE, "Compare"],
  [PreprocessingElement.DIVISION_SECRET_DIVISOR, "DivisionIntegerSecret"],
  [PreprocessingElement.EQUALITY_SECRET_OUTPUT, "EqualsIntegerSecret"],
  [PreprocessingElement.MODULO, "Modulo"],
  [PreprocessingElement.EQUALITY_PUBLIC_OUTPUT, "PublicOutputEquality"],
  [PreprocessingElement.TRUNC_PR, "TruncPr"],
  [PreprocessingElement.TRUNC, "Trunc"],
];

/** Says which limit a program breaks, in the nodes' words, or `undefined` where it keeps them all. */
export function auditProgram(program: ProgramMetadata): string | undefined {
  const { memorySize, instructionCount } = program;
  if (memorySize > MEMORY_MAX) {
    return violation(
      "max_memory",
      `maximum memory limit exceeded for program, program memory is ${memorySize}, maximum: ${MEMORY_MAX}`,
    );
  }
  if (instructionCount > INSTRUCTIONS_MAX) {
    return violation(
      "max_instructions",
      "maximum total amount of instructions exceeded for program, " +
        `instructions: ${instructionCount}, maximum: ${INSTRUCTIONS_MAX}`,
    );
  }
  for (const [element, name] of limitedElements) {
    const needed = program.preprocessingRequirements
      .findLast((requirement) => requirement.element === element)?.count ?? 0n;
    if (needed > ELEMENTS_MAX) {
      return violation(
        `max_preprocessing_elements[${name}]`,
        `preprocessing requirements exceeded for ${name}, max: ${ELEMENTS_MAX}, actual: ${needed}`,
      );
    }
  }
  return undefined;
}

function violation(policy: string, what: string): string {
  return `invalid program: failure in policy ${policy}: ${what}`;
}
