/**
 * Values as both sides of the tests exchange them: JSON, with integers in decimal and bytes in hex.
 *
 * @module
 */
import * as api from "@nilvm/client";
import type { NadaValue, Values } from "@nilvm/client";

/** A value with the name of its class. */
export interface WrittenValue {
  type: NadaValue["type"];
  value: string | boolean | WrittenValue[];
}

/** Values by name. */
export type WrittenValues = Record<string, WrittenValue>;

export function readValues(values: WrittenValues): Values {
  return mapValues(values, read);
}

export function writeValues(values: Values): WrittenValues {
  return mapValues(values, write);
}

function read({ type, value }: WrittenValue): NadaValue {
  const Class = api[type] as unknown as new (...contents: unknown[]) => NadaValue;
  if (typeof value === "boolean") return new Class(value);
  if (typeof value !== "string") {
    const parts = value.map(read);
    return type === "NadaTuple" ? new Class(...parts) : new Class(parts);
  }
  if (type.endsWith("Integer")) return new Class(BigInt(value));
  const bytes = Uint8Array.fromHex(value);
  if (type !== "EcdsaSignature") return new Class(bytes);
  return new Class({ r: bytes.slice(0, 32), s: bytes.slice(32) });
}

function write(value: NadaValue): WrittenValue {
  const { type } = value;
  if (value.type === "NadaArray" || value.type === "PublicArray" || value.type === "NadaTuple") {
    return { type, value: value.value.map(write) };
  }
  if (value.type === "EcdsaSignature") {
    return { type, value: value.value.r.toHex() + value.value.s.toHex() };
  }
  const content = value.value;
  if (typeof content === "boolean") return { type, value: content };
  return { type, value: typeof content === "bigint" ? String(content) : content.toHex() };
}

function mapValues<A, B>(record: Record<string, A>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
