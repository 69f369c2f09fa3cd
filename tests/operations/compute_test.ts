import {
  AbortedError,
  compileProgram,
  ComputationFailedError,
  type ComputeOptions,
  EddsaMessage,
  InputPartyBinding,
  InvalidArgumentError,
  InvalidProgramError,
  NadaArray,
  NadaTuple,
  NotFoundError,
  OutputPartyBinding,
  PermissionDeniedError,
  Permissions,
  PublicArray,
  PublicInteger,
  SecretBlob,
  SecretBoolean,
  SecretInteger,
  SecretUnsignedInteger,
  TimeoutError,
  type Values,
  type VmClient,
} from "@nilvm/client";
import { type DevnetOptions, startDevnet } from "@nilvm/client/devnet";
import { PrivateKey, UserId } from "@nilvm/client/keys";
import {
  assert,
  assertEquals,
  assertInstanceOf,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { webHeaders } from "../support/grpc_web.ts";
import { shapeOf } from "../../src/values/nada_value.ts";
import { hang } from "../support/hang.ts";
import { startNet } from "../support/net_fixture.ts";
import { Programs } from "../../src/gen/nillion/programs/v1/service_pb.ts";
import { RawUser, sha256 } from "../support/devnet/raw_user.ts";
import { Clock } from "../support/devnet/clock.ts";
import { fundedUser, lowered, mir } from "../support/programs.ts";

const inProcess: DevnetOptions = { listen: false };

/** Bindings of both parties of the program `two_parties`. */
function twoParties(
  p: UserId,
  q: UserId,
): Pick<ComputeOptions, "inputBindings" | "outputBindings"> {
  return {
    inputBindings: [new InputPartyBinding("p", p), new InputPartyBinding("q", q)],
    outputBindings: [new OutputPartyBinding("p", [p]), new OutputPartyBinding("q", [q])],
  };
}

/** Runs a program of one party, `p`. */
async function run(client: VmClient, name: string, values: Values): Promise<Values> {
  const programId = await client.storeProgram(name.replace("/", "."), await mir(name)).invoke();
  const computeId = await client.compute({
    programId,
    inputBindings: [{ partyName: "p", user: client.userId }],
    outputBindings: [{ partyName: "p", users: [client.userId] }],
    values,
  }).invoke();
  return await client.retrieveComputeResults(computeId).invoke();
}

Deno.test("compute() uses another user's stored value, and each output party reads its own", async () => {
  await using devnet = await startDevnet(inProcess);
  await using p = await fundedUser(devnet, 0);
  await using q = await fundedUser(devnet, 1);
  await using stranger = await fundedUser(devnet, 2);
  const programId = await p.storeProgram("two_parties", await mir("two_parties")).invoke();
  assertEquals(programId.split("/").slice(0, 3), [`${p.userId}`, "two_parties", "sha256"]);

  const permissions = Permissions.defaultsForUser(q.userId).allowCompute(p.userId, programId);
  const b = { b: new SecretInteger(-2) };
  const id = await q.storeValues(b, { ttlDays: 1, permissions }).invoke();
  const options: ComputeOptions = {
    programId,
    ...twoParties(p.userId, q.userId),
    values: { a: new SecretInteger(40) },
    valueIds: [id],
  };
  const computeId = await p.compute(options).invoke();

  const sum = await p.retrieveComputeResults(computeId).invoke();
  assertEquals(Object.keys(sum), ["sum"]);
  assert(new SecretInteger(38).equals(sum["sum"]));
  const difference = await q.retrieveComputeResults(computeId).invoke();
  assertEquals(Object.keys(difference), ["difference"]);
  assert(new SecretInteger(42).equals(difference["difference"]));
  const again = await p.retrieveComputeResults(computeId).invoke();
  assert(new SecretInteger(38).equals(again["sum"]));
  await assertRejects(
    () => stranger.retrieveComputeResults(computeId).invoke(),
    PermissionDeniedError,
    "not authorized to fetch result",
  );

  await assertRejects(
    () => stranger.compute(options).invoke(),
    PermissionDeniedError,
    "does not have permissions",
  );
  const other = await p.storeProgram("other-name", await lowered("two_parties")).invoke();
  await assertRejects(
    () => p.compute({ ...options, programId: other }).invoke(),
    PermissionDeniedError,
  );
});

Deno.test("results of one user bound to several parties come together", async () => {
  await using devnet = await startDevnet(inProcess);
  await using client = await fundedUser(devnet);
  const programId = await client.storeProgram("two_parties", await mir("two_parties")).invoke();
  const values = { a: new SecretInteger(5), b: new SecretInteger(3) };
  const bindings = twoParties(client.userId, client.userId);
  const computeId = await client.compute({ programId, ...bindings, values }).invoke();
  const outputs = await client.retrieveComputeResults(computeId).invoke();
  assert(new SecretInteger(8).equals(outputs["sum"]));
  assert(new SecretInteger(2).equals(outputs["difference"]));
});

Deno.test("compute() takes and gives arrays and tuples, over every prime", async () => {
  for (const primeBits of [64, 128, 256] as const) {
    await using devnet = await startDevnet({
      ...inProcess,
      primeBits,
      nodes: 5,
      polynomialDegree: 2,
    });
    await using client = await fundedUser(devnet);
    const secret = (...numbers: number[]) =>
      new NadaArray(numbers.map((number) => new SecretInteger(number)));
    const open = (...numbers: number[]) =>
      new PublicArray(numbers.map((number) => new PublicInteger(number)));
    const outputs = await run(client, "shapes", {
      xs: secret(1, -2, 3),
      ks: open(10, -20, 30),
      row0: secret(1, 2),
      row1: secret(-3, 4),
      flag: new SecretBoolean(true),
      big: new SecretUnsignedInteger(2n ** 63n),
    });
    const pairs = [1, -2, 3].map((x) => new NadaTuple(new SecretInteger(x), new SecretInteger(x)));
    const expected: Values = {
      pairs: new NadaArray(pairs),
      doubled: open(20, -40, 60),
      negated: new NadaArray([secret(-1, -2), secret(3, -4)]),
      weighted: new SecretInteger(140),
      mixed: new NadaTuple(new SecretUnsignedInteger(2n ** 63n + 2n), new PublicInteger(1400)),
      unflagged: new SecretBoolean(false),
      bigger: new SecretUnsignedInteger(2n ** 63n + 1n),
    };
    assertEquals(Object.keys(outputs).sort(), Object.keys(expected).sort());
    for (const [name, value] of Object.entries(expected)) {
      assert(value.equals(outputs[name]), `${name} over ${primeBits} bits`);
    }
  }
});

Deno.test("difference: an array of tuples that mix secret and public is lost, as on real nodes", async () => {
  await using devnet = await startDevnet(inProcess);
  await using client = await fundedUser(devnet);
  const values = {
    xs: new NadaArray([1, 2, 3].map((x) => new SecretInteger(x))),
    ks: new PublicArray([1, 2, 3].map((k) => new PublicInteger(k))),
  };
  const error = await run(client, "mixed_pairs", values).catch((error) => error);
  assertInstanceOf(error, ComputationFailedError);
  assertEquals(
    error.reason,
    "pairs can not be retrieve: array value access error: only a vector with homogeneous types (same type variant) is allowed",
  );
});

Deno.test("outputs that real nodes lose are computed in another way, and one may go to two parties", async () => {
  await using devnet = await startDevnet(inProcess);
  await using client = await fundedUser(devnet);
  const program = await mir("outputs");
  const compiled = await compileProgram(program);
  assertEquals(compiled.warnings, []);
  const { userId } = client;
  const q = UserId.fromPublicKey(PrivateKey.random().publicKey);
  const results = async (programId: string) => {
    const computeId = await client.compute({
      programId,
      inputBindings: [new InputPartyBinding("p", userId)],
      outputBindings: [new OutputPartyBinding("p", [userId]), new OutputPartyBinding("q", [q])],
      values: { x: new SecretInteger(3) },
    }).invoke();
    return await client.retrieveComputeResults(computeId).invoke();
  };
  const outputs = await results(await client.storeProgram("outputs", program).invoke());
  const expected: Values = {
    constant: new NadaTuple(new PublicInteger(1), new SecretInteger(6)),
    square: new NadaArray([new SecretInteger(36)]),
    double: new NadaArray([new SecretInteger(6)]),
    shared: new SecretInteger(6),
  };
  assertEquals(Object.keys(outputs).sort(), Object.keys(expected).sort());
  for (const [name, value] of Object.entries(expected)) assert(value.equals(outputs[name]), name);

  // Somebody else's compiler would store it as it is.
  const raw = new RawUser(devnet);
  await raw.deposit(20_000_000n);
  const signedReceipt = await raw.receipt({
    case: "storeProgram",
    value: {
      name: "as-is",
      contentsSha256: await sha256(program),
      metadata: { instructionCount: 1n },
    },
  });
  const stored = await Promise.all(
    devnet.nodes.map((node) => raw.at(Programs, node).storeProgram({ program, signedReceipt })),
  );
  const error = await results(stored[0]!.programId).catch((error) => error);
  assertInstanceOf(error, ComputationFailedError);
  assertStringIncludes(error.reason!, "can not be retrieve: illegal memory access");
});

Deno.test("a failed computation says why", async () => {
  await using devnet = await startDevnet(inProcess);
  await using client = await fundedUser(devnet);
  const values = { a: new SecretInteger(7), b: new PublicInteger(0) };
  const error = await run(client, "quotient", values).catch((error) => error);
  assertInstanceOf(error, ComputationFailedError);
  assertEquals([error.code, error.reason], ["COMPUTATION_FAILED", "division by zero"]);
  assertEquals(error.outcomes?.map(({ status }) => status), ["failed", "failed", "failed"]);

  const quotient = await run(client, "quotient", { ...values, b: new PublicInteger(-2) });
  assert(new SecretInteger(-4).equals(quotient["quotient"]));
});

Deno.test("results leave each node as a fresh share, and are not stored as values", async () => {
  await using net = await startNet();
  await using client = await net.client();
  await client.addFunds(20_000_000n);
  const programId = await client.storeProgram("two_parties", await mir("two_parties")).invoke();
  const values = { a: new SecretInteger(5), b: new SecretInteger(3) };
  const bindings = twoParties(client.userId, client.userId);
  const answers = new Set<string>();
  net.intercept = async (passing) => {
    if (passing.method !== "RetrieveResults") return await passing.passOn();
    const body = new Uint8Array(await (await passing.passOn()).arrayBuffer());
    answers.add(body.toBase64());
    return new Response(body, { headers: webHeaders });
  };
  for (let round = 0; round < 2; round++) {
    const computeId = await client.compute({ programId, ...bindings, values }).invoke();
    const { sum } = await client.retrieveComputeResults(computeId).invoke();
    assert(new SecretInteger(8).equals(sum));
  }
  assertEquals(answers.size, 6);
  assertEquals(net.devnet.nodes.flatMap((node) => node.heldShares()), []);
});

Deno.test("results are gone after a day", async () => {
  const clock = new Clock();
  await using devnet = await startDevnet({ ...inProcess, environment: clock.environment });
  await using client = await fundedUser(devnet, 0, { environment: { now: clock.now } });
  const programId = await client.storeProgram("two_parties", await mir("two_parties")).invoke();
  const values = { a: new SecretInteger(5), b: new SecretInteger(3) };
  const bindings = twoParties(client.userId, client.userId);
  const computeId = await client.compute({ programId, ...bindings, values }).invoke();
  clock.advanceDays(0.99);
  await client.retrieveComputeResults(computeId).invoke();
  clock.advanceDays(0.02);
  await assertRejects(() => client.retrieveComputeResults(computeId).invoke(), NotFoundError);
});

Deno.test("pools run out and refill", async () => {
  const clock = new Clock();
  await using devnet = await startDevnet({ ...inProcess, environment: clock.environment });
  await using client = await fundedUser(devnet, 0, { environment: { now: clock.now } });
  const stock = async () => {
    const { pools, isPreprocessing, isAuxiliaryMaterialAvailable } = await client.poolStatus()
      .invoke();
    assertEquals(Object.keys(pools).length, 9);
    assert(isAuxiliaryMaterialAvailable);
    const { start, end, available } = pools["MODULO"]!;
    return [start, end, available, isPreprocessing];
  };
  assertEquals(await stock(), [0n, 288n, 288n, false]);

  const program = await mir("remainders");
  const programId = await client.storeProgram("remainders", program).invoke();
  const xs = Array.from({ length: 100 }, (_, index) => new SecretInteger(index - 50));
  const operation = () =>
    client.compute({
      programId,
      inputBindings: [{ partyName: "p", user: client.userId }],
      outputBindings: [{ partyName: "p", users: [client.userId] }],
      values: { xs: new NadaArray(xs) },
    });
  const quote = await operation().quote();
  assertEquals(quote.preprocessingRequirements, { MODULO: 100 });

  const computeId = await operation().invoke();
  const { remainders } = await client.retrieveComputeResults(computeId).invoke();
  assertEquals(
    (remainders as NadaArray).value.map(({ value }) => value),
    xs.map((_, index) => BigInt(((index - 50) % 7 + 7) % 7)),
  );
  assertEquals(await stock(), [100n, 288n, 188n, true]);
  await operation().invoke();
  assertEquals(await stock(), [200n, 288n, 88n, true]);

  const late = operation();
  const { balance } = await client.balance();
  // The client asks again as long as the call may take, since the pools fill up.
  const waiting = () => late.invoke({ timeoutMs: 500 });
  await assertRejects(waiting, TimeoutError, "phase receipt");
  assertEquals((await client.balance()).balance, balance);
  clock.advanceDays(1);
  await client.retrieveComputeResults(await late.invoke()).invoke();
  clock.advanceDays(1);
  assertEquals(await stock(), [300n, 576n, 276n, false]);
});

Deno.test("a program that needs more elements than the nodes have is not quoted", async () => {
  await using devnet = await startDevnet(inProcess);
  await using client = await fundedUser(devnet);
  const program = await mir("too_many_remainders");
  const programId = await client.storeProgram("too_many", program).invoke();
  await assertRejects(
    () => client.compute({ programId, inputBindings: [], outputBindings: [] }).quote(),
    InvalidArgumentError,
    "at most 250 Modulo preprocessing elements",
  );
});

Deno.test("storeProgram() refuses bad input before it is sent or paid", async () => {
  await using devnet = await startDevnet(inProcess);
  await using client = await devnet.client();
  const program = await mir("two_parties");
  for (const name of ["", "a b", "a/b", "é", "a".repeat(129), undefined, null, 5]) {
    const store = () => client.storeProgram(name as string, program);
    assertThrows(store, InvalidArgumentError, "name");
  }
  for (const bad of [new Uint8Array(50).fill(0xff), new Uint8Array(), program.slice(0, 99)]) {
    const error = await client.storeProgram("p", bad).quote().catch((error) => error);
    assertInstanceOf(error, InvalidProgramError);
    assertEquals(error.code, "INVALID_PROGRAM");
    assert(error.issues.length > 0);
  }
  await assertRejects(
    () => client.storeProgram("p", "text" as unknown as Uint8Array).quote(),
    InvalidArgumentError,
    "Uint8Array",
  );
});

Deno.test("compileProgram() names the classes that a run takes and gives", async () => {
  await using devnet = await startDevnet(inProcess);
  await using client = await fundedUser(devnet);
  const { inputs, outputs } = await compileProgram(await mir("shapes"));
  const types = (values: typeof inputs) =>
    Object.fromEntries(values.map(({ name, type }) => [name, type]));
  const shapes = (values: Values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shapeOf(value)]));
  const row = () => new NadaArray([new SecretInteger(1), new SecretInteger(2)]);
  const values = {
    xs: new NadaArray([1, 2, 3].map((x) => new SecretInteger(x))),
    ks: new PublicArray([1, 2, 3].map((k) => new PublicInteger(k))),
    row0: row(),
    row1: row(),
    flag: new SecretBoolean(true),
    big: new SecretUnsignedInteger(1),
  };
  assertEquals(types(inputs), shapes(values));
  assertEquals(types(inputs)["ks"], "PublicArray<PublicInteger, 3>");
  assertEquals(types(outputs), shapes(await run(client, "shapes", values)));
  assertEquals(
    types(outputs)["pairs"],
    "NadaArray<NadaTuple<SecretInteger, SecretInteger>, 3>",
  );
  assertEquals(types(outputs)["mixed"], "NadaTuple<SecretUnsignedInteger, PublicInteger>");
});

Deno.test("a program whose outputs fit no answer fails, and takes no memory", async () => {
  await using devnet = await startDevnet(inProcess);
  await using client = await fundedUser(devnet);
  const message = new EddsaMessage(new Uint8Array(1_000_000));
  const values = { message, a: new SecretInteger(1) };
  const error = await run(client, "eddsa/echo", values).catch((error) => error);
  assertInstanceOf(error, ComputationFailedError);
  assertEquals(error.reason, "the outputs take 6000032 bytes, at most 5242880");
  const short = { message: new EddsaMessage(new Uint8Array(5)), a: new SecretInteger(1) };
  const { echo5, doubled } = await run(client, "eddsa/echo", short);
  assert(short.message.equals(echo5) && new SecretInteger(2).equals(doubled));
});

Deno.test("a program id is the same in upper case and lower case", async () => {
  await using devnet = await startDevnet(inProcess);
  await using client = await fundedUser(devnet);
  const id = await client.storeProgram("two_parties", await mir("two_parties")).invoke();
  const [user, name, sha256, hash] = id.split("/");
  const programId = [user!.toUpperCase(), name, sha256, hash!.toUpperCase()].join("/");
  const bindings = twoParties(client.userId, client.userId);
  const values = { a: new SecretInteger(5), b: new SecretInteger(3) };
  const computeId = await client.compute({ programId, ...bindings, values }).invoke();
  const { sum } = await client.retrieveComputeResults(computeId).invoke();
  assert(new SecretInteger(8).equals(sum));
});

Deno.test("retrieveComputeResults() obeys the signals of both calls", async () => {
  await using devnet = await startDevnet(inProcess);
  await using client = await fundedUser(devnet);
  const id = crypto.randomUUID();
  const stopped = AbortSignal.abort();
  const fresh = new AbortController().signal;
  for (const [first, second] of [[stopped, fresh], [fresh, stopped]] as const) {
    const operation = client.retrieveComputeResults(id, { signal: first });
    await assertRejects(() => operation.invoke({ signal: second }), AbortedError);
  }
});

Deno.test("retrieveComputeResults() obeys its own time limit, unless invoke() has another", async () => {
  await using net = await startNet();
  await using client = await net.client({ timeoutMs: 20_000 });
  net.intercept = ({ method, passOn, signal }) =>
    method === "RetrieveResults" ? hang(signal) : passOn();
  const operation = client.retrieveComputeResults(crypto.randomUUID(), { timeoutMs: 50 });
  await assertRejects(() => operation.invoke(), TimeoutError, "timeoutMs of 50 ms");
  await assertRejects(
    () => operation.invoke({ timeoutMs: 60 }),
    TimeoutError,
    "timeoutMs of 60 ms",
  );
});

Deno.test("compute() refuses bad input before it is sent or paid", async () => {
  await using devnet = await startDevnet(inProcess);
  await using client = await devnet.client();
  const user = client.userId;
  const good: ComputeOptions = {
    programId: "builtin/later",
    inputBindings: [{ partyName: "p", user }],
    outputBindings: [{ partyName: "q", users: [user] }],
  };
  client.compute(good);
  const bad: [string, Record<string, unknown>][] = [
    ["program", { programId: "nothing" }],
    ["program", { programId: undefined }],
    ["bound to no user", { outputBindings: [{ partyName: "q", users: [] }] }],
    ["bound twice", { inputBindings: [{ partyName: "p", user }, { partyName: "p", user }] }],
    ["name of a party", { inputBindings: [{ partyName: "", user }] }],
    ["name of a party", { outputBindings: [null] }],
    ["list of input bindings", { inputBindings: undefined }],
    ["UserId", { inputBindings: [{ partyName: "p", user: "me" }] }],
    ["UserId", { outputBindings: [{ partyName: "p", users: ["me"] }] }],
    ["list of users", { outputBindings: [{ partyName: "p", users: user }] }],
    ["UUID", { valueIds: ["mine"] }],
    ["wrap it", { values: { a: 5 } }],
    ["empty name", { values: { "": new SecretInteger(1) } }],
    ["at most 5417622 fit", { values: { a: new SecretBlob(new Uint8Array(6_000_000)) } }],
  ];
  for (const [words, change] of bad) {
    const options = { ...good, ...change } as ComputeOptions;
    assertThrows(() => client.compute(options), InvalidArgumentError, words);
  }
  assertThrows(() => client.retrieveComputeResults("mine"), InvalidArgumentError, "UUID");
});

Deno.test("compileProgram() counts the same elements as a quote", async () => {
  await using devnet = await startDevnet(inProcess);
  await using client = await fundedUser(devnet);
  const program = await compileProgram(await mir("remainders"));
  assertEquals(program.preprocessing, { MODULO: 100 });
  const counts = Object.values(program.instructions);
  assertEquals(counts.reduce((sum, count) => sum + count, 0), program.totalInstructions);
  assert(program.memorySize >= program.inputs.length + program.outputs.length);

  const programId = await client.storeProgram("remainders", program).invoke();
  const { preprocessingRequirements } = await client.compute({
    programId,
    inputBindings: [],
    outputBindings: [],
  }).quote();
  assertEquals(preprocessingRequirements, program.preprocessing);
});

Deno.test("compute() with the program refuses a wrong run before it is paid", async (t) => {
  await using net = await startNet();
  await using client = await net.client();
  await client.addFunds(5_000_000n);
  const program = await compileProgram(await mir("two_parties"));
  const programId = await client.storeProgram("two_parties", program).invoke();
  const bindings = twoParties(client.userId, client.userId);
  const [p, q] = bindings.inputBindings;
  const values = { a: new SecretInteger(40), b: new SecretInteger(2) };
  const good: ComputeOptions = { programId, program, ...bindings, values };
  const other = await compileProgram(await mir("remainders"));
  const bad: [string, Partial<ComputeOptions>, string][] = [
    ["another program", { program: other }, "does not have the id"],
    ["an unknown party", {
      inputBindings: [p!, q!, new InputPartyBinding("z", client.userId)],
    }, 'no input party "z"; it has "p", "q"'],
    ["an unbound party", { inputBindings: [p!] }, 'bound to the input parties "q"'],
    ["an unbound output party", { outputBindings: [] }, 'output parties "p", "q"'],
    ["an unknown input", { values: { ...values, c: values.a } }, 'no input "c"; it has "a", "b"'],
    ["a missing input", { values: { a: values.a } }, 'lacks "b"'],
    [
      "an input of another type",
      { values: { ...values, b: new PublicInteger(2) } },
      'Input "b" of the program takes SecretInteger, but is PublicInteger',
    ],
    [
      "an array for a number",
      { values: { ...values, b: new NadaArray([values.b]) } },
      "takes SecretInteger, but is NadaArray<SecretInteger, 1>",
    ],
    [
      "an unknown input beside stored ones",
      { values: { c: values.a }, valueIds: [crypto.randomUUID()] },
      'no input "c"',
    ],
  ];
  net.passed.length = 0;
  for (const [what, change, message] of bad) {
    await t.step(what, () => {
      const refused = () => client.compute({ ...good, ...change });
      const error = assertThrows(refused, InvalidArgumentError);
      assertStringIncludes(error.message, message);
    });
  }
  assertEquals(net.passed, []);

  const id = await client.storeValues({ b: values.b }, {
    ttlDays: 1,
    permissions: Permissions.defaultsForUser(client.userId).allowCompute(client.userId, programId),
  }).invoke();
  const stored = client.compute({ ...good, values: { a: values.a }, valueIds: [id] });
  for (const operation of [client.compute(good), stored]) {
    const { sum } = await client.retrieveComputeResults(await operation.invoke()).invoke();
    assertEquals(sum?.value, 42n);
  }
});
