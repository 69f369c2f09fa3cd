import { CorruptShareError, VmError } from "../errors.ts";
import { encodeHex } from "../keys/hex.ts";
import type { PartyShares, SecretMasker, Unmasked } from "../masking/secret_masker.ts";
import { withContext } from "../network/with_context.ts";
import type { Values } from "../values/values.ts";
import type { Conclusion } from "./agree.ts";

const phase = "unmask";

/** Puts values together from the nodes' shares, and names the nodes that gave wrong ones. */
export function unmaskAnswers(
  masker: SecretMasker,
  shares: readonly PartyShares[],
): Conclusion<Values> {
  const { values, faultyParties } = unmask(masker, shares);
  const faulty = new Map(faultyParties.map((party) => {
    const node = encodeHex(party);
    const message = `Node ${node} gave shares that contradict those of the others`;
    return [node, new CorruptShareError(message, { node, phase, parties: [party] })];
  }));
  return { result: values, faulty };
}

function unmask(masker: SecretMasker, shares: readonly PartyShares[]): Unmasked {
  try {
    return masker.unmask(shares);
  } catch (error) {
    throw error instanceof VmError ? withContext(error, { phase }) : error;
  }
}
