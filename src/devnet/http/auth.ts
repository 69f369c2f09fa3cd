import { decodeBase64 } from "../../base/base64.ts";
import type { Message } from "@bufbuild/protobuf";
import { fromBinary } from "@bufbuild/protobuf";
import type { GenMessage } from "@bufbuild/protobuf/codegenv2";
import {
  Code,
  type ConnectError,
  type ContextKey,
  createContextKey,
  type HandlerContext,
} from "@connectrpc/connect";
import { encodeHex } from "../../base/hex.ts";
import { CoreFailure, ed25519Verify, sha256 } from "../../core/core.ts";
import { InvalidArgumentError } from "../../errors/mod.ts";
import {
  type PublicKey as PublicKeyMessage,
  PublicKeyType,
} from "../../gen/nillion/auth/v1/public_key_pb.ts";
import { SignedTokenSchema, TokenSchema } from "../../gen/nillion/auth/v1/token_pb.ts";
import { PublicKey } from "../../keys/public_key.ts";
import { refusal } from "../base/refusal.ts";
import { millisecondsOf } from "../base/wire.ts";

const tokenLengthMax = 512;
const acceptedTokensMax = 2048;

/**
 * Finds the sender of a request: the id of the user whose key signed its token, or `undefined` when there is no token.
 * Refuses an invalid token.
 */
export type Authenticate = (headers: Headers) => string | undefined;

/** Where a request keeps the id of its sender, once the node knows it. */
export const callerKey: ContextKey<string | undefined> = createContextKey<string | undefined>(
  undefined,
  { description: "caller" },
);

/** Where a request keeps the headers with which it came. Handlers get a copy of those. */
export const headersKey: ContextKey<Headers> = createContextKey(new Headers(), {
  description: "headers",
});

/** The id of the user who sent a request. Refuses a request without a token. */
export function callerOf(context: HandlerContext): string {
  const user = context.values.get(callerKey);
  if (user === undefined) throw refusal(Code.PermissionDenied, "permissions denied");
  return user;
}

interface AcceptedToken {
  user: string;
  expiresAtMs: number;
}

/**
 * Checks tokens for one node, which accepts only tokens that name it.
 *
 * @param now the clock that clients date tokens by, in milliseconds since the Unix epoch
 */
export function createAuthenticator(nodeId: Uint8Array, now: () => number): Authenticate {
  const node = encodeHex(nodeId);
  // Clients send the same token with many requests; its signature is checked once.
  const accepted = new Map<string, AcceptedToken>();
  return (headers) => {
    const encoded = headerValue(headers, "x-nillion-token-bin") ??
      headerValue(headers, "x-nillion-token");
    if (encoded === undefined) return undefined;
    if (encoded.length > tokenLengthMax) {
      throw unauthenticated(`token exceeds max length (${tokenLengthMax})`);
    }
    const nowMs = now();
    let token = accepted.get(encoded);
    if (token === undefined) {
      token = acceptToken(encoded, node, nowMs);
      if (accepted.size >= acceptedTokensMax) accepted.delete(accepted.keys().next().value!);
      accepted.set(encoded, token);
    }
    if (token.expiresAtMs < nowMs) throw unauthenticated("token is expired");
    return token.user;
  };
}

function acceptToken(encoded: string, node: string, nowMs: number): AcceptedToken {
  const bytes = tokenBytes(encoded);
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
  if (encodeHex(token.targetIdentity.contents) !== node) {
    throw unauthenticated("invalid token target identity");
  }
  return { user: key.user, expiresAtMs };
}

/** A user's public key, of either type. */
interface VerifyingKey {
  /** The id, in hex, of the user who has the key. */
  readonly user: string;
  /** Whether the key's owner signed the message. */
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

function readKey({ keyType, contents }: PublicKeyMessage): VerifyingKey {
  const lengths: Partial<Record<PublicKeyType, number>> = {
    [PublicKeyType.ED25519]: 32,
    [PublicKeyType.SECP256K1]: 33,
  };
  const length = lengths[keyType];
  if (length === undefined) throw badSignedToken("invalid public key type");
  if (contents.length !== length) throw badSignedToken("invalid public key");
  const user = encodeHex(sha256(contents).subarray(12));
  try {
    if (keyType === PublicKeyType.ED25519) {
      // A first use shows whether the bytes are a point of the curve.
      ed25519Verify(contents, new Uint8Array(), new Uint8Array(64));
      return { user, verify: (message, signature) => ed25519Verify(contents, message, signature) };
    }
    const key = PublicKey.fromBytes(contents);
    return { user, verify: (message, signature) => key.verify(message, signature) };
  } catch (error) {
    const isInvalidKey = error instanceof InvalidArgumentError ||
      error instanceof CoreFailure && error.kind !== "trap";
    throw isInvalidKey ? unauthenticated("invalid public key") : error;
  }
}

function decode<T extends Message>(
  schema: GenMessage<T>,
  bytes: Uint8Array,
  refuse: (detail: string) => ConnectError,
): T {
  try {
    return fromBinary(schema, bytes) as T;
  } catch {
    throw refuse("protobuf decoding failed");
  }
}

/** The first value of a header. */
function headerValue(headers: Headers, name: string): string | undefined {
  return headers.get(name)?.replace(/,.*/s, "").trim();
}

/** Decodes standard base64, with or without padding; `undefined` for any other text. */
function tokenBytes(text: string): Uint8Array | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? decodeBase64(text.replace(/=+$/, "")) : undefined;
}

function badSignedToken(detail: string): ConnectError {
  return unauthenticated(`invalid signed token: protobuf parsing error: ${detail}`);
}

function badToken(detail: string): ConnectError {
  return unauthenticated(`invalid token: protobuf parsing error: ${detail}`);
}

function unauthenticated(message: string): ConnectError {
  return refusal(Code.Unauthenticated, message);
}
