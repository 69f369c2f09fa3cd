/**
 * Describes the messages of a schema to `@bufbuild/protobuf`. The package can do this itself, from a serialized descriptor;
 * its code for that is a sixth of all JavaScript of the client. This knows only what the schemas in `proto/` use.
 *
 * @module
 */
import type {
  DescEnum,
  DescEnumValue,
  DescField,
  DescFile,
  DescMessage,
  DescMethod,
  DescOneof,
  DescService,
} from "@bufbuild/protobuf";
import type { GenFile } from "@bufbuild/protobuf/codegenv2";

/**
 * A field: its name and number, and its type by the number in `FieldDescriptorProto.Type`, negative if it is repeated. Then
 * the name of a message or an enumeration, the index of its oneof, and for a map the types of its keys and its values, which
 * are scalars.
 */
export type FieldRow = readonly [
  name: string,
  number: number,
  type: number,
  typeName?: string | undefined,
  oneof?: number | undefined,
  map?: readonly [key: number, value: number],
];

/** In place of the index of a oneof: the field is `optional`. */
export const optional = -1;

/** A message. */
export type MessageRow = readonly [
  name: string,
  fields?: readonly FieldRow[] | undefined,
  oneofs?: readonly string[] | undefined,
  messages?: readonly MessageRow[] | undefined,
  enums?: readonly EnumRow[],
];

/** An enumeration, with the names of its values and their numbers. */
export type EnumRow = readonly [name: string, values: Readonly<Record<string, number>>];

/** A service. A method has the names of its input and output, and 1 if it streams its output, 2 its input, 3 both. */
export type ServiceRow = readonly [
  name: string,
  methods: readonly (readonly [name: string, input: string, output: string, kind?: number])[],
];

/** Types of fields, as `FieldDescriptorProto.Type` numbers them. */
const [typeString, typeMessage, typeBytes, typeEnum] = [9, 11, 12, 14];
/** As `FeatureSet.FieldPresence` numbers them. */
const [explicit, implicit] = [1, 2];
/** As `Edition` numbers it. */
const proto3 = 999;

const methodKinds = ["unary", "server_streaming", "client_streaming", "bidi_streaming"];

/** What is known of a file while its descriptors are made. */
interface Draft {
  readonly file: DescFile;
  readonly package: string;
  /** The types of the file and of its imports, by their full names and by their short ones. */
  readonly types: Map<string, DescMessage | DescEnum>;
}

/**
 * Describes a file. Of `proto` there are only the names.
 *
 * @param imports The files that it imports.
 */
export function describeFile(
  name: string,
  packageName: string,
  messages: readonly MessageRow[] = [],
  enums: readonly EnumRow[] = [],
  services: readonly ServiceRow[] = [],
  imports: readonly DescFile[] = [],
): GenFile {
  const file = {
    kind: "file",
    edition: proto3,
    name,
    proto: { name: `${name}.proto`, package: packageName },
    dependencies: [...imports],
    messages: [],
    enums: [],
    services: [],
    extensions: [],
    ...shown(`file ${name}.proto`),
  } as unknown as DescFile;
  const types: Draft["types"] = new Map();
  for (const imported of imports) addTypes(types, imported.messages, imported.enums);
  const draft = { file, package: packageName, types };
  file.enums.push(...enums.map((row) => describeEnum(draft, row, undefined)));
  file.messages.push(...messages.map((row) => describeMessage(draft, row, undefined)));
  addTypes(types, file.messages, file.enums);
  // Messages may refer to each other, so their fields come last.
  file.messages.forEach((message, index) => addFields(draft, message, messages[index]!));
  file.services.push(...services.map((row) => describeService(draft, row)));
  return file as GenFile;
}

function addTypes(
  types: Draft["types"],
  messages: readonly DescMessage[],
  enums: readonly DescEnum[],
): void {
  for (const each of [...enums, ...messages]) types.set(each.typeName, each).set(each.name, each);
  for (const message of messages) {
    addTypes(types, message.nestedMessages, message.nestedEnums);
  }
}

function shown(text: string) {
  return { deprecated: false, toString: () => text };
}

function localNameOf(name: string): string {
  return name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
}

/** What messages and enumerations have alike. */
function typeOf(draft: Draft, kind: string, name: string, parent: DescMessage | undefined) {
  const typeName = `${parent?.typeName ?? draft.package}.${name}`;
  return {
    kind,
    name,
    typeName,
    parent,
    file: draft.file,
    proto: { name },
    ...shown(`${kind} ${typeName}`),
  };
}

function describeEnum(
  draft: Draft,
  [name, values]: EnumRow,
  parent: DescMessage | undefined,
): DescEnum {
  const prefix = name.replace(/(?!^)[A-Z]/g, "_$&").toUpperCase() + "_";
  const isPrefixed = Object.keys(values).every((name) =>
    name.startsWith(prefix) && /^\D/.test(name.slice(prefix.length))
  );
  const described = {
    ...typeOf(draft, "enum", name, parent),
    open: true,
    value: {},
    values: [],
    sharedPrefix: isPrefixed ? prefix.toLowerCase() : undefined,
  } as unknown as DescEnum;
  for (const [name, number] of Object.entries(values)) {
    const value = {
      kind: "enum_value",
      name,
      number,
      localName: isPrefixed ? name.slice(prefix.length) : name,
      jsonName: name,
      parent: described,
      proto: { name, number },
      ...shown(`enum value ${described.typeName}.${name}`),
    } as unknown as DescEnumValue;
    described.values.push(value);
    described.value[number] ??= value;
  }
  return described;
}

function describeMessage(
  draft: Draft,
  [name, , , messages = [], enums = []]: MessageRow,
  parent: DescMessage | undefined,
): DescMessage {
  const described = {
    ...typeOf(draft, "message", name, parent),
    fields: [],
    field: {},
    oneofs: [],
    members: [],
    nestedEnums: [],
    nestedMessages: [],
    nestedExtensions: [],
  } as unknown as DescMessage;
  described.nestedEnums.push(...enums.map((row) => describeEnum(draft, row, described)));
  described.nestedMessages.push(...messages.map((row) => describeMessage(draft, row, described)));
  return described;
}

function addFields(draft: Draft, message: DescMessage, row: MessageRow): void {
  const [, fields = [], oneofs = [], nested = []] = row;
  message.oneofs.push(...oneofs.map((name) => describeOneof(message, name)));
  for (const each of fields) {
    const oneof = each[4] === undefined ? undefined : message.oneofs[each[4]];
    const field = describeField(draft, message, each, oneof);
    message.fields.push(field);
    message.field[field.localName] = field;
    const member = oneof ?? field;
    oneof?.fields.push(field);
    if (!message.members.includes(member)) message.members.push(member);
  }
  message.nestedMessages.forEach((child, index) => addFields(draft, child, nested[index]!));
}

function describeOneof(parent: DescMessage, name: string): DescOneof {
  return {
    kind: "oneof",
    name,
    localName: localNameOf(name),
    fields: [],
    parent,
    proto: { name },
    ...shown(`oneof ${parent.typeName}.${name}`),
  } as unknown as DescOneof;
}

function describeField(
  { types }: Draft,
  parent: DescMessage,
  [name, number, signedType, typeName, oneofIndex, map]: FieldRow,
  oneof: DescOneof | undefined,
): DescField {
  const type = map?.[1] ?? Math.abs(signedType);
  const isList = map === undefined && signedType < 0;
  const kind = type === typeMessage ? "message" : type === typeEnum ? "enum" : "scalar";
  const referred = types.get(typeName ?? "");
  if (kind !== "scalar" && referred?.kind !== kind) {
    throw new TypeError(`The file imports no ${kind} ${typeName}`);
  }
  const isExplicit = signedType === typeMessage || oneofIndex !== undefined;
  return {
    kind: "field",
    name,
    number,
    localName: localNameOf(name),
    jsonName: localNameOf(name),
    parent,
    oneof,
    fieldKind: map !== undefined ? "map" : isList ? "list" : kind,
    listKind: isList ? kind : undefined,
    mapKind: map && kind,
    mapKey: map?.[0],
    scalar: kind === "scalar" ? type : undefined,
    message: kind === "message" ? referred : undefined,
    enum: kind === "enum" ? referred : undefined,
    presence: isExplicit ? explicit : implicit,
    utf8Validation: true,
    delimitedEncoding: kind === "message" || map ? false : undefined,
    packed: isList ? kind !== "message" && type !== typeString && type !== typeBytes : undefined,
    longAsString: false,
    getDefaultValue: signedType < 0 ? undefined : () => undefined,
    proto: { name, number },
    ...shown(`field ${parent.typeName}.${name}`),
  } as unknown as DescField;
}

function describeService(draft: Draft, [name, methods]: ServiceRow): DescService {
  const described = {
    ...typeOf(draft, "service", name, undefined),
    methods: [],
    method: {},
  } as unknown as DescService;
  for (const [name, input, output, kind = 0] of methods) {
    const method = {
      kind: "rpc",
      name,
      localName: name.charAt(0).toLowerCase() + name.slice(1),
      methodKind: methodKinds[kind],
      input: draft.types.get(input),
      output: draft.types.get(output),
      idempotency: 0,
      parent: described,
      proto: { name },
      ...shown(`rpc ${described.typeName}.${name}`),
    } as unknown as DescMethod;
    described.methods.push(method);
    described.method[method.localName] = method;
  }
  return described;
}
