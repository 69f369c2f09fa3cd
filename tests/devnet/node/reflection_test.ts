import { fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { createClient, type Transport } from "@connectrpc/connect";
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { startDevnet } from "@nilvm/client/devnet";
import { assertEquals } from "@std/assert";
import { splitFrames } from "../../../src/base/frames.ts";
import { requestBody } from "../../support/grpc_web.ts";
import {
  ServerReflection,
  type ServerReflectionRequest,
  ServerReflectionRequestSchema,
  ServerReflectionResponseSchema,
} from "../../../src/gen/grpc/reflection/v1/reflection_pb.ts";
import { refused } from "../../support/devnet/refused.ts";

type Question = ServerReflectionRequest["messageRequest"];

async function ask(transport: Transport, ...questions: Question[]) {
  const reflection = createClient(ServerReflection, transport);
  async function* requests() {
    for (const messageRequest of questions) yield { host: "here", messageRequest };
  }
  const answers = [];
  for await (
    const { validHost, originalRequest, messageResponse } of reflection.serverReflectionInfo(
      requests(),
    )
  ) {
    assertEquals([validHost, originalRequest!.host], ["here", "here"]);
    answers.push(messageResponse);
  }
  return answers;
}

Deno.test("a node tells of the services for health and reflection alone, like real nodes", async () => {
  await using devnet = await startDevnet();
  const { endpoint: baseUrl } = devnet.nodes[1]!;
  const sessionManager = new Http2SessionManager(baseUrl);
  const transport = createGrpcTransport({ baseUrl, sessionManager });

  const [listed, extensions] = await ask(
    transport,
    { case: "listServices", value: "*" },
    { case: "allExtensionNumbersOfType", value: "a.b.C" },
  );
  assertEquals(
    listed!.case === "listServicesResponse" && listed!.value.service.map(({ name }) => name),
    [
      "grpc.health.v1.Health",
      "grpc.reflection.v1.ServerReflection",
    ],
  );
  assertEquals(extensions!.case, "allExtensionNumbersResponse");

  const symbols = [
    "grpc.health.v1.Health",
    "grpc.health.v1.Health.Watch",
    "grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING",
    "grpc.reflection.v1.ServerReflectionRequest.message_request",
    "grpc.reflection.v1.ServerReflectionRequest.host",
  ];
  const declared = await ask(
    transport,
    ...symbols.map((value): Question => ({ case: "fileContainingSymbol", value })),
    { case: "fileByFilename", value: "reflection_v1.proto" },
  );
  const described = declared.map((answer) => {
    const bytes = answer.case === "fileDescriptorResponse" && answer.value.fileDescriptorProto;
    const { name, service } = fromBinary(FileDescriptorProtoSchema, (bytes as Uint8Array[])[0]!);
    return `${name} ${service[0]!.name}`;
  });
  const [health, reflection] = ["health.proto Health", "reflection_v1.proto ServerReflection"];
  assertEquals(described, [health, health, health, reflection, reflection, reflection]);

  const refusals: [Question, string][] = [
    [{ case: "fileByFilename", value: "a.proto" }, "NotFound: file 'a.proto' not found"],
    [
      { case: "fileContainingSymbol", value: "nillion.values.v1.Values" },
      "NotFound: symbol 'nillion.values.v1.Values' not found",
    ],
    [
      {
        case: "fileContainingExtension",
        value: {
          $typeName: "grpc.reflection.v1.ExtensionRequest",
          containingType: "a",
          extensionNumber: 1,
        },
      },
      "NotFound: extensions are not supported",
    ],
    [{ case: undefined }, "InvalidArgument: invalid MessageRequest"],
  ];
  for (const [question, words] of refusals) {
    assertEquals(await refused(ask(transport, question)), words);
  }
  sessionManager.abort();
});

Deno.test("a node answers reflection over gRPC-Web too, but not its version v1alpha", async () => {
  await using devnet = await startDevnet();
  const body = requestBody(ServerReflectionRequestSchema, {
    messageRequest: { case: "listServices", value: "" },
  });
  const ask = (version: string) =>
    fetch(
      `${devnet.network.bootnode}/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
      { method: "POST", headers: { "content-type": "application/grpc-web+proto" }, body },
    );
  const answer = await ask("v1");
  assertEquals(answer.status, 200);
  const [message] = splitFrames(await answer.bytes()).frames;
  const { messageResponse } = fromBinary(ServerReflectionResponseSchema, message!.data);
  assertEquals(messageResponse.case, "listServicesResponse");
  const alpha = await ask("v1alpha");
  await alpha.body?.cancel();
  assertEquals(alpha.headers.get("grpc-status"), "12");
});
