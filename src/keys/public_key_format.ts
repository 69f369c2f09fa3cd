/** In which form a public key is written. */
export interface PublicKeyFormat {
  /** `true` for the compressed form of 33 bytes, `false` for the long one of 65. `true` unless given. */
  readonly compressed?: boolean | undefined;
}
