import { encodeHex } from "../../base/hex.ts";
import { encodeBase64 } from "../../base/base64.ts";
import { EcdsaSignature } from "../../values/ecdsa_signature.ts";
import {
  NadaArray,
  NadaTuple,
  type NadaValue,
  PublicArray,
  shapeOf,
} from "../../values/nada_value.ts";
import { SecretBlob } from "../../values/secret_blob.ts";
import { StoreId } from "../../values/store_id.ts";
import type { Values } from "../../values/values.ts";
import { printable, type Row } from "./output.ts";

/** A value as plain data for JSON: numbers as text, bytes in hex, blobs in base64, and lists of those. */
export function plainOf(value: NadaValue): unknown {
  if (
    value instanceof NadaArray || value instanceof PublicArray || value instanceof NadaTuple
  ) {
    return value.value.map(plainOf);
  }
  if (value instanceof SecretBlob) return encodeBase64(value.value);
  if (value instanceof EcdsaSignature) return encodeHex(signatureBytes(value));
  if (value instanceof StoreId) return value.valuesId;
  const { value: held } = value;
  if (held instanceof Uint8Array) return encodeHex(held);
  return typeof held === "bigint" ? String(held) : held;
}

/** Values with their types by their names, for JSON. */
export function plainValues(values: Values): Record<string, { type: string; value: unknown }> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { type: shapeOf(value), value: plainOf(value) },
    ]),
  );
}

/** The rows of a table of values, with their names under `heading`. */
export function valueRows(values: Values, heading: string): Row[] {
  return Object.entries(values).map(([name, value]) => ({
    [heading]: name,
    type: shapeOf(value),
    value: shownValue(value),
  }));
}

/** A value for people. A blob is shown as text if it is some. */
export function shownValue(value: NadaValue): string {
  if (value instanceof SecretBlob) {
    return textIn(value.value) ?? `base64:${encodeBase64(value.value)}`;
  }
  const plain = plainOf(value);
  return Array.isArray(plain) ? JSON.stringify(plain) : printable(String(plain));
}

/** A value as the bytes of a file: what `store` would read again. */
export function fileOf(value: NadaValue): Uint8Array {
  if (value instanceof SecretBlob) return value.value;
  const plain = plainOf(value);
  const text = Array.isArray(plain) ? JSON.stringify(plain) : String(plain);
  return new TextEncoder().encode(`${text}\n`);
}

function signatureBytes({ value: { r, s } }: EcdsaSignature): Uint8Array {
  return new Uint8Array([...r, ...s]);
}

/** The text that bytes are, unless it could control a terminal. */
function textIn(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const isPlain = text.split(/[\n\t]/).every((line) => printable(line) === line);
    return isPlain ? text.trimEnd() : undefined;
  } catch {
    return undefined;
  }
}
