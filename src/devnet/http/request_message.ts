import { type DescMessage, fromBinary } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import { checkCounts } from "../../base/check_counts.ts";
import { compressedFlag, frameOf, prefixBytes, splitFrames } from "../../base/frames.ts";
import { messageOf } from "../../base/text.ts";
import { concatenate } from "../base/bodies.ts";
import { refusal } from "../base/refusal.ts";

/** The most bytes that nodes accept in a message, and in the payload of an operation: 6 MiB. */
export const payloadBytesMax: number = 6 * 1024 * 1024;

/**
 * Reads the body of a request for one message to its end, and returns its first message in a frame. Like nodes, it also
 * decodes further messages and ignores them. It refuses what nodes refuse, with their words, and what is beyond the
 * limits that the client has for answers.
 *
 * @param encoding the request's header `grpc-encoding`
 */
export async function readRequestMessage(
  body: AsyncIterable<Uint8Array>,
  encoding: string | null,
  input: DescMessage,
): Promise<Uint8Array> {
  if (encoding !== null && encoding !== "identity") {
    throw refusal(
      Code.Unimplemented,
      `Content is compressed with \`${encoding}\` which isn't supported`,
    );
  }
  const { frames, isCut } = split(await readChecked(body));
  for (const { flags, data } of frames) {
    checkPrefix(flags, data.length);
    checkMessage(input, data);
  }
  if (isCut) throw refusal(Code.Internal, "Unexpected EOF decoding stream.");
  if (frames.length === 0) throw refusal(Code.Internal, "Missing request message.");
  return frameOf(frames[0]!.data);
}

/**
 * Reads a whole body. It refuses a message that is too long as soon as its length is announced. It leaves the rest of a
 * refused body unread: to end the iteration would drop the connection, and with it the refusal.
 */
async function readChecked(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let length = 0;
  let isChecked = false;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    read.push(next.value);
    length += next.value.length;
    if (!isChecked && length >= prefixBytes) {
      const { buffer } = concatenate(...read);
      checkPrefix(read[0]![0]!, new DataView(buffer).getUint32(1));
      isChecked = true;
    }
    if (length > prefixBytes + payloadBytesMax) {
      throw refusal(Code.OutOfRange, `the body has more than ${payloadBytesMax} bytes`);
    }
  }
  return concatenate(...read);
}

function checkPrefix(flags: number, length: number): void {
  if (flags === compressedFlag) {
    throw refusal(
      Code.Internal,
      "protocol error: received message with compressed-flag but no grpc-encoding was specified",
    );
  }
  if (flags !== 0) {
    throw refusal(
      Code.Internal,
      `protocol error: received message with invalid compression flag: ${flags} ` +
        "(valid flags are 0 and 1), while sending request",
    );
  }
  if (length > payloadBytesMax) {
    throw refusal(
      Code.OutOfRange,
      `Error, decoded message length too large: found ${length} bytes, ` +
        `the limit is: ${payloadBytesMax} bytes`,
    );
  }
}

function split(body: Uint8Array): ReturnType<typeof splitFrames> {
  try {
    return splitFrames(body);
  } catch (error) {
    throw refusal(Code.InvalidArgument, messageOf(error));
  }
}

function checkMessage(input: DescMessage, message: Uint8Array): void {
  try {
    checkCounts(input, message);
  } catch (error) {
    throw refusal(Code.InvalidArgument, messageOf(error));
  }
  try {
    fromBinary(input, message, { readUnknownFields: false });
  } catch (error) {
    throw refusal(Code.Internal, `failed to decode Protobuf message: ${messageOf(error)}`);
  }
}
