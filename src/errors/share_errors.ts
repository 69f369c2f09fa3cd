import { VmError, type VmErrorFields } from "./vm_error.ts";

/** The context of an error about shares. */
export interface ShareErrorFields extends VmErrorFields {
  /** The ids of the parties that gave wrong shares, or whose shares are missing. */
  readonly parties?: readonly Uint8Array[] | undefined;
  /** How many shares arrived. */
  readonly have?: number | undefined;
  /** How many shares are needed. */
  readonly need?: number | undefined;
}

/**
 * Shares contradict each other beyond repair, or so that as many liars as `faultTolerance` can have brought it about, or
 * a share cannot be read. No value was recovered.
 *
 * @example One party gives a share of another value
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
  /**
   * The ids of parties that seem to have given wrong shares. There may be more, and liars who agree with each other can make
   * honest parties seem wrong.
   */
  readonly parties: readonly Uint8Array[];

  /** Makes an error with a message for people and context for programs. */
  constructor(message: string, fields: ShareErrorFields = {}) {
    super(message, fields);
    this.parties = fields.parties ?? [];
  }
}

/**
 * Too few shares arrived to recover the value, or to be certain of it with as many liars as `faultTolerance`. `outcomes`
 * says which nodes are missing.
 *
 * @example One share of a value that needs two
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
  /** How many shares arrived, if known. */
  readonly have: number | undefined;
  /** How many shares are needed, if known. */
  readonly need: number | undefined;
  /** The ids of the missing parties, if the value needs the shares of all parties. */
  readonly parties: readonly Uint8Array[];

  /** Makes an error with a message for people and context for programs. */
  constructor(message: string, fields: ShareErrorFields = {}) {
    super(message, fields);
    this.have = fields.have;
    this.need = fields.need;
    this.parties = fields.parties ?? [];
  }
}
