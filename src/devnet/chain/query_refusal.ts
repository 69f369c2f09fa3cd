import { Code } from "@connectrpc/connect";
import { type Refusal, refusal, type RefusalReason } from "./transactions/chain_refusal.ts";

/** The chain's answer to a question that it does not accept, in the form that gRPC gives it. */
export class QueryRefusal extends Error {
  override readonly name = "QueryRefusal";
  /** The gRPC status. */
  readonly code: Code;
  readonly #bare: boolean;

  /** @param bare whether the SDK says so without a status of its own, which gRPC makes `Unknown` */
  constructor(code: Code, message: string, bare = false) {
    super(message);
    this.code = code;
    this.#bare = bare;
  }

  /** What an error without a status becomes. */
  static unknown(message: string): QueryRefusal {
    return new QueryRefusal(Code.Unknown, message, true);
  }

  /** The same where the question came through `abci_query`, which knows the SDK's errors only. */
  toRefusal(): Refusal {
    if (this.code === Code.Unimplemented) return refusal("unknownRequest", "unknown query path");
    if (this.#bare) return refusal("invalidRequest", this.message);
    const reason = reasons[this.code] ?? "unknownRequest";
    return refusal(reason, `rpc error: code = ${Code[this.code]} desc = ${this.message}`);
  }
}

const reasons: Partial<Record<Code, RefusalReason>> = {
  [Code.InvalidArgument]: "invalidRequest",
  [Code.NotFound]: "keyNotFound",
};
