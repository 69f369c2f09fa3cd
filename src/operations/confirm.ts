import { described } from "../base/text.ts";
import {
  InvalidArgumentError,
  NotFoundError,
  PermissionDeniedError,
  UnavailableError,
  WriteUnconfirmedError,
} from "../errors/mod.ts";
import type { NodeConnection } from "../network/node_connection.ts";
import type { Call } from "../async/deadline.ts";
import type { SignedReceipt } from "../payments/receipt.ts";
import type { PaidRequest } from "./paid_request.ts";

/** Whether a write is confirmed. */
export interface ConfirmOptions {
  /**
   * Whether to read back what the nodes hold when a node did not acknowledge the write itself: its
   * answer was lost, or somebody else used the receipt. The read is paid, and needs the permission to
   * retrieve the values. Without it, the write rejects with `WriteUnconfirmedError` where somebody
   * else may have used the receipt.
   */
  confirm?: boolean | undefined;
}

/**
 * Whether to confirm a write; not unless given.
 *
 * @throws {InvalidArgumentError} When it is not a boolean.
 */
export function readConfirm(confirm: unknown = false): boolean {
  if (typeof confirm === "boolean") return confirm;
  throw new InvalidArgumentError(`confirm must be a boolean, got ${described(confirm)}`, {
    option: "confirm",
  });
}

/**
 * Refuses to confirm what its user may not read.
 *
 * @throws {InvalidArgumentError} When the write does not permit it.
 */
export function checkMayConfirm(confirm: boolean, mayRead: boolean): void {
  if (!confirm || mayRead) return;
  throw new InvalidArgumentError(
    "confirm reads back what is written, and the permissions do not let you retrieve it: grant yourself `retrieve`, or leave confirm out",
    { option: "confirm" },
  );
}

/** What to do about a write that was not confirmed, for errors. */
export const readToConfirm =
  "Read what is stored to find out, or pass confirm: true to have the client do that";

/** The read that confirms a write. */
export interface ConfirmingRead<Result>
  extends Pick<PaidRequest<unknown, Result>, "action" | "purchasable" | "nodes"> {
  /** What was written, for errors: `values 5f1d...`. */
  readonly thing: string;
  /** The result of the write. */
  readonly result: Result;
  /** Whether the write permits its user to read. A node that does not permit it then holds something else. */
  readonly mayRead: boolean;
  /** Asks a node, and compares what it holds with what was written. */
  isHeldBy(node: NodeConnection, receipt: SignedReceipt, call: Call): Promise<boolean>;
}

/** Makes the read that confirms a write. Every node must hold what was written. */
export function confirmingRead<Result>(
  { thing, result, mayRead, isHeldBy, ...read }: ConfirmingRead<Result>,
): PaidRequest<unknown, Result> {
  return {
    ...read,
    isRead: true,
    ifUnconfirmed: "Write again",
    async ask(receipt, node, call) {
      const isHeld = await isHeldBy(node, receipt, call).catch((error) => {
        const isElse = error instanceof NotFoundError ||
          mayRead && error instanceof PermissionDeniedError;
        if (isElse) return false;
        throw error;
      });
      return isHeld ? "" : node.member.id;
    },
    conclude(answers) {
      const others = answers.filter((node) => node !== "");
      // A node that has served a read whose answer was lost is done with it, and has shown nothing.
      if (others.length === 0 && answers.length < read.nodes.length) {
        throw new UnavailableError(
          `Only ${answers.length} of ${read.nodes.length} nodes showed what they hold, since answers were lost: invoke the operation again, which pays for another read`,
        );
      }
      if (others.length === 0) return { result };
      throw new WriteUnconfirmedError(
        `${
          others.map((node) => `Node ${node}`).join(", ")
        } does not hold what was written as ${thing}: somebody else used the receipt, or wrote there as well. Write again`,
      );
    },
  };
}
