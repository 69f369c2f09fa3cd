import { create, toBinary } from "@bufbuild/protobuf";
import { timestampOf } from "../base/timestamps.ts";
import { PublicKeyType } from "../gen/nillion/auth/v1/public_key_pb.ts";
import { SignedTokenSchema, TokenSchema } from "../gen/nillion/auth/v1/token_pb.ts";
import type { PrivateKey } from "../keys/private_key.ts";
import type { Environment } from "../async/environment.ts";

/** The header with the token. `x-nillion-token-bin` is the same in gRPC's binary metadata. */
export const tokenHeader = "x-nillion-token";

const lifeMs = 60_000;
const renewalMs = 10_000;
const nonceBytes = 32;

/** The tokens of one user for one node. */
export interface TokenSource {
  /** A token that is valid now. */
  current(): string;
  /** Makes the next token a new one, after the node refused the last. */
  renew(): void;
}

/**
 * Makes the tokens that tell one node who is calling. A token is valid for a minute, and is used again
 * until its last ten seconds.
 *
 * The user signs the node's id, so other nodes refuse the token. The token names no request and no
 * endpoint: whoever gets it, such as a proxy or a relay at the endpoint, can send requests of their own
 * to that node as this user until the token expires. A network's `clusterDigest` fixes the endpoints.
 */
export function tokenSource(
  key: PrivateKey,
  nodeIdentity: Uint8Array,
  environment: Environment,
): TokenSource {
  let token = "";
  let expiresAtMs = 0;
  return {
    current() {
      const nowMs = environment.now();
      // More than a token's life is left only if the clock was set back: then a new one is needed.
      const leftMs = expiresAtMs - nowMs;
      if (leftMs <= renewalMs || leftMs > lifeMs) {
        expiresAtMs = nowMs + lifeMs;
        token = signToken(key, nodeIdentity, expiresAtMs, environment.randomBytes(nonceBytes));
      }
      return token;
    },
    renew() {
      expiresAtMs = 0;
    },
  };
}

function signToken(
  key: PrivateKey,
  nodeIdentity: Uint8Array,
  expiresAtMs: number,
  nonce: Uint8Array,
): string {
  const serializedToken = toBinary(
    TokenSchema,
    create(TokenSchema, {
      nonce,
      targetIdentity: { contents: nodeIdentity },
      expiresAt: timestampOf(expiresAtMs),
    }),
  );
  const signedToken = create(SignedTokenSchema, {
    serializedToken,
    publicKey: { keyType: PublicKeyType.SECP256K1, contents: key.publicKey.toBytes() },
    signature: key.sign(serializedToken),
  });
  return btoa(String.fromCharCode(...toBinary(SignedTokenSchema, signedToken)));
}
