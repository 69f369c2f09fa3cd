import {
  AbortedError,
  type ComputeOptions,
  EcdsaDigestMessage,
  EcdsaPrivateKey,
  NodesDisagreeError,
  NotEnoughSharesError,
  SecretInteger,
  TimeoutError,
  UnavailableError,
  type VmClient,
} from "@nilvm/client";
import { PrivateKey } from "@nilvm/client/keys";
import { assert, assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { create } from "@bufbuild/protobuf";
import { EmptySchema } from "@bufbuild/protobuf/wkt";
import { createClock } from "../../src/devnet/base/clock.ts";
import { createComputations, type Outcome } from "../../src/devnet/compute/computations.ts";
import { InvokeComputeResponseSchema } from "../../src/gen/nillion/compute/v1/invoke_pb.ts";
import { RetrieveResultsResponseSchema } from "../../src/gen/nilvm/opaque/v1/values_pb.ts";
import { uuidFromBytes } from "../../src/base/uuid.ts";
import { answerOf, changeAnswer, refusal, requestBody, webHeaders } from "../support/grpc_web.ts";
import { hang } from "../support/hang.ts";
import {
  fundedClient,
  loseAnswer,
  type Passing,
  refuse,
  startNet,
  statuses,
} from "../support/net_fixture.ts";
import { mir } from "../support/programs.ts";

async function addition(client: VmClient): Promise<ComputeOptions> {
  const user = client.userId;
  return {
    programId: await client.storeProgram("two_parties", await mir("two_parties")).invoke(),
    inputBindings: ["p", "q"].map((partyName) => ({ partyName, user })),
    outputBindings: ["p", "q"].map((partyName) => ({ partyName, users: [user] })),
    values: { a: new SecretInteger(40), b: new SecretInteger(2) },
  };
}

/** An answer with this message alone. */
function says(state: { case: "error"; value: string } | { case: undefined }): Response {
  return answerOf(requestBody(RetrieveResultsResponseSchema, { state }));
}

/** Failures of a node while results are read. */
const troubles: Record<string, (passing: Passing) => Promise<Response>> = {
  "refuses connections": refuse,
  "never answers": ({ signal }) => hang(signal),
  "fails": () => Promise.resolve(refusal(13, "internal error")),
  "knows nothing of it": () => Promise.resolve(refusal(5, "not found")),
  "claims that it failed": () =>
    Promise.resolve(says({ case: "error", value: "division by zero" })),
  "does not say how it stands": () => Promise.resolve(says({ case: undefined })),
  "hangs up while it waits": async ({ passOn }) => {
    // The first message says that the node waits. Here, only the trailer follows.
    const body = new Uint8Array(await (await passOn()).arrayBuffer());
    const length = new DataView(body.buffer).getUint32(1);
    return answerOf(body.subarray(0, 5 + length));
  },
  "gives wrong shares": async ({ passOn }) => {
    const body = new Uint8Array(await (await passOn()).arrayBuffer());
    // The cut is in the middle of the last share. Its end and the trailer are missing.
    const trailer = body.lastIndexOf(0x80);
    body[trailer - 10]! ^= 1;
    return new Response(body, { headers: webHeaders });
  },
};

for (const [trouble, answer] of Object.entries(troubles)) {
  Deno.test(`results are right while one node ${trouble}`, async () => {
    await using net = await startNet({ nodes: 4 });
    await using client = await fundedClient(net);
    const computeId = await client.compute(await addition(client)).invoke();
    net.intercept = (passing) =>
      passing.to === 2 && passing.method === "RetrieveResults" ? answer(passing) : passing.passOn();
    const operation = client.retrieveComputeResults(computeId);
    const { sum, difference } = await operation.invoke();
    assert(new SecretInteger(42).equals(sum) && new SecretInteger(38).equals(difference));
    const [a, b, troubled, d] = statuses(operation.outcomes);
    assertEquals([a, b, d], ["done", "done", "done"]);
    assert(/^(failed|unknown) /.test(troubled!), troubled);
  });
}

Deno.test("a signature by ECDSA needs every node, and names the missing one", async () => {
  await using net = await startNet({ nodes: 4 });
  await using client = await fundedClient(net);
  const user = client.userId;
  const computeId = await client.compute({
    programId: "builtin/tecdsa_sign",
    inputBindings: ["tecdsa_key_party", "tecdsa_digest_message_party"].map((partyName) => ({
      partyName,
      user,
    })),
    outputBindings: [{ partyName: "tecdsa_output_party", users: [user] }],
    values: {
      tecdsa_private_key: new EcdsaPrivateKey(PrivateKey.random().toBytes()),
      tecdsa_digest_message: new EcdsaDigestMessage(new Uint8Array(32).fill(1)),
    },
  }).invoke();
  net.intercept = (passing) =>
    passing.to === 1 && passing.method === "RetrieveResults"
      ? Promise.resolve(refusal(13, "internal error"))
      : passing.passOn();
  const error = await client.retrieveComputeResults(computeId).invoke().catch((error) => error);
  assertInstanceOf(error, NotEnoughSharesError);
  assertEquals([error.have, error.need], [3, 4]);
  assertEquals(error.parties.map((party) => party.toHex()), [net.devnet.nodes[1]!.id]);
  assertEquals(statuses(error.outcomes)[1], "failed INTERNAL");
});

Deno.test("waiting for the results of many computations leaves connections for other requests", async () => {
  await using net = await startNet({ nodes: 7, polynomialDegree: 3 });
  await using client = await fundedClient(net);
  const options = await addition(client);
  const ids = new Set<string>();
  let isOut = true;
  net.intercept = async (passing) => {
    if (passing.method !== "InvokeCompute") return await passing.passOn();
    if (isOut && passing.to === 6) return await refuse();
    return await changeAnswer(passing, InvokeComputeResponseSchema, (message) => {
      ids.add(uuidFromBytes(message.computeId));
    });
  };
  const operations = [client.compute(options), client.compute(options)];
  for (const operation of operations) {
    await assertRejects(() => operation.invoke(), UnavailableError);
  }
  assertEquals(ids.size, 2);
  const results = [...ids].map((id) => client.retrieveComputeResults(id).invoke());
  await new Promise((resolve) => setTimeout(resolve, 50));
  await client.balance({ timeoutMs: 10_000 });
  isOut = false;
  await Promise.all(operations.map((operation) => operation.invoke({ timeoutMs: 30_000 })));
  for (const { sum } of await Promise.all(results)) assert(new SecretInteger(42).equals(sum));
});

Deno.test("compute() that reached some nodes resumes at the others, for one price", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const options = await addition(client);
  const { balance } = await client.balance();
  net.intercept = (passing) =>
    passing.to === 2 && passing.method === "InvokeCompute" ? refuse() : passing.passOn();
  const operation = client.compute(options);
  const error = await operation.invoke().catch((error) => error);
  assertInstanceOf(error, UnavailableError);
  assertEquals(statuses(error.outcomes), ["done", "done", "unknown UNAVAILABLE"]);

  net.intercept = ({ passOn }) => passOn();
  const computeId = await operation.invoke();
  assertEquals((await client.balance()).balance, balance - 100n);
  const { sum } = await client.retrieveComputeResults(computeId).invoke();
  assert(new SecretInteger(42).equals(sum));
});

Deno.test("compute() gives its id even if every answer is lost", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const options = await addition(client);
  const lost = new Set<number | "chain">();
  net.intercept = (passing) => {
    if (passing.method !== "InvokeCompute" || lost.has(passing.to)) return passing.passOn();
    lost.add(passing.to);
    return loseAnswer(passing);
  };
  const computeId = await client.compute(options).invoke();
  const { sum } = await client.retrieveComputeResults(computeId).invoke();
  assert(new SecretInteger(42).equals(sum));
});

Deno.test("waiting for results ends at its signal, at its time limit, and with the devnet", async () => {
  const net = await startNet();
  await using client = await fundedClient(net);
  const options = await addition(client);
  let computeId = "";
  net.intercept = (passing) => {
    if (passing.method !== "InvokeCompute") return passing.passOn();
    if (passing.to === 2) return Promise.resolve(refusal(13, "internal error"));
    return changeAnswer(passing, InvokeComputeResponseSchema, (message) => {
      computeId = uuidFromBytes(message.computeId);
    });
  };
  const begun = await client.compute(options).invoke().catch((error) => error);
  assertInstanceOf(begun, NodesDisagreeError);

  const stop = new AbortController();
  const stopped = client.retrieveComputeResults(computeId, { signal: stop.signal }).invoke();
  setTimeout(() => stop.abort(), 20);
  await assertRejects(() => stopped, AbortedError);

  const late = client.retrieveComputeResults(computeId).invoke({ timeoutMs: 30 });
  await assertRejects(() => late, TimeoutError);

  const last = client.retrieveComputeResults(computeId).invoke().catch((error) => error);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await net[Symbol.asyncDispose]();
  const error = await last;
  assertInstanceOf(error, NodesDisagreeError);
  assertEquals(statuses(error.outcomes), [
    "failed COMPUTATION_FAILED",
    "failed COMPUTATION_FAILED",
    "failed NOT_FOUND",
  ]);
});

Deno.test("a node that only says that it waits delays no call, even with a fetch that ignores signals", async () => {
  await using net = await startNet({ nodes: 4 });
  await using client = await fundedClient(net);
  const computeId = await client.compute(await addition(client)).invoke();
  let isCancelled = false;
  net.intercept = (passing) => {
    if (passing.to !== 2 || passing.method !== "RetrieveResults") return passing.passOn();
    const waiting = requestBody(RetrieveResultsResponseSchema, {
      state: { case: "waitingComputation", value: create(EmptySchema) },
    });
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (!isCancelled) controller.enqueue(waiting.slice());
      },
      cancel() {
        isCancelled = true;
      },
    });
    return Promise.resolve(new Response(body, { headers: webHeaders }));
  };
  const { sum } = await client.retrieveComputeResults(computeId).invoke();
  assert(new SecretInteger(42).equals(sum));
  assert(isCancelled);
  // Its connections are free again.
  for (let round = 0; round < 8; round++) await client.balance();
  await new Promise((resolve) => setTimeout(resolve, 10));
});

Deno.test("nodes do not wait for each other forever", async () => {
  using clock = createClock(Date.now);
  const random = { fillRandom: (target: Uint8Array) => void target.fill(7) };
  const computations = createComputations({ width: 32, degree: 1, parties: 3, ...random }, clock);
  const outcomes: Outcome[] = [];
  const participant = (position: number) => ({
    position,
    generatesKey: false,
    values: [],
    run: (inputs: Uint8Array) => inputs,
    settle: (outcome: Outcome) => void outcomes.push(outcome),
  });
  const pass = async (ms: number) => {
    clock.advance(ms);
    await new Promise((resolve) => setTimeout(resolve));
  };
  const missed: unknown[] = [];
  for (const position of [0, 1, 2]) {
    computations.onMissed(position, (...words) => missed.push([position, ...words]));
  }
  computations.join("one", participant(0));
  computations.join("one", participant(2));
  await pass(29_000);
  assertEquals(outcomes, []);
  await pass(1_000);
  const error = "timed out waiting for incoming messages";
  assertEquals(outcomes, [{ error }, { error }]);
  assertEquals(missed, [[1, "one", "timed out waiting for initialization"]]);
  computations.join("one", participant(1));
  await pass(30_000);
  assertEquals(outcomes, [{ error }, { error }, { error }]);
  computations.join("two", participant(1));
  computations.close();
  computations.join("two", participant(2));
  const closed = { error: "the network is shutting down" };
  assertEquals(outcomes.slice(3), [closed, closed]);
});

Deno.test("results that are right although one node lies need one more node", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const users = [client.userId];
  const computeId = await client.compute({
    programId: "builtin/tecdsa_dkg",
    inputBindings: [],
    outputBindings: [
      { partyName: "tecdsa_private_key_store_id_party", users },
      { partyName: "tecdsa_public_key_party", users },
    ],
  }).invoke();
  const reading = client.retrieveComputeResults(computeId, { faultTolerance: 1 });
  net.intercept = (passing) =>
    passing.to === 1 && passing.method === "RetrieveResults"
      ? Promise.resolve(refusal(13, "internal error"))
      : passing.passOn();
  await client.retrieveComputeResults(computeId).invoke();
  const error = await assertRejects(() => reading.invoke(), NotEnoughSharesError);
  assertEquals([error.have, error.need], [2, 3]);
  net.intercept = ({ passOn }) => passOn();
  assertEquals(Object.keys(await reading.invoke()).length, 2);
});
