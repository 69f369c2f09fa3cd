import { Permissions as PermissionsService } from "../gen/nillion/permissions/v1/service_pb.ts";
import { Permissions } from "../permissions/permissions.ts";
import { permissionsToWire } from "../permissions/wire.ts";
import { uuidToBytes } from "../base/uuid.ts";
import type { ValuesId } from "../values/store_id.ts";
import { checkMayConfirm, type ConfirmOptions, readConfirm, readToConfirm } from "./confirm.ts";
import { confirmPermissions } from "./confirm_permissions.ts";
import type { PaidRequest } from "./paid_request.ts";
import type { Session } from "./session.ts";

/** Replaces the permissions of stored values. */
export function overwritePermissions(
  { connection, userId }: Session,
  id: ValuesId,
  permissions: Permissions,
  options: ConfirmOptions,
): PaidRequest<unknown, void> {
  const wire = permissionsToWire(permissions);
  // A copy, since the caller may change theirs.
  const { owner, retrieve, update, delete: remove, compute } = permissions;
  const written = new Permissions({ owner, retrieve, update, delete: remove, compute });
  const mayRead = written.retrieve.some((user) => user.equals(userId));
  checkMayConfirm(readConfirm(options?.confirm), mayRead);
  return {
    action: `Overwriting the permissions of values ${id}`,
    purchasable: { case: "overwritePermissions", value: { valuesId: uuidToBytes(id, "values") } },
    nodes: connection.nodes,
    ifUnconfirmed: readToConfirm,
    target: id,
    ask: (signedReceipt, node, call) =>
      node.send(
        PermissionsService.method.overwritePermissions,
        { signedReceipt, permissions: wire },
        call,
      ),
    conclude: () => ({ result: undefined }),
    ...confirmPermissions(connection, id, options, mayRead, (held) => held.equals(written)),
  };
}
