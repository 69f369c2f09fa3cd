/** What describeFile() makes is what `@bufbuild/protobuf` makes of the same schema. */
import {
  create,
  createFileRegistry,
  type DescEnum,
  type DescField,
  type DescFile,
  type DescMessage,
  type DescService,
} from "@bufbuild/protobuf";
import {
  type DescriptorProto,
  type EnumDescriptorProto,
  type FieldDescriptorProto,
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FileDescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { describeFile } from "../../src/base/describe_file.ts";
import { filesIn } from "../support/import_graph.ts";

type Init<T> = Partial<Omit<T, "$typeName" | "$unknown">>;

const { MESSAGE, ENUM } = FieldDescriptorProto_Type;
const presence = { explicit: 1 };

/** The type of a field as the compiler numbers it, and its name. */
function typeOf({ scalar, message, enum: enumeration }: DescField) {
  return scalar !== undefined
    ? { type: scalar as number as FieldDescriptorProto_Type }
    : message !== undefined
    ? { type: MESSAGE, typeName: `.${message.typeName}` }
    : { type: ENUM, typeName: `.${enumeration!.typeName}` };
}

function entryNameOf({ name }: DescField): string {
  return name.replace(/(^|_)(.)/g, (_, _bar, letter) => letter.toUpperCase()) + "Entry";
}

function fieldProto(field: DescField, synthetic: DescField[]): Init<FieldDescriptorProto> {
  const { name, number, jsonName, fieldKind, oneof, parent } = field;
  const isMap = fieldKind === "map";
  const isRepeated = isMap || fieldKind === "list";
  const isOptional = !isRepeated && oneof === undefined && field.message === undefined &&
    field.presence === presence.explicit;
  if (isOptional) synthetic.push(field);
  const index = isOptional
    ? parent.oneofs.length + synthetic.length - 1
    : oneof && parent.oneofs.indexOf(oneof);
  return {
    name,
    number,
    jsonName,
    label: isRepeated ? FieldDescriptorProto_Label.REPEATED : FieldDescriptorProto_Label.OPTIONAL,
    ...isMap
      ? { type: MESSAGE, typeName: `.${parent.typeName}.${entryNameOf(field)}` }
      : typeOf(field),
    ...index === undefined ? {} : { oneofIndex: index },
    ...isOptional ? { proto3Optional: true } : {},
  };
}

function enumProto({ name, values }: DescEnum): Init<EnumDescriptorProto> {
  return { name, value: values.map(({ name, number }) => ({ name, number })) as never };
}

function messageProto(message: DescMessage): Init<DescriptorProto> {
  const synthetic: DescField[] = [];
  const field = message.fields.map((each) => fieldProto(each, synthetic));
  const entries = message.fields.filter(({ fieldKind }) => fieldKind === "map").map((each) => ({
    name: entryNameOf(each),
    options: { mapEntry: true },
    field: [
      {
        name: "key",
        number: 1,
        jsonName: "key",
        label: 1,
        type: "mapKey" in each ? each.mapKey : 0,
      },
      { name: "value", number: 2, jsonName: "value", label: 1, ...typeOf(each) },
    ],
  }));
  const oneofs = [...message.oneofs, ...synthetic.map(({ name }) => ({ name: `_${name}` }))];
  return {
    name: message.name,
    field: field as never,
    oneofDecl: oneofs.map(({ name }) => ({ name })) as never,
    nestedType: [...entries, ...message.nestedMessages.map(messageProto)] as never,
    enumType: message.nestedEnums.map(enumProto) as never,
  };
}

/** What the package makes of the schema. */
function describedByPackage(file: DescFile): DescFile {
  const proto = create(FileDescriptorProtoSchema, {
    name: file.proto.name,
    package: file.proto.package,
    syntax: "proto3",
    dependency: file.dependencies.map(({ proto }) => proto.name),
    messageType: file.messages.map(messageProto) as never,
    enumType: file.enums.map(enumProto) as never,
    service: file.services.map(({ name, methods }) => ({
      name,
      method: methods.map(({ name, input, output, methodKind }) => ({
        name,
        inputType: `.${input.typeName}`,
        outputType: `.${output.typeName}`,
        clientStreaming: /client|bidi/.test(methodKind),
        serverStreaming: /server|bidi/.test(methodKind),
      })),
    })),
  });
  const registry = createFileRegistry(
    proto,
    (name) => file.dependencies.find(({ proto }) => proto.name === name),
  );
  return registry.getFile(file.proto.name)!;
}

/** All that a descriptor says, with names in place of what is described elsewhere. */
function flat(value: unknown, isInside = false): unknown {
  if (Array.isArray(value)) return value.map((each) => flat(each, isInside));
  if (typeof value === "function") return String((value as () => unknown)());
  if (typeof value !== "object" || value === null) return value;
  const descriptor = value as { kind?: string };
  const said = Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
    if (key === "proto" || each === undefined) return [];
    const isElsewhere = ["parent", "file", "message", "enum", "input", "output", "oneof"]
      .includes(key) || key === "dependencies" || descriptor.kind === "oneof" && key === "fields";
    if (isElsewhere) return [[key, String(each)]];
    return [[key, key === "toString" ? String(value) : flat(each, true)]];
  });
  return Object.fromEntries(said.sort(([a], [b]) => a < b ? -1 : 1));
}

const paths = filesIn("src/gen");
const modules = await Promise.all(paths.map((path) => import(`../../${path}`)));
const files: DescFile[] = modules.flatMap((module) =>
  Object.entries(module).flatMap(([name, value]) =>
    name.startsWith("file_") ? value as DescFile : []
  )
);

for (const file of files) {
  Deno.test(`describeFile() describes ${file.name} as the package does`, () => {
    assertEquals(flat(file), flat(describedByPackage(file)));
  });
}

Deno.test("describeFile() has described messages with fields of every kind", () => {
  const fields = files.flatMap(({ messages }) => messages).flatMap(({ fields }) => fields);
  const kindOf = (field: DescField) =>
    field.fieldKind === "list"
      ? `list of ${field.listKind}`
      : field.fieldKind === "map"
      ? `map of ${field.mapKind}`
      : field.fieldKind;
  const kinds = new Set(fields.map(kindOf));
  const expected = ["enum", "list of message", "list of scalar", "map of scalar", "message"];
  assertEquals([...kinds].sort(), [...expected, "scalar"]);
  assert(fields.some(({ oneof }) => oneof !== undefined));
  const services: DescService[] = files.flatMap(({ services }) => services);
  const methodKinds = services.flatMap(({ methods }) => methods).map(({ methodKind }) =>
    methodKind
  );
  assert(new Set(methodKinds).size > 2);
});

Deno.test("describeFile() refuses a field whose type it does not know", () => {
  assertThrows(
    () => describeFile("a", "a", [["Message", [["field", 1, 11, "b.Other"]]]]),
    TypeError,
    "The file imports no message b.Other",
  );
});
