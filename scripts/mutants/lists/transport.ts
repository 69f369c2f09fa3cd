import type { Promised } from "../mutant.ts";

const readAnswer = "src/network/read_answer.ts";
const transport = "src/network/node_transport.ts";
const clock = "src/network/server_clock.ts";
const quote = "src/payments/quote.ts";

const testFile = "tests/network/node_transport_test.ts";
const quoteTest = "tests/payments/quote_test.ts";
const malformed = "readAnswer() refuses a status that is malformed or missing";
const leastDifference = "ServerClock takes the least difference that a Date allows";
const leadersClock = "a quote that has expired by the leader's clock is not paid";

/** How answers are read, and what they show of the leader's clock. */
export const transports: readonly Promised[] = [
  {
    promise: "An answer has one status, and one message where one is asked for",
    mutants: [
      {
        name: "an answer without a message is taken",
        file: transport,
        from: "if (isPatient || messages.length === 1) return messages;",
        to: "if (isPatient || messages.length <= 1) return messages;",
        testFile,
        test: "a request for one message refuses 0 of them",
      },
      {
        name: "an answer of two messages is taken",
        file: transport,
        from: "if (isPatient || messages.length === 1) return messages;",
        to: "if (isPatient || messages.length >= 1) return messages;",
        testFile,
        test: "a request for one message refuses 2 of them",
      },
      {
        name: "the status of the headers wins",
        file: readAnswer,
        from: "trailers.forEach((value, name) => all.set(name, value));",
        to: "trailers.forEach((value, name) => all.set(name, answer.headers.get(name) ?? value));",
        testFile,
        test: "readAnswer() takes the status of the trailers, and keeps all headers",
      },
      {
        name: "the words of the headers stand beside the status of the trailers",
        file: readAnswer,
        from: 'if (trailers.has("grpc-status")) {',
        to: "if (false) {",
        testFile,
        test: "readAnswer() takes no words of the headers for a status of the trailers",
      },
      {
        name: "a refusal that only the details tell is success",
        file: readAnswer,
        from: '!place.has("grpc-status-details-bin")',
        to: "true",
        testFile,
        test: "readAnswer() takes a refusal that only the details of the status tell",
      },
      {
        name: "a status in the headers alone is success",
        file: readAnswer,
        from: 'trailers.has("grpc-status") ? [trailers] : [trailers, headers]',
        to: "[trailers]",
        testFile,
        test: "readAnswer() takes the status of the headers when the trailers have none",
      },
      {
        name: "the headers of a refusal are lost",
        file: readAnswer,
        from: "const all = new Headers(answer.headers);",
        to: "const all = new Headers();",
        testFile,
        test: "readAnswer() takes the status of the trailers, and keeps all headers",
      },
      {
        name: "a malformed status is success",
        file: readAnswer,
        from: "throw unusable(answer, `a malformed status: ${messageOf(error)}`, error);",
        to: "return undefined;",
        testFile,
        test: malformed,
      },
      {
        name: "a malformed status is thrown as it is",
        file: readAnswer,
        from: "throw unusable(answer, `a malformed status: ${messageOf(error)}`, error);",
        to: "throw error;",
        testFile,
        test: malformed,
      },
      {
        name: "an answer without a status is success",
        file: readAnswer,
        from: 'if (!trailers.has("grpc-status") && !hasStatus) throw cut(answer);',
        to: "",
        testFile,
        test: malformed,
      },
      {
        name: "a message that cannot be decoded is thrown as it is",
        file: transport,
        from: "throw unusable(messageOf(error), error);",
        to: "throw error;",
        testFile,
        test: "a request refuses a message that cannot be decoded as unusable",
      },
      {
        name: "a transport calls fetch as a method",
        file: transport,
        from: "clock.timed(() => platformFetch(input, init));",
        to: "clock.timed(() => options.fetch(input, init));",
        testFile,
        test: "a transport calls fetch as a function, since browsers and Workers refuse a method",
      },
    ],
  },
  {
    promise: "A quote that has expired by either clock is not paid",
    mutants: [
      {
        name: "the leader's clock does not count",
        file: quote,
        from: "if (Math.min(leftMs, leftMs - aheadMs) > marginMs) return;",
        to: "if (leftMs > marginMs) return;",
        testFile: quoteTest,
        test: leadersClock,
      },
      {
        name: "the local clock does not count",
        file: quote,
        from: "if (Math.min(leftMs, leftMs - aheadMs) > marginMs) return;",
        to: "if (leftMs - aheadMs > marginMs) return;",
        testFile: quoteTest,
        test: "a proxy that sets the leader's clock back makes no expired quote valid",
      },
      {
        name: "the later clock counts",
        file: quote,
        from: "if (Math.min(leftMs, leftMs - aheadMs) > marginMs) return;",
        to: "if (Math.max(leftMs, leftMs - aheadMs) > marginMs) return;",
        testFile: quoteTest,
        test: leadersClock,
      },
      {
        name: "a clock that is ahead is not named",
        file: quote,
        from: "const isClockAhead = leftMs - aheadMs > marginMs;",
        to: "const isClockAhead = false;",
        testFile: quoteTest,
        test: "a clock that is ahead of the leader's is named, and nothing is paid",
      },
      {
        name: "the time of an answer on its way counts as a difference",
        file: clock,
        from: "const atLeast = date - this.#environment.now();",
        to: "const atLeast = date - sentAt;",
        testFile: quoteTest,
        test: leastDifference,
      },
      {
        name: "the seconds of a Date are exact",
        file: clock,
        from: "const atMost = date + 999 - sentAt;",
        to: "const atMost = date - sentAt;",
        testFile: quoteTest,
        test: leastDifference,
      },
      {
        name: "the largest difference counts",
        file: clock,
        from: "atLeast > 0 ? atLeast : Math.min(atMost, 0);",
        to: "atMost;",
        testFile: quoteTest,
        test: leastDifference,
      },
      {
        name: "an answer without a Date sets the clock",
        file: clock,
        from: "if (!Number.isNaN(date)) {",
        to: "if (true) {",
        testFile: quoteTest,
        test: leastDifference,
      },
    ],
  },
];
