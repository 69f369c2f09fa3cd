import { AuxiliaryMaterial } from "../gen/nillion/preprocessing/v1/material_pb.ts";
import { bytesOfHex } from "./hex.ts";

/** What one run of a program takes from the nodes' stock. */
export interface ProgramNeeds {
  /** Material that nodes make once and use again. */
  auxiliaryMaterials: AuxiliaryMaterial[];
}

const builtins = new Map<string, ProgramNeeds>([
  ["tecdsa_sign", { auxiliaryMaterials: [AuxiliaryMaterial.CGGMP21_AUXILIARY_INFO] }],
  ["tecdsa_dkg", { auxiliaryMaterials: [] }],
  ["teddsa_sign", { auxiliaryMaterials: [] }],
  ["teddsa_dkg", { auxiliaryMaterials: [] }],
]);

/** Says what is wrong with a program id, in the nodes' words, or `undefined` for a well-formed one. */
export function programIdFault(programId: string): string | undefined {
  const [owner, name, hashType, ...hash] = programId.split("/");
  if (name === undefined) return "no '/' prefix in program";
  if (owner === "builtin") return undefined;
  if (bytesOfHex(owner!)?.length !== 20) return "invalid user id";
  if (hashType === undefined) return "no hash type";
  if (hash.length === 0) return "no hash";
  if (bytesOfHex(hash.join("/")) === undefined) return "invalid hash";
  if (hashType !== "sha256") return "invalid hash type";
  return undefined;
}

/** The needs of a program that this network has, or `undefined` where it has none by that id. */
export function programNeeds(programId: string): ProgramNeeds | undefined {
  const [owner, ...name] = programId.split("/");
  return owner === "builtin" ? builtins.get(name.join("/")) : undefined;
}
