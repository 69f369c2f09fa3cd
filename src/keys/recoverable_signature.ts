/** A signature by ECDSA from which, with the message, the public key follows. */
export interface RecoverableSignature {
  /** r and s of 32 bytes each, big-endian: the signature without more. */
  readonly signature: Uint8Array;
  /**
   * Which point was the nonce's, from 0 to 3: its lowest bit says whether y is odd, the other whether the abscissa is r
   * plus the order of the curve.
   */
  readonly recoveryId: number;
}
