import type {
  DescMessage,
  DescMethodUnary,
  MessageInitShape,
  MessageShape,
} from "@bufbuild/protobuf";
import type { Connection } from "./connect.ts";
import type { Call } from "../async/deadline.ts";
import { retry } from "./retry.ts";

/** Asks the leader, again while it cannot be reached: only for what is safe to repeat. */
export function askLeader<In extends DescMessage, Out extends DescMessage>(
  { leader, environment }: Connection,
  method: DescMethodUnary<In, Out>,
  request: MessageInitShape<In>,
  call: Call,
): Promise<MessageShape<Out>> {
  return retry((call) => leader.send(method, request, call), environment, call);
}
