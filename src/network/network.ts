import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { checkEndpoint } from "./endpoint.ts";
import type { Fetch } from "./node_fetch.ts";

/** Where a network is to be found. */
export interface NetworkOptions {
  /** The URL of any of its nodes, from which the client learns of the others. */
  bootnode: string;
  /** The name of the chain on which its operations are paid. */
  chainId?: string | undefined;
  /** The URL of the chain's CometBFT JSON-RPC, which `NilChainPayer` uses. */
  chainRpcEndpoint?: string | undefined;
  /** The chain's gRPC endpoint, for tools that speak that instead. */
  chainGrpcEndpoint?: string | undefined;
  /** Replaces the platform's `fetch` for all requests to this network and its chain. */
  fetch?: Fetch | undefined;
}

const names: OptionNames<NetworkOptions> = {
  bootnode: true,
  chainId: true,
  chainRpcEndpoint: true,
  chainGrpcEndpoint: true,
  fetch: true,
};

/**
 * Where a network is to be found: one of its nodes, and the chain on which it is paid.
 *
 * @example
 * ```ts
 * import { Network } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const network = new Network({
 *   bootnode: "https://node-1.example.com:14311/",
 *   chainId: "nillion-1",
 *   chainRpcEndpoint: "https://rpc.example.com",
 * });
 *
 * assertEquals(network.bootnode, "https://node-1.example.com:14311");
 * ```
 */
export class Network {
  /** The URL of one of its nodes. */
  readonly bootnode: string;
  /** The name of the chain on which its operations are paid. */
  declare readonly chainId?: string;
  /** The URL of the chain's CometBFT JSON-RPC. */
  declare readonly chainRpcEndpoint?: string;
  /** The chain's gRPC endpoint. */
  declare readonly chainGrpcEndpoint?: string;
  /** What is used in place of the platform's `fetch`, where something is. */
  declare readonly fetch?: Fetch;

  /**
   * Describes a network; nothing is sent.
   *
   * @throws {InvalidArgumentError} When a URL is malformed, the chain's name is empty, or an option
   * is misspelt or of another type.
   */
  constructor(options: NetworkOptions) {
    if (typeof options !== "object" || options === null) {
      throw new InvalidArgumentError("A network takes { bootnode }, the URL of one of its nodes");
    }
    checkOptions(options, "A network", names);
    const { bootnode, chainId, chainRpcEndpoint, chainGrpcEndpoint, fetch } = options;
    this.bootnode = checkEndpoint(bootnode, "The bootnode", "bootnode");
    if (chainId !== undefined) this.chainId = checkText(chainId, "The chain id", "chainId");
    if (chainRpcEndpoint !== undefined) {
      this.chainRpcEndpoint = checkEndpoint(
        chainRpcEndpoint,
        "The chain's RPC endpoint",
        "chainRpcEndpoint",
      );
    }
    // Tools write it without a scheme as often as with one, and the client itself never calls it.
    if (chainGrpcEndpoint !== undefined) {
      this.chainGrpcEndpoint = checkText(
        chainGrpcEndpoint,
        "The chain's gRPC endpoint",
        "chainGrpcEndpoint",
      );
    }
    if (fetch !== undefined) {
      if (typeof fetch !== "function") {
        throw new InvalidArgumentError(
          "A network's fetch is a function, such as globalThis.fetch",
          { option: "fetch" },
        );
      }
      this.fetch = fetch;
    }
  }

  /**
   * Describes a devnet: as the constructor, with the chain's usual name there.
   *
   * @throws {InvalidArgumentError} When a URL is malformed.
   *
   * @example
   * ```ts
   * import { Network } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const network = Network.devnet({ bootnode: "http://127.0.0.1:37939" });
   *
   * assertEquals(network.chainId, "nillion-chain-devnet");
   * ```
   */
  static devnet(options: NetworkOptions): Network {
    return new Network({ chainId: "nillion-chain-devnet", ...options });
  }
}

function checkText(text: string, what: string, option: string): string {
  if (typeof text === "string" && text !== "") return text;
  throw new InvalidArgumentError(`${what} has to be text, and not empty`, { option });
}
