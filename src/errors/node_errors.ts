import { VmError } from "./vm_error.ts";

/**
 * The state of a node, of the chain or of this process does not allow the call. For example, the
 * receipt was used before, the operation was disposed of, or the WASM is not loaded.
 *
 * @example The WASM files are not loaded
 * ```ts
 * import { FailedPreconditionError, PrivateKey } from "@nilvm/client/module";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => PrivateKey.random(), FailedPreconditionError, "useModules");
 * ```
 */
export class FailedPreconditionError extends VmError {
  /** Always `FailedPreconditionError`. */
  override readonly name = "FailedPreconditionError";
  /** Always `FAILED_PRECONDITION`. */
  readonly code = "FAILED_PRECONDITION";
}

/**
 * A node failed, or its answer cannot be used.
 *
 * @example The error names the node that failed
 * ```ts
 * import { InternalError } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * const leader = devnet.nodes.find((node) => node.isLeader)!;
 * leader.inject({ kind: "refuse", code: "INTERNAL", message: "disk full" });
 *
 * const error = await assertRejects(() => client.balance(), InternalError, "disk full");
 * assertEquals(error.node, leader.id);
 * ```
 */
export class InternalError extends VmError {
  /** Always `InternalError`. */
  override readonly name = "InternalError";
  /** Always `INTERNAL`. */
  readonly code = "INTERNAL";
}

/**
 * Nodes gave different answers to the same request. `outcomes` says what each node did.
 *
 * @example One node gives a different id
 * ```ts
 * import { NodesDisagreeError, SecretInteger } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * devnet.nodes[1]!.inject({ kind: "lie", methods: ["StoreValues"] });
 *
 * const storing = client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 });
 * const error = await assertRejects(() => storing.invoke(), NodesDisagreeError);
 * assertEquals(error.outcomes?.length, 3);
 * ```
 */
export class NodesDisagreeError extends VmError {
  /** Always `NodesDisagreeError`. */
  override readonly name = "NodesDisagreeError";
  /** Always `NODES_DISAGREE`. */
  readonly code = "NODES_DISAGREE";
}

/**
 * The values, the program or the result does not exist, or has expired.
 *
 * @example Delete values that do not exist
 * ```ts
 * import { NotFoundError } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * const id = crypto.randomUUID();
 *
 * await assertRejects(() => client.deleteValues(id).invoke(), NotFoundError, id);
 * ```
 */
export class NotFoundError extends VmError {
  /** Always `NotFoundError`. */
  override readonly name = "NotFoundError";
  /** Always `NOT_FOUND`. */
  readonly code = "NOT_FOUND";
}

/**
 * The user has no permission for this. Ask the owner of the values for it.
 *
 * @example Another user may not read the values
 * ```ts
 * import { PermissionDeniedError, SecretInteger } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
 *
 * await using stranger = await devnet.client({ wallet: 1 });
 * await assertRejects(() => stranger.retrieveValues(id).invoke(), PermissionDeniedError);
 * ```
 */
export class PermissionDeniedError extends VmError {
  /** Always `PermissionDeniedError`. */
  override readonly name = "PermissionDeniedError";
  /** Always `PERMISSION_DENIED`. */
  readonly code = "PERMISSION_DENIED";
}

/**
 * A node did not accept the token that says who is calling. The usual cause is a clock that is more
 * than a minute wrong.
 *
 * @example A clock that is an hour behind
 * ```ts
 * import { UnauthenticatedError, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({
 *   key: PrivateKey.random(),
 *   network: devnet.network,
 *   environment: { now: () => Date.now() - 60 * 60 * 1000 },
 * });
 *
 * await assertRejects(() => client.balance(), UnauthenticatedError);
 * ```
 */
export class UnauthenticatedError extends VmError {
  /** Always `UnauthenticatedError`. */
  override readonly name = "UnauthenticatedError";
  /** Always `UNAUTHENTICATED`. */
  readonly code = "UNAUTHENTICATED";
}

/**
 * Nodes cannot be reached, or cannot serve the request now. Invoke the operation again later.
 * `outcomes` says what each node did.
 *
 * @example One node is down
 * ```ts
 * import { SecretInteger, UnavailableError } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
 * const down = devnet.nodes[2]!.inject({ kind: "down" });
 *
 * const deleting = client.deleteValues(id);
 * const error = await assertRejects(() => deleting.invoke(), UnavailableError);
 * assertEquals(error.outcomes?.filter(({ status }) => status === "done").length, 2);
 *
 * down[Symbol.dispose]();
 * await deleting.invoke(); // It asks only the third node.
 * ```
 */
export class UnavailableError extends VmError {
  /** Always `UnavailableError`. */
  override readonly name = "UnavailableError";
  /** Always `UNAVAILABLE`. */
  readonly code = "UNAVAILABLE";
}

/**
 * A write is paid, and it is not known what the nodes hold: a node says that the new receipt was
 * used, and it did not lose an answer to this client. Whoever has seen the receipt, such as the
 * leader, may have used it for something else. `outcomes` names the nodes. Read what is stored to
 * find out, or store with `confirm: true`.
 *
 * @example A receipt that somebody else used first
 * ```ts
 * import { SecretInteger, WriteUnconfirmedError } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * devnet.nodes[1]!.inject({
 *   kind: "refuse",
 *   code: "FAILED_PRECONDITION",
 *   message: "nonce already used",
 *   methods: ["StoreValues"],
 * });
 *
 * const storing = client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 });
 * const error = await assertRejects(() => storing.invoke(), WriteUnconfirmedError);
 * assertEquals(error.outcomes?.map(({ status }) => status), ["done", "failed", "done"]);
 * ```
 */
export class WriteUnconfirmedError extends VmError {
  /** Always `WriteUnconfirmedError`. */
  override readonly name = "WriteUnconfirmedError";
  /** Always `WRITE_UNCONFIRMED`. */
  readonly code = "WRITE_UNCONFIRMED";
}
