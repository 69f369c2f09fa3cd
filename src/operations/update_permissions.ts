import { Permissions as PermissionsService } from "../gen/nillion/permissions/v1/service_pb.ts";
import type { PermissionsDelta } from "../permissions/permissions_delta.ts";
import { deltaToWire } from "../permissions/wire.ts";
import { uuidToBytes } from "../base/uuid.ts";
import type { ValuesId } from "../values/store_id.ts";
import type { PaidRequest } from "./paid_operation.ts";
import type { Session } from "./session.ts";

/** Grants and revokes permissions of stored values. */
export function updatePermissions(
  { connection }: Session,
  id: ValuesId,
  delta: PermissionsDelta,
): PaidRequest<unknown, void> {
  const wire = deltaToWire(delta);
  return {
    action: `Updating the permissions of values ${id}`,
    purchasable: { case: "updatePermissions", value: { valuesId: uuidToBytes(id, "values") } },
    nodes: connection.nodes,
    ask: (signedReceipt, node, call) =>
      node.send(PermissionsService.method.updatePermissions, { signedReceipt, ...wire }, call),
    conclude: () => ({ result: undefined }),
  };
}
