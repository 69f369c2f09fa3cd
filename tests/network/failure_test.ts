import { Code, ConnectError } from "@connectrpc/connect";
import {
  AbortedError,
  ComputationFailedError,
  type Delivery,
  FailedPreconditionError,
  type FailureReason,
  InternalError,
  PaymentUnknownError,
  SigningFailedError,
  TimeoutError,
  VmError,
} from "@nilvm/client";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { platform } from "../../src/async/environment.ts";
import { type Asked, askNodes, isResumable } from "../../src/fan_out/ask_nodes.ts";
import { type Consequence, consequences } from "../../src/network/consequences.ts";
import {
  failureOf,
  isSequencePassed,
  readChainRefusal,
  toVmError,
} from "../../src/network/failure.ts";
import { NoAnswer, withoutAnswer } from "../../src/network/no_answer.ts";
import type { NodeConnection } from "../../src/network/node_connection.ts";
import { retry } from "../../src/network/retry.ts";
import { someResource, startChain } from "../support/chain_fixture.ts";

/** An error with a gRPC status that a node sent. */
function answered(code: Code, message: string): ConnectError {
  return new ConnectError(message, code, { "grpc-status": String(code) });
}

/** The error of Connect for a missing answer, or one that is not a node's. */
function unanswered(code: Code, message: string): ConnectError {
  return new ConnectError(message, code);
}

/** The errors of a request to a node, by reason. */
const thrown: Partial<Record<FailureReason, unknown>> = {
  aborted: new AbortedError("The caller's signal aborted the call"),
  timeLimit: new TimeoutError("The call was not done in time"),
  unreachable: unanswered(Code.Unavailable, "connection refused"),
  clientFailed: new TypeError("a bug of the client"),
  notANode: withoutAnswer(new NoAnswer("HTTP 403, text/html", "foreign", 403)),
  notAllowed: withoutAnswer(new NoAnswer("run Deno with --allow-net=a:1", "notAllowed")),
  busy: answered(Code.Unavailable, "try again later"),
  notLoaded: new FailedPreconditionError("The library cannot be loaded", {
    failure: { delivery: "notSent", reason: "notLoaded", from: "client" },
  }),
  notSigned: new SigningFailedError("The user said no", {
    failure: { delivery: "notSent", reason: "notSigned", from: "client" },
  }),
  nodeFailed: answered(Code.Internal, "disk full"),
  unusableAnswer: new InternalError("The id has 3 bytes"),
  unrecognised: answered(Code.DataLoss, "what is this"),
  tokenRefused: answered(Code.Unauthenticated, "token expired"),
  notPermitted: answered(Code.PermissionDenied, "not yours"),
  notFound: answered(Code.NotFound, "value not found"),
  programNotFound: answered(
    Code.InvalidArgument,
    "processing target program failed: not found",
  ),
  invalidRequest: answered(Code.InvalidArgument, "payload too large"),
  preconditionFailed: answered(Code.FailedPrecondition, "value is locked"),
  computationFailed: new ComputationFailedError("division by zero"),
  quoteExpired: answered(Code.FailedPrecondition, "quote expired"),
  notEnoughFunds: answered(Code.FailedPrecondition, "not enough funds"),
  nonceUsed: answered(Code.FailedPrecondition, "nonce already used"),
  depositCredited: answered(
    Code.FailedPrecondition,
    "payment transaction has already been processed",
  ),
  notCommitted: answered(Code.Unavailable, "transaction not committed"),
};

/** The expected consequences, for earlier attempts that were not sent, unknown and answered. */
const expected: Record<FailureReason, [Consequence, Consequence, Consequence]> = {
  aborted: ["resume", "resume", "resume"],
  timeLimit: ["resume", "resume", "resume"],
  unreachable: ["askAgain", "askAgain", "askAgain"],
  notSigned: ["resume", "resume", "resume"],
  notANode: ["resume", "resume", "resume"],
  clientFailed: ["resume", "resume", "resume"],
  notAllowed: ["resume", "resume", "resume"],
  busy: ["wait", "wait", "wait"],
  nodeFailed: ["resume", "resume", "resume"],
  unusableAnswer: ["resume", "resume", "resume"],
  unrecognised: ["resume", "resume", "resume"],
  tokenRefused: ["resume", "resume", "resume"],
  notPermitted: ["giveUp", "giveUp", "giveUp"],
  notFound: ["giveUp", "giveUp", "giveUp"],
  programNotFound: ["giveUp", "giveUp", "giveUp"],
  invalidRequest: ["giveUp", "giveUp", "giveUp"],
  preconditionFailed: ["giveUp", "giveUp", "giveUp"],
  computationFailed: ["giveUp", "giveUp", "giveUp"],
  quoteExpired: ["giveUp", "giveUp", "giveUp"],
  notEnoughFunds: ["giveUp", "giveUp", "giveUp"],
  nonceUsed: ["giveUp", "believe", "giveUp"],
  depositCredited: ["believe", "believe", "believe"],
  notCommitted: ["wait", "wait", "wait"],
  sequenceTaken: ["wait", "wait", "wait"],
  transactionExpired: ["wait", "wait", "wait"],
  feeTooLow: ["giveUp", "giveUp", "giveUp"],
  notLoaded: ["resume", "resume", "resume"],
  alreadySubmitted: ["believe", "believe", "believe"],
  wrongSignature: ["giveUp", "giveUp", "giveUp"],
  transactionRefused: ["giveUp", "giveUp", "giveUp"],
};
const deliveries: readonly Delivery[] = ["notSent", "unknown", "answered"];

const environment = { ...platform, sleep: () => Promise.resolve() };
const call = { signal: new AbortController().signal };
const node = { member: { id: "a" } } as NodeConnection;

/** Asks one node, which throws the given errors in turn and then answers 1. */
async function askOne(
  failures: readonly unknown[],
  earlier: readonly Asked<number>[] = [],
): Promise<{ attempts: number; asked: Asked<number> }> {
  let attempts = 0;
  const ask = () => {
    const failure = failures[attempts++];
    return failure === undefined ? Promise.resolve(1) : Promise.reject(failure);
  };
  const [asked] = await askNodes({ nodes: [node], ask }, earlier, environment, call);
  return { attempts, asked: asked! };
}

/** An earlier outcome with a delivery, which can be resumed. */
async function earlierOutcome(delivery: Delivery): Promise<Asked<number>[]> {
  if (delivery === "notSent") return [];
  const failure = delivery === "unknown" ? thrown.unreachable : thrown.nodeFailed;
  const { asked } = await askOne(Array(5).fill(failure));
  assertEquals([asked.delivery, isResumable(asked)], [delivery, true]);
  return [asked];
}

/** The observed consequence of a node's failure. */
async function observed(failure: unknown, earlier: Delivery): Promise<Consequence> {
  const { attempts, asked } = await askOne(Array(12).fill(failure), await earlierOutcome(earlier));
  if (attempts > 1) {
    const once = await askOne([failure], await earlierOutcome(earlier));
    assertEquals([once.asked.status, once.asked.answer], ["done", 1]);
  }
  if (attempts === 13) return "wait";
  if (attempts === 5) return "askAgain";
  assertEquals(attempts, 1);
  if (asked.status === "done") {
    assertEquals(asked.answer, undefined);
    return "believe";
  }
  const again = await askOne([], [asked]);
  if (!isResumable(asked)) {
    assertEquals([again.attempts, asked.status], [0, "failed"]);
    return "giveUp";
  }
  assertEquals([again.attempts, again.asked.status], [1, "done"]);
  return "resume";
}

for (const [reason, failure] of Object.entries(thrown)) {
  Deno.test(`a request that fails for ${reason} has the consequence of its row`, async (t) => {
    assertEquals(failureOf(failure).reason, reason);
    assertEquals(failureOf(toVmError(failure)).reason, reason);
    for (const [index, earlier] of deliveries.entries()) {
      await t.step(`after earlier attempts: ${earlier}`, async () => {
        assertEquals(await observed(failure, earlier), expected[reason as FailureReason][index]);
      });
    }
  });
}

Deno.test("retry() repeats a request as its row says", async () => {
  for (const [reason, failure] of Object.entries(thrown)) {
    let attempts = 0;
    const end = new AbortController();
    const task = () => {
      if (++attempts === 40) end.abort(new TimeoutError("The call ends"));
      return Promise.reject(toVmError(failure));
    };
    const sleep = (_ms: number, signal: AbortSignal) =>
      signal.aborted ? Promise.reject(signal.reason) : Promise.resolve();
    const limits = { ...environment, sleep: hangsLong(sleep) };
    await assertRejects(() => retry(task, limits, { signal: end.signal }), VmError);
    const consequence = expected[reason as FailureReason][0];
    const repeated = { wait: 40, askAgain: 5 }[consequence as "wait"] ?? 1;
    assertEquals(attempts, repeated, reason);
  }
});

/** Pauses end at once. The long limit on an attempt never ends. */
function hangsLong(
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
): (ms: number, signal: AbortSignal) => Promise<void> {
  return (ms, signal) => ms > 10_000 ? new Promise(() => {}) : sleep(ms, signal);
}

/** The chain's messages about a transaction, by reason. */
const chainSays: Partial<Record<FailureReason, { code: number; log: string; codespace: string }>> =
  {
    sequenceTaken: {
      code: 32,
      codespace: "sdk",
      log: "account sequence mismatch, expected 0, got 1: incorrect account sequence",
    },
    wrongSignature: {
      code: 4,
      codespace: "sdk",
      log: "signature verification failed; please verify account number: unauthorized",
    },
    notEnoughFunds: {
      code: 5,
      codespace: "sdk",
      log: "spendable balance 1unil is smaller than 2unil: insufficient funds",
    },
    feeTooLow: {
      code: 13,
      codespace: "sdk",
      log: "insufficient fees; got:  required: 200unil: insufficient fee",
    },
    transactionExpired: {
      code: 30,
      codespace: "sdk",
      log: "block height: 9, timeout height: 8: tx timeout height",
    },
    transactionRefused: { code: 11, codespace: "sdk", log: "out of gas in location: ReadFlat" },
  };

for (const [reason, verdict] of Object.entries(chainSays)) {
  Deno.test(`a transaction that fails for ${reason} has the consequence of its row`, async () => {
    assertEquals(readChainRefusal(verdict.log).reason, reason);
    using fixture = startChain();
    let isFirst = true;
    fixture.intercept = (method, passOn) => {
      if (method !== "broadcast_tx_sync" || !isFirst) return passOn();
      isFirst = false;
      const result = { ...verdict, data: "", hash: "00".repeat(32) };
      return Promise.resolve(Response.json({ jsonrpc: "2.0", id: 1, result }));
    };
    const paying = fixture.payer().submitPayment(5n, someResource());
    const [consequence] = expected[reason as FailureReason];
    if (consequence === "wait") {
      await paying;
      assertEquals(fixture.requests.get("broadcast_tx_sync"), 2);
      assertEquals(fixture.chain.state.transactions.size, 1);
      return;
    }
    assertEquals(consequence, "giveUp");
    // The endpoint has the signed transaction, and may send it later.
    const error = await assertRejects(() => paying, PaymentUnknownError, verdict.log);
    assert(!error.message.includes("nothing was paid"));
    assertEquals(error.failure?.reason, reason);
    assertEquals(error.failure?.status, verdict.code);
    assertEquals(fixture.requests.get("broadcast_tx_sync"), 1);
  });
}

Deno.test("a transaction that the chain has already is not signed again", async () => {
  using fixture = startChain();
  let isFirst = true;
  fixture.intercept = async (method, passOn) => {
    const response = await passOn();
    if (method !== "broadcast_tx_sync" || !isFirst) return response;
    isFirst = false;
    await response.body?.cancel();
    const error = { code: -32603, message: "Internal error", data: "tx already exists in cache" };
    return Response.json({ jsonrpc: "2.0", id: 1, error });
  };
  assertEquals(readChainRefusal("tx already exists in cache").reason, "alreadySubmitted");
  const hash = await fixture.payer().submitPayment(5n, someResource());
  assertEquals(hash.length, 64);
  assertEquals(fixture.requests.get("broadcast_tx_sync"), 1);
});

Deno.test("every reason has a row, and every row is tested", () => {
  const rows = Object.fromEntries(
    Object.entries(consequences).map(([reason, row]) => [
      reason,
      deliveries.map((delivery) => row[delivery]),
    ]),
  );
  assertEquals(rows, expected);
  const tried = new Set([...Object.keys(thrown), ...Object.keys(chainSays), "alreadySubmitted"]);
  assertEquals(Object.keys(consequences).filter((reason) => !tried.has(reason)), []);
});

Deno.test("an answer of a proxy is INTERNAL, whatever its status", () => {
  for (const code of [Code.Unauthenticated, Code.PermissionDenied, Code.NotFound]) {
    const error = toVmError(unanswered(code, "HTTP 403"), {}, "Node a");
    assertEquals(error.code, "INTERNAL");
    assertEquals(error.failure?.from, "between");
    assert(error.message.startsWith("Node a gave an answer that is not a node's"), error.message);
  }
});

Deno.test("a node's words tell the reason only as the whole message", () => {
  for (
    const reason of ["nonceUsed", "quoteExpired", "notEnoughFunds", "depositCredited"] as const
  ) {
    const { rawMessage, code } = thrown[reason] as ConnectError;
    assertEquals(failureOf(answered(code, rawMessage)).reason, reason);
    for (const words of [`${rawMessage} by nobody`, `it is not said that ${rawMessage}`]) {
      assertEquals(failureOf(answered(code, words)).reason, "preconditionFailed", words);
    }
  }
});

Deno.test("the error of a busy node says to try again later", () => {
  for (const code of [Code.Unavailable, Code.ResourceExhausted]) {
    const error = toVmError(answered(code, "4,000 requests wait"));
    assertEquals(error.code, "UNAVAILABLE");
    assert(error.message.includes("try again later"), error.message);
  }
});

Deno.test("a refusal of the chain without words is read by its code, if that is one of the sdk", () => {
  const codes: [number, FailureReason][] = [
    [5, "notEnoughFunds"],
    [13, "feeTooLow"],
    [19, "alreadySubmitted"],
    [20, "busy"],
    [30, "transactionExpired"],
    [32, "sequenceTaken"],
  ];
  for (const [code, reason] of codes) {
    assertEquals(readChainRefusal("", code, "sdk").reason, reason);
    assertEquals(readChainRefusal("", code, "bank").reason, "transactionRefused");
  }
});

Deno.test("isSequencePassed() tells a number that was used from one that is too high", () => {
  const says = (expected: number, got: number) =>
    isSequencePassed(`account sequence mismatch, expected ${expected}, got ${got}: incorrect`);
  assertEquals([says(5, 3), says(3, 5), says(5, 5)], [true, false, false]);
  assertEquals(isSequencePassed("out of gas"), false);
});
