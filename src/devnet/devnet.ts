import type { Network } from "../network/network.ts";
import type { Payer } from "../payments/payer.ts";
import type { DevnetClock } from "./base/clock.ts";
import type { DevnetClientOptions, VmClient } from "./clients.ts";
import type { DevnetContents } from "./contents.ts";
import type { DevnetChain } from "./devnet_chain.ts";
import type { InjectedFault, NodeFault } from "./faults/fault.ts";
import type { HeldShare } from "./node/held_share.ts";
import type { DevnetWallet } from "./wallets.ts";

/** A node of a devnet. */
export interface DevnetNode {
  /** Its number, from 0. */
  readonly index: number;
  /** Its id in hex, which is the user id of its public key. */
  readonly id: string;
  /** Its compressed public key in hex. */
  readonly publicKey: string;
  /** Its URL. */
  readonly endpoint: string;
  /** Whether it is the leader, which prices operations and takes payments. */
  readonly isLeader: boolean;
  /**
   * Copies the shares that the node stores now. A node never has another node's shares.
   *
   * @example What the nodes hold of a secret
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
   * Injects a fault into the node. The fault ends when it is disposed of, or after its `times`. A node can have several
   * faults; the oldest one acts on a request first.
   *
   * @throws {InvalidArgumentError} When `fault` is not a fault of a node.
   * @throws {FailedPreconditionError} When the devnet has ended.
   *
   * @example A node that fails now and then
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

/** A running devnet. It ends when it is disposed of. */
export interface Devnet extends AsyncDisposable {
  /** The network, as a client connects to it. */
  readonly network: Network;
  /** The id of its cluster. */
  readonly clusterId: string;
  /** The URL at which other processes control it, if it was started with `admin`. */
  readonly adminUrl: string | undefined;
  /** Resolves when the devnet has ended, also when another process ended it. */
  readonly ended: Promise<void>;
  /** Its nodes. */
  readonly nodes: readonly DevnetNode[];
  /** The funded wallets of its chain. */
  readonly wallets: readonly DevnetWallet[];
  /**
   * Returns the payer of a wallet, which pays on the devnet's chain.
   *
   * @throws {InvalidArgumentError} When there is no wallet of this number.
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
   * Connects a client that can pay. By default it has a new key and pays from wallet 0. With `tls` it needs no sockets, so
   * this process need not trust the certificate.
   *
   * @throws {InvalidArgumentError} When an option is unknown, or there is no wallet of this number.
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
  /** Its active faults, the oldest first. */
  readonly faults: readonly InjectedFault[];
  /** Its clock, which can be advanced. */
  readonly clock: DevnetClock;
  /** A `fetch` that reaches the devnet's nodes and chain without sockets, and nothing else. */
  readonly fetch: typeof fetch;
  /**
   * Tells what the nodes hold: values with their sizes, ends and permissions, users, programs and runs. It tells no secret
   * and no share.
   *
   * @example Whose values are stored
   * ```ts
   * import { SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   * const id = await client.storeValues({ salary: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
   *
   * const [stored] = devnet.contents().values;
   * assertEquals([stored?.id, stored?.nodeCount], [id, 3]);
   * assertEquals(stored?.permissions.owner, `${client.userId}`);
   * ```
   */
  contents(): DevnetContents;
  /**
   * Copies the devnet's whole state. This devnet can return to it with {@linkcode Devnet.restore}, and another one with
   * the same seed, nodes, degree and prime can start from it with the option `snapshot`. Work in progress is not part of
   * it: computations that wait for nodes, and answers that have not been sent.
   *
   * @throws {FailedPreconditionError} When the devnet has ended.
   */
  snapshot(): Promise<Uint8Array>;
  /**
   * Replaces the devnet's whole state with a snapshot, in one step. What requests did before is undone; what they do
   * after it stays. The same requests then get the same answers as after the snapshot, if the clock is the same
   * too. Computations that wait for nodes fail, and calls that wait for a block get an error.
   *
   * @throws {InvalidArgumentError} When `snapshot` is not a snapshot, is damaged, or is of another version, seed, number
   * of nodes, degree or prime. The state is then unchanged.
   * @throws {FailedPreconditionError} When the devnet has ended. Also when the devnet's file cannot be written: the state
   * is then replaced, and the file is written as soon as possible.
   *
   * @example Start every test from the same state
   * ```ts
   * import { SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
   * const snapshot = await devnet.snapshot();
   *
   * await client.deleteValues(id).invoke();
   * await devnet.restore(snapshot);
   *
   * assertEquals(await devnet.snapshot(), snapshot);
   * assertEquals((await client.retrieveValues(id).invoke()).a?.value, 1n);
   * ```
   */
  restore(snapshot: Uint8Array): Promise<void>;
  /**
   * Ends the devnet: drops its connections and closes its ports. Its state is lost, unless it was started with a `state`
   * file.
   */
  [Symbol.asyncDispose](): Promise<void>;
}
