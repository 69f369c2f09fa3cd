/**
 * A whole nilVM network in one process: nodes that hold shares, a leader that takes payments, and the chain those are made
 * on. For tests and for development, with nothing to install and no account to open.
 *
 * Runs in Deno 2.6 and later, and nowhere else.
 *
 * @module
 */
import "../wasm/deno.js";

export { type DevnetClock } from "./clock.ts";
export { type Devnet, type DevnetNode, type DevnetWallet } from "./devnet.ts";
export { type ChainAccount, type DevnetChain } from "./devnet_chain.ts";
export { type Environment, platformEnvironment, seededEnvironment } from "./environment.ts";
export {
  type ChainFault,
  type ConnectionFault,
  type FaultLimits,
  type InjectedFault,
  type NodeFault,
  type NodeMethod,
  type RequestLimits,
  type StatusCode,
} from "./faults/fault.ts";
export { type HeldShare } from "./held_share.ts";
export { type DevnetOptions } from "./options.ts";
export { startDevnet } from "./start_devnet.ts";
