import type { Mempool } from "../blocks/mempool.ts";
import type { ChainState, CommittedBlock, CommittedTransaction, TxResult } from "../transactions/state.ts";
import type { Validator } from "../blocks/validator.ts";

/** What the chain's JSON-RPC is answered from. */
export interface ChainNode {
  readonly state: ChainState;
  readonly validator: Validator;
  readonly mempool: Mempool;
  /** The last block. */
  latestBlock(): CommittedBlock;
  /** Checks a transaction and, if it passes, lets it wait for a block. Throws where it is not even looked at. */
  submit(bytes: Uint8Array): { hash: string; result: TxResult };
  /** Tries a transaction out after those that wait, and forgets it. */
  simulate(bytes: Uint8Array): TxResult;
  /** Waits for the block of a transaction that was submitted. */
  committed(hash: string): Promise<CommittedTransaction>;
}
