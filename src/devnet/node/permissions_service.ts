import { Code, type ConnectRouter } from "@connectrpc/connect";
import { Permissions } from "../../gen/nillion/permissions/v1/service_pb.ts";
import { callerOf } from "../http/auth.ts";
import type { DevnetEnvironment } from "../base/environment.ts";
import {
  changePermissions,
  deltaFrom,
  permissionsFrom,
  permissionsMessage,
} from "./permissions.ts";
import type { Receipts } from "./receipts.ts";
import { malformed, refusal } from "../base/refusal.ts";
import { uuidOf } from "../base/wire.ts";
import { accessValues, type ValueStore } from "./value_store.ts";

/** Serves the permissions of stored values. Users who may retrieve values may read their permissions; the owner may change them. */
export function permissionsService(
  router: ConnectRouter,
  store: ValueStore,
  receipts: Receipts,
  environment: DevnetEnvironment,
): void {
  router.service(Permissions, {
    retrievePermissions(request, context) {
      const user = callerOf(context);
      const { details } = receipts.redeem(request.signedReceipt, "retrievePermissions", context);
      const id = idOf(details.valuesId);
      const stored = accessValues(store, id, user, "retrieve", environment.now());
      return permissionsMessage(stored.permissions);
    },

    overwritePermissions(request, context) {
      const user = callerOf(context);
      if (request.signedReceipt === undefined) throw malformed("'signed_receipt' not set");
      if (request.permissions === undefined) throw malformed("'permissions' not set");
      const permissions = permissionsFrom(request.permissions);
      const { details } = receipts.redeem(request.signedReceipt, "overwritePermissions", context);
      const id = idOf(details.valuesId);
      const stored = accessValues(store, id, user, "own", environment.now());
      store.set(id, { ...stored, permissions });
      return {};
    },

    updatePermissions(request, context) {
      const user = callerOf(context);
      if (request.signedReceipt === undefined) throw malformed("'signed_receipt' not set");
      const delta = deltaFrom(request);
      const { details } = receipts.redeem(request.signedReceipt, "updatePermissions", context);
      const id = idOf(details.valuesId);
      const stored = accessValues(store, id, user, "own", environment.now());
      store.set(id, { ...stored, permissions: changePermissions(stored.permissions, delta) });
      return {};
    },
  });
}

function idOf(valuesId: Uint8Array): string {
  const id = uuidOf(valuesId);
  if (id === undefined) throw refusal(Code.InvalidArgument, "invalid values identifier");
  return id;
}
