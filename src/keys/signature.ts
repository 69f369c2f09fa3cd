import { InvalidArgumentError } from "../errors/mod.ts";
import { checkedBytes } from "../base/checked_bytes.ts";
import { decodeDer, encodeDer } from "./der.ts";
import { equalBytes } from "../base/equal_bytes.ts";
import { encodeHex } from "../base/hex.ts";

const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/**
 * A signature by ECDSA over secp256k1, in and out of its forms: r and s of 32 bytes each, as
 * {@linkcode PrivateKey.sign} makes and {@linkcode PublicKey.verify} takes them, and DER.
 *
 * For each signature there is a second that holds for the same message, whose s is the order less this one's. The
 * network and most chains take the one whose s is in the lower half.
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
  readonly #bytes: Uint8Array;

  private constructor(bytes: Uint8Array) {
    for (const number of [numberAt(bytes, 0), numberAt(bytes, 32)]) {
      if (number === 0n || number >= order) {
        throw new InvalidArgumentError("r and s are not both between 1 and the order of secp256k1");
      }
    }
    this.#bytes = bytes;
  }

  /**
   * Reads a signature from r and s of 32 bytes each, big-endian.
   *
   * @throws {InvalidArgumentError} When there are not 64 bytes, or r or s is zero or not below the order of secp256k1.
   *
   * @example A signature that cannot be
   * ```ts
   * import { Signature } from "@nilvm/client";
   * import { assertThrows } from "@std/assert";
   *
   * assertThrows(() => Signature.fromBytes(new Uint8Array(64)));
   * ```
   */
  static fromBytes(bytes: Uint8Array): Signature {
    return new Signature(checkedBytes(bytes, "A signature", 64).slice());
  }

  /**
   * Reads a signature in DER, of which there is one form only: what is longer than it must be is refused.
   *
   * @throws {InvalidArgumentError} When it is not that, or r or s is zero or not below the order of secp256k1.
   *
   * @example Nothing may follow
   * ```ts
   * import { PrivateKey, Signature } from "@nilvm/client";
   * import { assertThrows } from "@std/assert";
   *
   * const der = Signature.fromBytes(PrivateKey.random().sign(new Uint8Array())).toDer();
   * assertThrows(() => Signature.fromDer(Uint8Array.of(...der, 0)));
   * ```
   */
  static fromDer(der: Uint8Array): Signature {
    const numbers = decodeDer(checkedBytes(der, "A signature in DER"));
    if (numbers === undefined) throw new InvalidArgumentError("The signature is not in DER");
    const bytes = new Uint8Array(64);
    numbers.forEach((number, index) => bytes.set(number, 32 * index));
    return new Signature(bytes);
  }

  /**
   * r and s of 32 bytes each, big-endian.
   *
   * @example For the network
   * ```ts
   * import { PrivateKey, Signature } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const bytes = PrivateKey.random().sign(new Uint8Array([1, 2, 3]));
   * assertEquals(Signature.fromBytes(bytes).toBytes(), bytes);
   * ```
   */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice();
  }

  /**
   * The signature in DER: 8 to 72 bytes.
   *
   * @example For OpenSSL
   * ```ts
   * import { PrivateKey, Signature } from "@nilvm/client";
   * import { assert, assertEquals } from "@std/assert";
   *
   * const der = Signature.fromBytes(PrivateKey.random().sign(new Uint8Array())).toDer();
   * assertEquals(der[0], 0x30);
   * assert(der.length <= 72);
   * ```
   */
  toDer(): Uint8Array<ArrayBuffer> {
    return encodeDer(this.#bytes.subarray(0, 32), this.#bytes.subarray(32));
  }

  /**
   * Whether s is in the lower half, without which {@linkcode PublicKey.verify} takes no signature.
   *
   * @example All of ours are
   * ```ts
   * import { PrivateKey, Signature } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * assert(Signature.fromBytes(PrivateKey.random().sign(new Uint8Array())).isNormalized);
   * ```
   */
  get isNormalized(): boolean {
    return numberAt(this.#bytes, 32) <= order / 2n;
  }

  /**
   * Of the two signatures that hold for the same message, the one whose s is in the lower half. A recovery id that
   * went with this one goes with the other when its lowest bit is flipped.
   *
   * @example A signature from elsewhere
   * ```ts
   * import { PublicKey, Signature } from "@nilvm/client";
   * import { assert, assertEquals } from "@std/assert";
   *
   * const key = PublicKey.fromHex("03b838ff44e5bc177bf21189d0766082fc9d843226887fc9760371100b7ee20a6f");
   * const signature = Signature.fromDer(Uint8Array.fromHex(
   *   "3046022100813ef79ccefa9a56f7ba805f0e478584fe5f0dd5f567bc09b5123ccbc9832365" +
   *     "022100900e75ad233fcc908509dbff5922647db37c21f4afd3203ae8dc4ae7794b0f87",
   * ));
   *
   * const message = new TextEncoder().encode("123400");
   * assertEquals(key.verify(message, signature.toBytes()), false);
   * assert(key.verify(message, signature.normalize().toBytes()));
   * ```
   */
  normalize(): Signature {
    if (this.isNormalized) return this;
    const bytes = this.#bytes.slice();
    let s = order - numberAt(bytes, 32);
    for (let at = 63; at >= 32; at--, s >>= 8n) bytes[at] = Number(s & 0xffn);
    return new Signature(bytes);
  }

  /**
   * Whether the two are the same signature. Two that hold for the same message need not be.
   *
   * @example Signing again gives the same
   * ```ts
   * import { PrivateKey, Signature } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * const [first, second] = [1, 2].map(() => Signature.fromBytes(key.sign(new Uint8Array())));
   * assert(first!.equals(second!));
   * ```
   */
  equals(other: Signature): boolean {
    return equalBytes(this.#bytes, other.#bytes);
  }

  /**
   * r and s in hex.
   *
   * @example A signature in a message
   * ```ts
   * import { PrivateKey, Signature } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const signature = Signature.fromBytes(PrivateKey.random().sign(new Uint8Array()));
   * assertEquals(`${signature}`.length, 128);
   * ```
   */
  toString(): string {
    return encodeHex(this.#bytes);
  }

  /**
   * r and s in hex.
   *
   * @example A signature in JSON
   * ```ts
   * import { PrivateKey, Signature } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const signature = Signature.fromBytes(PrivateKey.random().sign(new Uint8Array()));
   * assertEquals(JSON.parse(JSON.stringify({ signature })), { signature: `${signature}` });
   * ```
   */
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
