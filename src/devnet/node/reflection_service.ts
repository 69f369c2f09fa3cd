import {
  create,
  type DescEnum,
  type DescFile,
  type DescMessage,
  type DescService,
  type MessageInitShape,
  toBinary,
} from "@bufbuild/protobuf";
import { type FileDescriptorProto, FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { file_grpc_health_v1_health } from "../../gen/grpc/health/v1/health_pb.ts";
import {
  file_grpc_reflection_v1_reflection,
  ServerReflection,
  type ServerReflectionRequest,
  type ServerReflectionResponseSchema,
} from "../../gen/grpc/reflection/v1/reflection_pb.ts";
import { refusal } from "../base/refusal.ts";

/** The files that real nodes tell of, which are not those of their own services, with the names that they have there. */
const files: ReadonlyMap<string, DescFile> = new Map([
  ["health.proto", file_grpc_health_v1_health],
  ["reflection_v1.proto", file_grpc_reflection_v1_reflection],
]);

/** The names of the files by the full names of all that they declare. */
const declarations: ReadonlyMap<string, string> = new Map(
  [...files].flatMap(([name, file]) => [...symbolsOf(file)].map((symbol) => [symbol, name])),
);

type Answer = NonNullable<
  MessageInitShape<typeof ServerReflectionResponseSchema>["messageResponse"]
>;

/** Serves reflection as nodes do: version 1, to everyone, of the services for health and reflection alone. */
export function reflectionService(router: ConnectRouter): void {
  router.service(ServerReflection, {
    async *serverReflectionInfo(requests) {
      for await (const request of requests) {
        const messageResponse = answerTo(request.messageRequest);
        yield { validHost: request.host, originalRequest: request, messageResponse };
      }
    },
  });
}

function answerTo(question: ServerReflectionRequest["messageRequest"]): Answer {
  switch (question.case) {
    case "fileByFilename":
      if (files.has(question.value)) return fileNamed(question.value);
      throw refusal(Code.NotFound, `file '${question.value}' not found`);
    case "fileContainingSymbol": {
      const name = declarations.get(question.value);
      if (name !== undefined) return fileNamed(name);
      throw refusal(Code.NotFound, `symbol '${question.value}' not found`);
    }
    case "fileContainingExtension":
      throw refusal(Code.NotFound, "extensions are not supported");
    case "allExtensionNumbersOfType":
      return { case: "allExtensionNumbersResponse", value: {} };
    case "listServices": {
      const services = [...files.values()].flatMap(({ services }) => services);
      const service = services.map(({ typeName }) => ({ name: typeName }));
      return { case: "listServicesResponse", value: { service } };
    }
    default:
      throw refusal(Code.InvalidArgument, "invalid MessageRequest");
  }
}

function fileNamed(name: string): Answer {
  const described: FileDescriptorProto = create(FileDescriptorProtoSchema, {
    ...files.get(name)!.proto,
    name,
  });
  const fileDescriptorProto = [toBinary(FileDescriptorProtoSchema, described)];
  return { case: "fileDescriptorResponse", value: { fileDescriptorProto } };
}

function* symbolsOf(file: DescFile): Generator<string> {
  for (const message of file.messages) yield* symbolsOfMessage(message);
  for (const enumeration of file.enums) yield* symbolsOfEnum(enumeration);
  for (const service of file.services) yield* symbolsOfService(service);
}

function* symbolsOfMessage(message: DescMessage): Generator<string> {
  yield message.typeName;
  for (const { name } of [...message.fields, ...message.oneofs]) {
    yield `${message.typeName}.${name}`;
  }
  for (const nested of message.nestedMessages) yield* symbolsOfMessage(nested);
  for (const enumeration of message.nestedEnums) yield* symbolsOfEnum(enumeration);
}

function* symbolsOfEnum({ typeName, values }: DescEnum): Generator<string> {
  yield typeName;
  for (const { name } of values) yield `${typeName}.${name}`;
}

function* symbolsOfService({ typeName, methods }: DescService): Generator<string> {
  yield typeName;
  for (const { name } of methods) yield `${typeName}.${name}`;
}
