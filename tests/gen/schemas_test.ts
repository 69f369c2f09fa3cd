import {
  create,
  type DescField,
  type DescMessage,
  fromBinary,
  type MessageShape,
  ScalarType,
  toBinary,
} from "@bufbuild/protobuf";
import { createRouterTransport } from "@connectrpc/connect";
import { assertEquals } from "@std/assert";
import * as invoke from "../../src/gen/nillion/compute/v1/invoke_pb.ts";
import * as results from "../../src/gen/nillion/compute/v1/retrieve_pb.ts";
import * as retrieve from "../../src/gen/nillion/values/v1/retrieve_pb.ts";
import { Values } from "../../src/gen/nillion/values/v1/service_pb.ts";
import * as store from "../../src/gen/nillion/values/v1/store_pb.ts";
import { NamedValueSchema } from "../../src/gen/nillion/values/v1/value_pb.ts";
import * as opaque from "../../src/gen/nilvm/opaque/v1/values_pb.ts";

/** Each message with opaque values, and the message whose wire format it has. */
const originals = new Map<DescMessage, DescMessage>([
  [opaque.StoreValuesRequestSchema, store.StoreValuesRequestSchema],
  [opaque.RetrieveValuesResponseSchema, retrieve.RetrieveValuesResponseSchema],
  [opaque.InvokeComputeRequestSchema, invoke.InvokeComputeRequestSchema],
  [opaque.RetrieveResultsResponseSchema, results.RetrieveResultsResponseSchema],
  [opaque.ComputationResultSchema, results.ComputationResultSchema],
]);

const namedValues = [
  create(NamedValueSchema, {
    name: "salary",
    value: {
      value: { case: "shamirShareInteger", value: { value: new Uint8Array(32).fill(7) } },
    },
  }),
  create(NamedValueSchema),
];
const values = namedValues.map((value) => toBinary(NamedValueSchema, value));

const signedReceipt = { receipt: Uint8Array.of(1, 2), signature: Uint8Array.of(3) };
const userId = (fill: number) => ({ contents: new Uint8Array(20).fill(fill) });
const storeFields = {
  signedReceipt,
  permissions: {
    owner: userId(1),
    retrieve: [userId(2)],
    compute: [{ user: userId(3), programIds: ["sum", "mean"] }],
  },
  updateIdentifier: new Uint8Array(16).fill(9),
};
const invokeFields = {
  signedReceipt,
  valueIds: [new Uint8Array(16).fill(4), new Uint8Array(16).fill(5)],
  inputBindings: [{ partyName: "Dealer", user: userId(6) }],
  outputBindings: [{ partyName: "Result", users: [userId(7), userId(8)] }],
};

/** All properties that decide how a field is written and named, except those in which twins may differ. */
function facts(field: DescField): Record<string, unknown> {
  const { number, name, jsonName, fieldKind, presence, oneof } = field;
  const isList = fieldKind === "list";
  const mayBeOpaque = isList && name === "values";
  const message = field.message && (originals.get(field.message) ?? field.message);
  return {
    number,
    name,
    jsonName,
    presence,
    oneof: oneof?.name,
    isList,
    isGroup: "delimitedEncoding" in field && field.delimitedEncoding === true,
    type: mayBeOpaque ? "bytes or NamedValue" : message?.typeName ?? field.scalar ?? field.enum,
  };
}

/** The numbers that the schema reserves, as its text has them: descriptors leave them out. */
function reserved({ name, file }: DescMessage): string[] {
  const schema = Deno.readTextFileSync(new URL(`../../proto/${file.name}.proto`, import.meta.url));
  const body = schema.split(new RegExp(`^message ${name} \\{$`, "m"))[1]!.split(/^\}$/m)[0]!;
  return [...body.matchAll(/^ *reserved (.*);$/gm)].map(([, numbers]) => numbers!);
}

for (const [twin, original] of originals) {
  Deno.test(`${twin.typeName} has the fields of ${original.typeName}`, () => {
    assertEquals(twin.name, original.name);
    assertEquals(twin.fields.map(facts), original.fields.map(facts));
    assertEquals(reserved(twin), reserved(original));
  });
}

Deno.test("nilvm.opaque.v1 reserves some numbers", () => {
  assertEquals([...originals.keys()].flatMap(reserved).length > 2, true);
});

Deno.test("nilvm.opaque.v1 has no message without an original", () => {
  assertEquals(
    opaque.file_nilvm_opaque_v1_values.messages.map((message) => message.typeName).sort(),
    [...originals.keys()].map((message) => message.typeName).sort(),
  );
});

Deno.test("nilvm.opaque.v1 has bytes where its originals have NamedValue", () => {
  for (const [twin, original] of originals) {
    for (const field of twin.fields.filter((field) => field.name === "values")) {
      assertEquals(field.scalar, ScalarType.BYTES);
      assertEquals(original.field[field.localName]?.message?.typeName, NamedValueSchema.typeName);
    }
  }
});

/** Asserts that each message encodes to the same bytes, and decodes from the bytes of the other. */
function assertSameWire<T extends DescMessage, O extends DescMessage>(
  [twin, opaqueMessage]: [T, MessageShape<T>],
  [original, message]: [O, MessageShape<O>],
): void {
  const bytes = toBinary(original, message);
  assertEquals(toBinary(twin, opaqueMessage), bytes);
  assertEquals(fromBinary(twin, bytes), opaqueMessage);
  assertEquals(fromBinary(original, toBinary(twin, opaqueMessage)), message);
}

Deno.test("StoreValuesRequest is the same bytes with and without opaque values", () => {
  assertSameWire(
    [
      opaque.StoreValuesRequestSchema,
      create(opaque.StoreValuesRequestSchema, { ...storeFields, values }),
    ],
    [
      store.StoreValuesRequestSchema,
      create(store.StoreValuesRequestSchema, { ...storeFields, values: namedValues }),
    ],
  );
});

Deno.test("RetrieveValuesResponse is the same bytes with and without opaque values", () => {
  assertSameWire(
    [
      opaque.RetrieveValuesResponseSchema,
      create(opaque.RetrieveValuesResponseSchema, { values }),
    ],
    [
      retrieve.RetrieveValuesResponseSchema,
      create(retrieve.RetrieveValuesResponseSchema, { values: namedValues }),
    ],
  );
});

Deno.test("InvokeComputeRequest is the same bytes with and without opaque values", () => {
  assertSameWire(
    [
      opaque.InvokeComputeRequestSchema,
      create(opaque.InvokeComputeRequestSchema, { ...invokeFields, values }),
    ],
    [
      invoke.InvokeComputeRequestSchema,
      create(invoke.InvokeComputeRequestSchema, { ...invokeFields, values: namedValues }),
    ],
  );
});

Deno.test("RetrieveResultsResponse is the same bytes with and without opaque values", () => {
  assertSameWire(
    [
      opaque.RetrieveResultsResponseSchema,
      create(opaque.RetrieveResultsResponseSchema, {
        state: { case: "success", value: { values } },
      }),
    ],
    [
      results.RetrieveResultsResponseSchema,
      create(results.RetrieveResultsResponseSchema, {
        state: { case: "success", value: { values: namedValues } },
      }),
    ],
  );
  for (
    const state of [
      { case: "waitingComputation", value: {} },
      { case: "error", value: "Division by zero" },
    ] as const
  ) {
    assertSameWire(
      [
        opaque.RetrieveResultsResponseSchema,
        create(opaque.RetrieveResultsResponseSchema, { state }),
      ],
      [
        results.RetrieveResultsResponseSchema,
        create(results.RetrieveResultsResponseSchema, { state }),
      ],
    );
  }
});

Deno.test("a method with an opaque input or output calls the published method", async () => {
  const transport = createRouterTransport(({ service }) =>
    service(Values, {
      storeValues(request) {
        assertEquals(request.values, namedValues);
        return { valuesId: new Uint8Array(16).fill(1) };
      },
      retrieveValues: () => ({ values: namedValues }),
    })
  );
  const stored = await transport.unary(
    { ...Values.method.storeValues, input: opaque.StoreValuesRequestSchema },
    undefined,
    undefined,
    undefined,
    { ...storeFields, values },
  );
  assertEquals(stored.message.valuesId, new Uint8Array(16).fill(1));

  const retrieved = await transport.unary(
    { ...Values.method.retrieveValues, output: opaque.RetrieveValuesResponseSchema },
    undefined,
    undefined,
    undefined,
    { signedReceipt },
  );
  assertEquals(retrieved.message.values, values);
});
