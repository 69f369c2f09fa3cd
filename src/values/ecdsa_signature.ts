import { InvalidArgumentError } from "../errors/mod.ts";
import { isBytes } from "../base/brand.ts";
import { joinBytes } from "../base/bytes.ts";
import { Value } from "./value.ts";

/** The two numbers of a signature by ECDSA: 32 bytes each, big-endian. */
export interface EcdsaSignatureParts {
  /** The abscissa of the nonce's point. */
  readonly r: Uint8Array;
  /** The proof. */
  readonly s: Uint8Array;
}

/**
 * A signature by ECDSA over secp256k1. Nodes get `r`, which is a part of a public point, and only shares of `s`; put together it comes back with `s` in the lower
 * half, which chains ask for.
 *
 * @example A signature as a value
 * ```ts
 * import { EcdsaSignature } from "@nilvm/client";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertEquals } from "@std/assert";
 *
 * const compact = PrivateKey.random().sign(new TextEncoder().encode("gm"));
 * const signature = new EcdsaSignature({ r: compact.subarray(0, 32), s: compact.subarray(32) });
 *
 * assertEquals(signature.value.s, compact.slice(32));
 * ```
 */
export class EcdsaSignature extends Value {
  /** r and s, one after the other. */
  #bytes: Uint8Array<ArrayBuffer>;

  /**
   * Holds a copy of r and s.
   *
   * @throws {InvalidArgumentError} When r or s is not 32 bytes.
   */
  constructor(parts: EcdsaSignatureParts) {
    super();
    this.#bytes = checked(parts);
  }

  /** Always `EcdsaSignature`. */
  override get type(): "EcdsaSignature" {
    return "EcdsaSignature";
  }

  /** Nodes only get shares of `s`. */
  override get isSecret(): true {
    return true;
  }

  /** A copy of r and s. Setting them makes the same checks as the constructor. */
  get value(): EcdsaSignatureParts {
    return { r: this.#bytes.slice(0, 32), s: this.#bytes.slice(32) };
  }

  set value(parts: EcdsaSignatureParts) {
    this.#bytes = checked(parts);
  }

  /** r and s, one after the other. */
  protected override held(): Uint8Array {
    return this.#bytes;
  }

  /** The value for people to read. */
  protected override show(): string {
    return "<redacted>";
  }
}

function checked(parts: EcdsaSignatureParts): Uint8Array<ArrayBuffer> {
  const { r, s } = parts ?? {};
  for (const part of [r, s]) {
    if (!isBytes(part) || part.length !== 32) {
      throw new InvalidArgumentError(
        "EcdsaSignature takes { r, s }, each a Uint8Array of 32 bytes",
      );
    }
  }
  return joinBytes([r, s]);
}
