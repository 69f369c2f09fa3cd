import { EcdsaDigestMessage } from "../values/ecdsa_digest_message.ts";
import { EcdsaPrivateKey } from "../values/ecdsa_private_key.ts";
import { EcdsaPublicKey } from "../values/ecdsa_public_key.ts";
import { EcdsaSignature } from "../values/ecdsa_signature.ts";
import { EddsaMessage } from "../values/eddsa_message.ts";
import { EddsaPrivateKey } from "../values/eddsa_private_key.ts";
import { EddsaPublicKey } from "../values/eddsa_public_key.ts";
import { EddsaSignature } from "../values/eddsa_signature.ts";
import { NadaArray } from "../values/nada_array.ts";
import { NadaTuple } from "../values/nada_tuple.ts";
import { PublicArray } from "../values/public_array.ts";
import { PublicBoolean } from "../values/public_boolean.ts";
import { PublicInteger } from "../values/public_integer.ts";
import { PublicUnsignedInteger } from "../values/public_unsigned_integer.ts";
import { SecretBlob } from "../values/secret_blob.ts";
import { SecretBoolean } from "../values/secret_boolean.ts";
import { SecretInteger } from "../values/secret_integer.ts";
import { SecretUnsignedInteger } from "../values/secret_unsigned_integer.ts";
import { StoreId } from "../values/store_id.ts";
import type { NadaValue, Values } from "../values/values.ts";
import { kinds } from "../core/kinds.ts";
import { readUtf8 } from "./utf8.ts";

/** Reads what the core answers: counts, and clear values laid out as {@linkcode ClearWriter} does. */
export class ClearReader {
  readonly #source: Uint8Array;
  readonly #view: DataView;
  readonly #width: number;
  #offset = 0;

  /** Starts at the first byte. */
  constructor(source: Uint8Array, width: number) {
    this.#source = source;
    this.#view = new DataView(source.buffer, source.byteOffset, source.length);
    this.#width = width;
  }

  /** The next count. */
  count(): number {
    this.#offset += 4;
    return this.#view.getUint32(this.#offset - 4, true);
  }

  /** All that is left, as values by name. */
  values(): Values {
    // Without a prototype it takes many names in half the time, and `__proto__` is a name like any other.
    const values: Record<string, NadaValue> = Object.create(null);
    for (let left = this.count(); left > 0; left--) {
      const name = this.#text();
      values[name] = this.#value();
    }
    return Object.setPrototypeOf(values, Object.prototype);
  }

  #value(): NadaValue {
    const kind = this.#source[this.#offset++] as typeof kinds[keyof typeof kinds];
    switch (kind) {
      case kinds.PublicBoolean:
        return new PublicBoolean(this.#unsigned() !== 0n);
      case kinds.PublicInteger:
        return new PublicInteger(this.#signed());
      case kinds.PublicUnsignedInteger:
        return new PublicUnsignedInteger(this.#unsigned());
      case kinds.SecretBoolean:
        return new SecretBoolean(this.#unsigned() !== 0n);
      case kinds.SecretInteger:
        return new SecretInteger(this.#signed());
      case kinds.SecretUnsignedInteger:
        return new SecretUnsignedInteger(this.#unsigned());
      case kinds.NadaArray: {
        const elements = Array.from({ length: this.count() }, () => this.#value());
        return elements[0]?.isSecret ? new NadaArray(elements) : new PublicArray(elements);
      }
      case kinds.NadaTuple: {
        const left = this.#value();
        return new NadaTuple(left, this.#value());
      }
      case kinds.SecretBlob:
        return new SecretBlob(this.#bytes());
      case kinds.EcdsaPrivateKey:
        return new EcdsaPrivateKey(this.#take(32));
      case kinds.EcdsaSignature: {
        const r = this.#take(32);
        return new EcdsaSignature({ r, s: this.#take(32) });
      }
      case kinds.EcdsaDigestMessage:
        return new EcdsaDigestMessage(this.#take(32));
      case kinds.EcdsaPublicKey:
        return new EcdsaPublicKey(this.#take(33));
      case kinds.StoreId:
        return new StoreId(this.#take(16));
      case kinds.EddsaPrivateKey:
        return new EddsaPrivateKey(this.#take(32));
      case kinds.EddsaSignature:
        return new EddsaSignature(this.#take(64));
      case kinds.EddsaMessage:
        return new EddsaMessage(this.#bytes());
      case kinds.EddsaPublicKey:
        return new EddsaPublicKey(this.#take(32));
    }
  }

  /** A view; values keep copies of their own. */
  #take(length: number): Uint8Array {
    this.#offset += length;
    return this.#source.subarray(this.#offset - length, this.#offset);
  }

  #text(): string {
    const length = this.count();
    this.#offset += length;
    return readUtf8(this.#source, this.#offset - length, length);
  }

  #bytes(): Uint8Array {
    return this.#take(this.count());
  }

  #unsigned(): bigint {
    return this.#number(this.#view.getBigUint64(this.#offset + this.#width - 8, true));
  }

  #signed(): bigint {
    return this.#number(this.#view.getBigInt64(this.#offset + this.#width - 8, true));
  }

  /** The number whose highest word, with its sign, is given. */
  #number(highest: bigint): bigint {
    const start = this.#offset;
    this.#offset += this.#width;
    // Most numbers need no more than their lowest word, which is all zeros or ones above.
    const sign = this.#view.getInt32(start + 4, true) >> 31;
    if (highest === BigInt(sign) && this.#isFilledWith(sign, start + 8)) {
      return this.#view.getBigInt64(start, true);
    }
    let number = highest;
    for (let word = this.#width - 16; word >= 0; word -= 8) {
      number = number << 64n | this.#view.getBigUint64(start + word, true);
    }
    return number;
  }

  #isFilledWith(half: number, from: number): boolean {
    for (let at = from; at < this.#offset; at += 4) {
      if (this.#view.getInt32(at, true) !== half) return false;
    }
    return true;
  }
}
