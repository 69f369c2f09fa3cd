/** What of a message is signed. */
export interface DigestOptions {
  /**
   * A function that makes the digest of 32 bytes which is signed in place of the message, or `none` when the message is
   * such a digest already. SHA-256 unless given. With `none`, sign nothing that another chose and that is no digest.
   */
  readonly digest?: ((message: Uint8Array) => Uint8Array) | "none" | undefined;
}
