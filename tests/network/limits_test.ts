/** What a node or anybody in between sends is bounded before it is decoded. */
import { create, type DescMessage, toBinary } from "@bufbuild/protobuf";
import { InternalError, SecretInteger, VmError } from "@nilvm/client";
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { checkCounts, readMessage } from "../../src/base/check_counts.ts";
import { framesMax, splitFrames } from "../../src/base/frames.ts";
import { ClusterSchema } from "../../src/gen/nillion/membership/v1/cluster_pb.ts";
import { PoolStatusResponseSchema } from "../../src/gen/nillion/leader_queries/v1/pool_status_pb.ts";
import { AccountBalanceResponseSchema } from "../../src/gen/nillion/payments/v1/balance_pb.ts";
import { PriceQuoteSchema } from "../../src/gen/nillion/payments/v1/quote_pb.ts";
import { PermissionsSchema } from "../../src/gen/nillion/permissions/v1/permissions_pb.ts";
import { ValueSchema } from "../../src/gen/nillion/values/v1/value_pb.ts";
import {
  RetrieveResultsResponseSchema,
  RetrieveValuesResponseSchema,
} from "../../src/gen/nilvm/opaque/v1/values_pb.ts";
import { readBody, readBytes } from "../../src/network/read_body.ts";
import { readAnswer, type WholeAnswer } from "../../src/network/read_answer.ts";
import { frame } from "../../tools/grpc_web.ts";
import { webHeaders } from "../support/grpc_web.ts";
import { fundedClient, startNet, statuses } from "../support/net_fixture.ts";

const end = new TextEncoder().encode("grpc-status: 0\r\n");

/** A frame with these flags. */
function flagged(flags: number, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = frame(data);
  bytes[0] = flags;
  return bytes;
}

function join(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

/** A field with contents of this many bytes, over and over. */
function repeated(number: number, count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 * count);
  for (let at = 0; at < bytes.length; at += 2) bytes[at] = number << 3 | 2;
  return bytes;
}

/** The counts of each kind that the client reads, and one entry more. */
const counted: [string, DescMessage, number, number][] = [
  ["values", RetrieveValuesResponseSchema, 2, 131_072],
  ["members", ClusterSchema, 1, 100],
  ["users that may retrieve", PermissionsSchema, 2, 10_000],
  ["users that may compute", PermissionsSchema, 5, 10_000],
  ["elements of a quote", PriceQuoteSchema, 5, 1_000],
  ["pools", PoolStatusResponseSchema, 1, 1_000],
];

for (const [what, schema, field, max] of counted) {
  Deno.test(`checkCounts() allows ${max} ${what}, and no more`, () => {
    checkCounts(schema, repeated(field, max));
    assertThrows(() => checkCounts(schema, repeated(field, max + 1)), RangeError, `${max} entries`);
  });
}

Deno.test("checkCounts() counts entries of inner messages, all together, and unknown fields", () => {
  const results = (count: number) => {
    const inner = repeated(2, count);
    const length = [
      inner.length & 0x7f | 0x80,
      inner.length >> 7 & 0x7f | 0x80,
      inner.length >> 14,
    ];
    return join(Uint8Array.of(0x12, ...length), inner);
  };
  checkCounts(RetrieveResultsResponseSchema, results(131_072));
  assertThrows(
    () => checkCounts(RetrieveResultsResponseSchema, results(131_073)),
    RangeError,
    "131072 entries of values",
  );
  const many = join(repeated(2, 10_000), repeated(3, 10_000), repeated(4, 10_000));
  checkCounts(PermissionsSchema, many);
  const programs = repeated(2, 1_000);
  const user = join(
    Uint8Array.of(0x2a, programs.length & 0x7f | 0x80, programs.length >> 7),
    programs,
  );
  const grants = new Uint8Array(user.length * 250);
  for (let at = 0; at < grants.length; at += user.length) grants.set(user, at);
  assertThrows(() => checkCounts(PermissionsSchema, grants), RangeError, "200000 entries in all");
  assertThrows(
    () => checkCounts(ClusterSchema, repeated(15, 1_001)),
    RangeError,
    "more than 1000 fields that are unknown or repeated",
  );
});

Deno.test("checkCounts() counts fields that stand again where the last one counts", () => {
  const balances = (count: number) =>
    new Uint8Array(2 * count).map((_, at) => at % 2 === 0 ? 8 : 1);
  checkCounts(AccountBalanceResponseSchema, balances(1_001));
  assertThrows(
    () => checkCounts(AccountBalanceResponseSchema, balances(1_002)),
    RangeError,
    "more than 1000 fields that are unknown or repeated",
  );
});

Deno.test("checkCounts() refuses messages that lie too deep within each other", () => {
  // An array of arrays: field 8 of a value, field 1 of an array.
  const array = ValueSchema.fields.find(({ message }) => message?.name === "Array")!;
  let bytes: Uint8Array = toBinary(ValueSchema, create(ValueSchema));
  const wrap = (number: number, inner: Uint8Array) =>
    join(Uint8Array.of(number << 3 | 2, inner.length), inner);
  for (let depth = 0; depth < 7; depth++) bytes = wrap(array.number, wrap(1, bytes));
  checkCounts(ValueSchema, bytes);
  bytes = wrap(array.number, wrap(1, bytes));
  assertThrows(() => checkCounts(ValueSchema, bytes), RangeError, "within each other");
});

Deno.test("readMessage() counts a signed message before it decodes it", () => {
  assertEquals(
    readMessage(PriceQuoteSchema, repeated(5, 1_000)).preprocessingRequirements.length,
    1_000,
  );
  const flood = repeated(5, 1_001);
  assertThrows(() => readMessage(PriceQuoteSchema, flood), RangeError, "1000 entries");
});

Deno.test("checkCounts() leaves malformed bytes to the decoder", () => {
  for (const bytes of [[0xff], [0x0a, 5, 1], [0x0b], [0x0f], [0, 0]]) {
    checkCounts(ClusterSchema, Uint8Array.from(bytes));
  }
});

Deno.test("splitFrames() allocates nothing for announced lengths, and bounds their number", () => {
  assertEquals(splitFrames(Uint8Array.of(0, 0xff, 0xff, 0xff, 0xff, 1)), {
    frames: [],
    isCut: true,
  });
  assertEquals(splitFrames(Uint8Array.of(0, 0, 0)), { frames: [], isCut: true });
  assertEquals(splitFrames(new Uint8Array(5 * framesMax)).frames.length, framesMax);
  assertThrows(() => splitFrames(new Uint8Array(5 * framesMax + 5)), RangeError);
});

const answer = (body: Uint8Array<ArrayBuffer>, headers: HeadersInit = webHeaders): WholeAnswer => ({
  status: 200,
  headers: new Headers(headers),
  body,
});

const lines = (count: number) =>
  new TextEncoder().encode(Array.from({ length: count }, (_, i) => `h${i}: v\r\n`).join(""));
const message = frame(new Uint8Array());

/** Answers that are refused before they are decoded. */
const refused: Record<string, [WholeAnswer, string]> = {
  "a compressed message": [answer(join(flagged(1, end), flagged(0x80, end))), "compressed"],
  "a frame of an unknown kind": [answer(join(flagged(2, end), flagged(0x80, end))), "HTTP 200"],
  "compressed trailers": [answer(join(message, flagged(0x81, end))), "compressed"],
  "a second frame of trailers": [
    answer(join(message, flagged(0x80, end), flagged(0x80, end))),
    "after the trailers",
  ],
  "a message after the trailers": [answer(join(flagged(0x80, end), message)), "after the trailers"],
  "too many trailers": [answer(join(message, flagged(0x80, lines(1_001)))), "1000 headers"],
  "too long trailers": [
    answer(flagged(0x80, new Uint8Array(1024 * 1024 + 1).fill(0x61))),
    "1048576 bytes",
  ],
  "too many frames": [answer(new Uint8Array(5 * framesMax + 5)), "frames"],
  "too many headers": [
    answer(message, Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`h${i}`, "v"]))),
    "1000 headers",
  ],
  "too long details of a status": [
    answer(new Uint8Array(), {
      ...webHeaders,
      "grpc-status": "5",
      "grpc-status-details-bin": "A".repeat(20_000),
    }),
    "16384 bytes of details",
  ],
};

for (const [what, [hostile, words]] of Object.entries(refused)) {
  Deno.test(`an answer with ${what} is refused`, () => {
    assertThrows(() => readAnswer(hostile, ClusterSchema), Error, words);
  });
}

/** A stream of these chunks, made when they are read. */
function streamOf(count: number, chunk: () => Uint8Array<ArrayBuffer>): ReadableStream {
  let left = count;
  return new ReadableStream({
    pull: (controller) => left-- > 0 ? controller.enqueue(chunk()) : controller.close(),
  }, { highWaterMark: 0 });
}

Deno.test("a bomb in compressed contents is bounded by its decompressed bytes", async () => {
  const bomb = await new Response(
    streamOf(64, () => new Uint8Array(1024 * 1024)).pipeThrough(new CompressionStream("gzip")),
  ).bytes();
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () => new Response(bomb, { headers: { "content-encoding": "gzip", ...webHeaders } }),
  );
  const response = await fetch(`http://127.0.0.1:${server.addr.port}`);
  assert(bomb.length < 200_000);
  await assertRejects(() => readBody(response), RangeError, "more than 16777216 bytes");
});

Deno.test("a body of single bytes takes no more memory than its size", async () => {
  const before = Deno.memoryUsage();
  const whole = await readBytes(new Response(streamOf(300_000, () => new Uint8Array(1))));
  const after = Deno.memoryUsage();
  assertEquals(whole.length, 300_000);
  assert(whole.buffer.byteLength <= 2 * 300_000);
  assert(after.external - before.external < 100 * 2 ** 20);
});

Deno.test("a body that ignores that it is cancelled is read no further", async () => {
  const caller = new AbortController();
  let reads = 0;
  let isCancelled = false;
  const reader = {
    async read() {
      // The first chunks come at once, and the others after the caller has left.
      if (++reads === 3) caller.abort(new Error("left"));
      await new Promise((resolve) => setTimeout(resolve));
      return { value: new Uint8Array(1), done: false };
    },
    cancel() {
      isCancelled = true;
      return new Promise(() => {});
    },
  };
  const response = { body: { getReader: () => reader } } as unknown as Response;
  let bytes = 0;
  const read = readBytes(response, caller.signal, (count) => bytes += count);
  await assertRejects(() => read, Error, "left");
  await new Promise((resolve) => setTimeout(resolve, 10));
  assertEquals([reads, bytes, isCancelled], [3, 2, true]);
});

Deno.test("a body without streams is read at once, up to the limit", async () => {
  const withoutStreams = (length: number, headers = {}) => {
    const body = new Uint8Array(length).fill(7);
    return {
      body: undefined,
      headers: new Headers(headers),
      arrayBuffer: () => Promise.resolve(body.buffer),
    } as unknown as Response;
  };
  assertEquals((await readBytes(withoutStreams(3))).length, 3);
  await assertRejects(() => readBytes(withoutStreams(17 * 2 ** 20)), RangeError, "more than");
  const announced = withoutStreams(3, { "content-length": "17000000" });
  await assertRejects(() => readBytes(announced), RangeError, "more than");
  assertEquals((await readBytes(new Response(null))).length, 0);
});

Deno.test("a client works where bodies have no streams", async () => {
  await using net = await startNet();
  net.intercept = async ({ passOn }) => {
    const { status, headers, ...rest } = await passOn().then(async (response) => ({
      status: response.status,
      headers: response.headers,
      whole: await response.arrayBuffer(),
    }));
    return {
      status,
      headers,
      ok: status === 200,
      body: undefined,
      arrayBuffer: () => Promise.resolve(rest.whole),
    } as unknown as Response;
  };
  await using client = await fundedClient(net);
  const id = await client.storeValues({ a: new SecretInteger(7) }, { ttlDays: 1 }).invoke();
  assertEquals(String((await client.retrieveValues(id).invoke())["a"]!.value), "7");
  assertEquals((await client.balance()).balance > 0n, true);
});

const whole = flagged(0x80, end);
const floods: Record<string, BodyInit> = {
  "millions of empty values": new Blob([frame(repeated(2, 7 << 20)), whole]),
  "millions of unknown fields": new Blob([frame(repeated(15, 7 << 20)), whole]),
  "millions of frames": new Uint8Array(15 << 20),
  "a frame that announces 4 GiB": Uint8Array.of(0, 0xff, 0xff, 0xff, 0xff),
  "millions of trailers": flagged(0x80, new TextEncoder().encode("a:b\r\n".repeat(3 << 20))),
};

for (const [what, body] of Object.entries(floods)) {
  Deno.test(`a read passes over a node that answers with ${what}, in little memory`, async () => {
    await using net = await startNet();
    await using client = await fundedClient(net);
    const id = await client.storeValues({ a: new SecretInteger(7) }, { ttlDays: 1 }).invoke();
    net.intercept = ({ to, method, passOn }) =>
      to === 1 && method === "RetrieveValues"
        ? Promise.resolve(new Response(body, { headers: webHeaders }))
        : passOn();
    const before = Deno.memoryUsage();
    const read = client.retrieveValues(id);
    assertEquals(String((await read.invoke())["a"]!.value), "7");
    const grown = Deno.memoryUsage().heapTotal - before.heapTotal;
    assert(grown < 100 * 2 ** 20, `${grown} bytes`);
    assert(/^(failed|unknown) /.test(statuses(read.outcomes)[1]!));
  });
}

Deno.test("a leader's flood of pools or quotes is refused as unusable", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  for (const [method, field] of [["PoolStatus", 1], ["PriceQuote", 15]] as const) {
    net.intercept = (passing) =>
      passing.method === method
        ? Promise.resolve(
          new Response(join(frame(repeated(field, 2_000)), flagged(0x80, end)), {
            headers: webHeaders,
          }),
        )
        : passing.passOn();
    const error = await assertRejects(
      () => client.poolStatus().invoke(),
      VmError,
      "cannot be used",
    );
    assert(error instanceof InternalError || error.outcomes !== undefined, String(error));
  }
});
