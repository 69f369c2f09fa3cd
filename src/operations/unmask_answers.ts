import { CorruptShareError, InvalidArgumentError, NotEnoughSharesError } from "../errors/mod.ts";
import { encodeHex } from "../base/hex.ts";
import type { PartyShares, SecretMasker } from "../masking/secret_masker.ts";
import type { Values } from "../values/values.ts";
import type { Conclusion } from "../fan_out/agree.ts";

/** How values are put together from the nodes' answers. */
export interface RetrieveOptions {
  /**
   * Whether one node more has to agree than it takes to recover the values, so that a wrong share is noticed; `false`
   * unless given. Without it a read succeeds with degree + 1 nodes, of which one that lies could change what is read.
   * With it, `invoke()` rejects with `NotEnoughSharesError` when no more than that answer. Of ECDSA signatures nobody's
   * share is ever checked: verify the signature.
   */
  requireChecked?: boolean | undefined;
}

/**
 * Makes what puts values together from the nodes' shares, and names the nodes that gave wrong ones.
 *
 * @throws {InvalidArgumentError} When an option is of another type.
 */
export function unmaskAnswers(
  masker: SecretMasker,
  { requireChecked = false }: RetrieveOptions,
): (shares: readonly PartyShares[]) => Conclusion<Values> {
  if (typeof requireChecked !== "boolean") {
    throw new InvalidArgumentError("requireChecked is true or false", { option: "requireChecked" });
  }
  return (shares) => {
    const { values, faultyParties, isChecked } = masker.unmask(shares);
    if (requireChecked && !isChecked) {
      const have = shares.length - faultyParties.length;
      throw new NotEnoughSharesError(
        `${have} sound answers are enough to recover the values, and too few to check them`,
        { have, need: have + 1 },
      );
    }
    const faulty = new Map(faultyParties.map((party) => {
      const node = encodeHex(party);
      const message = `Node ${node} gave shares that contradict those of the others`;
      return [node, new CorruptShareError(message, { node, phase: "unmask", parties: [party] })];
    }));
    return { result: values, faulty };
  };
}
