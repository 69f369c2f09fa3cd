/**
 * A whole nilVM network in one process, for tests and development: nodes that hold shares, a leader that takes payments,
 * and the chain on which they are made. It needs no installation and no account.
 *
 * Without sockets (`listen: false`) it runs wherever the client runs: in Deno, Node, Bun, browsers and Workers. With
 * sockets it runs in Deno, Node and Bun.
 *
 * @example Test an application while a node is down
 * ```ts
 * import { SecretInteger } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * const id = await client.storeValues({ answer: new SecretInteger(42) }, { ttlDays: 1 }).invoke();
 * devnet.nodes.find((node) => !node.isLeader)!.inject({ kind: "down" });
 * const { answer } = await client.retrieveValues(id).invoke();
 *
 * assertEquals(answer?.value, 42n);
 * ```
 *
 * @module
 */
import "../entry/inline_with_programs.ts";

export { type DevnetClock } from "./base/clock.ts";
export {
  type DevnetEnvironment,
  platformEnvironment,
  seededEnvironment,
} from "./base/environment.ts";
export { type DevnetClientOptions } from "./clients.ts";
export {
  connectDevnet,
  type RemoteChain,
  type RemoteDevnet,
  type RemoteFault,
  type RemoteNode,
} from "./connect_devnet.ts";
export {
  type DevnetContents,
  type ProgramEntry,
  type RunEntry,
  type StoredEntry,
  type UserEntry,
} from "./contents.ts";
export { type Devnet, type DevnetNode } from "./devnet.ts";
export { type ChainAccount, type DevnetChain } from "./devnet_chain.ts";
export {
  type ChainFault,
  type ConnectionFault,
  type FaultLimits,
  type InjectedFault,
  type LyingMethod,
  type NodeFault,
  type NodeMethod,
  type RequestLimits,
  type StatusCode,
} from "./faults/fault.ts";
export { type HeldShare } from "./node/held_share.ts";
export { type DevnetTls } from "./http/tls.ts";
export { type DevnetOptions } from "./options.ts";
export { type LoggedRequest, type RequestListener } from "./request_log.ts";
export { startDevnet } from "./start_devnet.ts";
export { type DevnetWallet } from "./wallets.ts";
