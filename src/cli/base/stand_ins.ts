import type { NadaValue } from "../../values/nada_value.ts";
import { SecretBlob } from "../../values/secret_blob.ts";
import type { Values } from "../../values/values.ts";
import { readType, valueFrom, type ValueType } from "./value_types.ts";

/** What a catalogue has of stored values: their types by their names, and how long blobs are. */
export interface Outline {
  readonly values: Readonly<Record<string, string>>;
  readonly blobBytes?: Readonly<Record<string, number>> | undefined;
}

/** Something of each type whose values all have one size. Zero would be no key. */
const samples: Readonly<Record<string, unknown>> = {
  SecretInteger: 1,
  SecretUnsignedInteger: 1,
  SecretBoolean: true,
  PublicInteger: 1,
  PublicUnsignedInteger: 1,
  PublicBoolean: true,
  EcdsaPrivateKey: hexOf(32),
  EcdsaDigestMessage: hexOf(32),
  EcdsaSignature: hexOf(64),
  EcdsaPublicKey: hexOf(33),
  EddsaPrivateKey: hexOf(32),
  // The neutral point, and zero.
  EddsaSignature: "01".padEnd(128, "0"),
  EddsaPublicKey: hexOf(32),
  StoreId: "00000000-0000-4000-8000-000000000000",
};

function hexOf(bytes: number): string {
  return "01".repeat(bytes);
}

/** How long blobs are, by their names. The nodes know it, too. */
export function blobBytesOf(values: Values): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value instanceof SecretBlob ? [[name, value.value.length]] : []
    ),
  );
}

/**
 * Values of the types and sizes of stored ones, with nothing of theirs in them: to store them costs the same.
 *
 * @returns `undefined` when a size is not known.
 */
export function standIns({ values, blobBytes = {} }: Outline): Values | undefined {
  const made = new Map<string, NadaValue>();
  for (const [name, text] of Object.entries(values)) {
    const type = readType(text);
    const length = Object.hasOwn(blobBytes, name) ? blobBytes[name] : undefined;
    const isBlob = type.kind === "scalar" && type.name === "SecretBlob";
    const plain = isBlob && length !== undefined ? hexOf(length) : sampleOf(type);
    if (plain === undefined) return undefined;
    made.set(name, valueFrom(name, type, plain));
  }
  return Object.fromEntries(made);
}

/** Plain data that makes a value of a type. */
function sampleOf(type: ValueType): unknown {
  if (type.kind === "scalar") return samples[type.name];
  const parts = type.kind === "tuple"
    ? type.parts.map(sampleOf)
    : Array.from({ length: type.size! }, () => sampleOf(type.of));
  return parts.includes(undefined) ? undefined : parts;
}
