import { VmError, type VmErrorFields } from "./vm_error.ts";

/** The option of a network that a cluster contradicts. */
export type ClusterOption = "clusterDigest" | "minDegree" | "minNodes" | "allowHttpMembers";

/** The context of an error about a cluster. */
export interface ClusterErrorFields extends VmErrorFields {
  /** The option of the network that the cluster contradicts. */
  readonly option?: ClusterOption | undefined;
  /** What the option expects: a digest, a smallest number, or `https`. */
  readonly expected?: string | number | undefined;
  /** What the bootnode describes: a digest, a number, or an endpoint. */
  readonly actual?: string | number | undefined;
}

/**
 * The bootnode describes another cluster than the options of the network allow. Nothing was sent but
 * the question for the cluster: no token and no share. `option` names the option, `expected` and
 * `actual` are the two digests or numbers.
 *
 * @example Another cluster than the one that was kept
 * ```ts
 * import { ClusterMismatchError, Network, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * const clusterDigest = "00".repeat(32);
 * const network = new Network({ ...devnet.network, clusterDigest });
 *
 * const error = await assertRejects(
 *   () => VmClient.create({ key: PrivateKey.random(), network }),
 *   ClusterMismatchError,
 * );
 * assertEquals(error.expected, clusterDigest);
 * ```
 */
export class ClusterMismatchError extends VmError {
  /** Always `ClusterMismatchError`. */
  override readonly name = "ClusterMismatchError";
  /** Always `CLUSTER_MISMATCH`. */
  readonly code = "CLUSTER_MISMATCH";
  /** The option of the network that the cluster contradicts. */
  declare readonly option?: ClusterOption;
  /** What the option expects: a digest in lower case, a smallest number, or `https`. */
  declare readonly expected?: string | number;
  /** What the bootnode describes: a digest in lower case, a number, or an endpoint. */
  declare readonly actual?: string | number;

  /** Makes an error with a message for people and context for programs. */
  constructor(message: string, fields: ClusterErrorFields = {}) {
    super(message, fields);
  }
}
