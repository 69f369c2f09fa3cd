import { VmError, type VmErrorFields } from "./vm_error.ts";

/**
 * Why a signer or a wallet did not sign, or why its signature is not used:
 *
 * - `requestRejected`: the person, or the service, refused
 * - `accountChanged`: the wallet has another account now than the one that is to pay
 * - `wrongChain`: the wallet does not know the chain, or is on another one
 * - `noAccount`: the wallet has no account that can pay
 * - `somethingElse`: the wallet signed something else than it was asked for, or for a higher fee than is allowed
 * - `malformed`: the answer is none
 * - `wrongSignature`: the signature is not of the signer's key
 * - `tooSlow`: the signature came when its time was nearly over
 * - `failed`: anything else, as the message says
 */
export type SigningFailureReason =
  | "accountChanged"
  | "failed"
  | "malformed"
  | "noAccount"
  | "requestRejected"
  | "somethingElse"
  | "tooSlow"
  | "wrongChain"
  | "wrongSignature";

/** The context of an error about a signature. */
export interface SigningErrorFields extends VmErrorFields {
  /** Why there is no signature; `failed` unless given. */
  readonly reason?: SigningFailureReason | undefined;
}

/**
 * The user's signer did not sign, took too long, or gave a signature that is not of its public key. The request that
 * needed it was not sent. In the phase `payment` it may also be the wallet that pays, which refused or signed something
 * else: nothing was paid. `reason` says why, and `cause` is what the signer or the wallet threw.
 *
 * @example The user says no
 * ```ts
 * import { SigningFailedError, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * const { publicKey } = PrivateKey.random();
 * const key = {
 *   keyType: "secp256k1",
 *   publicKey,
 *   sign: () => Promise.reject(new Error("the user clicked Reject")),
 * } as const;
 * await using client = await VmClient.create({ key, network: devnet.network });
 *
 * const error = await assertRejects(() => client.balance(), SigningFailedError, "clicked Reject");
 * assertEquals(error.reason, "requestRejected");
 * ```
 */
export class SigningFailedError extends VmError {
  /** Always `SigningFailedError`. */
  override readonly name = "SigningFailedError";
  /** Always `SIGNING_FAILED`. */
  readonly code = "SIGNING_FAILED";
  /** Why there is no signature. */
  readonly reason: SigningFailureReason;

  /** Makes an error with a message for people and context for programs. */
  constructor(message: string, fields: SigningErrorFields = {}) {
    super(message, fields);
    this.reason = fields.reason ?? "failed";
  }
}
