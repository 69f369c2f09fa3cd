import { NotFoundError } from "../errors/mod.ts";
import { Values as ValuesService } from "../gen/nillion/values/v1/service_pb.ts";
import { uuidToBytes } from "../base/uuid.ts";
import type { ValuesId } from "../values/store_id.ts";
import type { FreeRequest } from "./operation.ts";
import type { Session } from "./session.ts";

/** Deletes stored values at every node. */
export function deleteValues(
  { connection }: Session,
  id: ValuesId,
): FreeRequest<"deleted" | NotFoundError, void> {
  const valuesId = uuidToBytes(id, "values");
  return {
    action: `Deleting values ${id}`,
    nodes: connection.nodes,
    async ask(node, call) {
      try {
        await node.send(ValuesService.method.deleteValues, { valuesId }, call);
        return "deleted";
      } catch (error) {
        if (error instanceof NotFoundError) return error;
        throw error;
      }
    },
    isRead: false,
    // A node without the values may have deleted them in an earlier attempt.
    conclude(answers) {
      const missing = answers.find((answer) => answer !== "deleted");
      if (missing !== undefined && !answers.includes("deleted")) throw missing;
      return { result: undefined };
    },
  };
}
