import { create, toBinary } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { PublicKeyType } from "../gen/nillion/auth/v1/public_key_pb.ts";
import { SignedTokenSchema, TokenSchema } from "../gen/nillion/auth/v1/token_pb.ts";
import type { PrivateKey } from "../keys/private_key.ts";
import type { Environment } from "../async/environment.ts";

/**
 * The header that carries a token. Its twin `x-nillion-token-bin` is for gRPC's binary metadata.
 */
export const tokenHeader = "x-nillion-token";

const lifeMs = 60_000;
const renewalMs = 10_000;
const nonceBytes = 32;

/** The tokens of one user for one node. */
export interface TokenSource {
  /** A token that is valid now. */
  current(): string;
  /** Has the next token be a new one, after the node refused the last. */
  renew(): void;
}

/**
 * Makes the tokens that show one node who is calling: its id signed with the user's key, so that
 * the node cannot use it to pass for the user elsewhere. A token lives a minute and is used again
 * until its last ten seconds.
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
      // A clock that was set back by more than a token's life makes the old one as good as expired.
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
      expiresAt: timestampFromMs(expiresAtMs),
    }),
  );
  const signedToken = create(SignedTokenSchema, {
    serializedToken,
    publicKey: { keyType: PublicKeyType.SECP256K1, contents: key.publicKey.toBytes() },
    signature: key.sign(serializedToken),
  });
  return btoa(String.fromCharCode(...toBinary(SignedTokenSchema, signedToken)));
}
