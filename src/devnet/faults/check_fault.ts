import { Code } from "@connectrpc/connect";
import { shown } from "../../base/text.ts";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { queryNames } from "../chain/rpc/queries.ts";
import { methodNames } from "../chain/rpc/rpc_methods.ts";
import type { ChainFault, NodeFault, NodeMethod, StatusCode } from "./fault.ts";
import { lies } from "./lies.ts";

/** Connect's number of each status. */
export const statusCodes: Readonly<Record<StatusCode, Code>> = {
  CANCELLED: Code.Canceled,
  UNKNOWN: Code.Unknown,
  INVALID_ARGUMENT: Code.InvalidArgument,
  DEADLINE_EXCEEDED: Code.DeadlineExceeded,
  NOT_FOUND: Code.NotFound,
  ALREADY_EXISTS: Code.AlreadyExists,
  PERMISSION_DENIED: Code.PermissionDenied,
  RESOURCE_EXHAUSTED: Code.ResourceExhausted,
  FAILED_PRECONDITION: Code.FailedPrecondition,
  ABORTED: Code.Aborted,
  OUT_OF_RANGE: Code.OutOfRange,
  UNIMPLEMENTED: Code.Unimplemented,
  INTERNAL: Code.Internal,
  UNAVAILABLE: Code.Unavailable,
  DATA_LOSS: Code.DataLoss,
  UNAUTHENTICATED: Code.Unauthenticated,
};

const nodeMethods: Readonly<Record<NodeMethod, true>> = {
  Cluster: true,
  NodeVersion: true,
  PriceQuote: true,
  PaymentReceipt: true,
  PaymentsConfig: true,
  AccountBalance: true,
  AddFunds: true,
  PoolStatus: true,
  StoreValues: true,
  RetrieveValues: true,
  DeleteValues: true,
  RetrievePermissions: true,
  OverwritePermissions: true,
  UpdatePermissions: true,
  StoreProgram: true,
  InvokeCompute: true,
  RetrieveResults: true,
  Check: true,
  Watch: true,
  ServerReflectionInfo: true,
};

/** What a field must be, in words and as a check. */
type Field = readonly [expected: string, isValid: (value: unknown) => boolean, isOptional?: true];

const oneOf = (names: readonly string[]) => (value: unknown) =>
  typeof value === "string" && names.includes(value);
const wholeFrom = (min: number) => (value: unknown) =>
  Number.isSafeInteger(value) && (value as number) >= min;
const isTime = (value: unknown) => typeof value === "number" && value >= 0 && value < Infinity;
const listOf = (isValid: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.every(isValid);

const limits = {
  times: ["a whole number from 1", wholeFrom(1), true],
  probability: [
    "a number above 0 and up to 1",
    (value) => typeof value === "number" && value > 0 && value <= 1,
    true,
  ],
} satisfies Record<string, Field>;

const connectionFaults = (methods: Field) => ({
  down: { ...limits, methods },
  slow: { ...limits, methods, delayMs: ["a number of milliseconds", isTime] },
  disconnect: { ...limits, methods, afterBytes: ["a whole number from 0", wholeFrom(0), true] },
} satisfies Record<string, Record<string, Field>>);

const methodsOf = (names: readonly string[]): Field => [
  `a list of some of ${names.join(", ")}`,
  listOf(oneOf(names)),
  true,
];

/** The methods that a fault of a node, or of the chain, can be limited to. */
export const faultMethods = {
  node: Object.keys(nodeMethods),
  chain: [...methodNames(), ...queryNames()],
};

const methodsOfNodes = methodsOf(faultMethods.node);
const codes = Object.keys(statusCodes);

const fieldsOfNodes: Record<string, Record<string, Field>> = {
  ...connectionFaults(methodsOfNodes),
  refuse: {
    ...limits,
    methods: methodsOfNodes,
    code: [`one of ${codes.join(", ")}`, oneOf(codes)],
    message: ["text", (value) => typeof value === "string", true],
  },
  lie: { ...limits, methods: methodsOf(Object.keys(lies)) },
};

const fieldsOfChain: Record<string, Record<string, Field>> = {
  ...connectionFaults(methodsOf(faultMethods.chain)),
  stall: {},
  drop: limits,
  lag: { ...limits, delayMs: ["a number of milliseconds", isTime] },
};

/**
 * Checks and copies a fault of a node.
 *
 * @throws {InvalidArgumentError} When a node has no such fault.
 */
export function checkNodeFault(fault: NodeFault): NodeFault {
  return check(fault, fieldsOfNodes, "a node");
}

/**
 * Checks and copies a fault of the chain.
 *
 * @throws {InvalidArgumentError} When the chain has no such fault.
 */
export function checkChainFault(fault: ChainFault): ChainFault {
  return check(fault, fieldsOfChain, "the chain");
}

/** Returns a copy, so that later changes to the argument have no effect. */
function check<Fault extends NodeFault | ChainFault>(
  fault: Fault,
  kinds: Record<string, Record<string, Field>>,
  whose: string,
): Fault {
  const { kind, ...given }: Record<string, unknown> = { ...fault };
  const known = Object.keys(kinds);
  if (!oneOf(known)(kind)) {
    throw new InvalidArgumentError(
      `The kind of a fault of ${whose} must be one of ${known.join(", ")}, not ${shown(kind)}`,
    );
  }
  const fields = kinds[kind as string]!;
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(fields, name)) {
      const names = Object.keys(fields);
      const fieldNames = names.length === 0 ? "it has no fields" : `it has ${names.join(", ")}`;
      throw new InvalidArgumentError(
        `The fault ${kind} of ${whose} has no field ${name}: ${fieldNames}`,
        { option: name },
      );
    }
  }
  for (const [name, [expected, isValid, isOptional]] of Object.entries(fields)) {
    const value = given[name];
    if (value === undefined ? isOptional : isValid(value)) continue;
    throw new InvalidArgumentError(
      value === undefined
        ? `The fault ${kind} needs ${name}: ${expected}`
        : `${name} of the fault ${kind} must be ${expected}, not ${listed(value)}`,
      { option: name },
    );
  }
  return structuredClone(fault);
}

/** A value or a list of names for messages. */
function listed(value: unknown): string {
  if (!Array.isArray(value)) return shown(value);
  const names = value.map((name) => typeof name === "number" ? "a number" : shown(name));
  return names.join(", ") || "an empty list";
}
