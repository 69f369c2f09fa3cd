import {
  CorruptShareError,
  InvalidArgumentError,
  NodesDisagreeError,
  NotEnoughSharesError,
  Permissions,
  SecretBlob,
  SecretInteger,
  TimeoutError,
  UnavailableError,
  type Values,
} from "@nilvm/client";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { PermissionsSchema } from "../../src/gen/nillion/permissions/v1/permissions_pb.ts";
import {
  RetrieveResultsResponseSchema,
  RetrieveValuesResponseSchema,
} from "../../src/gen/nilvm/opaque/v1/values_pb.ts";
import { colludingShares } from "../../tools/collude.ts";
import { unframe } from "../../tools/grpc_web.ts";
import { changeAnswer, refusal } from "../support/grpc_web.ts";
import { hang } from "../support/hang.ts";
import {
  fundedClient,
  type Passing,
  refuse,
  startNet,
  statuses,
  type TestNet,
} from "../support/net_fixture.ts";
import { mir } from "../support/programs.ts";

const options = { ttlDays: 1 };
const values = {
  number: new SecretInteger(42),
  text: new SecretBlob(new TextEncoder().encode("gm, builder")),
};

function isRight(read: Values): boolean {
  return Object.entries(values).every(([name, value]) => value.equals(read[name]));
}

/** The places of the nodes among the sorted ids, from 1 on, by their number. */
function placesIn({ devnet }: TestNet): number[] {
  const sorted = devnet.nodes.map(({ id }) => id).sort();
  return devnet.nodes.map(({ id }) => sorted.indexOf(id) + 1);
}

/** Makes the first nodes answer from another polynomial, through the shares of the next nodes. */
function collude(net: TestNet, liars: number, degree: number) {
  const places = placesIn(net);
  const honest = places.slice(liars, liars + degree);
  const lie = (values: readonly Uint8Array[], to: number) =>
    colludingShares(values, 256, places[to]!, honest);
  return (passing: Passing): Promise<Response> => {
    const { to, method, passOn } = passing;
    if (typeof to !== "number" || to >= liars) return passOn();
    if (method === "RetrieveValues") {
      return changeAnswer(passing, RetrieveValuesResponseSchema, (message) => {
        message.values = lie(message.values, to);
      });
    }
    if (method === "RetrieveResults") {
      // A node first says that it waits.
      const withoutWaiting = async () => {
        const response = await passOn();
        const { rest } = unframe(new Uint8Array(await response.arrayBuffer()));
        return new Response(rest.slice(), { headers: response.headers });
      };
      const result = { ...passing, passOn: withoutWaiting };
      return changeAnswer(result, RetrieveResultsResponseSchema, ({ state }) => {
        assert(state.case === "success");
        state.value.values = lie(state.value.values, to);
      });
    }
    return passOn();
  };
}

/** How many nodes there are, the degree, and how many of the nodes lie. */
const attacks = [[4, 1, 2], [5, 2, 2], [5, 1, 2], [5, 1, 3], [6, 1, 2], [7, 2, 2]] as const;

for (const [nodes, degree, liars] of attacks) {
  Deno.test(`a read of ${nodes} nodes of degree ${degree} is right although ${liars} agree on a lie, or fails`, async () => {
    await using net = await startNet({ nodes, polynomialDegree: degree });
    await using client = await fundedClient(net);
    const id = await client.storeValues(values, options).invoke();
    net.intercept = collude(net, liars, degree);

    const plain = client.retrieveValues(id);
    assertEquals(plain.toleratedFaults, undefined);
    const read = await plain.invoke().catch((error) => error);
    if (!(read instanceof CorruptShareError)) {
      assert(isRight(read) || plain.toleratedFaults! < liars, "It is not told to be beyond doubt");
    }

    const operation = client.retrieveValues(id, { faultTolerance: liars });
    if (nodes >= degree + 1 + 2 * liars) {
      assert(isRight(await operation.invoke()));
      assertEquals(operation.toleratedFaults, nodes - degree - 1 - liars);
      const failed = operation.outcomes.filter(({ status }) => status === "failed");
      assertEquals(
        failed.map(({ node }) => node),
        net.devnet.nodes.slice(0, liars).map(({ id }) => id),
      );
      assert(failed.every(({ error }) => error instanceof CorruptShareError));
    } else {
      const error = await assertRejects(() => operation.invoke(), CorruptShareError);
      assertEquals([error.parties, error.phase], [[], "unmask"]);
      assertEquals(operation.toleratedFaults, undefined);
    }
  });
}

Deno.test("results are right although two nodes agree on a lie, or the read fails", async () => {
  for (const nodes of [6, 4]) {
    await using net = await startNet({ nodes, polynomialDegree: 1 });
    await using client = await fundedClient(net);
    const users = [client.userId];
    const computeId = await client.compute({
      programId: await client.storeProgram("two_parties", await mir("two_parties")).invoke(),
      inputBindings: ["p", "q"].map((partyName) => ({ partyName, user: client.userId })),
      outputBindings: ["p", "q"].map((partyName) => ({ partyName, users })),
      values: { a: new SecretInteger(5), b: new SecretInteger(3) },
    }).invoke();
    await client.retrieveComputeResults(computeId).invoke();
    net.intercept = collude(net, 2, 1);
    const operation = client.retrieveComputeResults(computeId, { faultTolerance: 2 });
    if (nodes === 6) {
      assertEquals((await operation.invoke())["sum"]?.value, 8n);
      assertEquals(operation.toleratedFaults, 2);
    } else {
      await assertRejects(() => operation.invoke(), CorruptShareError, "Only 3 of 4");
      assertEquals(operation.toleratedFaults, undefined);
    }
  }
});

Deno.test("a lying node of a devnet is found, and two of them as well", async () => {
  await using net = await startNet({ nodes: 6, polynomialDegree: 1 });
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  for (const liars of [0, 1, 2]) {
    const faults = net.devnet.nodes.slice(0, liars)
      .map((node) => node.inject({ kind: "lie", methods: ["RetrieveValues"] }));
    const operation = client.retrieveValues(id, { faultTolerance: 2 });
    assert(isRight(await operation.invoke()));
    assertEquals(operation.toleratedFaults, 4 - liars);
    faults.forEach((fault) => fault[Symbol.dispose]());
  }
});

/** Lets the first nodes lie at once, and the others answer after a while. */
function fastLiars(net: TestNet, liars: number, delayMs: number) {
  const lie = collude(net, liars, 0);
  return async (passing: Passing) => {
    if (passing.method === "RetrieveValues" && Number(passing.to) >= liars) {
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
    return await lie(passing);
  };
}

Deno.test("fast liars do not decide while honest nodes are slower than the grace", async () => {
  await using net = await startNet({ nodes: 6, polynomialDegree: 1 });
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  net.intercept = fastLiars(net, 2, 1_500);

  const hasty = client.retrieveValues(id);
  assert(!isRight(await hasty.invoke()), "Two of two agree on a lie");
  assertEquals(hasty.toleratedFaults, 0);

  const patient = client.retrieveValues(id, { faultTolerance: 2 });
  assert(isRight(await patient.invoke()));
  assertEquals(patient.toleratedFaults, 2);
});

Deno.test("a read with a tolerance ends without nodes that it does not need", async () => {
  await using net = await startNet({ nodes: 5, polynomialDegree: 1 });
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  net.intercept = (passing) =>
    passing.to === 4 && passing.method === "RetrieveValues"
      ? hang(passing.signal)
      : passing.passOn();
  const operation = client.retrieveValues(id, { faultTolerance: 2 });
  assert(isRight(await operation.invoke({ timeoutMs: 30_000 })));
  assertEquals(operation.toleratedFaults, 2);

  // One that lies takes the place of one that is silent: it takes the fifth answer, until the time is up.
  const lie = collude(net, 1, 1);
  const intercept = net.intercept;
  net.intercept = (passing) => passing.to === 0 ? lie(passing) : intercept(passing);
  const waiting = client.retrieveValues(id, { faultTolerance: 2 });
  await assertRejects(() => waiting.invoke({ timeoutMs: 2_000 }), TimeoutError);
  assertEquals(waiting.toleratedFaults, undefined);
  net.intercept = lie;
  assert(isRight(await waiting.invoke()));
  assertEquals(waiting.toleratedFaults, 2);
});

Deno.test("a read with a tolerance says how many answers it takes, whatever keeps them away", async () => {
  await using net = await startNet({ nodes: 5, polynomialDegree: 1 });
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  const troubles = {
    "is down": refuse,
    "has lost the values": () => Promise.resolve(refusal(5, "value not found")),
  };
  for (const [trouble, answer] of Object.entries(troubles)) {
    net.intercept = (passing) =>
      Number(passing.to) >= 3 && passing.method === "RetrieveValues" ? answer() : passing.passOn();
    const operation = client.retrieveValues(id, { faultTolerance: 2 });
    const error = await assertRejects(() => operation.invoke(), NotEnoughSharesError);
    assertEquals([error.have, error.need, error.phase], [3, 4, "unmask"], trouble);
    assertEquals(error.outcomes!.length, 5);
  }
  // A liar among them who refuses does not hide that the others contradict each other.
  const lie = collude(net, 1, 1);
  net.intercept = (passing) =>
    passing.to === 4 && passing.method === "RetrieveValues"
      ? Promise.resolve(refusal(5, "value not found"))
      : lie(passing);
  const operation = client.retrieveValues(id, { faultTolerance: 2 });
  await assertRejects(() => operation.invoke(), CorruptShareError, "Only 3 of 4 answers agree");
});

/** Makes the first nodes answer alike that nobody may retrieve. */
function permissionLiars(liars: number) {
  return (passing: Passing) =>
    passing.method === "RetrievePermissions" && Number(passing.to) < liars
      ? changeAnswer(passing, PermissionsSchema, (message) => message.retrieve = [])
      : passing.passOn();
}

Deno.test("permissions are right although nodes agree on a lie, or the read fails", async () => {
  await using net = await startNet({ nodes: 5, polynomialDegree: 1 });
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  const truth = Permissions.defaultsForUser(client.userId);
  const cases = [
    { liars: 0, faultTolerance: 3, tolerated: 4 },
    { liars: 1, faultTolerance: undefined, tolerated: 3 },
    { liars: 1, faultTolerance: 3, tolerated: 3 },
    { liars: 2, faultTolerance: 2, tolerated: 2 },
    { liars: 2, faultTolerance: 3, tolerated: undefined },
    { liars: 3, faultTolerance: 3, tolerated: undefined },
  ];
  for (const { liars, faultTolerance, tolerated } of cases) {
    net.intercept = permissionLiars(liars);
    const operation = client.retrievePermissions(id, { faultTolerance });
    if (tolerated === undefined) {
      await assertRejects(() => operation.invoke(), NodesDisagreeError, "4 must agree");
    } else {
      assert((await operation.invoke()).equals(truth), `${liars} of ${faultTolerance}`);
      assertEquals(
        statuses(operation.outcomes).filter((status) => status !== "done"),
        Array(liars).fill("failed NODES_DISAGREE"),
      );
    }
    assertEquals(operation.toleratedFaults, tolerated);
  }
  net.intercept = (passing) =>
    Number(passing.to) > 1 && passing.method === "RetrievePermissions"
      ? refuse()
      : passing.passOn();
  await assertRejects(
    () => client.retrievePermissions(id, { faultTolerance: 2 }).invoke(),
    UnavailableError,
    "2 of the nodes answered, and 3 must agree",
  );
});

Deno.test("fast liars do not decide about permissions while honest nodes are slow", async () => {
  await using net = await startNet({ nodes: 5, polynomialDegree: 1 });
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  const lie = permissionLiars(2);
  net.intercept = async (passing) => {
    if (passing.method === "RetrievePermissions" && Number(passing.to) >= 2) {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    }
    return await lie(passing);
  };
  const operation = client.retrievePermissions(id, { faultTolerance: 2 });
  assert((await operation.invoke()).equals(Permissions.defaultsForUser(client.userId)));
  assertEquals(operation.toleratedFaults, 2);
});

Deno.test("only reads say how many liars they tolerate", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const storing = client.storeValues(values, options);
  const id = await storing.invoke();
  const reading = client.retrieveValues(id);
  await reading.invoke();
  const deleting = client.deleteValues(id);
  await deleting.invoke();
  assertEquals(
    [storing.toleratedFaults, reading.toleratedFaults, deleting.toleratedFaults],
    [undefined, 1, undefined],
  );
  const pools = client.poolStatus();
  await pools.invoke();
  assertEquals(pools.toleratedFaults, undefined);
  // deno-lint-ignore no-explicit-any
  const wrong = { requireChecked: true } as any;
  await assertRejects(
    async () => await client.retrieveValues(id, wrong).invoke(),
    InvalidArgumentError,
    "requireChecked",
  );
});
