import { type DescMessage, fromBinary, type MessageShape } from "@bufbuild/protobuf";
import { chainRefusal } from "./chain_refusal.ts";

/**
 * Decodes a part of a transaction. Refuses unknown fields as the chain does, because they might change the meaning of
 * what was signed.
 *
 * @param isIgnorable whether an unknown field may be ignored
 */
export function decode<Schema extends DescMessage>(
  schema: Schema,
  bytes: Uint8Array,
  isIgnorable: (fieldNumber: number) => boolean = () => false,
): MessageShape<Schema> {
  let message: MessageShape<Schema>;
  try {
    message = fromBinary(schema, bytes);
  } catch (error) {
    throw chainRefusal("txParse", error instanceof Error ? error.message : String(error));
  }
  refuseUnknownFields(schema, message, isIgnorable);
  return message;
}

const wireTypes = ["varint", "fixed64", "bytes", "start_group", "end_group", "fixed32"];

function refuseUnknownFields<Schema extends DescMessage>(
  schema: Schema,
  message: MessageShape<Schema>,
  isIgnorable: (fieldNumber: number) => boolean,
): void {
  const unknown = message.$unknown?.find(({ no }) => !isIgnorable(no));
  if (unknown !== undefined) {
    throw chainRefusal(
      "txParse",
      `errUnknownField "${schema.name}": {TagNum: ${unknown.no}, WireType:"${
        wireTypes[unknown.wireType]
      }"}`,
    );
  }
  const values = message as Record<string, unknown>;
  for (const field of schema.fields) {
    if (field.message === undefined) continue;
    const value = values[field.localName];
    for (const nested of Array.isArray(value) ? value : value === undefined ? [] : [value]) {
      refuseUnknownFields(field.message, nested, () => false);
    }
  }
}
