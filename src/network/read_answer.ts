import type { DescMessage } from "@bufbuild/protobuf";
import type { ConnectError } from "@connectrpc/connect";
import { checkCounts } from "../base/check_counts.ts";
import { compressedFlag, headerBytesMax, splitFrames, trailersFlag } from "../base/frames.ts";
import { messageOf, shortened } from "../base/text.ts";
import { NoAnswer, withoutAnswer } from "./no_answer.ts";
import { parseTrailers, statusError } from "./status.ts";

/** The answer of a node, or of something in front of it, with its whole body. */
export interface WholeAnswer {
  /** The HTTP status. */
  readonly status: number;
  /** The headers. */
  readonly headers: Headers;
  /** The body. It is empty if the status is not one of success. */
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The most bytes of an answer's headers or trailers. A node's message may be long. */
export const answerHeaderBytesMax: number = 1024 * 1024;

/** The most headers, and the most trailers. */
export const answerHeadersMax = 1_000;

const statusHeaders = ["grpc-status", "grpc-message", "grpc-status-details-bin"];

/**
 * Checks an answer before anything of it is decoded, and gives its messages. The status is in the
 * trailers, or in the headers beside an empty frame of trailers.
 *
 * @throws {ConnectError} When the node refused the request. When the answer is not a node's, was cut
 * off, or breaks a limit, the cause is a `NoAnswer`.
 */
export function readAnswer(answer: WholeAnswer, output: DescMessage): Uint8Array[] {
  const { status, headers, body } = answer;
  if (status < 200 || status >= 300) throw foreign(answer);
  checkHeaders(answer, headers);
  const hasStatus = headers.has("grpc-status");
  if (body.length === 0 && !hasStatus) throw isGrpc(headers) ? cut(answer) : foreign(answer);
  const { messages, trailers } = readFrames(answer, output);
  if (!trailers.has("grpc-status") && !hasStatus) throw cut(answer);
  const refusal = refusalIn(answer, trailers);
  if (refusal !== undefined) throw refusal;
  return messages;
}

/** The refusal in the trailers, or else in the headers. It has all headers and trailers. */
function refusalIn(answer: WholeAnswer, trailers: Headers): ConnectError | undefined {
  if (isSuccess(answer.headers, trailers)) return undefined;
  const all = new Headers(answer.headers);
  if (trailers.has("grpc-status")) { for (const name of statusHeaders) all.delete(name); }
  trailers.forEach((value, name) => all.set(name, value));
  try {
    return statusError(all);
  } catch (error) {
    throw unusable(answer, `a malformed status: ${messageOf(error)}`, error);
  }
}

/** Whether the status is plainly one of success, as nearly all are: copies of the headers cost more than all else here. */
function isSuccess(headers: Headers, trailers: Headers): boolean {
  const places = trailers.has("grpc-status") ? [trailers] : [trailers, headers];
  return places.every((place) =>
    (place.get("grpc-status") ?? "0") === "0" && !place.has("grpc-status-details-bin")
  );
}

/** Checks the frames, and gives their messages and trailers. */
function readFrames(
  answer: WholeAnswer,
  output: DescMessage,
): { messages: Uint8Array[]; trailers: Headers } {
  const { frames, isCut } = split(answer);
  const flags = frames[0]?.flags ?? answer.body[0] ?? 0;
  if ((flags & ~(trailersFlag | compressedFlag)) !== 0) throw foreign(answer);
  const messages: Uint8Array[] = [];
  let trailers: Headers | undefined;
  for (const { flags, data } of frames) {
    if ((flags & compressedFlag) !== 0) throw unusable(answer, "a compressed message");
    if (trailers !== undefined) throw unusable(answer, "a frame after the trailers");
    if (flags === trailersFlag) {
      trailers = readTrailers(answer, data);
    } else {
      checkMessage(answer, output, data);
      messages.push(data);
    }
  }
  if (isCut) throw isGrpc(answer.headers) ? cut(answer) : foreign(answer);
  return { messages, trailers: trailers ?? new Headers() };
}

function split(answer: WholeAnswer) {
  try {
    return splitFrames(answer.body);
  } catch (error) {
    throw unusable(answer, messageOf(error), error);
  }
}

function readTrailers(answer: WholeAnswer, data: Uint8Array): Headers {
  let lines = 0;
  for (const byte of data) if (byte === newline) lines++;
  if (data.length > answerHeaderBytesMax || lines > answerHeadersMax) {
    throw unusable(answer, tooLong);
  }
  let trailers: Headers;
  try {
    trailers = parseTrailers(data);
  } catch (error) {
    throw unusable(answer, "malformed trailers", error);
  }
  checkHeaders(answer, trailers);
  return trailers;
}

const newline = 10;
const tooLong = `more than ${answerHeadersMax} headers, or ${answerHeaderBytesMax} bytes of them`;

/** Checks headers or trailers. The details of a status are decoded, so there are fewer of them. */
function checkHeaders(answer: WholeAnswer, headers: Headers): void {
  let count = 0;
  let bytes = 0;
  headers.forEach((value, name) => {
    count++;
    bytes += name.length + value.length;
  });
  if (count > answerHeadersMax || bytes > answerHeaderBytesMax) throw unusable(answer, tooLong);
  const details = headers.get("grpc-status-details-bin")?.length ?? 0;
  if (details > headerBytesMax) {
    throw unusable(answer, `more than ${headerBytesMax} bytes of details of its status`);
  }
}

function checkMessage(answer: WholeAnswer, output: DescMessage, data: Uint8Array): void {
  try {
    checkCounts(output, data);
  } catch (error) {
    throw unusable(answer, messageOf(error), error);
  }
}

function isGrpc(headers: Headers): boolean {
  return (headers.get("content-type") ?? "").startsWith("application/grpc");
}

/** What answered in place of the node: `HTTP 403, text/html`. */
function described({ status, headers }: WholeAnswer): string {
  const type = headers.get("content-type");
  return shortened(`HTTP ${status}, ${type === null ? "no content type" : type.split(";", 1)[0]}`);
}

function foreign(answer: WholeAnswer): ConnectError {
  const { status, headers } = answer;
  const isRedirect = status >= 300 && status < 400 || status === 0;
  const what = isRedirect
    ? `a redirect, which the client never follows: ${described(answer)}`
    : described(answer);
  const kind = status >= 500 || status === 429 ? "passing" : "foreign";
  return withoutAnswer(new NoAnswer(what, kind, status), headers);
}

function cut(answer: WholeAnswer): ConnectError {
  const what = `${described(answer)}, with a body that ends too early`;
  return withoutAnswer(new NoAnswer(what, "passing", answer.status), answer.headers);
}

function unusable(answer: WholeAnswer, why: string, cause?: unknown): ConnectError {
  return withoutAnswer(new NoAnswer(why, "unusable", answer.status, cause));
}
