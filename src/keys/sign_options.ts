import type { DigestOptions } from "./digest_options.ts";

/** How a message is signed by ECDSA. */
export interface SignOptions extends DigestOptions {
  /**
   * 32 bytes that go into the nonce along with the key and the digest: the additional data of RFC 6979, section 3.6,
   * and `ndata` of libsecp256k1. The same bytes give the same signature again. None unless given.
   */
  readonly nonceData?: Uint8Array | undefined;
}
