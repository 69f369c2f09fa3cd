import type { Promised } from "../mutant.ts";

const retry = "src/network/retry.ts";
const failure = "src/network/failure.ts";
const consequences = "src/network/consequences.ts";
const hangingTest = "tests/network/hanging_test.ts";
const networkTest = "tests/network/network_test.ts";

/** What is sent again, and when. */
export const retries: readonly Promised[] = [
  {
    promise: "Retries have a number, a budget and pauses, and a busy node is asked again later",
    mutants: [
      {
        name: "a request is sent ten times",
        file: retry,
        from: "export const attemptsMax = 5;",
        to: "export const attemptsMax = 10;",
        testFile: networkTest,
        test: "retry() sends a request up to five times, and only after a failure that may pass",
      },
      {
        name: "the budget has twice the retries",
        file: "src/async/retry_budget.ts",
        from: "const savedMax = 10;",
        to: "const savedMax = 20;",
        testFile: hangingTest,
        test: "RetryBudget gives ten retries, and one more for ten answers",
      },
      {
        name: "answers add twice the retries",
        file: "src/async/retry_budget.ts",
        from: "const perAnswer = 0.1;",
        to: "const perAnswer = 0.2;",
        testFile: hangingTest,
        test: "RetryBudget gives ten retries, and one more for ten answers",
      },
      {
        name: "requests to the leader need no budget",
        file: retry,
        from: "++failures < attemptsMax && (limits.budget?.take() ?? true);",
        to: "++failures < attemptsMax;",
        testFile: hangingTest,
        test: "retries add at most a tenth to the requests in a full outage",
      },
      {
        name: "requests to all nodes need no budget",
        file: "src/fan_out/ask_nodes.ts",
        from: "++failures < attemptsMax && (node.budget?.take() ?? true);",
        to: "++failures < attemptsMax;",
        testFile: hangingTest,
        test: "retries of writes have the same budget",
      },
      {
        name: "a busy node is asked like one that cannot be reached",
        file: consequences,
        from: 'busy: always("wait"),',
        to: 'busy: always("askAgain"),',
        testFile: hangingTest,
        test: "a busy node is asked again as long as the call may take",
      },
      {
        name: "a busy node has refused the request",
        file: "src/fan_out/ask_nodes.ts",
        from: 'consequence !== "askAgain" && consequence !== "wait" &&',
        to: 'consequence !== "askAgain" &&',
        testFile: hangingTest,
        test: "a node that was busy to the end has not refused the request",
      },
      {
        name: "a busy node's error does not say to try again",
        file: failure,
        from: '"The node cannot serve the request now: try again later"',
        to: '"The node cannot serve the request now"',
        testFile: "tests/network/failure_test.ts",
        test: "the error of a busy node says to try again later",
      },
      {
        name: "a call that ends while the leader is busy does not say so",
        file: retry,
        from: "throw withLastFailure(reason, failure);",
        to: "throw reason;",
        testFile: hangingTest,
        test: "a call whose time runs out while the leader is busy says so",
      },
      {
        name: "Retry-After is not kept",
        file: retry,
        from: "const pauseMs = leastMs + randomFraction(environment) * msMax;",
        to: "const pauseMs = randomFraction(environment) * msMax;",
        testFile: hangingTest,
        test: "a pause that a header of a node asks for is kept",
      },
      {
        name: "Retry-After of a proxy is not read",
        file: "src/network/no_answer.ts",
        from: 'for (const name of ["retry-after", "date"]) {',
        to: "for (const name of []) {",
        testFile: hangingTest,
        test: "a pause that a proxy asks for is kept",
      },
      {
        name: "Retry-After by a date is not read",
        file: failure,
        from: 'return positive(Date.parse(header) - Date.parse(error.metadata.get("date") ?? ""));',
        to: "return undefined;",
        testFile: hangingTest,
        test: "a pause that a proxy, by a date asks for is kept",
      },
      {
        name: "RetryInfo is not read",
        file: failure,
        from: "if (info?.retryDelay !== undefined) return positive(msOf(info.retryDelay));",
        to: "",
        testFile: hangingTest,
        test: "a pause that a detail of a node's status asks for is kept",
      },
      {
        name: "a very long pause is none",
        file: retry,
        from: "environment.sleep(Math.min(pauseMs, sleepMsMax), signal);",
        to: "environment.sleep(pauseMs, signal);",
        testFile: networkTest,
        test: "backOff() asks for no longer pause than a timer can make",
      },
      {
        name: "pauses do not grow",
        file: retry,
        from: "firstPauseMsMax * 2 ** (attempt - 1)",
        to: "firstPauseMsMax",
        testFile: networkTest,
        test: "backOff() pauses randomly below a bound that doubles up to two seconds",
      },
    ],
  },
];
