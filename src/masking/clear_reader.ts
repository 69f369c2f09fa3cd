import { EcdsaDigestMessage } from "../values/ecdsa_digest_message.ts";
import { EcdsaPrivateKey } from "../values/ecdsa_private_key.ts";
import { EcdsaPublicKey } from "../values/ecdsa_public_key.ts";
import { EcdsaSignature } from "../values/ecdsa_signature.ts";
import { EddsaMessage } from "../values/eddsa_message.ts";
import { EddsaPrivateKey } from "../values/eddsa_private_key.ts";
import { EddsaPublicKey } from "../values/eddsa_public_key.ts";
import { EddsaSignature } from "../values/eddsa_signature.ts";
import { NadaArray, NadaTuple, type NadaValue, PublicArray } from "../values/nada_value.ts";
import { PublicBoolean } from "../values/public_boolean.ts";
import { PublicInteger } from "../values/public_integer.ts";
import { PublicUnsignedInteger } from "../values/public_unsigned_integer.ts";
import { SecretBlob } from "../values/secret_blob.ts";
import { SecretBoolean } from "../values/secret_boolean.ts";
import { SecretInteger } from "../values/secret_integer.ts";
import { SecretUnsignedInteger } from "../values/secret_unsigned_integer.ts";
import { StoreId } from "../values/store_id.ts";
import type { Values } from "../values/values.ts";
import { kinds } from "../core/clear_layout.ts";
import { LayoutReader } from "../core/layout_reader.ts";

/** The types of bytes of a fixed length. */
const fixedTypes = {
  [kinds.EcdsaPrivateKey]: EcdsaPrivateKey,
  [kinds.EcdsaDigestMessage]: EcdsaDigestMessage,
  [kinds.EcdsaPublicKey]: EcdsaPublicKey,
  [kinds.StoreId]: StoreId,
  [kinds.EddsaPrivateKey]: EddsaPrivateKey,
  [kinds.EddsaSignature]: EddsaSignature,
  [kinds.EddsaPublicKey]: EddsaPublicKey,
};

/** What the core laid out. */
export interface RecoveredValues {
  /** The values, by name. */
  readonly values: Values;
  /** The name of a value that is or has an ECDSA signature, whose shares nothing checks. */
  readonly unchecked: string | undefined;
}

/** Reads values that the core laid out. */
export function readClear(source: Uint8Array, width: number): RecoveredValues {
  const reader = new LayoutReader(source, width);
  // Without a prototype it takes many names in half the time, and `__proto__` is a name like any other.
  const values: Record<string, NadaValue> = Object.create(null);
  const seen = { signature: false };
  let unchecked: string | undefined;
  for (let left = reader.count(); left > 0; left--) {
    const name = reader.name();
    values[name] = readValue(reader, seen);
    if (seen.signature) unchecked ??= name;
  }
  return { values: Object.setPrototypeOf(values, Object.prototype), unchecked };
}

/** Reads one value; values keep copies of the bytes they get. */
function readValue(reader: LayoutReader, seen: { signature: boolean }): NadaValue {
  const kind = reader.kind();
  switch (kind) {
    case kinds.PublicBoolean:
      return new PublicBoolean(reader.unsigned() !== 0n);
    case kinds.PublicInteger:
      return new PublicInteger(reader.signed());
    case kinds.PublicUnsignedInteger:
      return new PublicUnsignedInteger(reader.unsigned());
    case kinds.SecretBoolean:
      return new SecretBoolean(reader.unsigned() !== 0n);
    case kinds.SecretInteger:
      return new SecretInteger(reader.signed());
    case kinds.SecretUnsignedInteger:
      return new SecretUnsignedInteger(reader.unsigned());
    case kinds.NadaArray: {
      const elements = Array.from({ length: reader.count() }, () => readValue(reader, seen));
      return elements[0]?.isSecret ? new NadaArray(elements) : new PublicArray(elements);
    }
    case kinds.NadaTuple: {
      const left = readValue(reader, seen);
      return new NadaTuple(left, readValue(reader, seen));
    }
    case kinds.SecretBlob:
      return new SecretBlob(reader.bytes());
    case kinds.EcdsaSignature: {
      seen.signature = true;
      const signature = reader.fixed(kind);
      return new EcdsaSignature({ r: signature.subarray(0, 32), s: signature.subarray(32) });
    }
    case kinds.EddsaMessage:
      return new EddsaMessage(reader.bytes());
    default:
      return new fixedTypes[kind](reader.fixed(kind));
  }
}
