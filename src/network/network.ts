import { checkOptions, type OptionNames } from "../base/check_options.ts";
import type { Fetch } from "../base/default_fetch.ts";
import { described, shown } from "../base/text.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { checkEndpoint } from "./endpoint.ts";

/** The addresses of a network and of its chain. */
export interface NetworkOptions {
  /** The URL of one node. The client asks it for the others. */
  bootnode: string;
  /** The id of the chain on which operations are paid. */
  chainId?: string | undefined;
  /** The URL of the chain's CometBFT JSON-RPC, which `NilChainPayer` uses. */
  chainRpcEndpoint?: string | undefined;
  /** The chain's gRPC endpoint. The client does not use it, other tools do. */
  chainGrpcEndpoint?: string | undefined;
  /**
   * The digest of the cluster to expect, 64 hex digits: `client.cluster.digest` of an earlier client.
   * A client then refuses any other cluster before it sends a token or a share.
   */
  clusterDigest?: string | undefined;
  /** The smallest degree to accept: how many nodes together must learn nothing. */
  minDegree?: number | undefined;
  /** The smallest number of nodes to accept. */
  minNodes?: number | undefined;
  /**
   * The `http` endpoints of nodes to accept from a bootnode over `https`. Without this option it may
   * list no such node.
   */
  allowHttpMembers?: readonly string[] | undefined;
  /** The fee of a payment in unil for each unit of gas, which `NilChainPayer` uses; 0 unless given. */
  gasPrice?: number | string | undefined;
  /** Replaces the platform's `fetch` for all requests to this network and its chain. */
  fetch?: Fetch | undefined;
}

const names: OptionNames<NetworkOptions> = {
  bootnode: true,
  chainId: true,
  chainRpcEndpoint: true,
  chainGrpcEndpoint: true,
  clusterDigest: true,
  minDegree: true,
  minNodes: true,
  allowHttpMembers: true,
  gasPrice: true,
  fetch: true,
};

/**
 * The address of one node of a network, and of the chain on which operations are paid.
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
  /** The id of the chain on which operations are paid. */
  declare readonly chainId?: string;
  /** The URL of the chain's CometBFT JSON-RPC. */
  declare readonly chainRpcEndpoint?: string;
  /** The chain's gRPC endpoint. */
  declare readonly chainGrpcEndpoint?: string;
  /** The digest of the cluster to expect, in lower-case hex. */
  declare readonly clusterDigest?: string;
  /** The smallest degree to accept. */
  declare readonly minDegree?: number;
  /** The smallest number of nodes to accept. */
  declare readonly minNodes?: number;
  /** The `http` endpoints of nodes to accept from a bootnode over `https`. */
  declare readonly allowHttpMembers?: readonly string[];
  /** The fee of a payment in unil for each unit of gas. */
  declare readonly gasPrice?: number | string;
  /** The replacement of the platform's `fetch`. */
  declare readonly fetch?: Fetch;

  /**
   * Describes a network. It sends nothing.
   *
   * @throws {InvalidArgumentError} When a URL or the digest is malformed, the chain id is empty, or an
   * option has an unknown name or a wrong type. The error's `option` names it.
   */
  constructor(options: NetworkOptions) {
    if (typeof options !== "object" || options === null) {
      throw new InvalidArgumentError(
        `Network takes an object: { bootnode }, the URL of a node, got ${described(options)}`,
      );
    }
    checkOptions(options, "A network", names);
    const { bootnode, chainId, chainRpcEndpoint, chainGrpcEndpoint, gasPrice, fetch } = options;
    const { clusterDigest, minDegree, minNodes, allowHttpMembers } = options;
    this.bootnode = checkEndpoint(bootnode, "The bootnode", "bootnode");
    if (chainId !== undefined) this.chainId = checkText(chainId, "The chain id", "chainId");
    if (chainRpcEndpoint !== undefined) {
      this.chainRpcEndpoint = checkEndpoint(
        chainRpcEndpoint,
        "The chain's RPC endpoint",
        "chainRpcEndpoint",
      );
    }
    // Other tools also write it without a scheme, and the client never calls it.
    if (chainGrpcEndpoint !== undefined) {
      this.chainGrpcEndpoint = checkText(
        chainGrpcEndpoint,
        "The chain's gRPC endpoint",
        "chainGrpcEndpoint",
      );
    }
    if (clusterDigest !== undefined) this.clusterDigest = checkDigest(clusterDigest);
    if (minDegree !== undefined) this.minDegree = checkCount(minDegree, "minDegree");
    if (minNodes !== undefined) this.minNodes = checkCount(minNodes, "minNodes");
    if (allowHttpMembers !== undefined) {
      this.allowHttpMembers = checkEndpoints(allowHttpMembers, "allowHttpMembers");
    }
    if (gasPrice !== undefined) {
      if (typeof gasPrice !== "number" && typeof gasPrice !== "string") {
        throw new InvalidArgumentError(
          `gasPrice must be a number or text, got ${described(gasPrice)}`,
          { option: "gasPrice" },
        );
      }
      this.gasPrice = gasPrice;
    }
    if (fetch !== undefined) {
      if (typeof fetch !== "function") {
        throw new InvalidArgumentError(`fetch must be a function, got ${described(fetch)}`, {
          option: "fetch",
        });
      }
      this.fetch = fetch;
    }
  }

  /**
   * Describes a devnet. The `chainId` is `nillion-chain-devnet` unless given.
   *
   * @throws {InvalidArgumentError} When a URL is malformed.
   */
  static devnet(options: NetworkOptions): Network {
    return new Network({ chainId: "nillion-chain-devnet", ...options });
  }
}

function checkDigest(digest: string): string {
  if (typeof digest === "string" && /^[0-9a-f]{64}$/i.test(digest)) return digest.toLowerCase();
  throw new InvalidArgumentError(
    `clusterDigest must be the 64 hex digits of client.cluster.digest, got ${described(digest)}`,
    { option: "clusterDigest" },
  );
}

function checkCount(count: number, option: string): number {
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new InvalidArgumentError(`${option} must be a positive integer, got ${shown(count)}`, {
    option,
  });
}

function checkEndpoints(endpoints: readonly string[], option: string): readonly string[] {
  if (!Array.isArray(endpoints)) {
    throw new InvalidArgumentError(
      `${option} must be a list of the nodes' endpoints, got ${described(endpoints)}`,
      { option },
    );
  }
  return endpoints.map((endpoint) => checkEndpoint(endpoint, `Each of ${option}`, option));
}

function checkText(text: string, what: string, option: string): string {
  if (typeof text === "string" && text !== "") return text;
  throw new InvalidArgumentError(`${what} must be a string that is not empty, got ${shown(text)}`, {
    option,
  });
}
