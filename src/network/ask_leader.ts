import type {
  DescMessage,
  DescMethodUnary,
  MessageInitShape,
  MessageShape,
} from "@bufbuild/protobuf";
import type { Connection } from "./connect.ts";
import type { Call } from "../async/deadline.ts";
import { limitsOf, retry } from "./retry.ts";

/** Sends the leader a request that is safe to repeat, again while the leader cannot be reached. */
export function askLeader<In extends DescMessage, Out extends DescMessage>(
  { leader, environment }: Connection,
  method: DescMethodUnary<In, Out>,
  request: MessageInitShape<In>,
  call: Call,
): Promise<MessageShape<Out>> {
  const ask = (call: Call) => leader.send(method, request, call);
  return retry(ask, environment, call, limitsOf(leader));
}
