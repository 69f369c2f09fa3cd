/** What is done with a canary: all operations of a client, in all ways in which they end. */
import {
  compileProgram,
  type Operation,
  Permissions,
  PrivateKey,
  PublicInteger,
  SecretInteger,
  SecretUnsignedInteger,
  type Tracer,
  type UserId,
  type Values,
  type ValuesId,
  type VmClient,
} from "@nilvm/client";
import { type Journal, memoryJournal } from "@nilvm/client/journal";
import { assert } from "@std/assert";
import type { CanaryStage } from "./canary_stage.ts";
import { refusal } from "./grpc_web.ts";
import { maskAndUnmask, misuse, pay, readFiles, useKeys } from "./canary_outside.ts";
import { hang } from "./hang.ts";
import { loseAnswer, type Passing, refuse, type TestNet } from "./net_fixture.ts";
import { mir } from "./programs.ts";

const options = { ttlDays: 1 };
const zero = new SecretInteger(0);

/** A client whose user's key is a canary, with a balance. */
async function canaryClient(stage: CanaryStage, net: TestNet): Promise<VmClient> {
  const key = PrivateKey.fromBytes(stage.secrets.userKey);
  const kept = memoryJournal();
  const journal: Journal = {
    ...kept,
    write(id, entry) {
      stage.read(entry, "an entry of the journal");
      return kept.write(id, entry);
    },
  };
  const client = await net.client({
    key,
    journal,
    onEvent: (event) => stage.read(event, "an event"),
    tracer: readingTracer(stage),
  });
  await client.addFunds(200_000_000n);
  stage.read(client, "the client");
  stage.read(await client.balance(), "the balance");
  stage.memory("addFunds()");
  return client;
}

/** A tracer that reads all it is given. */
function readingTracer(stage: CanaryStage): Tracer {
  const read = (...given: unknown[]) => stage.read(given, "a span");
  return {
    startActiveSpan(name, options, run) {
      read(name, options);
      const span = { setAttribute: read, setStatus: read, end: read };
      return run(span) as ReturnType<typeof run>;
    },
  };
}

/** Checks that the values are those with the canary: otherwise there is nothing to be found. */
function assertCanary(stage: CanaryStage, read: Values): void {
  for (const [name, value] of Object.entries(stage.secrets.values())) {
    assert(value.equals(read[name]), name);
  }
}

/** Looks at an operation before it is invoked and after, and at its result. */
async function through<Result>(
  stage: CanaryStage,
  name: string,
  operation: Operation<Result>,
  isRead = false,
): Promise<Result> {
  stage.read(operation, `${name} before it is invoked`);
  const result = await operation.invoke();
  stage.memory(name);
  stage.read(operation, `${name} after it was invoked`);
  stage.read(operation.outcomes, `the outcomes of ${name}`);
  stage.read(result, `the result of ${name}`, isRead);
  return result;
}

/** Stores, reads, updates and deletes, with all that goes with it. */
async function storeAndRead(
  stage: CanaryStage,
  net: TestNet,
  client: VmClient,
): Promise<void> {
  const values = stage.secrets.values();
  const storing = client.storeValues(values, options);
  stage.memory("masking");
  const quote = await client.requestQuote(storing);
  stage.read(quote, "the quote");
  const receipt = await client.getPaymentReceipt(quote);
  stage.read(receipt, "the receipt");
  const id = await storing.invokeWithReceipt(receipt);
  stage.read([id, storing, storing.outcomes], "storing with a receipt");
  await stage.state(net, "after storing");

  assertCanary(stage, await through(stage, "reading", client.retrieveValues(id), true));
  await through(
    stage,
    "updating",
    client.storeValues(values, { ...options, updateIdentifier: id }),
  );
  const confirmed = client.storeValues(values, { ...options, confirm: true });
  await through(stage, "storing to be confirmed", confirmed);
  await through(stage, "asking for the pools", client.poolStatus());

  const { userId } = client;
  const granted = Permissions.defaultsForUser(userId).allowRetrieve(userId);
  await through(stage, "permissions", client.retrievePermissions(id));
  await through(stage, "new permissions", client.overwritePermissions(id, granted));
  const delta = { delete: { revoke: [userId], grant: [] } };
  await through(stage, "other permissions", client.updatePermissions(id, delta));

  const left = client.storeValues(values, options);
  net.intercept = (passing) => passing.method === "StoreValues" ? refuse() : passing.passOn();
  await stage.fails("storing that is left", () => left.invoke());
  net.intercept = ({ passOn }) => passOn();
  left[Symbol.dispose]();
  const resumed = await client.resumePayments();
  assert(resumed.open.length === 1);
  stage.read(resumed, "payments that are resumed");
  await resumed.open[0]!.discard();

  const reading = client.retrieveValues(id, { faultTolerance: 0 });
  await reading.quote();
  await reading.invoke();
  reading[Symbol.dispose]();
  stage.read(reading, "an operation that was disposed of");
  await stage.fails("an operation that was disposed of", () => reading.invoke());
  await through(stage, "deleting", client.deleteValues(await confirmed.invoke()));
  await stage.fails(
    "reading what was deleted",
    async () => await client.retrieveValues(await confirmed.invoke()).invoke(),
  );
  await stage.state(net, "after deleting");
}

function run(programId: string, user: UserId, values: Values, parties = ["p", "q"]) {
  return {
    programId,
    inputBindings: parties.map((partyName) => ({ partyName, user })),
    outputBindings: parties.map((partyName) => ({ partyName, users: [user] })),
    values,
  };
}

/** Computes with the canary as input and as result, and looks at the devnet meanwhile. */
async function computeAndRead(
  stage: CanaryStage,
  net: TestNet,
  client: VmClient,
): Promise<void> {
  const { number } = stage.secrets;
  const { userId } = client;
  const source = await mir("two_parties");
  const program = await compileProgram(source);
  stage.read(program, "a program");
  const programId = await through(
    stage,
    "storing a program",
    client.storeProgram("two_parties", program),
  );
  const inputs = { a: new SecretInteger(number), b: zero };

  // The computation begins when the last node has its inputs.
  const held = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  net.intercept = async ({ method, to, passOn }) => {
    if (method === "InvokeCompute" && to === 2) {
      held.resolve();
      await goOn.promise;
    }
    return await passOn();
  };
  const computing = client.compute({ ...run(programId, userId, inputs), program });
  const starting = computing.invoke();
  await held.promise;
  await stage.state(net, "while a computation waits for a node");
  goOn.resolve();
  const computeId = await starting;
  stage.memory("a computation");
  stage.read(computing, "a computation");
  net.intercept = ({ passOn }) => passOn();
  await stage.state(net, "after a computation");
  const results = await through(
    stage,
    "reading results",
    client.retrieveComputeResults(computeId),
    true,
  );
  assert(inputs.a.equals(results["sum"]) && inputs.a.equals(results["difference"]));

  const permissions = Permissions.defaultsForUser(userId).allowCompute(userId, programId);
  const stored = await client.storeValues(inputs, { ...options, permissions }).invoke();
  const again = await through(
    stage,
    "computing with stored values",
    client.compute({ ...run(programId, userId, {}), valueIds: [stored] }),
  );
  await client.retrieveComputeResults(again).invoke();
  await stage.state(net, "after a computation with stored values");
  stage.memory("a computation with stored values");
}

/** Calls that end ill, by the name of the operation. */
function operations(
  stage: CanaryStage,
  client: VmClient,
  id: ValuesId,
  computeId: string,
  programId: string,
): Record<string, () => Operation<unknown>> {
  const values = stage.secrets.values();
  const inputs = { a: new SecretInteger(stage.secrets.number), b: zero };
  const permissions = Permissions.defaultsForUser(client.userId);
  const delta = { retrieve: { grant: [client.userId], revoke: [] } };
  const program = new TextEncoder().encode("no program");
  return {
    storeValues: () => client.storeValues(values, options),
    "storeValues, an update": () =>
      client.storeValues(values, { ...options, updateIdentifier: id }),
    "storeValues, to be confirmed": () => client.storeValues(values, { ...options, confirm: true }),
    retrieveValues: () => client.retrieveValues(id),
    retrievePermissions: () => client.retrievePermissions(id),
    overwritePermissions: () => client.overwritePermissions(id, permissions),
    updatePermissions: () => client.updatePermissions(id, delta),
    compute: () => client.compute(run(programId, client.userId, inputs)),
    retrieveComputeResults: () => client.retrieveComputeResults(computeId),
    poolStatus: () => client.poolStatus(),
    storeProgram: () => client.storeProgram("none", program),
    deleteValues: () => client.deleteValues(id),
  };
}

/** The requests that go to all nodes. */
const nodeMethods = /^(Store|Retrieve|Delete|Update|Overwrite|Invoke|PoolStatus)/;

/** What goes wrong with requests. */
const troubles: Record<string, (passing: Passing) => Promise<Response>> = {
  "no connection": () => refuse(),
  "no answer": ({ signal }) => hang(signal),
  "a lost answer": (passing) => loseAnswer(passing),
  "a refusal": () => Promise.resolve(refusal(7, "not permitted")),
  "a wrong argument": () => Promise.resolve(refusal(3, "invalid values")),
  "a full disk": () => Promise.resolve(refusal(13, "disk full")),
  "a page of a proxy": () =>
    Promise.resolve(new Response("<html>", { status: 403, headers: { server: "proxy" } })),
  "an answer that nobody can read": async ({ passOn }) => {
    const { status, headers } = await passOn();
    return new Response(new Uint8Array(40).fill(255), { status, headers });
  },
};

/** Lets every operation end in every way: at the leader, and at the nodes. */
async function failInAllWays(
  stage: CanaryStage,
  net: TestNet,
  client: VmClient,
): Promise<void> {
  const { userId } = client;
  const id = await client.storeValues(stage.secrets.values(), options).invoke();
  const programId = await client.storeProgram("two_parties", await mir("two_parties")).invoke();
  const inputs = { a: new SecretInteger(stage.secrets.number), b: zero };
  const computeId = await client.compute(run(programId, userId, inputs)).invoke();
  // Each operation has a client of its own, so that none waits for the others.
  const names = Object.keys(operations(stage, client, id, computeId, programId));
  await using clients = new AsyncDisposableStack();
  const made = new Map<string, () => Operation<unknown>>();
  for (const name of names) {
    const key = PrivateKey.fromBytes(stage.secrets.userKey);
    const own = clients.use(await net.client({ key }));
    made.set(name, operations(stage, own, id, computeId, programId)[name]!);
  }
  const all = (act: (name: string, make: () => Operation<unknown>) => Promise<unknown>) =>
    Promise.all(made.entries().map(([name, make]) => act(name, make)));

  for (const [trouble, answer] of Object.entries(troubles)) {
    for (const where of ["nodes", "leader"]) {
      net.intercept = (passing) => {
        const isNodes = nodeMethods.test(passing.method);
        return isNodes === (where === "nodes") ? answer(passing) : passing.passOn();
      };
      await all(async (name, make) => {
        const operation = make();
        const what = `${name} with ${trouble} (${where})`;
        // A write whose answer was lost is done all the same, and a free one does not ask the leader.
        await stage.tries(what, () => operation.invoke({ timeoutMs: 100 }));
        if (where === "nodes") stage.read(operation, `the operation ${what}`);
        operation[Symbol.dispose]();
      });
      stage.memory(`${trouble} (${where})`);
    }
  }
  net.intercept = ({ signal }) => hang(signal);
  await all(async (name, make) => {
    const stop = new AbortController();
    const operation = make();
    const running = operation.invoke({ signal: stop.signal });
    setTimeout(() => stop.abort(), 5);
    await stage.fails(`${name}, aborted`, () => running);
    stage.read(operation, `the operation ${name}, aborted`);
    await stage.fails(
      `${name}, aborted before`,
      () => make().invoke({ signal: AbortSignal.abort() }),
    );
    await stage.fails(`${name} as if it were a promise`, async () => await (make() as unknown));
  });
  net.intercept = ({ passOn }) => passOn();
  await stage.state(net, "after failures");
}

/** Reads with wrong and missing shares, writes of values that do not fit, computations that fail. */
async function failByContent(
  stage: CanaryStage,
  net: TestNet,
  client: VmClient,
): Promise<void> {
  const { number, large } = stage.secrets;
  const { userId } = client;
  const [first, second] = net.devnet.nodes;
  const kinds = { numbers: { a: new SecretInteger(number) }, keys: stage.secrets.keyValues() };
  for (const [name, values] of Object.entries(kinds)) {
    const id = await client.storeValues(values, options).invoke();
    {
      using _ = first!.inject({ kind: "lie", methods: ["RetrieveValues"] });
      const reading = client.retrieveValues(id);
      await stage.fails(`reading ${name} with a wrong share`, () => reading.invoke());
      stage.read(reading, `a read of ${name} with a wrong share`);
    }
    {
      using _ = first!.inject({ kind: "down", methods: ["RetrieveValues"] });
      using __ = second!.inject({ kind: "down", methods: ["RetrieveValues"] });
      await stage.fails(
        `reading ${name} with too few shares`,
        () => client.retrieveValues(id).invoke(),
      );
    }
    await using stranger = await net.client();
    await stage.fails(`a stranger's read of ${name}`, () => stranger.retrieveValues(id).invoke());
    const update = stranger.storeValues(values, { ...options, updateIdentifier: id });
    await stage.fails(`a stranger's update of ${name}`, () => update.invoke());
    await stage.fails(`a closed client's read of ${name}`, async () => {
      await stranger[Symbol.asyncDispose]();
      await stranger.retrieveValues(id).invoke();
    });
  }
  await stage.fails(
    "a number that does not fit",
    () => client.storeValues({ large: new SecretInteger(large) }, options),
  );
  await stage.fails(
    "a price that is too high",
    () => client.storeValues(stage.secrets.values(), options).invoke({ maxFeesUnil: 1 }),
  );
  await using poor = await net.client({ payer: undefined });
  await stage.fails(
    "an operation without money",
    () => poor.storeValues(stage.secrets.values(), options).invoke(),
  );

  const divide = await client.storeProgram("quotient", await mir("quotient")).invoke();
  const a = new SecretInteger(number);
  const byZero = run(divide, userId, { a, b: new PublicInteger(0) }, ["p"]);
  const computeId = await client.compute(byZero).invoke();
  await stage.fails("a division by zero", () => client.retrieveComputeResults(computeId).invoke());
  const wrong: Record<string, Values> = {
    "of a wrong type": { a: new SecretUnsignedInteger(number), b: new PublicInteger(1) },
    "with a wrong name": { a2: a, b: new PublicInteger(1) },
    "that lack one": { a },
  };
  const program = await compileProgram(await mir("quotient"));
  for (const [name, values] of Object.entries(wrong)) {
    const computation = run(divide, userId, values, ["p"]);
    await stage.fails(
      `inputs ${name}, which the client refuses`,
      () => client.compute({ ...computation, program }),
    );
    await stage.fails(
      `inputs ${name}, which nodes refuse`,
      () => client.compute(computation).invoke(),
    );
  }
  await stage.state(net, "after a computation that failed");
  stage.memory("a computation that failed");
}

/** Plays a scene with a client whose user has the canary as key. */
type Scene = (stage: CanaryStage, net: TestNet) => Promise<void>;

function withClient(
  scene: (stage: CanaryStage, net: TestNet, client: VmClient) => Promise<void>,
): Scene {
  return async (stage, net) => {
    await using client = await canaryClient(stage, net);
    await scene(stage, net, client);
  };
}

/** All scenes, by what happens in them. */
export const scenes: Readonly<Record<string, Scene>> = {
  "values are stored and read": withClient(storeAndRead),
  "programs compute with it": withClient(computeAndRead),
  "operations fail in all ways": withClient(failInAllWays),
  "shares, inputs and prices are wrong": withClient(failByContent),
  "a wallet pays whose key it is": pay,
  "it is passed for something else": misuse,
  "keys are used": useKeys,
  "values are masked": maskAndUnmask,
  "files of networks are read": readFiles,
};
