/** The types of values: their names on the command line, and values of them from texts and from JSON. */
import { decodeHex } from "../../base/hex.ts";
import { uuidToBytes } from "../../base/uuid.ts";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { EcdsaDigestMessage } from "../../values/ecdsa_digest_message.ts";
import { EcdsaPrivateKey } from "../../values/ecdsa_private_key.ts";
import { EcdsaPublicKey } from "../../values/ecdsa_public_key.ts";
import { EcdsaSignature } from "../../values/ecdsa_signature.ts";
import { EddsaMessage } from "../../values/eddsa_message.ts";
import { EddsaPrivateKey } from "../../values/eddsa_private_key.ts";
import { EddsaPublicKey } from "../../values/eddsa_public_key.ts";
import { EddsaSignature } from "../../values/eddsa_signature.ts";
import { NadaArray, NadaTuple, type NadaValue, PublicArray } from "../../values/nada_value.ts";
import { PublicBoolean } from "../../values/public_boolean.ts";
import { PublicInteger } from "../../values/public_integer.ts";
import { PublicUnsignedInteger } from "../../values/public_unsigned_integer.ts";
import { SecretBlob } from "../../values/secret_blob.ts";
import { SecretBoolean } from "../../values/secret_boolean.ts";
import { SecretInteger } from "../../values/secret_integer.ts";
import { SecretUnsignedInteger } from "../../values/secret_unsigned_integer.ts";
import { StoreId } from "../../values/store_id.ts";

type Scalar =
  & { readonly isPublic?: true }
  & (
    | { readonly from: "integer"; readonly make: new (value: bigint) => NadaValue }
    | { readonly from: "boolean"; readonly make: new (value: boolean) => NadaValue }
    | { readonly from: "hex" | "bytes"; readonly make: new (value: Uint8Array) => NadaValue }
    | { readonly from: "id" | "signature" }
  );

const scalars: Readonly<Record<string, Scalar>> = {
  SecretBlob: { from: "bytes", make: SecretBlob },
  SecretInteger: { from: "integer", make: SecretInteger },
  SecretUnsignedInteger: { from: "integer", make: SecretUnsignedInteger },
  SecretBoolean: { from: "boolean", make: SecretBoolean },
  PublicInteger: { from: "integer", make: PublicInteger, isPublic: true },
  PublicUnsignedInteger: { from: "integer", make: PublicUnsignedInteger, isPublic: true },
  PublicBoolean: { from: "boolean", make: PublicBoolean, isPublic: true },
  EcdsaPrivateKey: { from: "hex", make: EcdsaPrivateKey },
  EcdsaDigestMessage: { from: "hex", make: EcdsaDigestMessage, isPublic: true },
  EcdsaSignature: { from: "signature" },
  EcdsaPublicKey: { from: "hex", make: EcdsaPublicKey, isPublic: true },
  EddsaPrivateKey: { from: "hex", make: EddsaPrivateKey },
  EddsaMessage: { from: "bytes", make: EddsaMessage, isPublic: true },
  EddsaSignature: { from: "hex", make: EddsaSignature },
  EddsaPublicKey: { from: "hex", make: EddsaPublicKey, isPublic: true },
  StoreId: { from: "id", isPublic: true },
};

/** The names of types on the command line. The names of the classes are known, too. */
export const typeNames: Readonly<Record<string, string>> = {
  "blob": "SecretBlob",
  "integer": "SecretInteger",
  "unsigned": "SecretUnsignedInteger",
  "boolean": "SecretBoolean",
  "public-integer": "PublicInteger",
  "public-unsigned": "PublicUnsignedInteger",
  "public-boolean": "PublicBoolean",
  "ecdsa-key": "EcdsaPrivateKey",
  "ecdsa-digest": "EcdsaDigestMessage",
  "ecdsa-signature": "EcdsaSignature",
  "ecdsa-public-key": "EcdsaPublicKey",
  "eddsa-key": "EddsaPrivateKey",
  "eddsa-message": "EddsaMessage",
  "eddsa-signature": "EddsaSignature",
  "eddsa-public-key": "EddsaPublicKey",
  "store-id": "StoreId",
};

/** A type: one value, or several in a row or in a pair. */
export type ValueType =
  | { readonly kind: "scalar"; readonly name: string }
  | { readonly kind: "array"; readonly of: ValueType; readonly size: number | undefined }
  | { readonly kind: "tuple"; readonly parts: readonly ValueType[] };

/**
 * Reads the name of a type: one of the command line, such as `integer` or `integer[]`, or one of a program, such as
 * `NadaArray<SecretInteger, 3>`.
 *
 * @throws {InvalidArgumentError} When there is no such type.
 */
export function readType(text: string): ValueType {
  if (text.endsWith("[]")) {
    return { kind: "array", of: readType(text.slice(0, -2)), size: undefined };
  }
  const [, outer, inner] = /^(\w+)<(.*)>$/.exec(text) ?? [];
  if (outer !== undefined && inner !== undefined) {
    const parts = splitParts(inner);
    if (outer === "NadaTuple") return { kind: "tuple", parts: parts.map(readType) };
    if (outer.endsWith("Array") && parts.length === 2) {
      return { kind: "array", of: readType(parts[0]!), size: Number(parts[1]) };
    }
  }
  const name = typeNames[text] ?? text;
  if (Object.hasOwn(scalars, name)) return { kind: "scalar", name };
  throw new InvalidArgumentError(
    `There is no type ${text}: the types are ${
      Object.keys(typeNames).join(", ")
    }, each with [] for an array`,
  );
}

/** Splits at the commas that are in no bracket. */
function splitParts(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const char of text) {
    if (char === "<") depth++;
    if (char === ">") depth--;
    if (char === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts.map((part) => part.trim());
}

/** Whether everyone in the network sees values of this type. */
export function isPublicType(type: ValueType): boolean {
  switch (type.kind) {
    case "scalar":
      return scalars[type.name]!.isPublic ?? false;
    case "array":
      return isPublicType(type.of);
    case "tuple":
      return type.parts.every(isPublicType);
  }
}

/**
 * Makes a value of bytes, as a file or a person gives them. Numbers and hex may have white space around.
 *
 * @throws {InvalidArgumentError} When they are not of the type. The message has the name only.
 */
export function valueFromBytes(name: string, type: ValueType, bytes: Uint8Array): NadaValue {
  if (type.kind === "scalar" && scalars[type.name]!.from === "bytes") {
    return made(name, type.name, () => valueFrom(name, type, bytes));
  }
  const text = new TextDecoder().decode(bytes).trim();
  if (type.kind === "scalar") return valueFrom(name, type, text);
  return valueFrom(name, type, listIn(name, text));
}

function listIn(name: string, text: string): unknown {
  if (!text.startsWith("[")) return text.split(/[\s,]+/).filter((word) => word !== "");
  try {
    // Numbers may be larger than those of JSON.
    return JSON.parse(text.replace(/(?<=[[,\s])-?\d+(?=[\],\s])/g, '"$&"'));
  } catch {
    throw new InvalidArgumentError(`${name} is no list in JSON`);
  }
}

/**
 * Makes a value of plain data: a number or its text, `true`, hex, and lists of those.
 *
 * @throws {InvalidArgumentError} When it is not of the type. The message has the name only.
 */
export function valueFrom(name: string, type: ValueType, given: unknown): NadaValue {
  if (type.kind === "scalar") return made(name, type.name, () => scalarFrom(type.name, given));
  const wrong = (what: string) => new InvalidArgumentError(`${name} takes ${what}`);
  if (!Array.isArray(given)) throw wrong("a list");
  if (type.kind === "tuple") {
    if (given.length !== 2 || type.parts.length !== 2) throw wrong("two values");
    const [left, right] = type.parts.map((part, at) => valueFrom(name, part, given[at]));
    return new NadaTuple(left!, right!);
  }
  if (type.size !== undefined && given.length !== type.size) throw wrong(`${type.size} values`);
  const elements = given.map((each) => valueFrom(name, type.of, each));
  return isPublicType(type.of) ? new PublicArray(elements) : new NadaArray(elements);
}

function made(name: string, type: string, make: () => NadaValue): NadaValue {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new InvalidArgumentError(`${name} is no ${type}: ${error.message}`);
  }
}

function scalarFrom(name: string, given: unknown): NadaValue {
  const scalar = scalars[name]!;
  switch (scalar.from) {
    case "integer":
      return new scalar.make(integerFrom(given));
    case "boolean":
      return new scalar.make(booleanFrom(given));
    case "id":
      return new StoreId(uuidToBytes(String(given), "values"));
    case "bytes":
      return new scalar.make(given instanceof Uint8Array ? given : bytesFrom(given));
    case "hex":
      return new scalar.make(bytesFrom(given));
    case "signature": {
      const bytes = bytesFrom(given);
      if (bytes.length !== 64) throw new InvalidArgumentError("it takes r and s, 64 bytes in hex");
      return new EcdsaSignature({ r: bytes.slice(0, 32), s: bytes.slice(32) });
    }
  }
}

function integerFrom(given: unknown): bigint {
  if (typeof given === "bigint") return given;
  if (typeof given === "number" && Number.isSafeInteger(given)) return BigInt(given);
  if (typeof given === "string" && /^-?\d{1,100}$/.test(given)) return BigInt(given);
  throw new InvalidArgumentError("it takes a whole number");
}

function booleanFrom(given: unknown): boolean {
  if (given === true || given === "true" || given === "1") return true;
  if (given === false || given === "false" || given === "0") return false;
  throw new InvalidArgumentError("it takes true or false");
}

function bytesFrom(given: unknown): Uint8Array {
  const bytes = typeof given === "string" ? decodeHex(given.replace(/^0x/, "")) : undefined;
  if (bytes !== undefined) return bytes;
  throw new InvalidArgumentError("it takes bytes in hex");
}
