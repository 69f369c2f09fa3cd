import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { SecretInteger } from "@nilvm/client";
import { SecretMasker } from "@nilvm/client/masking";
import type { UserId } from "../../../src/gen/nillion/auth/v1/user_pb.ts";
import { Compute } from "../../../src/gen/nillion/compute/v1/service_pb.ts";
import {
  type InputPartyBinding,
  InputPartyBindingSchema,
  type InvokeComputeRequest,
  type OutputPartyBinding,
  OutputPartyBindingSchema,
} from "../../../src/gen/nillion/compute/v1/invoke_pb.ts";
import {
  type NamedValue,
  NamedValueSchema,
  type ValueSchema,
} from "../../../src/gen/nillion/values/v1/value_pb.ts";
import { Programs } from "../../../src/gen/nillion/programs/v1/service_pb.ts";
import { Values } from "../../../src/gen/nillion/values/v1/service_pb.ts";
import { InvokeComputeRequestSchema as OpaqueInvokeSchema } from "../../../src/gen/nilvm/opaque/v1/values_pb.ts";
import { lowered } from "../programs.ts";
import { fromHex, type Operation, type RawUser, sha256 } from "./raw_user.ts";
import type { Scenario } from "./scenarios.ts";

type Invocation = Partial<Omit<InvokeComputeRequest, "$typeName">>;
type Bindings = [party: string, ...users: UserId[]][];

const unknownId = crypto.getRandomValues(new Uint8Array(16));
const share = { value: new Uint8Array(32).fill(7) };

type ValueInit = NonNullable<MessageInitShape<typeof ValueSchema>["value"]>;

function valueOf(name: string, value: ValueInit): NamedValue {
  return create(NamedValueSchema, { name, value: { value } });
}

function secretInteger(name: string): NamedValue {
  return valueOf(name, { case: "shamirShareInteger", value: share });
}

const inputs = (bindings: Bindings): InputPartyBinding[] =>
  bindings.map(([partyName, user]) => create(InputPartyBindingSchema, { partyName, user: user! }));
const outputs = (bindings: Bindings): OutputPartyBinding[] =>
  bindings.map(([partyName, ...users]) => create(OutputPartyBindingSchema, { partyName, users }));

/** The scenarios of programs and computations. Their program returns the sum and the difference of two parties' inputs. */
export async function createComputeScenarios(
  owner: RawUser,
  stranger: RawUser,
): Promise<Record<string, Scenario>> {
  const program = await lowered("two_parties");
  const ownerId = await owner.userId();
  const strangerId = await stranger.userId();

  const storeOperation = async (name: string, contents: Uint8Array): Promise<Operation> => ({
    case: "storeProgram",
    value: { name, contentsSha256: await sha256(contents), metadata: { instructionCount: 1n } },
  });
  const storeProgram = async (
    name: string,
    contents: Uint8Array = program,
    operation?: Operation,
  ) => {
    const receipt = await owner.receipt(operation ?? await storeOperation(name, contents));
    const stored = await Promise.all(
      owner.devnet.nodes.map((node) =>
        owner.at(Programs, node).storeProgram({ program: contents, signedReceipt: receipt })
      ),
    );
    return stored[0]!.programId;
  };
  const ok = async (request: Promise<unknown>) => {
    await request;
    return "ok";
  };

  const programId = await storeProgram("two-parties");
  const invokeOperation: Operation = { case: "invokeCompute", value: { programId } };
  const good = {
    inputBindings: inputs([["p", ownerId], ["q", ownerId]]),
    outputBindings: outputs([["p", ownerId], ["q", ownerId]]),
    values: [secretInteger("a"), secretInteger("b")],
  };
  const invoke = async (changes: Invocation = {}, operation: Operation = invokeOperation) =>
    await ok(
      owner.at(Compute, owner.leader).invokeCompute({
        ...good,
        signedReceipt: await owner.receipt(operation),
        ...changes,
      }),
    );

  const store = async (name: string) => {
    const operation: Operation = { case: "storeValues", value: { secretSharedCount: 1n } };
    const { valuesId } = await owner.at(Values, owner.leader).storeValues({
      signedReceipt: await owner.receipt(operation),
      values: [secretInteger(name)],
      permissions: { owner: ownerId, retrieve: [ownerId] },
    });
    return valuesId;
  };
  const stored = await store("b");

  /** Runs the program at all nodes, with real shares. The owner gets the output of p, the stranger that of q. */
  const run = async () => {
    const parties = owner.devnet.nodes.map(({ id }) => fromHex(id));
    const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
    const shares = masker.mask({ a: new SecretInteger(40), b: new SecretInteger(2) });
    const signedReceipt = await owner.receipt(invokeOperation);
    const { inputBindings } = good;
    const outputBindings = outputs([["p", ownerId], ["q", strangerId]]);
    const { invokeCompute } = Compute.method;
    const method = { ...invokeCompute, input: OpaqueInvokeSchema };
    const answers = await Promise.all(
      owner.devnet.nodes.map((node, index) =>
        owner.unary(node, method, {
          inputBindings,
          outputBindings,
          signedReceipt,
          values: shares[index]!.values,
        })
      ),
    );
    return answers[0]!.computeId;
  };
  const computeId = await run();
  const results = async (user: RawUser, id: Uint8Array = computeId) => {
    const states: string[] = [];
    for await (
      const { state } of user.at(Compute, user.leader).retrieveResults({ computeId: id })
    ) {
      states.push(
        state.case === "success"
          ? `success:${state.value.values.map(({ name }) => name).join(",")}`
          : state.case === "waitingComputation"
          ? "waiting_computation"
          : `${state.case}:${state.value}`,
      );
    }
    return `[${states.map((state) => `'${state}'`).join(", ")}]`;
  };

  const named = (name: string) => () => ok(storeProgram(name));
  const names = ["", "a b", "a/b", "ok+.:_-9"];
  return {
    "programs: garbage program": () => ok(storeProgram("p", new Uint8Array(50).fill(0xff))),
    "programs: empty program": () => ok(storeProgram("p", new Uint8Array())),
    "programs: hash of other bytes": async () =>
      await ok(storeProgram("p", program, await storeOperation("p", Uint8Array.of(1)))),
    ...Object.fromEntries(names.map((name) => [`programs: name '${name}'`, named(name)])),
    "programs: name 'aaaaaaaaaaaa' of 129 characters": named("a".repeat(129)),
    "programs: store the same program again": named("two-parties"),

    "compute: no input bindings": () => invoke({ inputBindings: [] }),
    "compute: one party unbound": () => invoke({ inputBindings: inputs([["p", ownerId]]) }),
    "compute: unknown input party": () =>
      invoke({
        inputBindings: inputs([["z", ownerId], ["p", ownerId]]),
      }),
    "compute: input party bound twice": () =>
      invoke({
        inputBindings: inputs([["p", ownerId], ["p", ownerId]]),
      }),
    "compute: no output bindings": () => invoke({ outputBindings: [] }),
    "compute: unknown output party": () =>
      invoke({
        outputBindings: outputs([["z", ownerId]]),
      }),
    "compute: output party with no users": () =>
      invoke({ outputBindings: outputs([["p"], ["q", ownerId]]) }),
    "compute: missing input": () => invoke({ values: [secretInteger("a")] }),
    "compute: no inputs": () => invoke({ values: [] }),
    "compute: extra input": () => invoke({ values: [...good.values, secretInteger("zz")] }),
    "compute: input of another type": () =>
      invoke({
        values: [
          valueOf("a", { case: "shamirShareUnsignedInteger", value: share }),
          secretInteger("b"),
        ],
      }),
    "compute: public input for a secret": () =>
      invoke({
        values: [
          valueOf("a", { case: "publicInteger", value: share }),
          secretInteger("b"),
        ],
      }),
    "compute: unknown value id": () =>
      invoke({ values: [secretInteger("a")], valueIds: [unknownId] }),
    "compute: 5-byte value id": () =>
      invoke({ values: [secretInteger("a")], valueIds: [new Uint8Array(5)] }),
    "compute: value id without compute permission": () =>
      invoke({ values: [secretInteger("a")], valueIds: [stored] }),
    "compute: own value id without compute permission": () =>
      invoke({ values: [secretInteger("a")], valueIds: [stored] }),
    "compute: input given twice, by value and by id": () => invoke({ valueIds: [stored] }),
    "compute: receipt for pool status": () => invoke({}, { case: "poolStatus", value: {} }),

    "compute: results for output party p": () => results(owner),
    "compute: results for output party q": () => results(stranger),
    "compute: results a second time": () => results(owner),
    "compute: results for a stranger": async () => {
      const third = new (owner.constructor as typeof RawUser)(owner.devnet);
      return await results(third);
    },
    "compute: results of an unknown compute": () => results(owner, unknownId),
    "compute: results with a 5-byte id": () => results(owner, new Uint8Array(5)),
  };
}
