import { create } from "@bufbuild/protobuf";
import {
  type ProgramMetadata,
  ProgramMetadataSchema,
} from "../gen/nillion/payments/v1/quote_pb.ts";
import { PreprocessingElement } from "../gen/nillion/preprocessing/v1/element_pb.ts";
import { AuxiliaryMaterial } from "../gen/nillion/preprocessing/v1/material_pb.ts";
import type { ProgramDescription } from "./programs.ts";

/** What a price depends on, as it crosses the wire. */
export function programMetadata(
  description: ProgramDescription,
  programBytes: number,
): ProgramMetadata {
  const { memorySize, totalInstructions, instructions, preprocessing, auxiliaryMaterials } =
    description;
  const bigints = (counts: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, BigInt(count)]));
  return create(ProgramMetadataSchema, {
    programSize: BigInt(programBytes),
    memorySize: BigInt(memorySize),
    instructionCount: BigInt(totalInstructions),
    instructions: bigints(instructions),
    // In the order in which nodes set elements aside.
    preprocessingRequirements: Object.entries(bigints(preprocessing)).map(([name, count]) => ({
      element: PreprocessingElement[name as keyof typeof PreprocessingElement],
      count,
    })).sort((a, b) => a.element - b.element),
    auxiliaryMaterialRequirements: auxiliaryMaterials.map((name) => ({
      material: AuxiliaryMaterial[name as keyof typeof AuxiliaryMaterial],
    })),
  });
}
