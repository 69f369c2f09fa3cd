import type { DescMessage } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import { checkCounts } from "../../base/check_counts.ts";
import { prefixBytes, splitFrames } from "../../base/frames.ts";
import { messageOf } from "../../base/text.ts";
import { readBody } from "../base/bodies.ts";
import { refusal } from "../base/refusal.ts";

/**
 * The body of a request, read to its end and checked before anything of it is decoded: it holds one message, within the
 * limits that the client has for answers. A request that breaks one is refused.
 */
export async function* checkedRequest(
  body: AsyncIterable<Uint8Array>,
  input: DescMessage,
  messageBytesMax: number,
): AsyncIterable<Uint8Array> {
  const whole = await readBody(body, prefixBytes + messageBytesMax);
  if (whole === undefined) {
    throw refusal(Code.OutOfRange, `the body has more than ${messageBytesMax} bytes`);
  }
  try {
    for (const { data } of splitFrames(whole).frames) checkCounts(input, data);
  } catch (error) {
    throw refusal(Code.InvalidArgument, messageOf(error));
  }
  yield whole;
}
