import type { ConnectRouter } from "@connectrpc/connect";
import { Code } from "@connectrpc/connect";
import { Values } from "../../gen/nillion/values/v1/service_pb.ts";
import {
  RetrieveValuesResponseSchema,
  StoreValuesRequestSchema,
} from "../../gen/nilvm/opaque/v1/values_pb.ts";
import { callerOf } from "../http/caller.ts";
import type { Environment } from "../base/environment.ts";
import { objectionTo } from "./named_values.ts";
import { permissionsFrom } from "./permissions.ts";
import type { NodeState } from "../node.ts";
import type { ReceiptDesk } from "./receipts.ts";
import { refusal } from "../base/refusal.ts";
import { uuidOf } from "../base/wire.ts";
import { accessValues, cleanDaily, expiryOf } from "./value_store.ts";

/**
 * Serves a node's part of values at rest. Values stay the bytes they arrived as, and every write is one assignment:
 * a request is either carried out whole or leaves no trace but its spent receipt.
 */
export function valuesService(
  router: ConnectRouter,
  { values, cleaning }: Pick<NodeState, "values" | "cleaning">,
  receipts: ReceiptDesk,
  environment: Environment,
): void {
  const storeValues = { ...Values.method.storeValues, input: StoreValuesRequestSchema };
  router.rpc(storeValues, (request, context) => {
    const user = callerOf(context);
    const permissions = request.permissions && permissionsFrom(request.permissions);
    const objection = objectionTo(request.values);
    const { identifier, details } = receipts.redeem(request.signedReceipt, "storeValues");
    if (objection !== undefined) throw objection;
    if (request.values.length === 0) throw refusal(Code.InvalidArgument, "no values provided");
    const nowMs = environment.now();
    const expiresAtMs = expiryOf(details.ttlDays, nowMs);
    cleanDaily(values, cleaning, nowMs);

    if (request.updateIdentifier.length > 0) {
      const valuesId = request.updateIdentifier;
      const id = uuidOf(valuesId);
      if (id === undefined) throw refusal(Code.Internal, "invalid uuid");
      const { permissions: kept } = accessValues(values, id, user, "update", nowMs);
      values.set(id, {
        values: request.values,
        permissions: permissions ?? kept,
        expiresAtMs,
      });
      return { valuesId };
    }

    if (permissions === undefined) {
      throw refusal(Code.InvalidArgument, "'permissions' is required when storing values");
    }
    const id = uuidOf(identifier)!;
    if (values.has(id)) throw refusal(Code.FailedPrecondition, "entity already exists");
    values.set(id, { values: request.values, permissions, expiresAtMs });
    return { valuesId: identifier };
  });

  const retrieveValues = { ...Values.method.retrieveValues, output: RetrieveValuesResponseSchema };
  router.rpc(retrieveValues, (request, context) => {
    const user = callerOf(context);
    const { details } = receipts.redeem(request.signedReceipt, "retrieveValues");
    const id = uuidOf(details.valuesId);
    if (id === undefined) throw refusal(Code.InvalidArgument, "invalid values identifier");
    return { values: accessValues(values, id, user, "retrieve", environment.now()).values };
  });

  router.rpc(Values.method.deleteValues, (request, context) => {
    const user = callerOf(context);
    const id = uuidOf(request.valuesId);
    if (id === undefined) throw refusal(Code.InvalidArgument, "invalid id");
    accessValues(values, id, user, "delete", environment.now());
    values.delete(id);
    return {};
  });
}
