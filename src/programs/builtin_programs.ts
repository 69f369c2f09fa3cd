import type { ProgramDescription } from "../core/programs.ts";
import type { ProgramId } from "./program_id.ts";

/** What a run of a program has to have. */
export type ProgramSignature = Pick<
  ProgramDescription,
  "inputParties" | "outputParties" | "inputs"
>;

const builtinPrograms = new Map<ProgramId, ProgramSignature>([
  ["builtin/tecdsa_dkg", keyGeneration("tecdsa")],
  [
    "builtin/tecdsa_sign",
    signing("tecdsa", "EcdsaPrivateKey", "tecdsa_digest_message", "EcdsaDigestMessage"),
  ],
  ["builtin/teddsa_dkg", keyGeneration("teddsa")],
  ["builtin/teddsa_sign", signing("teddsa", "EddsaPrivateKey", "teddsa_message", "EddsaMessage")],
]);

/** What the network's own program of that id takes; nothing when this client does not know it. */
export function builtinProgram(programId: ProgramId): ProgramSignature | undefined {
  return builtinPrograms.get(programId);
}

function keyGeneration(scheme: string): ProgramSignature {
  return {
    inputParties: [],
    outputParties: [`${scheme}_private_key_store_id_party`, `${scheme}_public_key_party`],
    inputs: [],
  };
}

function signing(
  scheme: string,
  keyType: string,
  message: string,
  messageType: string,
): ProgramSignature {
  const key = { name: `${scheme}_private_key`, party: `${scheme}_key_party`, type: keyType };
  const text = { name: message, party: `${message}_party`, type: messageType };
  return {
    inputParties: [key.party, text.party],
    outputParties: [`${scheme}_output_party`],
    inputs: [key, text],
  };
}
