import { Code, type ConnectRouter } from "@connectrpc/connect";
import { Values } from "../../gen/nillion/values/v1/service_pb.ts";
import {
  RetrieveValuesResponseSchema,
  StoreValuesRequestSchema,
} from "../../gen/nilvm/opaque/v1/values_pb.ts";
import { callerOf } from "../http/auth.ts";
import type { DevnetEnvironment } from "../base/environment.ts";
import {
  accessValues,
  checkNamedValues,
  cleanDaily,
  type Cleaning,
  expiryOf,
  type ValueStore,
} from "./value_store.ts";
import { permissionsFrom } from "./permissions.ts";
import type { Receipts } from "./receipts.ts";
import { refusal } from "../base/refusal.ts";
import { uuidOf } from "../base/wire.ts";

/**
 * Serves a node's shares of stored values. The store keeps the bytes of the request. A request changes the store in one
 * step or not at all; a refused request still spends its receipt.
 */
export function valuesService(
  router: ConnectRouter,
  { values, cleaning }: { values: ValueStore; cleaning: Cleaning },
  receipts: Receipts,
  environment: DevnetEnvironment,
): void {
  const storeValues = { ...Values.method.storeValues, input: StoreValuesRequestSchema };
  router.rpc(storeValues, (request, context) => {
    const user = callerOf(context);
    const permissions = request.permissions && permissionsFrom(request.permissions);
    const refused = checkNamedValues(request.values);
    const { identifier, details } = receipts.redeem(request.signedReceipt, "storeValues", context);
    if (refused !== undefined) throw refused;
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
    const { details } = receipts.redeem(request.signedReceipt, "retrieveValues", context);
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
