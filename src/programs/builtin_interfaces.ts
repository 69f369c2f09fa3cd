import type { ProgramDescription } from "../core/programs.ts";
import type { ProgramId } from "./program_id.ts";

/** The parties and inputs that a run of a program needs. */
export interface ProgramInterface
  extends Pick<ProgramDescription, "inputParties" | "outputParties" | "inputs"> {
  /** Whether one user has to be bound to all output parties. */
  readonly isForOneUser?: true;
}

const builtinInterfaces = new Map<ProgramId, ProgramInterface>([
  ["builtin/tecdsa_dkg", keyGeneration("tecdsa")],
  [
    "builtin/tecdsa_sign",
    signing("tecdsa", "EcdsaPrivateKey", "tecdsa_digest_message", "EcdsaDigestMessage"),
  ],
  ["builtin/teddsa_dkg", keyGeneration("teddsa")],
  ["builtin/teddsa_sign", signing("teddsa", "EddsaPrivateKey", "teddsa_message", "EddsaMessage")],
]);

/** The interface of a program that the network has of its own, or `undefined` when this client does not know it. */
export function builtinInterface(programId: ProgramId): ProgramInterface | undefined {
  return builtinInterfaces.get(programId);
}

function keyGeneration(scheme: string): ProgramInterface {
  return {
    inputParties: [],
    outputParties: [`${scheme}_private_key_store_id_party`, `${scheme}_public_key_party`],
    inputs: [],
    isForOneUser: true,
  };
}

function signing(
  scheme: string,
  keyType: string,
  message: string,
  messageType: string,
): ProgramInterface {
  const key = { name: `${scheme}_private_key`, party: `${scheme}_key_party`, type: keyType };
  const text = { name: message, party: `${message}_party`, type: messageType };
  return {
    inputParties: [key.party, text.party],
    outputParties: [`${scheme}_output_party`],
    inputs: [key, text],
  };
}
