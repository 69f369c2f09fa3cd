import type { Promised } from "../mutant.ts";

const observer = "src/events/observer.ts";
const session = "src/operations/session.ts";
const log = "src/devnet/request_log.ts";
const eventsTest = "tests/client/events_test.ts";
const spansTest = "tests/client/spans_test.ts";
const metricsTest = "tests/telemetry/metrics_test.ts";
const logTest = "tests/devnet/request_log_test.ts";

const inOrder =
  "a paid operation tells of its phases, its price, its payment and each node, in order";
const harmless = "a listener that throws, rejects or never ends does not change what a call does";
const once = "a listener at the client and at the call hears each event once";
const failure = "a failed span has the error's code, and none of a server's words";
const broken = "a tracer that throws, or makes no span, does not change what a call does";
const nesting = "spans nest: operation, phase, request to a node, and the user's own of fetch";
const open = "a collector knows what is paid and not used, until it is";
const hidden =
  "the log has refusals by their status, dropped connections, and no made-up name of a method";

/** What a client tells while it works, and a devnet of its requests. */
export const events: readonly Promised[] = [
  {
    promise: "Listeners and tracers cannot do harm, and hear each thing once and in order",
    mutants: [
      {
        name: "an error of a listener is thrown at the process",
        file: observer,
        from: "told.then(() => listener?.(event)).catch(() => {});",
        to: "told.then(() => listener?.(event));",
        testFile: eventsTest,
        test: harmless,
      },
      {
        name: "a listener at the client and the call hears all twice",
        file: observer,
        from: "of new Set(listeners)",
        to: "of listeners",
        testFile: eventsTest,
        test: once,
      },
      {
        name: "a listener can change an event for the next one",
        file: observer,
        from: "Object.freeze({",
        to: "({",
        testFile: eventsTest,
        test: inOrder,
      },
      {
        name: "a tracer that throws breaks the call",
        file: observer,
        from: "quietly(() => this.#options.tracer?.startActiveSpan(name, options, run));",
        to: "this.#options.tracer?.startActiveSpan(name, options, run);",
        testFile: spansTest,
        test: broken,
      },
      {
        name: "a span that throws breaks the call",
        file: observer,
        from: "quietly(() => end(span, facts));",
        to: "end(span, facts);",
        testFile: spansTest,
        test: broken,
      },
      {
        name: "a tracer that throws late has the request sent twice",
        file: observer,
        from: "running ??= task(span)",
        to: "running = task(span)",
        testFile: spansTest,
        test: broken,
      },
      {
        name: "the listener of a call is not told",
        file: session,
        from: "const listeners = [onEvent, limits.onEvent];",
        to: "const listeners = [onEvent];",
        testFile: eventsTest,
        test: inOrder,
      },
      {
        name: "what is no listener is taken",
        file: "src/async/deadline.ts",
        from: 'if (onEvent === undefined || typeof onEvent === "function") return;',
        to: "if (onEvent !== null) return;",
        testFile: eventsTest,
        test: "onEvent and tracer are refused when they are not what they must be",
      },
    ],
  },
  {
    promise: "Events and spans are complete, and hold nothing that is secret",
    mutants: [
      {
        name: "a span has the words of an error",
        file: observer,
        from: "facts.error ??= toVmError(error).code;",
        to: "facts.error ??= toVmError(error).message as never;",
        testFile: spansTest,
        test: failure,
      },
      {
        name: "the phase of the nodes does not fail",
        file: "src/fan_out/agree.ts",
        from: "facts.error = agreement.error?.code;",
        to: "",
        testFile: eventsTest,
        test: "a failure is told by its code in the request, the phase and the operation",
      },
      {
        name: "a receipt is asked for unobserved",
        file: "src/payments/purchase.ts",
        from: "call.observer = observer;",
        to: "",
        testFile: spansTest,
        test: nesting,
      },
      {
        name: "all repeated requests of nodes are told as first ones",
        file: "src/fan_out/ask_nodes.ts",
        from: "{ ...call, signal, attempt }",
        to: "{ ...call, signal }",
        testFile: eventsTest,
        test: "a request that is repeated says how often it was sent",
      },
      {
        name: "all repeated requests of the leader are told as first ones",
        file: "src/network/retry.ts",
        from: "call.attempt = attempt;",
        to: "",
        testFile: eventsTest,
        test: "a request of the leader that is repeated says how often it was sent",
      },
      {
        name: "a node that is not waited for counts as one that fails",
        file: observer,
        from: 'if (signal.aborted && code === "UNAVAILABLE") facts.error = "ABORTED";',
        to: "",
        testFile: eventsTest,
        test: "a request that the client needs no longer is told as stopped, and not as failed",
      },
      {
        name: "each chunk of an answer is told",
        file: observer,
        from: "const progressBytes = 65_536;",
        to: "const progressBytes = 1;",
        testFile: eventsTest,
        test: "a large value gives progress: what each node gets and has, and what has arrived",
      },
      {
        name: "what arrives is not counted",
        file: "src/network/node_fetch.ts",
        from: 'meter?.("received", count);',
        to: "",
        testFile: eventsTest,
        test: "a large value gives progress: what each node gets and has, and what has arrived",
      },
    ],
  },
  {
    promise: "Who listens to nothing pays nothing for events",
    mutants: [
      {
        name: "calls are observed for nobody",
        file: "src/operations/session.ts",
        from: "if ((onEvent ?? limits.onEvent ?? tracer) === undefined) return await task(call);",
        to: "",
        testFile: "tests/client/events_of_operations_test.ts",
        test: "a client without a listener loads nothing that tells, and looks at no clock for it",
      },
      {
        name: "nodes are told of no bytes",
        file: "src/network/node_connection.ts",
        from: "return asRequest(call, method, this.member, send);",
        to: "return asRequest(call, method, this.member, () => send());",
        testFile: "tests/client/events_of_operations_test.ts",
        test:
          "every operation tells of its nodes, bytes and attempts, and a paid one of its price and transaction",
      },
    ],
  },
  {
    promise: "A collector knows which payments are open",
    mutants: [
      {
        name: "a payment that has ended is not told",
        file: "src/payments/payment_log.ts",
        from: "this.tell(false, call);",
        to: "",
        testFile: metricsTest,
        test: open,
      },
      {
        name: "the payments of earlier processes are not told",
        file: "src/payments/earlier_payments.ts",
        from: "entry.tell(true, call);",
        to: "",
        testFile: metricsTest,
        test: open,
      },
      {
        name: "first requests count as repeated ones",
        file: "src/telemetry/metrics.ts",
        from: "if (event.attempt > 1) node.retryCount++;",
        to: "node.retryCount++;",
        testFile: metricsTest,
        test: "a collector counts the calls, requests, retries and bytes of all its clients",
      },
    ],
  },
  {
    promise: "A devnet logs what happened, and no words of callers",
    mutants: [
      {
        name: "any path is logged as a method",
        file: log,
        from: "nodeMethods.has(path) ? path : unknown",
        to: "path",
        testFile: logTest,
        test: hidden,
      },
      {
        name: "any method of the chain is logged",
        file: log,
        from: "chainMethods.has(name) ? name : unknown",
        to: "name",
        testFile: logTest,
        test: hidden,
      },
      {
        name: "a dropped connection counts as an answer",
        file: log,
        from: 'endOnce("DROPPED");',
        to: 'endOnce("OK");',
        testFile: logTest,
        test: hidden,
      },
      {
        name: "an error of the log breaks the request",
        file: log,
        from:
          "    try {\n      Promise.resolve(this.#listener?.(request)).catch(() => {});\n    } catch {",
        to: "    try {} finally {\n      this.#listener?.(request);\n    }\n    try {} catch {",
        testFile: logTest,
        test: "a log that throws or rejects does not change what a devnet answers",
      },
    ],
  },
];
