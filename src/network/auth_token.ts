import { create, toBinary } from "@bufbuild/protobuf";
import type { Environment } from "../async/environment.ts";
import { encodeBase64 } from "../base/base64.ts";
import { isBytes } from "../base/brand.ts";
import { messageOf } from "../base/text.ts";
import { timestampOf } from "../base/timestamps.ts";
import { ed25519Verify } from "../core/core.ts";
import { SigningFailedError, type SigningFailureReason } from "../errors/mod.ts";
import { PublicKeyType } from "../gen/nillion/auth/v1/public_key_pb.ts";
import { SignedTokenSchema, TokenSchema } from "../gen/nillion/auth/v1/token_pb.ts";
import { PrivateKey } from "../keys/private_key.ts";
import { PublicKey } from "../keys/public_key.ts";
import { publicKeyBytes, type Signer, tokenLifeMsDefault } from "../keys/signer.ts";
import { isRejection } from "./rejection.ts";

/** The header with the token. `x-nillion-token-bin` is the same in gRPC's binary metadata. */
export const tokenHeader = "x-nillion-token";

const renewalMs = 10_000;
const nonceBytes = 32;
const signatureBytes = 64;

/** The tokens of one user for one node. */
export interface TokenSource {
  /** A token that is valid now. It is a promise while the signer is waited for. */
  current(): string | Promise<string>;
  /** Makes the next token a new one, after the node refused the last. */
  renew(): void;
}

/**
 * Makes the tokens that tell nodes who is calling. A token is valid for a minute, unless the signer says more, and is
 * used again until its last ten seconds.
 *
 * The user signs the node's id, so other nodes refuse the token. The token names no request and no
 * endpoint: whoever gets it, such as a proxy or a relay at the endpoint, can send requests of their own
 * to that node as this user until the token expires. A network's `clusterDigest` fixes the endpoints.
 */
export class Tokens {
  readonly #signer: Signer;
  readonly #environment: Environment;
  readonly #publicKey: Uint8Array<ArrayBuffer>;
  readonly #lifeMs: number;
  readonly #nodes: TokensOfNode[] = [];

  /** The tokens of this user. */
  constructor(signer: Signer, environment: Environment) {
    this.#signer = signer;
    this.#environment = environment;
    this.#publicKey = publicKeyBytes(signer);
    this.#lifeMs = signer.tokenLifeMs ?? tokenLifeMsDefault;
  }

  /** The tokens for this node. */
  for(nodeIdentity: Uint8Array): TokenSource {
    const node: TokensOfNode = { identity: nodeIdentity, current: undefined, expiresAtMs: 0 };
    this.#nodes.push(node);
    return {
      current: () => {
        if (this.#isDue(node)) this.#renew(node);
        return node.current!;
      },
      renew: () => {
        // One that is being signed is newer than the one that was refused.
        if (typeof node.current === "string") node.current = undefined;
      },
    };
  }

  /** A signer that has not answered in time for its token is asked again. */
  #isDue({ current, expiresAtMs }: TokensOfNode): boolean {
    const leftMs = expiresAtMs - this.#environment.now();
    // More than a token's life is left only if the clock was set back: then a new one is needed.
    return current === undefined || leftMs <= renewalMs || leftMs > this.#lifeMs;
  }

  #renew(node: TokensOfNode): void {
    const signer = this.#signer;
    const expiresAtMs = this.#environment.now() + this.#lifeMs;
    // A person who has to confirm is asked once for all nodes.
    const due = signer instanceof PrivateKey
      ? [node]
      : this.#nodes.filter((each) => this.#isDue(each));
    const messages = due.map(({ identity }) => this.#message(identity, expiresAtMs));
    for (const each of due) each.expiresAtMs = expiresAtMs;
    if (signer instanceof PrivateKey) {
      node.current = this.#seal(messages[0]!, signer.sign(messages[0]!));
      return;
    }
    const signing = this.#signAll(messages, expiresAtMs);
    for (const [index, each] of due.entries()) {
      const settle = (token?: string) => {
        if (each.current === current) each.current = token;
      };
      const current = signing.then((tokens) => tokens[index]!);
      each.current = current;
      current.then(settle, () => settle());
    }
  }

  #message(identity: Uint8Array, expiresAtMs: number): Uint8Array<ArrayBuffer> {
    return toBinary(
      TokenSchema,
      create(TokenSchema, {
        nonce: this.#environment.randomBytes(nonceBytes),
        targetIdentity: { contents: identity },
        expiresAt: timestampOf(expiresAtMs),
      }),
    );
  }

  async #signAll(
    messages: readonly Uint8Array<ArrayBuffer>[],
    expiresAtMs: number,
  ): Promise<string[]> {
    const signer = this.#signer;
    // It is somebody else's code, which may give anything.
    let signatures: readonly Uint8Array[] | undefined;
    try {
      signatures = await (signer.signAll?.(messages) ??
        Promise.all(messages.map(async (message) => await signer.sign(message))));
    } catch (cause) {
      throw failed(
        `The signer did not sign, so the request was not sent: ${messageOf(cause)}`,
        isRejection(messageOf(cause)) ? "requestRejected" : undefined,
        cause,
      );
    }
    if (this.#environment.now() > expiresAtMs - renewalMs) {
      throw failed(
        `The signer took so long that a token of ${this.#lifeMs} ms has nearly expired: ` +
          "sign faster, or give the signer a larger tokenLifeMs",
        "tooSlow",
      );
    }
    return messages.map((message, index) => this.#checked(message, signatures?.[index]));
  }

  /** A token, if the signature is right: nodes would only say that it is not. */
  #checked(message: Uint8Array, signature: Uint8Array | undefined): string {
    const isRight = isBytes(signature) && signature.length === signatureBytes &&
      (this.#signer.keyType === "ed25519"
        ? ed25519Verify(this.#publicKey, message, signature)
        : PublicKey.fromBytes(this.#publicKey).verify(message, signature));
    if (isRight) return this.#seal(message, signature);
    const wanted = this.#signer.keyType === "ed25519"
      ? "64 bytes of Ed25519"
      : "r and s of 32 bytes each with s in the lower half, of the message's SHA-256 digest: " +
        "Signature.fromDer(bytes).normalize().toBytes() makes that from DER";
    throw failed(
      `The signer's signature is not of its public key. It must be ${wanted}`,
      "wrongSignature",
    );
  }

  #seal(serializedToken: Uint8Array, signature: Uint8Array): string {
    const keyType = this.#signer.keyType === "ed25519"
      ? PublicKeyType.ED25519
      : PublicKeyType.SECP256K1;
    const publicKey = { keyType, contents: this.#publicKey };
    const signedToken = create(SignedTokenSchema, { serializedToken, publicKey, signature });
    return encodeBase64(toBinary(SignedTokenSchema, signedToken));
  }
}

/** The token for a node, or none yet. */
interface TokensOfNode {
  readonly identity: Uint8Array;
  current: string | Promise<string> | undefined;
  expiresAtMs: number;
}

function failed(
  message: string,
  reason: SigningFailureReason | undefined,
  cause?: unknown,
): SigningFailedError {
  const failure = { delivery: "notSent", reason: "notSigned", from: "client" } as const;
  return new SigningFailedError(message, { reason, failure, cause });
}
