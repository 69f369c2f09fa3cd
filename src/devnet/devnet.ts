import type { Network } from "../network/network.ts";
import type { Payer } from "../payments/payer.ts";
import type { HeldShare } from "./held_share.ts";

/** A wallet of the chain with 1,000,000 nil in it. Its key is no secret: every devnet has the same ones. */
export interface DevnetWallet {
  /** Its number, from 0. */
  readonly index: number;
  /** Its address on the chain. */
  readonly address: string;
  /** Its private key, in hex. */
  readonly privateKey: string;
}

/** A node of a devnet. */
export interface DevnetNode {
  /** Its number, from 0. */
  readonly index: number;
  /** Its id in hex, which is its public key. */
  readonly id: string;
  /** Its URL. */
  readonly endpoint: string;
  /** Whether it also prices operations and takes payments. */
  readonly isLeader: boolean;
  /** Copies out what it holds at this moment: its own shares, and no other node's. */
  heldShares(): HeldShare[];
}

/** A running devnet, until it is disposed of. */
export interface Devnet extends AsyncDisposable {
  /** Where a client finds it. */
  readonly network: Network;
  /** The id of its cluster. */
  readonly clusterId: string;
  /** Its nodes. */
  readonly nodes: readonly DevnetNode[];
  /** The wallets of its chain that hold money. */
  readonly wallets: readonly DevnetWallet[];
  /**
   * Pays on its chain from one of the wallets.
   *
   * @throws {InvalidArgumentError} When there is no wallet of that number.
   */
  payer(walletIndex: number): Payer;
  /** Reaches its nodes and its chain without a socket, and nothing else. */
  readonly fetch: typeof fetch;
  /** Ends it: connections are dropped, ports closed, and everything stored is gone. */
  [Symbol.asyncDispose](): Promise<void>;
}
