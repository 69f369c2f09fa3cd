import { Code, ConnectError } from "@connectrpc/connect";
import { BinaryWriter } from "@bufbuild/protobuf/wire";
import * as api from "@nilvm/client";
import { VmError, type VmErrorFields } from "@nilvm/client";
import { assert, assertEquals, assertFalse, assertStrictEquals } from "@std/assert";
import { failureOf, toVmError } from "../../src/network/failure.ts";
import { withContext } from "../../src/errors/with_context.ts";

const classes = Object.entries(api).filter(([name]) => name.endsWith("Error") && name !== "VmError")
  .map(([, value]) => value as new (message: string, fields?: VmErrorFields) => VmError);

Deno.test("every error has the name of its class and its own code", () => {
  assertEquals(classes.length, 22);
  const errors = classes.map((Class) => new Class("Something happened"));
  for (const [index, error] of errors.entries()) {
    assert(error instanceof VmError);
    assert(error instanceof Error);
    assertEquals(error.name, classes[index]!.name);
    const words = error.name.replace(/Error$/, "").replace(/(?<=.)[A-Z]/g, "_$&");
    assertEquals(error.code, words.toUpperCase());
    assertEquals(`${error}`, `${error.name}: Something happened`);
  }
});

Deno.test("docs/errors.md has a row for every error", async () => {
  const page = await Deno.readTextFile(new URL("../../docs/errors.md", import.meta.url));
  const rows = [...page.matchAll(/^\| `(\w+)` +\| `(\w+)` +\|/gm)].map(([, ...row]) => row);
  const errors = classes.map((Class) => new Class("Something happened"));
  assertEquals(rows, errors.map(({ code, name }) => [code, name]).sort());
});

Deno.test("an error keeps its context, and has no field without a value", () => {
  const cause = new TypeError("underneath");
  const outcomes = [{ node: "a1", status: "done" }] as const;
  const fields: VmErrorFields = { node: "a1", phase: "nodes", txHash: "AB", outcomes, cause };
  for (const Class of classes) {
    const { node, phase, txHash, outcomes, cause } = new Class("Something happened", fields);
    assertEquals({ node, phase, txHash, outcomes, cause }, fields);
    const bare = new Class("Something happened");
    for (const field of [...Object.keys(fields), "cause"]) assertFalse(field in bare, field);
  }
});

Deno.test("withContext() makes an error of the same class, with the original as its cause", () => {
  for (const Class of classes) {
    const original = new Class("a", { node: "a1" });
    const error = withContext(original, { phase: "quote", node: undefined }, "b");
    assert(error instanceof Class);
    const { message, node, phase, name, code } = error;
    assertEquals([message, node, phase, name], ["b", "a1", "quote", Class.name]);
    assertEquals(code, original.code);
    const isStop = ["ABORTED", "TIMEOUT"].includes(code);
    if (isStop) assertFalse("cause" in error);
    else assertStrictEquals(error.cause, original);
    assert(error.stack!.startsWith(Class.name), error.stack);
  }
});

Deno.test("withContext() keeps the reason of a stopped call", () => {
  const error = withContext(new api.AbortedError("a", { cause: "why" }), { phase: "quote" }, "b");
  assertEquals([error.cause, error.phase], ["why", "quote"]);
});

Deno.test("withContext() keeps subclasses that users write, with any constructor", () => {
  class OverBudgetError extends VmError {
    override readonly name = "OverBudgetError";
    readonly code = "PERMISSION_DENIED";
    readonly #limit: bigint;
    readonly asked: bigint;
    constructor(limit: bigint, { asked }: { asked: bigint }) {
      super(`${asked} is more than ${limit}`);
      this.#limit = limit;
      this.asked = asked;
    }
    get limit(): bigint {
      return this.#limit;
    }
  }
  const original = new OverBudgetError(5n, { asked: 7n });
  const error = withContext(original, { phase: "payment" }, `Storing failed. ${original.message}`);
  assert(error instanceof OverBudgetError);
  assertEquals([error.asked, error.phase, error.name], [7n, "payment", "OverBudgetError"]);
  assertEquals(error.message, "Storing failed. 7 is more than 5");
  assertEquals((error.cause as OverBudgetError).limit, 5n);
});

/** A node's refusal. */
function refusal(code: Code, message = "words of the node"): ConnectError {
  return new ConnectError(message, code, { "grpc-status": String(code) });
}

Deno.test("toVmError() gives every gRPC status its class", () => {
  const expected: Record<keyof typeof Code, string> = {
    Canceled: "UNAVAILABLE",
    Unknown: "INTERNAL",
    InvalidArgument: "INVALID_ARGUMENT",
    DeadlineExceeded: "UNAVAILABLE",
    NotFound: "NOT_FOUND",
    AlreadyExists: "FAILED_PRECONDITION",
    PermissionDenied: "PERMISSION_DENIED",
    ResourceExhausted: "UNAVAILABLE",
    FailedPrecondition: "FAILED_PRECONDITION",
    Aborted: "UNAVAILABLE",
    OutOfRange: "INVALID_ARGUMENT",
    Unimplemented: "INTERNAL",
    Internal: "INTERNAL",
    Unavailable: "UNAVAILABLE",
    DataLoss: "INTERNAL",
    Unauthenticated: "UNAUTHENTICATED",
  };
  for (const [name, code] of Object.entries(expected)) {
    const cause = refusal(Code[name as keyof typeof Code]);
    const error = toVmError(cause, { node: "a1", phase: "nodes" }, "Node a1");
    assertEquals(error.code, code, name);
    assertEquals([error.node, error.phase], ["a1", "nodes"]);
    assertStrictEquals(error.cause, cause);
    assert(error.message.includes("Node a1 says: words of the node"), error.message);
    const { delivery, from, words, status } = failureOf(error);
    assertEquals([delivery, from, words], ["answered", "node", "words of the node"]);
    assertEquals(status, cause.code);
  }
});

Deno.test("toVmError() recognises a low balance by its detail, or by its message", () => {
  const violation = (type: string, subject: string) =>
    new BinaryWriter().tag(1, 2).string(type).tag(2, 2).string(subject).tag(3, 2).string("why")
      .finish();
  const failure = (...violations: Uint8Array[]) => {
    const writer = new BinaryWriter();
    for (const bytes of violations) writer.tag(1, 2).bytes(bytes);
    return writer.finish();
  };
  const detailed = (value: Uint8Array, type = "google.rpc.PreconditionFailure") => {
    const error = refusal(Code.FailedPrecondition, "too poor");
    error.details.push({ type, value });
    return toVmError(error).code;
  };
  assertEquals(detailed(failure(violation("PAYMENT", "BALANCE"))), "INSUFFICIENT_FUNDS");
  const second = failure(violation("OTHER", "THING"), violation("PAYMENT", "BALANCE"));
  assertEquals(detailed(second), "INSUFFICIENT_FUNDS");
  assertEquals(detailed(failure(violation("PAYMENT", "CARD"))), "FAILED_PRECONDITION");
  assertEquals(detailed(failure(violation("BALANCE", "PAYMENT"))), "FAILED_PRECONDITION");
  assertEquals(detailed(failure()), "FAILED_PRECONDITION");
  assertEquals(detailed(Uint8Array.of(10, 200, 1)), "FAILED_PRECONDITION", "cannot be read");
  const other = detailed(failure(violation("PAYMENT", "BALANCE")), "google.rpc.QuotaFailure");
  assertEquals(other, "FAILED_PRECONDITION");
  assertEquals(
    toVmError(refusal(Code.FailedPrecondition, "not enough funds")).code,
    "INSUFFICIENT_FUNDS",
  );
  assertEquals(toVmError(refusal(Code.Internal, "not enough funds")).code, "INTERNAL");
});

Deno.test("toVmError() recognises an expired quote", () => {
  assertEquals(toVmError(refusal(Code.FailedPrecondition, "quote expired")).code, "QUOTE_EXPIRED");
});

Deno.test("toVmError() says when a node cannot be reached", () => {
  const cause = new TypeError("tcp connect error");
  const error = toVmError(
    new ConnectError(cause.message, Code.Unavailable, undefined, undefined, cause),
    { node: "a1" },
    "Node a1 at http://node.example.com",
  );
  assertEquals(error.code, "UNAVAILABLE");
  assertEquals(
    error.message,
    "Node a1 at http://node.example.com cannot be reached: tcp connect error",
  );
  const { delivery, reason, from } = failureOf(error);
  assertEquals([delivery, reason, from], ["unknown", "unreachable", "between"]);
});

Deno.test("toVmError() keeps a VmError, and wraps anything else", () => {
  const error = new api.NotFoundError("not there");
  assertStrictEquals(toVmError(error), error);
  const cause = new RangeError("a bug");
  const wrapped = toVmError(cause, { phase: "unmask" });
  assertEquals([wrapped.code, wrapped.phase], ["INTERNAL", "unmask"]);
  assert(wrapped.message.includes("a bug"));
  assertStrictEquals(wrapped.cause, cause);
  assertEquals(toVmError("text").message, "The client failed unexpectedly: text");
});

Deno.test("no message ends with a full stop or has a contraction", () => {
  for (const code of Object.values(Code).filter((code) => typeof code === "number")) {
    const { message } = toVmError(refusal(code, "why"));
    assert(/^[A-Z]/.test(message) && !/\.$|n't\b/.test(message), message);
  }
});
