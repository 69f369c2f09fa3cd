import { create } from "@bufbuild/protobuf";
import { EmptySchema } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { Compute } from "../../gen/nillion/compute/v1/service_pb.ts";
import {
  ComputationResultSchema,
  InvokeComputeRequestSchema,
  type RetrieveResultsResponse,
  RetrieveResultsResponseSchema,
} from "../../gen/nilvm/opaque/v1/values_pb.ts";
import { loadPrograms } from "../../core/load_programs.ts";
import { checkParties, inputBindingFrom, outputBindingFrom, outputsByUser } from "./bindings.ts";
import { callerOf } from "../http/caller.ts";
import type { Computations, Outcome } from "./computations.ts";
import type { Environment } from "../base/environment.ts";
import { checkInputs } from "./input_types.ts";
import {
  checkKeyParties,
  generateKey,
  keyGenerationOf,
  keyOwner,
  storedKey,
} from "./key_generation.ts";
import { objectionTo } from "../node/named_values.ts";
import { programHost } from "./program_host.ts";
import { findProgram, type ProgramStore } from "../node/program_store.ts";
import type { ReceiptDesk } from "../node/receipts.ts";
import { malformed, refusal } from "../base/refusal.ts";
import type { Results } from "./results.ts";
import { uuidOf } from "../base/wire.ts";
import { accessValues, type ValueStore } from "../node/value_store.ts";

/** How often a node says that a result is still to come. */
const NOTICE_MS = 30_000;

const NO_OWNER = "Failed to create private key record: No user outputs found";

/** What a node computes with. */
export interface ComputeResources {
  /** The programs it knows. */
  programs: ProgramStore;
  /** The values it stores. */
  values: ValueStore;
  /** The results it has. */
  results: Results;
  /** Where it turns receipts in. */
  receipts: ReceiptDesk;
  /** Where it meets the other nodes. */
  computations: Computations;
  /** Its place among the sorted ids of all nodes. */
  position: number;
  /** The length of the prime. */
  primeBits: number;
  /** The time and randomness. */
  environment: Environment;
}

/** What a node does once it has found nothing wrong with a request. */
interface Task {
  /** Its shares of the inputs. */
  values: readonly Uint8Array[];
  /** Computes the outputs in the clear. */
  run(inputs: Uint8Array): Uint8Array;
  /** Keeps what is to be stored of the outputs. */
  store?(shares: ReadonlyMap<string, Uint8Array>): void;
  /** The names of the outputs that each user gets. */
  outputs: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Serves a node's part in computations. */
export function computeService(router: ConnectRouter, resources: ComputeResources): void {
  const { programs, values, results, receipts, computations, position } = resources;
  const { primeBits, environment } = resources;
  computations.attend(position, (id, error) => results.keep(id, { error }));

  const invokeCompute = { ...Compute.method.invokeCompute, input: InvokeComputeRequestSchema };
  router.rpc(invokeCompute, async (request, context) => {
    const user = callerOf(context);
    const compiler = await loadPrograms();
    if (request.signedReceipt === undefined) throw malformed("'signed_receipt' not set");
    const inputBindings = request.inputBindings.map(inputBindingFrom);
    const outputBindings = request.outputBindings.map(outputBindingFrom);
    const objection = objectionTo(request.values);
    const { identifier, details } = receipts.redeem(request.signedReceipt, "invokeCompute");
    const { programId } = details.quote!;
    const id = uuidOf(identifier)!;

    const keyGenerationTask = (): Task | undefined => {
      const generation = keyGenerationOf(programId);
      if (generation === undefined) return undefined;
      checkKeyParties(generation, outputBindings);
      const owner = keyOwner(generation, outputBindings);
      return {
        values: [],
        run() {
          if (owner === undefined) throw new Error(NO_OWNER);
          return generateKey(generation, identifier, environment);
        },
        store(shares) {
          values.set(id, storedKey(generation, shares, owner!, environment.now()));
        },
        outputs: outputsByUser(outputBindings, generation.outputs),
      };
    };

    const programTask = (): Task => {
      if (objection !== undefined) throw objection;
      const program = findProgram(programs, programId, compiler);
      if (program === undefined) throw refusal(Code.NotFound, "not found");
      const { bytes, description } = program;
      checkParties("input", description.inputParties, inputBindings);
      checkParties("output", description.outputParties, outputBindings);
      const stored = request.valueIds.map(valuesIdFrom).flatMap((valuesId) =>
        accessValues(values, valuesId, user, { programId }, environment.now()).values
      );
      const inputs = [...request.values, ...stored];
      checkInputs(inputs, description.inputs);
      const host = programHost(environment);
      return {
        values: inputs,
        run: (clear) => compiler.evaluate(bytes, primeBits, clear, host),
        outputs: outputsByUser(outputBindings, description.outputs),
      };
    };

    const { store, outputs, ...task } = keyGenerationTask() ?? programTask();
    const settle = (outcome: Outcome) => {
      if ("error" in outcome) return results.keep(id, outcome);
      store?.(outcome.shares);
      results.keep(id, { values: pick(outcome.shares, outputs) });
    };
    results.expect(id);
    computations.join(id, { position, ...task, settle });
    return { computeId: identifier };
  });

  const retrieveResults = {
    ...Compute.method.retrieveResults,
    output: RetrieveResultsResponseSchema,
  };
  router.rpc(retrieveResults, async function* ({ computeId }, context) {
    const user = callerOf(context);
    const id = uuidOf(computeId);
    if (id === undefined) throw refusal(Code.Internal, "invalid uuid");
    do {
      yield stateOf({ case: "waitingComputation", value: create(EmptySchema) });
    } while (!await results.settled(id, NOTICE_MS, context.signal));
    const result = results.read(id, user);
    yield "error" in result
      ? stateOf({ case: "error", value: result.error })
      : stateOf({ case: "success", value: create(ComputationResultSchema, result) });
  });
}

function stateOf(state: RetrieveResultsResponse["state"]): RetrieveResultsResponse {
  return create(RetrieveResultsResponseSchema, { state });
}

function valuesIdFrom(bytes: Uint8Array): string {
  const id = uuidOf(bytes);
  if (id === undefined) throw refusal(Code.InvalidArgument, "values_id is not a uuid");
  return id;
}

function pick(
  shares: ReadonlyMap<string, Uint8Array>,
  outputs: Task["outputs"],
): Map<string, Uint8Array[]> {
  return new Map(
    [...outputs].map(([user, names]) => [user, [...names].map((name) => shares.get(name)!)]),
  );
}
