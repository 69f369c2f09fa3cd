import { described } from "../base/text.ts";
import { CorruptShareError, InvalidArgumentError, NotEnoughSharesError } from "../errors/mod.ts";
import { encodeHex } from "../base/hex.ts";
import type { PartyShares, SecretMasker } from "../masking/secret_masker.ts";
import type { Values } from "../values/values.ts";
import type { Conclusion } from "../fan_out/agree.ts";

/** How to recover values from the nodes' answers. */
export interface RetrieveOptions {
  /**
   * Whether a read needs one share more than it takes to recover the values, so that a wrong share is noticed; `false`
   * unless given. With it, `invoke()` rejects with `NotEnoughSharesError` when only degree + 1 nodes answer. Without it,
   * one lying node of these could change the values. Shares of ECDSA signatures are never checked: verify the signature.
   */
  requireChecked?: boolean | undefined;
}

/**
 * Makes the function that recovers values from the nodes' shares and names the nodes that gave wrong ones.
 *
 * @throws {InvalidArgumentError} When an option has a wrong type.
 */
export function unmaskAnswers(
  masker: SecretMasker,
  { requireChecked = false }: RetrieveOptions,
): (shares: readonly PartyShares[]) => Conclusion<Values> {
  if (typeof requireChecked !== "boolean") {
    throw new InvalidArgumentError(
      `requireChecked must be a boolean, got ${described(requireChecked)}`,
      { option: "requireChecked" },
    );
  }
  return (shares) => {
    const { values, faultyParties, isChecked } = masker.unmask(shares);
    if (requireChecked && !isChecked) {
      const have = shares.length - faultyParties.length;
      throw new NotEnoughSharesError(
        `${have} right shares recover the values, but requireChecked needs ${
          have + 1
        } to check them`,
        { have, need: have + 1 },
      );
    }
    const faulty = new Map(faultyParties.map((party) => {
      const node = encodeHex(party);
      const message = `Node ${node} gave shares that contradict the shares of the other nodes`;
      return [node, new CorruptShareError(message, { node, phase: "unmask", parties: [party] })];
    }));
    return { result: values, faulty };
  };
}
