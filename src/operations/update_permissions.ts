import { Permissions as PermissionsService } from "../gen/nillion/permissions/v1/service_pb.ts";
import type { PermissionsDelta } from "../permissions/permissions_delta.ts";
import { deltaToWire, isApplied } from "../permissions/wire.ts";
import { uuidToBytes } from "../base/uuid.ts";
import type { ValuesId } from "../values/store_id.ts";
import { type ConfirmOptions, readToConfirm } from "./confirm.ts";
import { confirmPermissions } from "./confirm_permissions.ts";
import type { PaidRequest } from "./paid_request.ts";
import type { Session } from "./session.ts";

/** Grants and revokes permissions of stored values. */
export function updatePermissions(
  { connection }: Session,
  id: ValuesId,
  delta: PermissionsDelta,
  options: ConfirmOptions,
): PaidRequest<unknown, void> {
  const wire = deltaToWire(delta);
  return {
    action: `Updating the permissions of values ${id}`,
    purchasable: { case: "updatePermissions", value: { valuesId: uuidToBytes(id, "values") } },
    nodes: connection.nodes,
    ifUnconfirmed: readToConfirm,
    target: id,
    ask: (signedReceipt, node, call) =>
      node.send(PermissionsService.method.updatePermissions, { signedReceipt, ...wire }, call),
    conclude: () => ({ result: undefined }),
    ...confirmPermissions(connection, id, options, false, (held) => isApplied(wire, held)),
  };
}
