/** How a message is signed by Ed25519 with a scalar. */
export interface EddsaOptions {
  /**
   * 32 bytes that go into the nonce along with the key and the message. The same bytes give the same signature again.
   * Random unless given.
   */
  readonly entropy?: Uint8Array | undefined;
}
