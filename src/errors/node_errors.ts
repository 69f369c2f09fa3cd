import { VmError } from "./vm_error.ts";

/**
 * A node refuses because of the state it is in, for a reason no other class names; or, with no
 * `node`, nothing that loads the WASM was imported, or a devnet has ended.
 *
 * @example Nobody has brought the WASM files
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
 * A node failed, or answered what no sound node answers.
 *
 * @example A node that has failed is named
 * ```ts
 * import { InternalError, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({ key: PrivateKey.random(), network: devnet.network });
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
 * Nodes gave different answers where sound ones give the same. `outcomes` says who did what.
 *
 * @example One node gives another id than the others
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
 * The values, the program or the result asked for does not exist.
 *
 * @example Values that are deleted, or have expired
 * ```ts
 * import { NotFoundError, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({ key: PrivateKey.random(), network: devnet.network });
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
 * The user may not do this: ask the owner of the values for the permission.
 *
 * @example Another user may not read what is not shared
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
 * A node does not accept the proof of who is calling, as it may when the clocks differ by more than
 * a minute.
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
 * A node could not be reached or cannot serve now; trying again later may help. `outcomes` has a
 * line for each node.
 *
 * @example A node is down, and the others have done it
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
 * await deleting.invoke(); // It goes on with the third.
 * ```
 */
export class UnavailableError extends VmError {
  /** Always `UnavailableError`. */
  override readonly name = "UnavailableError";
  /** Always `UNAVAILABLE`. */
  readonly code = "UNAVAILABLE";
}
