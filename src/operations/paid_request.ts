import type { Call, CallOptions } from "../async/deadline.ts";
import type { Conclusion, NodeRequest } from "../fan_out/agree.ts";
import type { NodeConnection } from "../network/node_connection.ts";
import type { Purchasable } from "../payments/quote.ts";
import type { SignedReceipt } from "../payments/receipt.ts";

/** The parts in which paid operations differ. */
export interface PaidRequest<Answer, Result>
  extends Pick<NodeRequest<Answer, Result>, "nodes" | "quorum" | "concludesIn"> {
  /** What the operation does, for errors: `Retrieving values 5f1d...`. */
  readonly action: string;
  /** The operation as a quote names it. */
  readonly purchasable: Purchasable;
  /** Refuses the request before it is paid, with whatever that costs. */
  readonly check?: ((call: Call, limits: CallOptions) => Promise<void>) | undefined;
  /** Sends the request to a node, with the receipt. */
  ask(receipt: SignedReceipt, node: NodeConnection, call: Call): Promise<Answer>;
  /** Makes the result from the nodes' answers to a receipt, or throws. */
  conclude(answers: readonly Answer[], receipt: SignedReceipt): Conclusion<Result>;
  /** Whether a request that every node must serve writes nothing. */
  readonly isRead?: boolean;
  /** The id of what it writes, if that is not in the receipt. */
  readonly target?: string | undefined;
  /** For a request that every node must serve: what to do when somebody else may have used its receipt. */
  readonly ifUnconfirmed?: string;
  /** For a write that is to be confirmed: the read that shows what the nodes hold. */
  readBack?(receipt: SignedReceipt): PaidRequest<unknown, Result>;
}

/** Whether every node must serve the request, so that another request with its receipt does harm. */
export function isWrite(
  { quorum, isRead }: Pick<PaidRequest<unknown, unknown>, "quorum" | "isRead">,
): boolean {
  return quorum === undefined && !isRead;
}
