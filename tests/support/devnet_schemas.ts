/** What `nilvm devnet` and its commands write as JSON, by their names. */
import type { Schema } from "./json_schema.ts";

const text: Schema = { type: "string" };
const number: Schema = { type: "number" };
const boolean: Schema = { type: "boolean" };
const hex = (digits: number): Schema => ({ type: "string", pattern: `[0-9a-f]{${digits}}` });
const user = hex(40);
const url: Schema = { type: "string", pattern: "http://127\\.0\\.0\\.1:\\d+" };
const whole: Schema = { type: "string", pattern: "\\d+" };
const id: Schema = { type: "string", pattern: "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}" };
const time: Schema = { type: "string", pattern: "\\d{4}-\\d\\d-\\d\\dT.*Z" };
const address: Schema = { type: "string", pattern: "nillion1[0-9a-z]+" };
const object = (properties: Record<string, Schema>, ...optional: string[]): Schema => ({
  type: "object",
  properties,
  optional,
});
const list = (items: Schema): Schema => ({ type: "array", items });

const node = object({ index: number, id: user, endpoint: url, isLeader: boolean });
const fault = object(
  {
    id: number,
    at: { anyOf: [number, { enum: ["chain"] }] },
    hits: number,
    kind: text,
    delayMs: number,
    afterBytes: number,
    methods: list(text),
    times: number,
    probability: number,
    code: text,
    message: text,
  },
  ...["delayMs", "afterBytes", "methods", "times", "probability", "code", "message"],
);
const permissions = object({
  owner: user,
  retrieve: list(user),
  update: list(user),
  delete: list(user),
  compute: { type: "object", additionalProperties: list(text) },
});

const stored = {
  id,
  values: list(object({ name: text, kind: text })),
  bytes: number,
  nodeCount: number,
  expiresAt: time,
  permissions,
};
const programValue = object({ name: text, party: text, type: text });

/** What the admin API answers to the dashboard alone, by the kinds of its paths. */
export const dashboardSchemas: Readonly<Record<string, Schema>> = {
  "/values/from/0": object({ count: number, values: list(object(stored)) }),
  "/values/ID": object({
    ...stored,
    shares: list(object({
      node: number,
      name: text,
      kind: text,
      bytes: number,
      head: { type: "string", pattern: "[0-9a-f]{2,128}" },
    })),
  }),
  "/programs": object({
    programs: list(object({
      id: text,
      bytes: number,
      inputs: list(programValue),
      outputs: list(programValue),
      instructions: number,
      preprocessing: { type: "object", additionalProperties: number },
    })),
  }),
  "/pools": object({ pools: list(object({ element: text, ready: whole, full: whole })) }),
  "/chain/blocks": object({
    blocks: list(object({
      height: number,
      at: time,
      transactions: list(object({
        hash: { type: "string", pattern: "[0-9A-F]{64}" },
        code: number,
        log: text,
        gasUsed: number,
        payment: object({ from: address, amountUnil: whole, operation: hex(16) }),
      }, "payment")),
    })),
  }),
  "/chain/accounts": object({
    accounts: list(object({ address, balanceUnil: whole, sequence: number })),
  }),
};

/** The schemas. */
export const devnetSchemas: Readonly<Record<string, Schema>> = {
  "ready": object({
    ready: { enum: [true] },
    clusterId: id,
    bootnode: url,
    nodes: list(node),
    chain: object({ chainId: text, rpcEndpoint: url, grpcEndpoint: url }),
    admin: url,
    wallets: list(object({ index: number, address, privateKey: hex(64) })),
  }),
  "status": object({
    now: time,
    nodes: list(node),
    chain: object({ height: number, chainId: text }),
    faults: list(fault),
    counts: object({
      values: number,
      programs: number,
      users: number,
      runs: number,
      running: number,
    }),
    values: list(object(stored)),
    programs: list(object({ id: text, bytes: number })),
    users: list(object({ id: user, credits: whole, valuesCount: number })),
    runs: list(object({
      id,
      status: { enum: ["done", "failed"] },
      users: list(user),
      error: text,
      expiresAt: time,
    }, "error")),
  }),
  "advance": object({ now: time }),
  "fault node": fault,
  "fault chain": fault,
  "heal": object({ cleared: list(fault) }),
  "account": object({ address, balanceUnil: whole, sequence: number }),
  "log": object(
    {
      number,
      atMs: number,
      to: { anyOf: [number, { enum: ["chain"] }] },
      method: text,
      user,
      operation: hex(16),
      status: text,
      durationMs: number,
      requestBytes: number,
      responseBytes: number,
    },
    "user",
    "operation",
  ),
};
