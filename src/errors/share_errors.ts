import { VmError, type VmErrorFields } from "./vm_error.ts";

/** The context of an error about shares. */
export interface ShareErrorFields extends VmErrorFields {
  /** The ids of the parties concerned: who is to blame, or who is missing. */
  readonly parties?: readonly Uint8Array[] | undefined;
  /** How many shares there were. */
  readonly have?: number | undefined;
  /** How many it takes. */
  readonly need?: number | undefined;
}

/**
 * Shares contradict each other beyond repair, or one cannot be read: no value was recovered.
 *
 * @example A party answers with a share of something else
 * ```ts
 * import { CorruptShareError, SecretInteger } from "@nilvm/client";
 * import { SecretMasker } from "@nilvm/client/masking";
 * import { assertThrows } from "@std/assert";
 *
 * const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
 * const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
 * const shares = masker.mask({ salary: new SecretInteger(4200) });
 * const others = masker.mask({ salary: new SecretInteger(1) });
 *
 * assertThrows(() => masker.unmask([shares[0]!, shares[1]!, others[2]!]), CorruptShareError);
 * ```
 */
export class CorruptShareError extends VmError {
  /** Always `CorruptShareError`. */
  override readonly name = "CorruptShareError";
  /** Always `CORRUPT_SHARE`. */
  readonly code = "CORRUPT_SHARE";
  /** The ids of the parties that are known to be wrong; there may be others. */
  readonly parties: readonly Uint8Array[];

  /** Makes an error with a message for people and its context for programs. */
  constructor(message: string, fields: ShareErrorFields = {}) {
    super(message, fields);
    this.parties = fields.parties ?? [];
  }
}

/**
 * Fewer shares arrived than the value needs, or than it takes to check it where the caller insists on that. `outcomes`
 * says which nodes are missing.
 *
 * @example One party alone, where it takes two
 * ```ts
 * import { NotEnoughSharesError, SecretInteger } from "@nilvm/client";
 * import { SecretMasker } from "@nilvm/client/masking";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
 * const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
 * const [first] = masker.mask({ salary: new SecretInteger(4200) });
 *
 * const error = assertThrows(() => masker.unmask([first!]), NotEnoughSharesError);
 * assertEquals([error.have, error.need], [1, 2]);
 * ```
 */
export class NotEnoughSharesError extends VmError {
  /** Always `NotEnoughSharesError`. */
  override readonly name = "NotEnoughSharesError";
  /** Always `NOT_ENOUGH_SHARES`. */
  readonly code = "NOT_ENOUGH_SHARES";
  /** How many shares there were, where that is known. */
  readonly have: number | undefined;
  /** How many it takes, where that is known. */
  readonly need: number | undefined;
  /** The ids of the parties that are missing, where the value takes all of them. */
  readonly parties: readonly Uint8Array[];

  /** Makes an error with a message for people and its context for programs. */
  constructor(message: string, fields: ShareErrorFields = {}) {
    super(message, fields);
    this.have = fields.have;
    this.need = fields.need;
    this.parties = fields.parties ?? [];
  }
}
