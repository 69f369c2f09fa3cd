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
import { callerOf } from "../http/auth.ts";
import type { Computations, Outcome } from "./computations.ts";
import type { DevnetEnvironment } from "../base/environment.ts";
import { checkInputs } from "./input_types.ts";
import {
  checkKeyParties,
  generateKey,
  keyGenerationOf,
  keyOwner,
  storedKey,
} from "./key_generation.ts";
import { accessValues, checkNamedValues, type ValueStore } from "../node/value_store.ts";
import { findProgram, type ProgramStore } from "../node/program_store.ts";
import type { Receipts } from "../node/receipts.ts";
import { malformed, refusal } from "../base/refusal.ts";
import type { Results } from "./results.ts";
import { uuidOf } from "../base/wire.ts";
import { programHost } from "../../core/program_host.ts";
import type { Numbers } from "../../core/programs.ts";

/** How often a node reports that a result is not ready. */
const waitingNoticeIntervalMs = 30_000;

const noOwner = "Failed to create private key record: No user outputs found";

/** What a node computes with. */
export interface ComputeResources {
  /** The node's programs. */
  programs: ProgramStore;
  /** The node's stored values. */
  values: ValueStore;
  /** The node's results. */
  results: Results;
  /** The node's receipts. */
  receipts: Receipts;
  /** The computations of all nodes. */
  computations: Computations;
  /** The node's position among the sorted ids of all nodes. */
  position: number;
  /** The length of the prime, in bits. */
  primeBits: number;
  /** What becomes of numbers that the protocols of nodes cannot compute with. */
  numbers: Numbers;
  /** The devnet's time and random bytes. */
  environment: DevnetEnvironment;
}

/** A computation that a node accepted. */
interface Task {
  /** Whether it generates a key. */
  generatesKey: boolean;
  /** The node's shares of the inputs. */
  values: readonly Uint8Array[];
  /** Computes the outputs from clear inputs. */
  run(inputs: Uint8Array): Uint8Array;
  /** Stores outputs that are stored as values. */
  store?(shares: ReadonlyMap<string, Uint8Array>): void;
  /** The names of the outputs that each user gets. */
  outputs: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Serves a node's part in computations. */
export function computeService(router: ConnectRouter, resources: ComputeResources): void {
  const { programs, values, results, receipts, computations, position } = resources;
  const { primeBits, numbers, environment } = resources;
  computations.onMissed(position, (id, error) => results.keep(id, { error }));

  const invokeCompute = { ...Compute.method.invokeCompute, input: InvokeComputeRequestSchema };
  router.rpc(invokeCompute, async (request, context) => {
    const user = callerOf(context);
    const compiler = await loadPrograms();
    if (request.signedReceipt === undefined) throw malformed("'signed_receipt' not set");
    const inputBindings = request.inputBindings.map(inputBindingFrom);
    const outputBindings = request.outputBindings.map(outputBindingFrom);
    const refused = checkNamedValues(request.values);
    const { identifier, details } = receipts.redeem(
      request.signedReceipt,
      "invokeCompute",
      context,
    );
    const { programId } = details.quote!;
    const id = uuidOf(identifier)!;

    const keyGenerationTask = (): Task | undefined => {
      const generation = keyGenerationOf(programId);
      if (generation === undefined) return undefined;
      checkKeyParties(generation, outputBindings);
      const owner = keyOwner(outputBindings, environment);
      return {
        generatesKey: true,
        values: [],
        run() {
          if (owner === undefined) throw new Error(noOwner);
          return generateKey(generation, identifier, environment);
        },
        store(shares) {
          values.set(id, storedKey(generation, shares, owner!, environment.now()));
        },
        outputs: outputsByUser(outputBindings, generation.outputs),
      };
    };

    const programTask = (): Task => {
      if (refused !== undefined) throw refused;
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
      const host = programHost(environment.randomBytes);
      return {
        generatesKey: false,
        values: inputs,
        run: (clear) => compiler.evaluate(bytes, primeBits, numbers, clear, host),
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
    } while (!await results.settled(id, waitingNoticeIntervalMs, context.signal));
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
