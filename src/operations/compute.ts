import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { Compute as ComputeService } from "../gen/nillion/compute/v1/service_pb.ts";
import { InvokeComputeRequestSchema } from "../gen/nilvm/opaque/v1/values_pb.ts";
import { encodeHex } from "../base/hex.ts";
import { maskForNodes } from "../masking/mask_for_nodes.ts";
import {
  inputBindingsToWire,
  type InputPartyBinding,
  outputBindingsToWire,
  type OutputPartyBinding,
  userToWire,
} from "../programs/party_bindings.ts";
import type { Permissions } from "../permissions/permissions.ts";
import { checkRun } from "../programs/check_run.ts";
import type { CompiledProgram } from "../programs/compile_program.ts";
import { checkProgramId, type ProgramId } from "../programs/program_id.ts";
import type { TypedInputs, TypedRun } from "../programs/typed_program.ts";
import { uuidToBytes } from "../base/uuid.ts";
import { listValues, type Values } from "../values/values.ts";
import type { ValuesId } from "../values/store_id.ts";
import { agreedId } from "./agreed_id.ts";
import type { PaidRequest } from "./paid_request.ts";
import { PaidWork } from "./paid_work.ts";
import { retrievePermissions } from "./retrieve_permissions.ts";
import type { Session } from "./session.ts";

/** The id of a computation: a UUID such as `5f1d6b1e-3c0f-4c7e-9a52-8b7d5f0c1a2b`. */
export type ComputeId = string;

/** A run of a program. */
export interface ComputeOptions {
  /** The id of the program. */
  programId: ProgramId;
  /**
   * The program, from `compileProgram`. With it, the client refuses wrong parties and inputs before
   * it pays. Without it, the nodes refuse them after the payment. The client knows the network's own
   * programs, such as `builtin/tecdsa_sign`.
   */
  program?: CompiledProgram | undefined;
  /** The users who give the inputs. Every input party of the program is bound once. */
  inputBindings: readonly InputPartyBinding[];
  /** The users who get the outputs. Every output party of the program is bound once. */
  outputBindings: readonly OutputPartyBinding[];
  /** Inputs that are not stored, by their names in the program. */
  values?: Values | undefined;
  /**
   * The ids of stored values that are inputs. The program must have an input for every name under
   * each id. The user who computes needs the permission to use the values in this program.
   */
  valueIds?: readonly ValuesId[] | undefined;
}

const names: OptionNames<ComputeOptions> = {
  programId: true,
  program: true,
  inputBindings: true,
  outputBindings: true,
  values: true,
  valueIds: true,
};

const method = { ...ComputeService.method.invokeCompute, input: InvokeComputeRequestSchema };

/** Masks the inputs that are not stored, and asks all nodes to run a program. */
function compute(
  { masker, connection }: Session,
  options: ComputeOptions,
): PaidRequest<Uint8Array, ComputeId> {
  const { programId, program, values = {}, valueIds = [] } = checkOptions(
    options,
    "A computation",
    names,
  );
  checkProgramId(programId);
  const { shares, payloadBytes } = maskForNodes(masker, listValues(values));
  if (!Array.isArray(valueIds)) {
    throw new InvalidArgumentError("valueIds must be an array of ids", { option: "valueIds" });
  }
  const common = {
    inputBindings: inputBindingsToWire(options.inputBindings),
    outputBindings: outputBindingsToWire(options.outputBindings),
    valueIds: valueIds.map((id) => uuidToBytes(id, "values")),
  };
  checkRun(program, { ...options, values, valueIds });
  const sharesOf = new Map(shares.map(({ party, values }) => [encodeHex(party), values]));
  return {
    action: `Running program ${programId}${
      valueIds.length > 0 ? ` with values ${valueIds.join(", ")}` : ""
    }`,
    purchasable: {
      case: "invokeCompute",
      value: { programId, valuesPayloadSize: BigInt(payloadBytes) },
    },
    nodes: connection.nodes,
    ifUnconfirmed: "That node may compute with other inputs: run the program again",
    async ask(signedReceipt, node, call) {
      const values = sharesOf.get(node.member.id)!;
      return (await node.send(method, { ...common, signedReceipt, values }, call)).computeId;
    },
    conclude: (ids, receipt) => ({
      result: agreedId(ids, "the computation", receipt),
    }),
  };
}

/** A run of a program, or a program that knows the types of its inputs, and a run of it. */
export type ComputationAsked = [
  given: ComputeOptions | TypedInputs<object, string>,
  run?: TypedRun<object, string, never>,
];

/** Runs a program, which may know the types of its inputs. */
export function computation(
  session: Session,
  ...[given, run]: ComputationAsked
): PaidRequest<Uint8Array, ComputeId> | (() => Promise<PaidRequest<Uint8Array, ComputeId>>) {
  if (run === undefined) return compute(session, given as ComputeOptions);
  const bound = (given as TypedInputs<object, string>).bind(run);
  // At once, as all else that is wrong with a run.
  for (const [party, user] of Object.entries(run.parties)) userToWire(party, user);
  return async () => {
    const { stored, ...options } = await bound();
    const { ask, ...request } = compute(session, options);
    const looks: Record<ValuesId, PaidWork<Permissions>> = {};
    return {
      ...request,
      ask: (...given) => ask(...given).catch(stored.explain),
      check: stored.check && ((call, limits) =>
        stored.check!(session.userId, (id) => {
          looks[id] ??= new PaidWork(session, "compute", retrievePermissions(session, id, {}));
          return looks[id].attempt(call, limits);
        })),
    };
  };
}
