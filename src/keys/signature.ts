import { checkBytes, copyBytes, equalBytes } from "../base/bytes.ts";
import { type Content, contentOf } from "../base/content.ts";
import { encodeHex } from "../base/hex.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { decodeDer, encodeDer } from "./der.ts";

const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** A signature by ECDSA with its recovery id: with the message, they give the public key. */
export interface RecoverableSignature {
  /** The signature: r and s of 32 bytes each, big-endian. */
  readonly signature: Uint8Array;
  /**
   * Which point belongs to the nonce, from 0 to 3: the lowest bit says whether its y is odd, the other bit whether its
   * abscissa is r plus the order of the curve.
   */
  readonly recoveryId: number;
}

/**
 * A signature by ECDSA over secp256k1. It converts between two forms: r and s of 32 bytes each, which
 * {@linkcode PrivateKey.sign} returns and {@linkcode PublicKey.verify} takes, and DER.
 *
 * Each signature has a twin that is valid for the same message: its s is the order minus this s. The network and most
 * chains accept only the one whose s is in the lower half; {@linkcode Signature.normalize} returns it.
 *
 * @example To DER and back
 * ```ts
 * import { PrivateKey, Signature } from "@nilvm/client";
 * import { assert } from "@std/assert";
 *
 * const key = PrivateKey.random();
 * const message = new TextEncoder().encode("gm, builder");
 * const der = Signature.fromBytes(key.sign(message)).toDer();
 *
 * assert(key.publicKey.verify(message, Signature.fromDer(der).toBytes()));
 * ```
 */
export class Signature {
  /** What tools for tests compare in place of the signature. */
  readonly content: Content = contentOf(this);
  readonly #bytes: Uint8Array<ArrayBuffer>;

  private constructor(given: Uint8Array) {
    const bytes = copyBytes(checkBytes(given, "A signature", 64));
    for (const number of [numberAt(bytes, 0), numberAt(bytes, 32)]) {
      if (number === 0n || number >= order) {
        throw new InvalidArgumentError(
          "A signature's r and s must be at least 1 and below the order of secp256k1",
        );
      }
    }
    this.#bytes = bytes;
  }

  /**
   * Reads a signature from r and s of 32 bytes each, big-endian.
   *
   * @throws {InvalidArgumentError} When there are not 64 bytes, or r or s is zero or not below the order of secp256k1.
   */
  static fromBytes(bytes: Uint8Array): Signature {
    return new Signature(bytes);
  }

  /**
   * Reads a signature in DER. Only the shortest encoding is accepted.
   *
   * @throws {InvalidArgumentError} When it is not strict DER, or r or s is zero or not below the order of secp256k1.
   */
  static fromDer(der: Uint8Array): Signature {
    const numbers = decodeDer(checkBytes(der, "A signature in DER"));
    if (numbers === undefined) throw new InvalidArgumentError("The signature is not strict DER");
    const bytes = new Uint8Array(64);
    numbers.forEach((number, index) => bytes.set(number, 32 * index));
    return new Signature(bytes);
  }

  /** r and s of 32 bytes each, big-endian. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return copyBytes(this.#bytes);
  }

  /** The signature in DER: 8 to 72 bytes. */
  toDer(): Uint8Array<ArrayBuffer> {
    return encodeDer(this.#bytes.subarray(0, 32), this.#bytes.subarray(32));
  }

  /** Whether s is in the lower half. {@linkcode PublicKey.verify} accepts only such signatures. */
  get isNormalized(): boolean {
    return numberAt(this.#bytes, 32) <= order / 2n;
  }

  /**
   * This signature when its s is in the lower half, otherwise its twin. For the twin, flip the lowest bit of the
   * recovery id.
   */
  normalize(): Signature {
    if (this.isNormalized) return this;
    const bytes = copyBytes(this.#bytes);
    let s = order - numberAt(bytes, 32);
    for (let at = 63; at >= 32; at--, s >>= 8n) bytes[at] = Number(s & 0xffn);
    return new Signature(bytes);
  }

  /** Whether the two are the same signature. Two valid signatures of one message can differ. */
  equals(other: Signature): boolean {
    return equalBytes(this.#bytes, other.#bytes);
  }

  /** r and s in hex. */
  toString(): string {
    return encodeHex(this.#bytes);
  }

  /** r and s in hex. */
  toJSON(): string {
    return this.toString();
  }

  /** How Deno shows it. */
  [Symbol.for("Deno.customInspect")](): string {
    return `Signature(${this})`;
  }

  /** How Node shows it. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Signature(${this})`;
  }
}

function numberAt(bytes: Uint8Array, offset: number): bigint {
  return BigInt(`0x${encodeHex(bytes.subarray(offset, offset + 32))}`);
}
