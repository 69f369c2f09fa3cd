import { fromBinary } from "@bufbuild/protobuf";
import type { GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Message } from "@bufbuild/protobuf";
import { Code, type ConnectError } from "@connectrpc/connect";
import { type PublicKey, PublicKeyType } from "../../gen/nillion/auth/v1/public_key_pb.ts";
import { SignedTokenSchema, TokenSchema } from "../../gen/nillion/auth/v1/token_pb.ts";
import { hexOf } from "../hex.ts";
import { refusal } from "../base/refusal.ts";
import { type VerifyingKey, verifyingKey } from "../node/signatures.ts";
import { millisecondsOf } from "../node/timestamps.ts";

const TOKEN_LENGTH_MAX = 512;
const REMEMBERED_TOKENS_MAX = 2048;

/**
 * Finds out who sent a request: the id of the user whose key signed its token, or `undefined` for a request without
 * one. A token that is there must be good.
 */
export type Authenticate = (headers: Headers) => string | undefined;

interface AcceptedToken {
  user: string;
  expiresAtMs: number;
}

/**
 * Checks tokens on behalf of one node, which takes only those made out to it.
 *
 * @param now the time by the callers' clocks, in milliseconds since the Unix epoch
 */
export function createAuthenticator(nodeId: Uint8Array, now: () => number): Authenticate {
  const node = hexOf(nodeId);
  // Clients send a token with many requests; its signature needs checking once.
  const remembered = new Map<string, AcceptedToken>();
  return (headers) => {
    const encoded = headerValue(headers, "x-nillion-token-bin") ??
      headerValue(headers, "x-nillion-token");
    if (encoded === undefined) return undefined;
    if (encoded.length > TOKEN_LENGTH_MAX) {
      throw unauthenticated(`token exceeds max length (${TOKEN_LENGTH_MAX})`);
    }
    const nowMs = now();
    let token = remembered.get(encoded);
    if (token === undefined) {
      token = acceptToken(encoded, node, nowMs);
      if (remembered.size >= REMEMBERED_TOKENS_MAX) {
        remembered.delete(remembered.keys().next().value!);
      }
      remembered.set(encoded, token);
    }
    if (token.expiresAtMs < nowMs) throw unauthenticated("token is expired");
    return token.user;
  };
}

function acceptToken(encoded: string, node: string, nowMs: number): AcceptedToken {
  const bytes = bytesOfBase64(encoded);
  if (bytes === undefined) throw unauthenticated("invalid base64 encoded token");
  const { serializedToken, publicKey, signature } = decode(
    SignedTokenSchema,
    bytes,
    badSignedToken,
  );
  if (publicKey === undefined) throw badSignedToken("'public_key' not set");
  const key = readKey(publicKey);
  if (!key.verify(serializedToken, signature)) throw unauthenticated("invalid signature");

  const token = decode(TokenSchema, serializedToken, badToken);
  if (token.nonce.length !== 32) throw badToken("'nonce' must be 32 bytes long");
  if (token.targetIdentity === undefined) throw badToken("'target_identity' not set");
  if (token.expiresAt === undefined) throw badToken("'expires_at' not set");
  const expiresAtMs = millisecondsOf(token.expiresAt);
  if (expiresAtMs === undefined) throw badToken("invalid 'expires_at' field");
  if (expiresAtMs < nowMs) throw unauthenticated("token is expired");
  if (hexOf(token.targetIdentity.contents) !== node) {
    throw unauthenticated("invalid token target identity");
  }
  return { user: key.user, expiresAtMs };
}

function readKey({ keyType, contents }: PublicKey): VerifyingKey {
  const lengths: Partial<Record<PublicKeyType, number>> = {
    [PublicKeyType.ED25519]: 32,
    [PublicKeyType.SECP256K1]: 33,
  };
  const length = lengths[keyType];
  if (length === undefined) throw badSignedToken("invalid public key type");
  if (contents.length !== length) throw badSignedToken("invalid public key");
  const key = verifyingKey(keyType, contents);
  if (key === undefined) throw unauthenticated("invalid public key");
  return key;
}

function decode<T extends Message>(
  schema: GenMessage<T>,
  bytes: Uint8Array,
  bad: (what: string) => ConnectError,
): T {
  try {
    return fromBinary(schema, bytes) as T;
  } catch {
    throw bad("protobuf decoding failed");
  }
}

/** The value of a header; the first, where there are several. */
function headerValue(headers: Headers, name: string): string | undefined {
  return headers.get(name)?.replace(/,.*/s, "").trim();
}

/** Decodes standard base64, padded or not, or answers `undefined`. */
function bytesOfBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replace(/=+$/, "")), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function badSignedToken(what: string): ConnectError {
  return unauthenticated(`invalid signed token: protobuf parsing error: ${what}`);
}

function badToken(what: string): ConnectError {
  return unauthenticated(`invalid token: protobuf parsing error: ${what}`);
}

function unauthenticated(message: string): ConnectError {
  return refusal(Code.Unauthenticated, message);
}
