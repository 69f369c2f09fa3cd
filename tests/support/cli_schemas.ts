/** What the commands write with `--json`, by their names. */
import type { Schema } from "./json_schema.ts";

const text: Schema = { type: "string" };
const number: Schema = { type: "number" };
const boolean: Schema = { type: "boolean" };
const hex = (digits: number): Schema => ({ type: "string", pattern: `[0-9a-f]{${digits}}` });
const user = hex(40);
const unil: Schema = { type: "string", pattern: "\\d+" };
const id: Schema = { type: "string", pattern: "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}" };
const time: Schema = { type: "string", pattern: "\\d{4}-\\d\\d-\\d\\dT.*Z" };
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: "null" }] });
const object = (properties: Record<string, Schema>, ...optional: string[]): Schema => ({
  type: "object",
  properties,
  optional,
});
const list = (items: Schema): Schema => ({ type: "array", items });
const mapOf = (additionalProperties: Schema): Schema => ({ type: "object", additionalProperties });

const types = mapOf(text);
const anything: Schema = {};
const value = object({ type: text, value: anything });
const stored = object({ id, values: types, ttlDays: number, expiresAt: time, feesUnil: unil });
const quote = object({
  feesUnil: unil,
  feesCredits: unil,
  expiresAt: time,
  preprocessing: mapOf(number),
});
const member = object({ id: hex(40), endpoint: text, keyType: text, publicKey: hex(66) });
const permissions = object({
  owner: user,
  retrieve: list(user),
  update: list(user),
  delete: list(user),
  compute: list(object({ user, programIds: list(text) })),
});
const changed = list({ anyOf: [user, object({ user, programIds: list(text) })] });
const change = mapOf(object({ grant: changed, revoke: changed }, "grant", "revoke"));
const payment = object(
  {
    what: text,
    operation: text,
    amountUnil: unil,
    txHash: orNull(text),
    state: text,
    next: text,
    id: text,
  },
  "id",
  "state",
  "next",
);

const counts = object({
  requestCount: number,
  retryCount: number,
  failedCounts: mapOf(number),
  sentBytes: number,
  receivedBytes: number,
  queueMs: number,
  waitMs: number,
  longestWaitMs: number,
  waits: list(object({ atMostMs: number, count: number })),
});
const metrics = object({
  nodes: mapOf(counts),
  openPaymentCount: orNull(number),
  openPaymentUnil: orNull(unil),
});

const named = list(object({ name: text, party: text, type: text }));
const results = mapOf(value);
const computed = object({ computeId: id, programId: text, feesUnil: unil, results });

/** The schemas. */
export const schemas: Readonly<Record<string, Schema>> = {
  "keys new": object({ name: text, user, path: text }),
  "keys import": object({ name: text, user, path: text }),
  "keys show": object({
    user,
    publicKey: { anyOf: [hex(64), hex(66)] },
    kind: text,
    privateKey: hex(64),
  }, "privateKey"),
  "keys ls": object({ identities: list(object({ name: text, user: orNull(user), path: text })) }),
  "keys edit": object({ name: text, path: text }),
  "networks edit": object({ name: text, path: text }),
  "keys rm": object({ removed: text }),
  "networks ls": object({ networks: list(object({ name: text, bootnode: orNull(text) })) }),
  "networks show": object(
    {
      name: text,
      bootnode: text,
      clusterDigest: hex(64),
      chainId: text,
      chainRpcEndpoint: text,
      chainGrpcEndpoint: text,
      gasPrice: anything,
      hasWallet: boolean,
    },
    "clusterDigest",
    "chainId",
    "chainRpcEndpoint",
    "chainGrpcEndpoint",
    "gasPrice",
  ),
  "networks add": object({ name: text, path: text }),
  "networks rm": object({ removed: text }),
  "context use": object({ identity: text, network: text }),
  "context show": object({ identity: orNull(text), network: orNull(text) }),
  "pin": object({ network: text, clusterDigest: orNull(hex(64)), nodes: number }, "nodes"),
  "store": stored,
  "update": stored,
  "renew": stored,
  "renew --quote": object({ readUnil: unil, storeUnil: orNull(unil) }),
  "get": object({ id, values: mapOf(value), feesUnil: unil }),
  "get --out": object({ id, files: types, feesUnil: unil }),
  "rm": object({ deleted: list(id) }),
  "ls": object({
    values: list(
      object(
        {
          id,
          user,
          values: types,
          blobBytes: mapOf(number),
          storedAt: time,
          ttlDays: number,
          expiresAt: time,
        },
        "blobBytes",
      ),
    ),
    computations: list(object({ id, user, programId: text, startedAt: time })),
  }),
  "quote": quote,
  "share": object({ id, grant: change, feesUnil: unil }),
  "unshare": object({ id, revoke: change, feesUnil: unil }),
  "permissions": object({ id, permissions, feesUnil: unil }),
  "balance": object({
    user,
    balanceCredits: unil,
    lastUpdated: orNull(time),
    expiresAt: orNull(time),
    wallet: orNull(object({ address: text, balanceUnil: orNull(unil) })),
  }),
  "fund": object({ user, amountUnil: unil, wasPaidBefore: boolean }),
  "payments": object({
    payments: list(
      object(
        {
          action: text,
          operation: text,
          amountUnil: unil,
          txHash: text,
          state: { enum: ["begun", "paying", "paid", "sent"] },
          isRunning: boolean,
        },
        "txHash",
        "operation",
      ),
    ),
  }),
  "payments resume": object({ payments: list(payment) }),
  "payments discard": object({ discarded: list(payment) }),
  "dashboard": object({ url: text }),
  "status": object({
    nodes: list(object({
      node: hex(40),
      endpoint: text,
      isLeader: boolean,
      isServing: boolean,
      latencyMs: orNull(number),
      version: orNull(text),
      problem: orNull(text),
    })),
    metrics,
  }),
  "cluster": object({
    digest: hex(64),
    primeBits: number,
    polynomialDegree: number,
    kappa: number,
    minimumDepositUnil: unil,
    creditsPerNil: unil,
    leader: member,
    members: list(member),
  }),
  "program compile": object({
    name: text,
    file: text,
    inputs: named,
    outputs: named,
    warnings: list(object({ reason: text, file: text, line: number }, "file", "line")),
  }),
  "program types": object({ name: text, file: text }),
  "program requirements": object({
    preprocessing: mapOf(number),
    auxiliaryMaterials: list(text),
    instructions: mapOf(number),
    totalInstructions: number,
    memorySize: number,
  }),
  "program test": object({
    tests: list(object({ test: text, isPassed: boolean, problems: list(text) })),
  }),
  "program add": object({ programId: text, feesUnil: unil }),
  "program ls": object({
    programs: list(object({
      id: text,
      user,
      name: text,
      storedAt: time,
      inputParties: list(text),
      outputParties: list(text),
      inputs: types,
    })),
  }),
  "program run": computed,
  "program run --local": object({ results }),
  "program run --quote": object({ store: orNull(quote), run: orNull(quote) }),
  "compute": computed,
  "compute --detach": object({ computeId: id, programId: text, feesUnil: unil }),
  "results": object({ computeId: id, results }),
  "keygen": object({ id, scheme: text, publicKey: { anyOf: [hex(64), hex(66)] }, feesUnil: unil }),
  "sign": object({ key: id, scheme: text, signature: hex(128), feesUnil: unil }),
  "doctor": object({
    findings: list(
      object({ check: text, state: { enum: ["ok", "warning", "problem"] }, told: text }),
    ),
    metrics,
  }),
  "completions": object({ shell: text, script: text }),
  "pools": object({
    pools: list(object({ element: text, start: unil, end: unil, available: unil })),
    isPreprocessing: boolean,
    isAuxiliaryMaterialAvailable: boolean,
    feesUnil: unil,
  }),
};

/** What a failed command writes to standard error with `--json`. */
export const errorSchema: Schema = object({
  error: object(
    {
      code: text,
      message: text,
      hint: text,
      exitCode: number,
      phase: text,
      node: hex(40),
      txHash: hex(64),
      outcomes: list(
        object({ node: hex(40), status: text, code: text, message: text }, "code", "message"),
      ),
    },
    "hint",
    "phase",
    "node",
    "txHash",
    "outcomes",
  ),
});
