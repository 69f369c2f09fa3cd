import { NodesDisagreeError, UnavailableError } from "../errors/mod.ts";
import { Permissions as PermissionsService } from "../gen/nillion/permissions/v1/service_pb.ts";
import type { Permissions } from "../permissions/permissions.ts";
import { permissionsFromNode } from "../permissions/wire.ts";
import { uuidToBytes } from "../base/uuid.ts";
import type { ValuesId } from "../values/values_id.ts";
import type { Conclusion } from "../fan_out/agree.ts";
import type { PaidRequest } from "./paid_operation.ts";
import type { Session } from "./session.ts";

/** What one node says the permissions are. */
interface Testimony {
  readonly node: string;
  readonly permissions: Permissions;
}

/** Reads who may do what with stored values. */
export function retrievePermissions(
  { connection }: Session,
  id: ValuesId,
): PaidRequest<Testimony, Permissions> {
  // As many as could not all be lying, if secrets are to be safe from them.
  const quorum = connection.cluster.polynomialDegree + 1;
  return {
    what: `Reading the permissions of values ${id}`,
    purchasable: { case: "retrievePermissions", value: { valuesId: uuidToBytes(id, "values") } },
    nodes: connection.nodes,
    quorum,
    async ask(signedReceipt, node, call) {
      const { retrievePermissions } = PermissionsService.method;
      const wire = await node.send(retrievePermissions, { signedReceipt }, call);
      return { node: node.member.id, permissions: permissionsFromNode(wire) };
    },
    conclude: (testimonies) => believe(testimonies, quorum),
  };
}

/** Believes what a quorum says, unless another says something else, and names the nodes that contradict it. */
function believe(testimonies: readonly Testimony[], quorum: number): Conclusion<Permissions> {
  if (testimonies.length < quorum) {
    throw new UnavailableError(`${testimonies.length} nodes answered, and it takes ${quorum}`);
  }
  const camps: Testimony[][] = [];
  for (const testimony of testimonies) {
    const camp = camps.find(([first]) => first!.permissions.equals(testimony.permissions));
    if (camp === undefined) camps.push([testimony]);
    else camp.push(testimony);
  }
  const [camp, rival] = camps.filter(({ length }) => length >= quorum);
  if (camp === undefined || rival !== undefined) {
    throw new NodesDisagreeError("The nodes hold different permissions for the values");
  }
  const faulty = new Map(
    testimonies.filter((testimony) => !camp.includes(testimony)).map(({ node }) => {
      const message =
        `Node ${node} contradicts ${camp.length} others, which agree on the permissions`;
      return [node, new NodesDisagreeError(message, { node, phase: "nodes" })];
    }),
  );
  return { result: camp[0]!.permissions, faulty };
}
