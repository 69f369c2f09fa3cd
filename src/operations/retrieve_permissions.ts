import { NodesDisagreeError, UnavailableError } from "../errors.ts";
import { Permissions as PermissionsService } from "../gen/nillion/permissions/v1/service_pb.ts";
import type { Permissions } from "../permissions/permissions.ts";
import { permissionsFromWire } from "../permissions/wire.ts";
import { uuidToBytes } from "../values/uuid.ts";
import type { ValuesId } from "../values/values_id.ts";
import type { PaidRequest } from "./paid_operation.ts";
import type { Session } from "./session.ts";

/** Reads who may do what with stored values. */
export function retrievePermissions(
  { connection }: Session,
  id: ValuesId,
): PaidRequest<Permissions, Permissions> {
  // As many as could not all be lying, if secrets are to be safe from them.
  const quorum = connection.cluster.polynomialDegree + 1;
  return {
    what: `Reading the permissions of values ${id}`,
    purchasable: { case: "retrievePermissions", value: { valuesId: uuidToBytes(id, "values") } },
    nodes: connection.nodes,
    quorum,
    async ask(signedReceipt, node, call) {
      const { retrievePermissions } = PermissionsService.method;
      return permissionsFromWire(await node.send(retrievePermissions, { signedReceipt }, call));
    },
    conclude(answers) {
      const [permissions] = answers;
      if (permissions === undefined || answers.length < quorum) {
        throw new UnavailableError(`${answers.length} nodes answered, and it takes ${quorum}`);
      }
      if (!answers.every((other) => other.equals(permissions))) {
        throw new NodesDisagreeError("The nodes hold different permissions for the values");
      }
      return { result: permissions };
    },
  };
}
