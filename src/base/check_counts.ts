import {
  type DescField,
  type DescMessage,
  fromBinary,
  type MessageShape,
  ScalarType,
} from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

/** The most entries of a repeated field that is not listed below. */
const entriesMax = 1_000;

/** The most entries of all repeated fields of a message together, at all depths. */
const entriesInAllMax = 200_000;

/** The most messages within each other. */
const depthMax = 16;

/** The most fields that give nothing: the schema does not know them, or they stand twice where the last one counts. */
const uselessMax = 1_000;

const valuesMax = 131_072;
const usersMax = 10_000;
const permissions = "nillion.permissions.v1";

/** The most entries of repeated fields by name. */
const entriesMaxOf: { readonly [field: string]: number | undefined } = {
  "nilvm.opaque.v1.StoreValuesRequest.values": valuesMax,
  "nilvm.opaque.v1.RetrieveValuesResponse.values": valuesMax,
  "nilvm.opaque.v1.InvokeComputeRequest.values": valuesMax,
  "nilvm.opaque.v1.ComputationResult.values": valuesMax,
  "nillion.membership.v1.cluster.Cluster.members": 100,
  [`${permissions}.permissions.Permissions.retrieve`]: usersMax,
  [`${permissions}.permissions.Permissions.update`]: usersMax,
  [`${permissions}.permissions.Permissions.delete`]: usersMax,
  [`${permissions}.permissions.Permissions.compute`]: usersMax,
  [`${permissions}.update.PermissionCommand.grant`]: usersMax,
  [`${permissions}.update.PermissionCommand.revoke`]: usersMax,
  [`${permissions}.update.ComputePermissionCommand.grant`]: usersMax,
  [`${permissions}.update.ComputePermissionCommand.revoke`]: usersMax,
};

/** What is counted in one message. */
interface Counts {
  inAll: number;
  useless: number;
}

/**
 * Checks a serialized message from the network before it is decoded: an entry of a repeated field
 * takes two bytes on the wire, and a hundred times that as an object.
 *
 * Bytes that cannot be read end the check. Decoding them fails at the same place.
 *
 * @throws {RangeError} When the message has more entries or a greater depth than allowed.
 */
export function checkCounts(message: DescMessage, bytes: Uint8Array): void {
  checkMessage(message, bytes, 1, { inAll: 0, useless: 0 });
}

/**
 * Decodes a message from the network, after `checkCounts`.
 *
 * @throws {Error} When it is malformed, or has more entries or a greater depth than allowed.
 */
export function readMessage<Desc extends DescMessage>(
  message: Desc,
  bytes: Uint8Array,
): MessageShape<Desc> {
  checkCounts(message, bytes);
  return fromBinary(message, bytes, { readUnknownFields: false });
}

function checkMessage(
  message: DescMessage,
  bytes: Uint8Array,
  depth: number,
  counts: Counts,
): void {
  if (depth > depthMax) throw new RangeError(`more than ${depthMax} messages within each other`);
  const fields = fieldsOf(message);
  const entries = new Map<DescField, number>();
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    let contents: Uint8Array | undefined;
    let field: DescField | undefined;
    try {
      const [number, wireType] = reader.tag();
      field = fields.get(number);
      if (wireType === WireType.LengthDelimited) contents = reader.bytes();
      else reader.skip(wireType, number);
    } catch {
      return;
    }
    if (field === undefined) {
      countUseless(counts);
      continue;
    }
    const before = entries.get(field) ?? 0;
    const more = isPacked(field) && contents !== undefined ? contents.length : 1;
    const count = before + more;
    entries.set(field, count);
    if (field.fieldKind !== "list" && field.fieldKind !== "map") {
      if (before > 0) countUseless(counts);
    } else {
      counts.inAll += more;
      const max = entriesMaxOf[`${message.typeName}.${field.name}`] ?? entriesMax;
      if (count > max) throw new RangeError(`more than ${max} entries of ${field.name}`);
      if (counts.inAll > entriesInAllMax) {
        throw new RangeError(`more than ${entriesInAllMax} entries in all`);
      }
    }
    if (field.message !== undefined && contents !== undefined) {
      checkMessage(field.message, contents, depth + 1, counts);
    }
  }
}

function countUseless(counts: Counts): void {
  if (++counts.useless > uselessMax) {
    throw new RangeError(`more than ${uselessMax} fields that are unknown or repeated`);
  }
}

const fieldMaps = new WeakMap<DescMessage, ReadonlyMap<number, DescField>>();

function fieldsOf(message: DescMessage): ReadonlyMap<number, DescField> {
  let fields = fieldMaps.get(message);
  if (fields === undefined) {
    fields = new Map(message.fields.map((field) => [field.number, field]));
    fieldMaps.set(message, fields);
  }
  return fields;
}

/** Whether several entries stand behind one tag. Each takes a byte at least. */
function isPacked(field: DescField): boolean {
  if (field.fieldKind !== "list") return false;
  return field.listKind === "enum" ||
    field.listKind === "scalar" && field.scalar !== ScalarType.BYTES &&
      field.scalar !== ScalarType.STRING;
}
