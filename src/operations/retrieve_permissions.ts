import { checkOptions } from "../base/check_options.ts";
import { NodesDisagreeError, UnavailableError } from "../errors/mod.ts";
import { Permissions as PermissionsService } from "../gen/nillion/permissions/v1/service_pb.ts";
import type { Permissions } from "../permissions/permissions.ts";
import { permissionsFromNode } from "../permissions/wire.ts";
import { uuidToBytes } from "../base/uuid.ts";
import type { ValuesId } from "../values/store_id.ts";
import type { Conclusion } from "../fan_out/agree.ts";
import type { PaidRequest } from "./paid_request.ts";
import type { Session } from "./session.ts";
import { readFaultTolerance, type RetrieveOptions } from "./unmask_answers.ts";

/** The permissions that one node gives. */
interface NodePermissions {
  readonly node: string;
  readonly permissions: Permissions;
}

/**
 * Reads who may do what with stored values.
 *
 * Permissions that g nodes give alike are certain against g − 1 liars, since one of the g is honest. Without a
 * tolerance, degree + 1 nodes must agree: so many liars could recover the secrets anyway.
 *
 * @throws {InvalidArgumentError} When an option is out of range or has a wrong type.
 */
export function retrievePermissions(
  session: Session,
  id: ValuesId,
  options: RetrieveOptions,
): PaidRequest<NodePermissions, Permissions> {
  checkOptions(options, "Retrieving permissions", { faultTolerance: true });
  const { connection } = session;
  const { polynomialDegree } = connection.cluster;
  const quorum = Math.max(polynomialDegree, readFaultTolerance(session, options)) + 1;
  return {
    action: `Reading the permissions of values ${id}`,
    purchasable: { case: "retrievePermissions", value: { valuesId: uuidToBytes(id, "values") } },
    nodes: connection.nodes,
    quorum,
    async ask(signedReceipt, node, call) {
      const { retrievePermissions } = PermissionsService.method;
      const wire = await node.send(retrievePermissions, { signedReceipt }, call);
      return { node: node.member.id, permissions: permissionsFromNode(wire) };
    },
    conclude: (answers) => agreed(answers, quorum),
  };
}

const atOnce = "or two changes were made at once";

/**
 * Gives the permissions that a quorum of nodes agrees on, and names the other nodes.
 *
 * @throws {NodesDisagreeError} When no quorum agrees, or two quorums do.
 */
function agreed(answers: readonly NodePermissions[], quorum: number): Conclusion<Permissions> {
  if (answers.length < quorum) {
    throw new UnavailableError(`${answers.length} of the nodes answered, and ${quorum} must agree`);
  }
  const groups: NodePermissions[][] = [];
  for (const answer of answers) {
    const group = groups.find(([first]) => first!.permissions.equals(answer.permissions));
    if (group === undefined) groups.push([answer]);
    else group.push(answer);
  }
  const [majority, rival] = groups.filter(({ length }) => length >= quorum);
  if (majority === undefined || rival !== undefined) {
    throw new NodesDisagreeError(
      `The nodes hold different permissions, and ${quorum} must agree. Some lie, ${atOnce}: the owner can overwrite the permissions`,
    );
  }
  const faulty = new Map(
    answers.filter((answer) => !majority.includes(answer)).map(({ node }) => {
      const message =
        `Node ${node} gave other permissions than the ${majority.length} nodes that agree. It lies, ${atOnce}`;
      return [node, new NodesDisagreeError(message, { node, phase: "nodes" })];
    }),
  );
  return { result: majority[0]!.permissions, faulty, toleratedFaults: majority.length - 1 };
}
