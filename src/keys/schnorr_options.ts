/** How a message is signed by BIP 340. */
export interface SchnorrOptions {
  /**
   * 32 bytes that go into the nonce along with the key and the message: `aux_rand` of BIP 340. The same bytes give the
   * same signature again. Random unless given.
   */
  readonly auxRand?: Uint8Array | undefined;
}
