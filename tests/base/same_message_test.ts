import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { assert, assertEquals, assertFalse } from "@std/assert";
import { isSameMessage } from "../../src/base/same_message.ts";
import {
  type PriceQuoteRequest,
  PriceQuoteRequestSchema,
} from "../../src/gen/nillion/payments/v1/quote_pb.ts";

type Operation = PriceQuoteRequest["operation"];

const make = (operation: unknown) =>
  create(PriceQuoteRequestSchema, { operation: operation as Operation });

/** The entries in another order, as a leader may send them. */
const instructions = { add: 1n, mul: 2n };
const otherOrder = { mul: 2n, add: 1n };
const program = (changes: object = {}) => ({
  case: "storeProgram",
  value: {
    metadata: { programSize: 5n, memorySize: 1n, instructionCount: 3n, instructions, ...changes },
  },
});

const requests: Record<string, unknown> = {
  pools: { case: "poolStatus", value: {} },
  read: { case: "retrieveValues", value: { valuesId: Uint8Array.of(1, 2) } },
  "another read": { case: "retrieveValues", value: { valuesId: Uint8Array.of(1, 3) } },
  "a longer read": { case: "retrieveValues", value: { valuesId: Uint8Array.of(1, 2, 0) } },
  permissions: { case: "retrievePermissions", value: { valuesId: Uint8Array.of(1, 2) } },
  program: program(),
  "another count": program({ instructions: { add: 1n, mul: 3n } }),
  "one more": program({ instructions: { ...instructions, sub: 1n } }),
  nothing: { case: undefined },
};

Deno.test("messages are the same when they say the same, and otherwise not", () => {
  for (const [name, one] of Object.entries(requests)) {
    for (const [otherName, other] of Object.entries(requests)) {
      const read = fromBinary(
        PriceQuoteRequestSchema,
        toBinary(PriceQuoteRequestSchema, make(other)),
      );
      assertEquals(isSameMessage(make(one), read), name === otherName, `${name}, ${otherName}`);
    }
  }
  assert(isSameMessage(make(program()), make(program({ instructions: otherOrder }))));
});

Deno.test("what a schema does not know makes no difference", () => {
  const bytes = toBinary(PriceQuoteRequestSchema, make(requests.read));
  // Field 99, a number.
  const more = fromBinary(PriceQuoteRequestSchema, Uint8Array.of(...bytes, 0x98, 0x06, 1));
  assert(more.$unknown !== undefined);
  assert(isSameMessage(make(requests.read), more));
  assertFalse(isSameMessage(make(requests.pools), more));
});
