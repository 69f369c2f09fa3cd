import { checkOptions } from "../base/check_options.ts";
import { uuidToBytes } from "../base/uuid.ts";
import { Permissions as PermissionsService } from "../gen/nillion/permissions/v1/service_pb.ts";
import type { Permissions } from "../permissions/permissions.ts";
import { permissionsFromNode } from "../permissions/wire.ts";
import type { ValuesId } from "../values/store_id.ts";
import { confirmingRead, type ConfirmOptions, readConfirm } from "./confirm.ts";
import type { PaidRequest } from "./paid_request.ts";
import type { Session } from "./session.ts";

/**
 * The part of a write of permissions that confirms it.
 *
 * @param mayRead Whether what was written permits the user to read it.
 * @param isWritten Whether these permissions show what was written.
 * @throws {InvalidArgumentError} When an option is malformed or has an unknown name.
 */
export function confirmPermissions(
  { nodes }: Session["connection"],
  id: ValuesId,
  options: ConfirmOptions,
  mayRead: boolean,
  isWritten: (permissions: Permissions) => boolean,
): Pick<PaidRequest<unknown, void>, "readBack"> {
  checkOptions(options, "A write of permissions", { confirm: true });
  if (!readConfirm(options.confirm)) return {};
  const { retrievePermissions } = PermissionsService.method;
  const readBack = () =>
    confirmingRead<void>({
      action: `Confirming the permissions of values ${id}`,
      purchasable: { case: "retrievePermissions", value: { valuesId: uuidToBytes(id, "values") } },
      nodes,
      thing: `the permissions of values ${id}`,
      result: undefined,
      mayRead,
      async isHeldBy(node, signedReceipt, call) {
        const wire = await node.send(retrievePermissions, { signedReceipt }, call);
        return isWritten(permissionsFromNode(wire));
      },
    });
  return { readBack };
}
