import type { UserId } from "../keys/user_id.ts";
import type { SecretMasker } from "../masking/secret_masker.ts";
import type { Connection } from "../network/connect.ts";
import type { Call, CallOptions } from "../async/deadline.ts";
import type { PaymentMeans } from "../payments/purchase.ts";

/** What operations share: one user at one cluster. */
export interface Session extends PaymentMeans {
  /** The ways to the nodes. */
  readonly connection: Connection;
  /** Splits secrets for these nodes and puts them together. */
  readonly masker: SecretMasker;
  /** Who is calling. */
  readonly userId: UserId;
  /** Runs a call within its limits and the life of the client. */
  run<T>(options: CallOptions, task: (call: Call) => Promise<T>): Promise<T>;
}
