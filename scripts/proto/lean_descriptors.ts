/**
 * Makes generated code describe its messages in rows that `src/base/describe_file.ts` reads, in place of a serialized
 * descriptor. Reading that one takes a sixth of the client's JavaScript.
 *
 * @module
 */
import { fromBinary } from "@bufbuild/protobuf";
import { base64Decode } from "@bufbuild/protobuf/wire";
import {
  type DescriptorProto,
  type EnumDescriptorProto,
  type FieldDescriptorProto,
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  file_google_protobuf_any,
  file_google_protobuf_duration,
  file_google_protobuf_empty,
  file_google_protobuf_timestamp,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  type ServiceDescriptorProto,
} from "@bufbuild/protobuf/wkt";
import {
  type EnumRow,
  type FieldRow,
  type MessageRow,
  optional,
  type ServiceRow,
} from "../../src/base/describe_file.ts";

/** The schemas that come with protobuf, which the package describes in its own way. */
const wellKnown = {
  file_google_protobuf_any,
  file_google_protobuf_duration,
  file_google_protobuf_empty,
  file_google_protobuf_timestamp,
};
const wellKnownPath = "google/protobuf/well_known.ts";

/** Rewrites all generated files, by their paths. The schemas in `grpc/` stay: nodes tell their clients the whole of these. */
export function leanDescriptors(files: ReadonlyMap<string, string>): Map<string, string> {
  const schemas: Schemas = new Map(
    Object.entries(wellKnown).map(([name, { proto }]) => [name, proto]),
  );
  for (const code of files.values()) {
    const [, name, base64] = /^export const (file_\w+): [^]*?\bfileDesc\("([^"]+)"/m.exec(code)!;
    schemas.set(name!, fromBinary(FileDescriptorProtoSchema, base64Decode(base64!)));
  }
  const lean = [...files].map(([path, code]) =>
    [path, path.startsWith("grpc/") ? code : rewrite(path, code, schemas)] as const
  );
  return new Map([...lean, [wellKnownPath, wellKnownCode(schemas)]]);
}

/** All schemas, by the names of their constants. */
type Schemas = Map<string, FileDescriptorProto>;

function rewrite(path: string, code: string, schemas: Schemas): string {
  const root = "../".repeat(path.split("/").length - 1);
  return code
    .replace(
      /export const (file_\w+)(: .*\n +)fileDesc\("[^"]+"(?:, \[(.*)\])?\)/,
      (_, name, between, imports) =>
        `export const ${name}${between}${
          describing(name, imports === undefined ? [] : imports.split(", "), schemas)
        }`,
    )
    .replace(
      /^import \{ (.*)fileDesc(?:, )?(.*) \} from "@bufbuild\/protobuf\/codegenv2";$/m,
      (_, before, after) => {
        const others = `${before}${after}`.replace(/, $/, "");
        const rest = `import { describeFile } from "${root}../base/describe_file.ts";`;
        return others === ""
          ? rest
          : `import { ${others} } from "@bufbuild/protobuf/codegenv2";\n${rest}`;
      },
    )
    .replace(
      /^(import \{ file_google_protobuf_.* \} from) "@bufbuild\/protobuf\/wkt";$/m,
      (_, head) => `${head} "${root}${wellKnownPath}";`,
    );
}

function wellKnownCode(schemas: Schemas): string {
  const files = Object.keys(wellKnown).map((name) =>
    `\nexport const ${name}: GenFile = /*@__PURE__*/\n  ${describing(name, [], schemas)};\n`
  );
  return `// Made by deno task build:proto
import type { GenFile } from "@bufbuild/protobuf/codegenv2";
import { describeFile } from "../../../base/describe_file.ts";
${files.join("")}`;
}

/** The call that describes a file. */
function describing(name: string, imports: readonly string[], schemas: Schemas): string {
  const file = schemas.get(name)!;
  if (file.extension.length > 0 || file.syntax !== "proto3") unknown(file.name);
  const rows = [
    file.messageType.map(messageRow),
    file.enumType.map(enumRow),
    file.service.map(serviceRow),
  ];
  const visible = [...imports.map((name) => schemas.get(name)!), file].flatMap((schema) =>
    typeNames(schema.package, schema.messageType, schema.enumType)
  );
  /** A type's short name, which describeFile() finds too, unless two types have it. */
  const shortened = (_key: string, value: unknown) => {
    if (typeof value !== "string" || !visible.includes(value)) return value;
    const isAlone = visible.filter((name) => lastOf(name) === lastOf(value)).length === 1;
    return isAlone ? lastOf(value) : value;
  };
  const args = [file.name.replace(/\.proto$/, ""), file.package, ...rows]
    .map((arg) =>
      Array.isArray(arg) && arg.length === 0
        ? "undefined"
        : JSON.stringify(arg, shortened).replaceAll(",null", ",undefined")
    );
  if (imports.length > 0) args.push(`[${imports.join(", ")}]`);
  while (args.at(-1) === "undefined") args.pop();
  return `describeFile(${args.join(", ")})`;
}

/** The full names of types. */
function typeNames(
  parent: string,
  messages: readonly DescriptorProto[],
  enums: readonly EnumDescriptorProto[],
): string[] {
  return [
    ...enums.map(({ name }) => `${parent}.${name}`),
    ...messages.flatMap(({ name, nestedType, enumType }) => [
      `${parent}.${name}`,
      ...typeNames(`${parent}.${name}`, nestedType, enumType),
    ]),
  ];
}

function lastOf(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf(".") + 1);
}

function messageRow(message: DescriptorProto): MessageRow {
  const { name, field, oneofDecl, nestedType, enumType } = message;
  if (message.options !== undefined || message.extension.length > 0) unknown(name);
  // Of a map, the compiler makes a list of messages.
  const [entries, nested] = [true, false].map((isEntry) =>
    nestedType.filter(({ options }) => (options?.mapEntry ?? false) === isEntry)
  );
  return trimmed([
    name,
    field.map((field) => fieldRow(field, entries!)),
    // The compiler puts each optional field into a oneof of its own, after all others.
    oneofDecl.slice(0, oneofDecl.length - field.filter(isOptional).length).map(({ name }) => name),
    nested!.map(messageRow),
    enumType.map(enumRow),
  ]) as unknown as MessageRow;
}

const isOptional = ({ proto3Optional }: FieldDescriptorProto) => proto3Optional;

function fieldRow(field: FieldDescriptorProto, entries: readonly DescriptorProto[]): FieldRow {
  const { name, number, type, label, typeName, proto3Optional, options } = field;
  if (options !== undefined) unknown(name);
  const entry = entries.find(({ name }) => typeName.endsWith(`.${name}`));
  if (entry !== undefined) {
    const map = entry.field.map(({ type }) => type);
    if (map.some((type) => notScalar.includes(type))) unknown(name);
    return [name, number, -type, "", undefined, map as [number, number]];
  }
  const sign = label === FieldDescriptorProto_Label.REPEATED ? -1 : 1;
  const isInOneof = Object.hasOwn(field, "oneofIndex");
  const oneof = proto3Optional ? optional : isInOneof ? field.oneofIndex : undefined;
  return trimmed([name, number, sign * type, typeName.slice(1), oneof]) as unknown as FieldRow;
}

const { MESSAGE, GROUP, ENUM } = FieldDescriptorProto_Type;
const notScalar = [MESSAGE, GROUP, ENUM];

function enumRow({ name, value, options }: EnumDescriptorProto): EnumRow {
  if (options !== undefined) unknown(name);
  return [name, Object.fromEntries(value.map(({ name, number }) => [name, number]))];
}

function serviceRow({ name, method }: ServiceDescriptorProto): ServiceRow {
  return [
    name,
    method.map(({ name, inputType, outputType, serverStreaming, clientStreaming }) => {
      const kind = Number(serverStreaming) + 2 * Number(clientStreaming);
      const types = [inputType.slice(1), outputType.slice(1)] as const;
      return kind === 0 ? [name, ...types] : [name, ...types, kind];
    }),
  ];
}

/** A row without what is empty at its end. */
function trimmed(row: readonly unknown[]): unknown[] {
  const isEmpty = (value: unknown) =>
    value === undefined || value === "" || Array.isArray(value) && value.length === 0;
  return row.slice(0, row.findLastIndex((value) => !isEmpty(value)) + 1);
}

function unknown(name: string): never {
  throw new Error(`${name} uses what src/base/describe_file.ts does not know`);
}
