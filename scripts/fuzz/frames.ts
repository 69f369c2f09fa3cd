/**
 * Gives the client hostile bytes wherever it reads the bytes of others: `deno task fuzz:frames [--seed N] [--cases N]`.
 *
 * Answers of nodes and of the chain are recorded from a devnet and changed. This script has the leader's key, so hostile
 * quotes and receipts are signed too. The client may return the result for the honest answers or
 * throw a `VmError`, and nothing else, within the limits below. With one hostile node of four, operations that need two honest nodes
 * must succeed. `--seed N --cases 1` tries case N again.
 *
 * @module
 */
import { parseArgs } from "node:util";
import {
  compileProgram,
  CorruptShareError,
  InputPartyBinding,
  InvalidArgumentError,
  NadaArray,
  NetworkConfigError,
  NotEnoughSharesError,
  OutputPartyBinding,
  Permissions,
  type ProgramId,
  SecretBlob,
  SecretInteger,
  type Values,
  type VmClient,
  VmError,
} from "@nilvm/client";
import { parseNetworkConfig } from "@nilvm/client/config";
import { UserId } from "@nilvm/client/keys";
import { type PartyShares, SecretMasker } from "@nilvm/client/masking";
import {
  computePermissionCodec,
  computePermissionCommandCodec,
  inputPartyBindingCodec,
  outputPartyBindingCodec,
  permissionCommandCodec,
  permissionsCodec,
  userIdCodec,
} from "@nilvm/client/protobuf";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { SignedQuoteSchema } from "../../src/gen/nillion/payments/v1/quote_pb.ts";
import { SignedReceiptSchema } from "../../src/gen/nillion/payments/v1/receipt_pb.ts";
import { encodeHex } from "../../src/base/hex.ts";
import { frame, unframe } from "../../tools/grpc_web.ts";
import { type Hostile, hostileChain, hostileNode } from "./hostile_answers.ts";
import { concat, mutate } from "./mutate.ts";
import { mib } from "./programs_module.ts";
import { Random } from "../../tools/random.ts";
import { leaderKey, RecordedNet, type Recording, respond, type Scenario } from "./recorded_net.ts";

const { values: args } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    cases: { type: "string", default: "1000000" },
  },
});

/** How long one case may take. */
const caseMsMax = 10_000;
/** The growth of the process that is allowed after one case of each kind. */
const growthBytesMax = 512 * 2 ** 20;
/** The longest message of an error. A node may send megabytes. */
const messageLengthMax = 20_000;
const failuresShownMax = 10;

/** A mistake that a case has found. */
class Finding extends Error {}

/** Checks that the package threw an error on purpose, and the same for the errors inside it. */
function checkError(error: unknown, ...kinds: (abstract new (...args: never[]) => VmError)[]) {
  const isTyped = error instanceof VmError &&
    (kinds.length === 0 || kinds.some((kind) => error instanceof kind));
  if (!isTyped) {
    throw new Finding(`throws ${error instanceof Error ? error.stack : String(error)}`);
  }
  if (error.message.length > messageLengthMax) {
    throw new Finding(`throws a ${error.code} of ${error.message.length} characters`);
  }
  error.outcomes?.forEach(({ error }) => error !== undefined && checkError(error));
}

/** The result of a call, or its error if that is a permitted one. */
async function attempt<T>(task: () => Promise<T>): Promise<{ result: T } | { error: VmError }> {
  try {
    return { result: await task() };
  } catch (error) {
    checkError(error);
    return { error: error as VmError };
  }
}

/** The whole value as text. */
function show(value: unknown): string {
  return JSON.stringify(value, (_, inner) => {
    if (typeof inner === "bigint") return `${inner}n`;
    if (inner instanceof Uint8Array) return encodeHex(inner);
    return inner;
  });
}

function showValues(values: Values): string {
  const entries = Object.entries(values).map((
    [name, value],
  ) => [name, value.constructor.name, value]);
  return show(entries.sort());
}

const users = ["1f", "2e", "3d"].map((byte) => UserId.parse(byte.repeat(20)));
const [alice, bob, carol] = users as [UserId, UserId, UserId];
const programId = "builtin/tecdsa_sign";

interface AnyCodec {
  encode(value: unknown): Uint8Array;
  decode(bytes: Uint8Array): unknown;
}

const codecs: readonly [AnyCodec, unknown][] = [
  [userIdCodec, alice],
  [
    permissionsCodec,
    new Permissions({
      owner: alice,
      retrieve: [alice, bob],
      update: [carol],
      compute: [{ user: bob, programIds: [programId] }],
    }),
  ],
  [computePermissionCodec, { user: alice, programIds: [programId] }],
  [permissionCommandCodec, { grant: [alice, bob], revoke: [carol] }],
  [computePermissionCommandCodec, {
    grant: [{ user: alice, programIds: [programId] }],
    revoke: [],
  }],
  [inputPartyBindingCodec, new InputPartyBinding("bidder", alice)],
  [outputPartyBindingCodec, new OutputPartyBinding("seller", [alice, bob])],
] as readonly [AnyCodec, unknown][];
const encoded = codecs.map(([codec, value]) => codec.encode(value));

/** A changed message is refused, or it is read, and is the same when it is written and read again. */
function tryCodec(random: Random): void {
  const which = random.below(codecs.length);
  const [codec] = codecs[which]!;
  const bytes = mutate(random, encoded[which]!, random.pick(encoded));
  let value: unknown;
  try {
    value = codec.decode(bytes);
  } catch (error) {
    return checkError(error, InvalidArgumentError);
  }
  const again = codec.encode(value);
  if (encodeHex(codec.encode(codec.decode(again))) !== encodeHex(again)) {
    throw new Finding("decodes what it does not encode");
  }
}

const values: Values = {
  number: new SecretInteger(-424242),
  list: new NadaArray([1, 2, 3].map((number) => new SecretInteger(number))),
  text: new SecretBlob(new TextEncoder().encode("gm, builder: meet at noon, as agreed")),
};
const shown = showValues(values);

const split = ([64, 128, 256] as const).map((primeBits) => {
  const parties = [1, 2, 3, 4, 5].map((id) => new Uint8Array(32).fill(id));
  const masker = SecretMasker.create({ primeBits, polynomialDegree: 1, parties });
  return { masker, shares: masker.mask(values) };
});

/** Shares of five parties, some of them changed. One liar is repaired, and two liars are an error. */
function tryShares(random: Random): void {
  const { masker, shares } = random.pick(split);
  const liars = new Set(
    Array.from({ length: 1 + random.below(3) }, () => random.below(shares.length)),
  );
  const answers: PartyShares[] = shares.map(({ party, values }, index) => {
    if (!liars.has(index)) return { party, values };
    const which = random.below(values.length);
    const other = random.pick(random.pick(shares).values);
    const changed = values.slice();
    if (random.below(8) === 0) changed.splice(which, 1);
    else changed[which] = mutate(random, values[which]!, other);
    return { party, values: changed };
  });
  let read: Values;
  try {
    read = masker.unmask(answers).values;
  } catch (error) {
    checkError(error, CorruptShareError, NotEnoughSharesError);
    if (liars.size === 1) {
      throw new Finding(`does not repair the shares of ${liars.size} of five: ${error}`);
    }
    return;
  }
  // Three liars of five can agree on another value.
  if (liars.size <= 2 && showValues(read) !== shown) {
    throw new Finding("gives other values than were shared");
  }
}

const config = `# a network
bootnode: http://127.0.0.1:37939
payments:
  nilchain_chain_id: &chain nillion-chain-devnet
  nilchain_rpc_endpoint: "http://127.0.0.1:48102"
  nilchain_grpc_endpoint: 127.0.0.1:26649
  nilchain_private_key: ${"1f".repeat(32)}
others: [1, 0x1f, .inf, ~, {a: *chain, <<: {b: c}}, !!set {x}, !!binary aGk=, 2001-01-01]
text: |
  many
  lines
`;
const pieces = [
  "*chain",
  "&chain",
  "<<: ",
  "!!",
  "? ",
  "- ",
  "[",
  "{",
  "\t",
  "|",
  ">",
  "%YAML 9.9\n",
  "---\n",
  "\0",
  "\ud800",
];

/** A changed file is read, or it is refused with an error that does not contain the key. */
function tryConfig(random: Random): void {
  let text = config;
  for (let left = 1 + random.below(4); left > 0; left--) {
    const at = random.below(text.length);
    const end = at + random.below(random.pick([2, 40]));
    const piece = random.pick([
      "",
      random.pick(pieces),
      text.slice(at, end),
      String.fromCharCode(random.below(0x3000)),
    ]);
    const times = random.below(30) === 0 ? random.pick([100, 10_000]) : 1;
    text = text.slice(0, at) + piece.repeat(times) + text.slice(random.pick([at, end]));
  }
  try {
    const { network, walletKey } = parseNetworkConfig(text);
    new URL(network.bootnode);
    walletKey?.publicKey;
  } catch (error) {
    checkError(error, NetworkConfigError);
    if (/1f1f/.test((error as Error).message)) throw new Finding("tells the key in the file");
  }
}

await using net = await RecordedNet.start(4);

/** A deposit, and the balance after it. */
const balance = await net.record(async () => {
  await net.addFunds();
  await (await net.client()).balance();
});

const connecting = await net.record(async () => void await net.client());

const oneDay = { ttlDays: 1 };

async function recordScenarios(): Promise<Scenario[]> {
  const scenarios: Scenario[] = [];
  const add = async (name: string, run: Scenario["run"]): Promise<string> => {
    const client = await net.client();
    let result = "";
    const recording = await net.record(async () => result = await run(client));
    scenarios.push({ name, recording: new Map([...recording]), run, result });
    return result;
  };
  const id = await add("storeValues", (client) => client.storeValues(values, oneDay).invoke());
  await add(
    "retrieveValues",
    async (client) => showValues(await client.retrieveValues(id).invoke()),
  );
  await add("retrievePermissions", async (client) => {
    const permissions = await client.retrievePermissions(id).invoke();
    return encodeHex(permissionsCodec.encode(permissions));
  });
  await add(
    "updatePermissions",
    async (client) =>
      show(await client.updatePermissions(id, { retrieve: { grant: [bob] } }).invoke()) ?? "",
  );
  await add("poolStatus", async (client) => show(await client.poolStatus().invoke()));
  const mir = await Deno.readFile(
    new URL("../../examples/nada/average_salary.mir.bin", import.meta.url),
  );
  const program = await add(
    "storeProgram",
    (client) => client.storeProgram("salaries", mir).invoke(),
  );

  const compiled = await compileProgram(mir);
  const inputs = Object.fromEntries(
    compiled.inputs.map(({ name }) => [name, new SecretInteger(3)]),
  );
  const computation = await add("compute", (client) =>
    client.compute({
      programId: program as ProgramId,
      inputBindings: compiled.inputParties.map((partyName) => ({ partyName, user: client.userId })),
      outputBindings: compiled.outputParties.map((partyName) => ({
        partyName,
        users: [client.userId],
      })),
      values: inputs,
    }).invoke());
  await add(
    "retrieveComputeResults",
    async (client) => showValues(await client.retrieveComputeResults(computation).invoke()),
  );
  await add(
    "overwritePermissions",
    async (client) =>
      show(
        await client.overwritePermissions(id, Permissions.defaultsForUser(client.userId)).invoke(),
      ) ?? "",
  );
  await add("deleteValues", async (client) => show(await client.deleteValues(id).invoke()) ?? "");
  return scenarios;
}

const scenarios = await recordScenarios();
/** The recorded chain shows the payment of this resource only. */
const paidResource = new Uint8Array(32).fill(7);
const payment = await net.record(() => net.payer(10_000_000).submitPayment(1_000n, paidResource));

/** Answers in place of the network: with the honest answers, except where `hostile` gives others. */
function answerWith(recording: Recording, hostile: ReadonlyMap<string, Hostile>): void {
  net.answer = (key) => {
    const change = hostile.get(key);
    if (change !== undefined) return change();
    const honest = recording.get(key) ?? connecting.get(key);
    if (honest === undefined) {
      return Promise.reject(new TypeError(`nothing was recorded for ${key}`));
    }
    return Promise.resolve(respond(honest));
  };
}

/** A quote or receipt that was changed and signed again. */
function signedAnew(random: Random, key: string, recording: Recording): Hostile | undefined {
  const honest = recording.get(key)!;
  const { message, rest } = unframe(honest.body);
  const sign = (content: Uint8Array) => {
    const changed = concat([mutate(random, content, content)]);
    return { changed, signature: leaderKey.sign(changed) };
  };
  let body: Uint8Array<ArrayBuffer>;
  if (key.endsWith(" PriceQuote")) {
    const quote = fromBinary(SignedQuoteSchema, message);
    const { changed, signature } = sign(quote.quote);
    body = frame(toBinary(SignedQuoteSchema, { ...quote, quote: changed, signature }), rest);
  } else if (key.endsWith(" PaymentReceipt")) {
    const receipt = fromBinary(SignedReceiptSchema, message);
    const { changed, signature } = sign(receipt.receipt);
    body = frame(toBinary(SignedReceiptSchema, { ...receipt, receipt: changed, signature }), rest);
  } else return undefined;
  return () => Promise.resolve(respond({ ...honest, body }));
}

function hostileFor(random: Random, key: string, recording: Recording): Hostile {
  if (random.below(3) === 0) {
    const signed = signedAnew(random, key, recording);
    if (signed !== undefined) return signed;
  }
  return hostileNode(random, recording.get(key)!, random.pick([...recording.values()]));
}

/** The operations that need two honest nodes. */
const reads = ["RetrieveValues", "RetrievePermissions", "RetrieveResults"];

let client: VmClient | undefined;

async function honestClient(): Promise<VmClient> {
  if (client !== undefined) return client;
  answerWith(connecting, new Map());
  return client = await net.client();
}

/** A whole operation, with hostile answers to some of its requests. */
async function tryOperation(random: Random): Promise<void> {
  const { name, recording, run, result } = random.pick(scenarios);
  const keys = [...recording.keys()];
  const isAlone = random.below(4) > 0;
  const chosen = isAlone ? [random.pick(keys)] : keys.filter(() => random.below(3) === 0);
  const hostile = new Map(chosen.map((key) => [key, hostileFor(random, key, recording)]));
  const acting = await honestClient();
  answerWith(recording, hostile);
  const outcome = await attempt(() => run(acting));
  const methods = chosen.map((key) => key.split(" ")[1]!);
  if ("error" in outcome) {
    if (isAlone && reads.includes(methods[0]!)) {
      throw new Finding(`${name} fails for one hostile node of four: ${outcome.error.stack}`);
    }
    return;
  }
  // The client believes nodes when enough of them agree, and it believes the leader about its pools and signed receipts.
  const isBelieved = !isAlone || name === "poolStatus" ||
    ["storeValues", "compute"].includes(name) && methods[0] === "PaymentReceipt";
  if (!isBelieved && outcome.result !== result) {
    throw new Finding(`${name} gives ${outcome.result}, not ${result}, for a hostile ${chosen}`);
  }
}

/** One request with a hostile answer: the price of something, the balance, or a deposit. */
async function tryAnswer(random: Random): Promise<void> {
  const acting = await honestClient();
  if (random.below(3) > 0) {
    const keys = [...balance.keys()].filter((key) => !key.startsWith("chain"));
    const key = random.pick(keys);
    answerWith(balance, new Map([[key, hostileFor(random, key, balance)]]));
    if (!key.endsWith(" AccountBalance")) {
      await attempt(() => acting.addFunds(1_000_000n));
      return;
    }
    const outcome = await attempt(() => acting.balance());
    if ("error" in outcome) return;
    const { balance: credits, lastUpdated, expiresAt } = outcome.result;
    if (typeof credits !== "bigint") throw new Finding("gives a balance that is no number");
    [lastUpdated, expiresAt].forEach((date) => date?.toISOString());
    return;
  }
  const { recording } = scenarios[1]!;
  const key = [...recording.keys()].find((key) => key.endsWith(" PriceQuote"))!;
  answerWith(recording, new Map([[key, hostileFor(random, key, recording)]]));
  const id = "5f1d0a3e-0000-4000-8000-000000000000";
  await attempt(async () => show(await acting.retrieveValues(id).quote()));
}

/** A client that reads a hostile cluster. */
async function tryCluster(random: Random): Promise<void> {
  const [key] = [...connecting.keys()];
  answerWith(connecting, new Map([[key!, hostileFor(random, key!, connecting)]]));
  const outcome = await attempt(() => net.client());
  if ("error" in outcome) return;
  const { members, polynomialDegree, leader } = outcome.result.cluster;
  const isSound = members.length <= 100 && polynomialDegree >= 1 &&
    polynomialDegree < members.length;
  if (!isSound) {
    throw new Finding(`takes a cluster of ${members.length} and degree ${polynomialDegree}`);
  }
  [...members, leader].forEach(({ endpoint }) => new URL(endpoint));
}

const payer = net.payer(4_000);
const patientPayer = net.payer(5_000_000);

async function txHashOf(body: string): Promise<string> {
  const tx = Uint8Array.from(
    atob(JSON.parse(body).params.tx),
    (character) => character.charCodeAt(0),
  );
  return encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", tx))).toUpperCase();
}

/** A payment on a hostile chain. After it, the same payer pays on an honest one. */
async function tryPayment(random: Random): Promise<void> {
  const keys = [...payment.keys()];
  const hostile = new Map(
    keys.filter(() => random.below(keys.length) < 2)
      .map((key) => [key, hostileChain(random, payment.get(key)!)]),
  );
  const sent: string[] = [];
  const watch = () => {
    const answer = net.answer!;
    net.answer = (key, request) => {
      if (key === "chain broadcast_tx_sync") sent.push(String(request!.body));
      return answer(key, request);
    };
  };
  const checkHash = async (txHash: string) => {
    const hashes = await Promise.all(sent.map(txHashOf));
    if (!hashes.includes(txHash)) throw new Finding(`gives hash ${txHash} of what it has not sent`);
  };
  answerWith(payment, hostile);
  watch();
  if (random.below(10) === 0) {
    await attempt(() => payer.resume("AB".repeat(32)));
  } else {
    const outcome = await attempt(() => payer.submitPayment(1_000n, paidResource));
    if ("result" in outcome) await checkHash(outcome.result);
  }
  if (random.below(8) > 0) return;
  answerWith(payment, new Map());
  watch();
  const after = await attempt(() => patientPayer.submitPayment(1_000n, paidResource));
  if ("error" in after) {
    throw new Finding(`does not pay on an honest chain any more: ${after.error}`);
  }
  await checkHash(after.result);
}

/** The number of cases of each kind among a thousand. */
const kinds: readonly [name: string, share: number, run: (random: Random) => unknown][] = [
  ["protobuf message", 738, tryCodec],
  ["shares", 200, tryShares],
  ["network config", 24, tryConfig],
  ["answer to one request", 12, tryAnswer],
  ["cluster", 4, tryCluster],
  ["operation", 21, tryOperation],
  ["payment", 1, tryPayment],
];

let rejection: unknown;
globalThis.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  rejection = event.reason ?? "nothing";
});

/** The mistake that a case has found, if any. */
async function tryCase(seed: number): Promise<[kind: string, problem: string | undefined]> {
  const random = new Random(seed, 0);
  let at = random.below(1000);
  const [name, , run] = kinds.find(([, share]) => (at -= share) < 0)!;
  rejection = undefined;
  try {
    const running = run(random);
    if (running instanceof Promise) await within(caseMsMax, running);
    if (rejection !== undefined) throw new Finding(`leaves a rejection unhandled: ${rejection}`);
    return [name, undefined];
  } catch (error) {
    return [
      name,
      error instanceof Finding ? error.message : `throws ${(error as Error)?.stack ?? error}`,
    ];
  }
}

async function within(ms: number, task: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Finding(`is not over after ${ms} ms`)), ms);
  });
  await Promise.race([task, late]).finally(() => clearTimeout(timer));
}

const first = Number(args.seed);
const count = Number(args.cases);
const figures = new Map(kinds.map(([name]) => [name, { cases: 0, ms: 0, slowestMs: 0 }]));
let failed = 0;
let startBytes = 0;
let peakBytes = 0;
const startedAt = performance.now();
for (let index = 0; index < count; index++) {
  const before = performance.now();
  const [kind, problem] = await tryCase(first + index);
  const ms = performance.now() - before;
  const figure = figures.get(kind)!;
  figure.cases++;
  figure.ms += ms;
  figure.slowestMs = Math.max(figure.slowestMs, ms);
  if (problem !== undefined && ++failed <= failuresShownMax) {
    console.log(`FAIL case ${first + index}, ${kind}: ${problem}`);
  }
  if ((index + 1) % Math.ceil(count / 10) === 0) {
    console.log(`${index + 1} cases (${((performance.now() - startedAt) / 1000).toFixed(0)} s)`);
  }
  if (index % 500 === 499) {
    const { rss } = Deno.memoryUsage();
    if (index < 5_000) startBytes = Math.max(startBytes, rss);
    peakBytes = Math.max(peakBytes, rss);
  }
}
for (const [name, { cases, ms, slowestMs }] of figures) {
  console.log(
    `${cases} of ${name}: ${(ms / 1000).toFixed(1)} s, the slowest ${slowestMs.toFixed(0)} ms`,
  );
}
const grown = peakBytes - startBytes;
if (grown > growthBytesMax) {
  failed++;
  console.log(`FAIL it has grown by ${mib(grown)}, at most ${mib(growthBytesMax)}`);
}
console.log(
  `${((performance.now() - startedAt) / 1000).toFixed(0)} s, ${mib(peakBytes)} at most, ${
    mib(grown)
  } more than at the start`,
);
console.log(`${Math.max(0, count - failed)} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);
