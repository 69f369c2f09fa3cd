import type { VmClient } from "../client.ts";
import type { Network } from "../network/network.ts";
import type { Payer } from "../payments/payer.ts";
import type { DevnetClock } from "./base/clock.ts";
import type { DevnetClientOptions } from "./clients.ts";
import type { DevnetChain } from "./devnet_chain.ts";
import type { InjectedFault, NodeFault } from "./faults/fault.ts";
import type { HeldShare } from "./node/held_share.ts";

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
  /**
   * Copies out what it holds at this moment: its own shares, and no other node's.
   *
   * @example What the nodes have of a secret
   * ```ts
   * import { SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertEquals, assertNotEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * await client.storeValues({ answer: new SecretInteger(42) }, { ttlDays: 1 }).invoke();
   * const [first, second, third] = devnet.nodes.map((node) => node.heldShares()[0]!);
   *
   * assertEquals([first!.name, first!.kind], ["answer", "shamirShareInteger"]);
   * assertNotEquals(second!.bytes, third!.bytes);
   * ```
   */
  heldShares(): HeldShare[];
  /**
   * Gives it a fault, until that is disposed of or over by itself. Where there are several, each meets requests before those
   * that came later.
   *
   * @throws {InvalidArgumentError} When it is no fault of a node.
   * @throws {FailedPreconditionError} When the devnet has ended.
   *
   * @example A node that is flaky
   * ```ts
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * {
   *   using _ = devnet.nodes[1]!.inject({ kind: "refuse", code: "UNAVAILABLE", probability: 0.3 });
   *   assertEquals(devnet.faults.length, 1);
   * }
   * assertEquals(devnet.faults.length, 0);
   * ```
   */
  inject(fault: NodeFault): InjectedFault;
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
   *
   * @example Pay from a wallet
   * ```ts
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * const { address } = devnet.wallets[3]!;
   * const before = devnet.chain.account(address).balanceUnil;
   *
   * await devnet.payer(3).submitPayment(1_000n, new Uint8Array(32));
   *
   * assertEquals(devnet.chain.account(address).balanceUnil, before - 1_000n);
   * ```
   */
  payer(walletIndex: number): Payer;
  /**
   * Connects a client that can pay: with a new key and the first wallet, unless the options say otherwise.
   *
   * @throws {InvalidArgumentError} When an option is misspelt or there is no wallet of that number.
   * @throws {FailedPreconditionError} When the devnet has ended.
   *
   * @example Two users, each with a wallet
   * ```ts
   * import { SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assert } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using ann = await devnet.client();
   * await using bob = await devnet.client({ wallet: 1, timeoutMs: 10_000 });
   *
   * await ann.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
   *
   * assert(!ann.userId.equals(bob.userId));
   * ```
   */
  client(options?: DevnetClientOptions): Promise<VmClient>;
  /** Its chain. */
  readonly chain: DevnetChain;
  /** The faults that it has, the oldest first. */
  readonly faults: readonly InjectedFault[];
  /** Its time, which can be moved forward. */
  readonly clock: DevnetClock;
  /** Reaches its nodes and its chain without a socket, and nothing else, until it ends. */
  readonly fetch: typeof fetch;
  /**
   * Copies out all that it remembers at this moment, so that it, or another devnet of the same seed, nodes, degree and
   * prime, can go on from there: see {@linkcode Devnet.restore} and the option `snapshot`. What is not remembered is on its
   * way: computations that lack nodes, and answers that wait.
   *
   * @throws {FailedPreconditionError} When it has ended.
   *
   * @example
   * ```ts
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * const snapshot = await devnet.snapshot();
   *
   * await devnet.payer(0).submitPayment(1_000n, new Uint8Array(32));
   * await devnet.restore(snapshot);
   *
   * assertEquals(await devnet.snapshot(), snapshot);
   * ```
   */
  snapshot(): Promise<Uint8Array>;
  /**
   * Goes back, or forward, to a snapshot, all at once: a request takes effect before that and is undone, or after it. The
   * same requests then get the same answers as they did after the snapshot, as far as the clock allows. Computations that
   * lack nodes fail, and whoever waits for a block is told that it will not come.
   *
   * @throws {InvalidArgumentError} When it is no snapshot, is damaged, or is of another version, seed, number of nodes,
   * degree or prime; nothing has changed then.
   * @throws {FailedPreconditionError} When it has ended; or when its file cannot be written: the devnet has gone back then,
   * and the file follows as soon as it can.
   *
   * @example A test begins where all of them do
   * ```ts
   * import { SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
   * const filled = await devnet.snapshot();
   *
   * await client.deleteValues(id).invoke();
   * await devnet.restore(filled);
   *
   * assertEquals((await client.retrieveValues(id).invoke()).a?.value, 1n);
   * ```
   */
  restore(snapshot: Uint8Array): Promise<void>;
  /**
   * Ends it: connections are dropped, ports closed, and everything stored is gone, unless it was started with a `state`
   * file.
   */
  [Symbol.asyncDispose](): Promise<void>;
}
