/**
 * Hostile answers of nodes and of the chain.
 *
 * @module
 */
import { concat, mutate } from "./mutate.ts";
import type { Random } from "../../tools/random.ts";
import { type Answer, respond } from "./recorded_net.ts";

/** Gives an answer or fails. */
export type Hostile = () => Promise<Response>;

const headerBytes = 5;
const edges = [0, 1, 4, 5, 6, 0x7f, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];
const flags = [0x00, 0x01, 0x02, 0x7f, 0x80, 0x81, 0xff];
const statuses = [0, 1, 5, 7, 9, 13, 14, 16, 17, 255].map(String)
  .concat("", "-1", "1e3", "0x10", "99999999999999999999", "OK", "0, 13");
const httpStatuses = [
  201,
  204,
  205,
  302,
  304,
  307,
  400,
  401,
  403,
  404,
  408,
  429,
  500,
  502,
  503,
  599,
];
const contentTypes = [
  "text/html",
  "application/json",
  "application/grpc",
  "application/grpc-web-text+proto",
  "application/grpc-web+json",
  "application/grpc-web+proto; charset=x",
  "",
];

/** The sizes of texts that are too long. */
const longBytes = [100, 10_000, 1_000_000];

function frameOf(flag: number, length: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(headerBytes);
  header[0] = flag;
  new DataView(header.buffer).setUint32(1, length);
  return concat([header, content]);
}

/** The frames of a body, up to the first that is cut short. */
function framesOf(body: Uint8Array): { flag: number; content: Uint8Array }[] {
  const frames = [];
  for (let at = 0; at + headerBytes <= body.length;) {
    const length = new DataView(body.buffer, body.byteOffset + at).getUint32(1);
    const content = body.subarray(at + headerBytes, at + headerBytes + length);
    frames.push({ flag: body[at]!, content });
    at += headerBytes + length;
  }
  return frames;
}

function words(random: Random): string {
  const pieces = [
    "%",
    "%zz",
    "%00",
    "%ff",
    "%E2%82%AC",
    "é",
    "not enough funds",
    ":",
    " ",
    "a",
    "grpc-status: 0",
  ];
  const text = Array.from({ length: random.below(6) }, () => random.pick(pieces)).join("");
  return random.below(50) === 0 ? "x".repeat(random.pick(longBytes)) : text;
}

function trailers(random: Random): Uint8Array {
  const lines = [
    `grpc-status: ${random.pick(statuses)}`,
    `grpc-message: ${words(random)}`,
    `grpc-status-details-bin: ${
      random.pick(["", "AAAA", "CAUSA2E=", "CAUSBmhlbGxvIRoA", "!", "CAkaBgoCCgASAA"])
    }`,
    words(random),
    "grpc-status",
    ": 0",
    "x-a-bin: ////",
  ];
  const text = lines.filter(() => random.below(2) === 0).join(
    random.pick(["\r\n", "\n", "\r\n\r\n"]),
  );
  return new TextEncoder().encode(text);
}

/** A body that never ends, in pieces of the given size. */
function endless(pieceBytes: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    pull: (controller) =>
      pieceBytes > 0 ? controller.enqueue(new Uint8Array(pieceBytes)) : new Promise(() => {}),
  }, { highWaterMark: 0 });
}

/** A body whose bytes come one by one, and never end. */
function trickle(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      controller.enqueue(bytes.slice(at % bytes.length, ++at % bytes.length + 1));
    },
  }, { highWaterMark: 0 });
}

/** A body that breaks off. */
function broken(start: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(start);
      queueMicrotask(() => controller.error(new TypeError("connection reset")));
    },
  });
}

/** The most entries of a flood. Each takes two bytes. */
const floodMax = 2 ** 22;

/** A body of very many small things. */
function flood(random: Random): Uint8Array<ArrayBuffer> {
  const count = 1 + random.below(floodMax);
  const field = 1 + random.below(15);
  const entries = new Uint8Array(2 * count);
  for (let at = 0; at < entries.length; at += 2) entries[at] = field << 3 | 2;
  const lines = new TextEncoder().encode("a:b\r\n".repeat(random.below(floodMax / 8)));
  // Messages within each other: each is the only field of the one around it.
  let deep: Uint8Array<ArrayBuffer> = new Uint8Array();
  for (let depth = random.below(60); depth > 0; depth--) {
    deep = concat([Uint8Array.of(field << 3 | 2, deep.length), deep]);
  }
  return random.pick([
    frameOf(0, entries.length, entries),
    frameOf(0x80, lines.length, lines),
    frameOf(0, deep.length, deep),
    new Uint8Array(5 * random.below(floodMax / 4)),
    frameOf(0, 0xffffffff, entries.subarray(0, 10)),
    concat(Array.from({ length: 5_000 }, () => frameOf(0, 0, new Uint8Array()))),
  ]);
}

/** Makes a hostile answer from an honest answer of a node. Pieces may come from `other`. */
export function hostileNode(random: Random, honest: Answer, other: Answer): Hostile {
  const withBody = (body: Uint8Array<ArrayBuffer>): Hostile => () =>
    Promise.resolve(respond({ ...honest, body }));
  const withHeaders =
    (status: number, headers: [string, string][], body = honest.body): Hostile => () =>
      Promise.resolve(
        new Response(status === 204 || status === 205 || status === 304 ? null : body, {
          status,
          headers,
        }),
      );
  const frames = framesOf(honest.body);
  const build = (changed: typeof frames) =>
    concat(changed.map(({ flag, content }) => frameOf(flag, content.length, content)));
  if (random.below(50) === 0) return withBody(flood(random));
  const choice = random.below(100);
  if (choice < 45 && frames.length > 0) {
    // The message is changed, and the frames around it are right.
    const which = random.below(frames.length);
    const theirs = framesOf(other.body)[0]?.content ?? new Uint8Array(1);
    return withBody(build(frames.map((frame, index) => {
      if (index !== which || frame.content.length === 0) return frame;
      return {
        ...frame,
        content: mutate(random, frame.content, theirs.length > 0 ? theirs : new Uint8Array(1)),
      };
    })));
  }
  if (choice < 55) return withBody(concat([mutate(random, honest.body, other.body)]));
  if (choice < 65) {
    const which = random.below(frames.length);
    return withBody(
      concat(
        frames.map(({ flag, content }, index) =>
          index === which
            ? frameOf(random.pick(flags), random.pick([...edges, content.length]), content)
            : frameOf(flag, content.length, content)
        ),
      ),
    );
  }
  if (choice < 70) return withBody(honest.body.slice(0, random.below(honest.body.length + 1)));
  if (choice < 80) {
    const content = trailers(random);
    const end = { flag: 0x80, content };
    return withBody(
      build(
        random.pick([[end], [...frames.slice(0, -1), end], [end, ...frames], [...frames, end]]),
      ),
    );
  }
  if (choice < 84) {
    return withBody(
      build(random.pick([[], frames.concat(frames), frames.slice(1), frames.toReversed()])),
    );
  }
  if (choice < 88) {
    const type = random.pick(contentTypes);
    return withHeaders(200, type === "" ? [] : [["content-type", type]]);
  }
  if (choice < 92) return withHeaders(random.pick(httpStatuses), honest.headers.slice());
  if (choice < 97) {
    const message = words(random).replace(/[^\x20-\x7e]/g, "?").slice(0, 100_000);
    const headers: [string, string][] = [
      ["content-type", "application/grpc-web+proto"],
      ["grpc-status", random.pick(statuses)],
      ["grpc-message", message],
    ];
    if (random.below(3) === 0) {
      headers.push(["grpc-encoding", random.pick(["gzip", "identity", "br"])]);
    }
    if (random.below(3) === 0) {
      headers.push(["grpc-status-details-bin", random.pick(["AAAA", "!", "CAkaBgoCCgASAA"])]);
    }
    return withHeaders(200, headers, new Uint8Array());
  }
  return hostileConnection(random, honest);
}

function hostileConnection(random: Random, { headers, body }: Answer): Hostile {
  const streamed = (stream: ReadableStream<Uint8Array<ArrayBuffer>>): Hostile => () =>
    Promise.resolve(new Response(stream, { headers: headers.slice() }));
  switch (random.below(40)) {
    case 0:
      return streamed(endless(1 << 20));
    case 1:
      return streamed(endless(0));
    case 2:
      return () => new Promise(() => {});
    case 3:
      return streamed(trickle(body));
    default: {
      const failures = [
        new TypeError("connection refused"),
        new DOMException("gone", "AbortError"),
        "no",
        undefined,
      ];
      if (random.below(3) === 0) return streamed(broken(body.slice(0, 3)));
      return () => Promise.reject(random.pick(failures));
    }
  }
}

const jsonEdges: readonly unknown[] = [
  null,
  true,
  "",
  "0",
  "-1",
  "!",
  "99999999999999999999999999",
  0,
  -1,
  0.5,
  2 ** 53,
  1e308,
  [],
  {},
  [null],
  "x".repeat(10_000),
  "account sequence mismatch, expected 99999999999999999999999",
  "account sequence mismatch, expected 3",
  "account sequence mismatch, expected 0000",
  `account sequence mismatch, expected ${"9".repeat(400)}`,
  "x".repeat(1_000_000),
];

/** Changes one value in JSON. */
function changeJson(random: Random, value: unknown): unknown {
  const isInner = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  if (!isInner || random.below(5) === 0) {
    if (typeof value === "string" && /^[A-Za-z0-9+/]+=*$/.test(value) && random.below(2) === 0) {
      return changeBase64(random, value);
    }
    return random.pick(jsonEdges);
  }
  const entries = Object.entries(value);
  const which = random.below(entries.length);
  const isDropped = random.below(4) === 0;
  const changed = entries.flatMap(([name, inner], index) => {
    if (index !== which) return [[name, inner] as const];
    return isDropped ? [] : [[name, changeJson(random, inner)] as const];
  });
  return Array.isArray(value) ? changed.map(([, inner]) => inner) : Object.fromEntries(changed);
}

/** Changes the message that a text encodes. */
function changeBase64(random: Random, text: string): string {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    if (bytes.length === 0) return "AA==";
    return btoa(String.fromCharCode(...mutate(random, bytes, bytes)));
  } catch {
    return "=";
  }
}

/** Makes a hostile answer from an honest answer of the chain. */
export function hostileChain(random: Random, honest: Answer): Hostile {
  const choice = random.below(20);
  const withText = (text: string, status = 200): Hostile => () =>
    Promise.resolve(new Response(text, { status }));
  if (choice < 14) {
    let value: unknown = JSON.parse(new TextDecoder().decode(honest.body));
    for (let left = 1 + random.below(2); left > 0; left--) value = changeJson(random, value);
    return withText(JSON.stringify(value));
  }
  if (choice < 16) {
    const body = mutate(random, honest.body, honest.body);
    return () => Promise.resolve(respond({ ...honest, body: concat([body]) }));
  }
  if (choice < 17) return withText("[".repeat(random.pick([10, 100_000])));
  if (choice < 18) {
    return withText(new TextDecoder().decode(honest.body), random.pick([201, 400, 404, 500, 503]));
  }
  return hostileConnection(random, honest);
}
