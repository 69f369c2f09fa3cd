import type { ProgramMetadata } from "../../gen/nillion/payments/v1/quote_pb.ts";
import { PreprocessingElement } from "../../gen/nillion/preprocessing/v1/element_pb.ts";

const memoryMax = 50_000n;
const instructionsMax = 50_000n;
const elementsMax = 1_000n;

/** The preprocessing elements whose number in a program is limited, with their names in the nodes' refusals. */
const limitedElements: [PreprocessingElement, string][] = [
  [PreprocessingElement.COMPARE, "Compare"],
  [PreprocessingElement.DIVISION_SECRET_DIVISOR, "DivisionIntegerSecret"],
  [PreprocessingElement.EQUALITY_SECRET_OUTPUT, "EqualsIntegerSecret"],
  [PreprocessingElement.MODULO, "Modulo"],
  [PreprocessingElement.EQUALITY_PUBLIC_OUTPUT, "PublicOutputEquality"],
  [PreprocessingElement.TRUNC_PR, "TruncPr"],
  [PreprocessingElement.TRUNC, "Trunc"],
];

/** The nodes' message about the first limit that a program exceeds; `undefined` when it exceeds none. */
export function findExceededLimit(program: ProgramMetadata): string | undefined {
  const { memorySize, instructionCount } = program;
  if (memorySize > memoryMax) {
    return failure(
      "max_memory",
      `maximum memory limit exceeded for program, program memory is ${memorySize}, maximum: ${memoryMax}`,
    );
  }
  if (instructionCount > instructionsMax) {
    return failure(
      "max_instructions",
      "maximum total amount of instructions exceeded for program, " +
        `instructions: ${instructionCount}, maximum: ${instructionsMax}`,
    );
  }
  for (const [element, name] of limitedElements) {
    const needed = program.preprocessingRequirements
      .findLast((requirement) => requirement.element === element)?.count ?? 0n;
    if (needed > elementsMax) {
      return failure(
        `max_preprocessing_elements[${name}]`,
        `preprocessing requirements exceeded for ${name}, max: ${elementsMax}, actual: ${needed}`,
      );
    }
  }
  return undefined;
}

function failure(policy: string, detail: string): string {
  return `invalid program: failure in policy ${policy}: ${detail}`;
}
