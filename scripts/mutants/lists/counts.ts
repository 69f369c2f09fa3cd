import type { Promised } from "../mutant.ts";

const testFile = "tests/client/counts_test.ts";
const roundTrips =
  "a paid operation takes three round trips, and a request to each node in the last one";
const signatures =
  "a client signs once for each node, and checks the quote and the receipt once each";
const quote = "src/payments/quote.ts";

/** What operations cost, in counts. */
export const counts: readonly Promised[] = [
  {
    promise: "A paid operation is a quote, a receipt and a request to each node, and nothing else",
    mutants: [
      {
        name: "a price is asked for twice",
        file: "src/operations/paid_work.ts",
        from: "const quote = this.#quote ?? this.#purchase?.quote ??\n        await",
        to:
          "await this.#requestQuote(request, call);\n      const quote = this.#quote ?? this.#purchase?.quote ??\n        await",
        testFile,
        test: roundTrips,
      },
      {
        name: "nodes are asked one after the other",
        file: "src/base/default_fetch.ts",
        from: "atOnce: 6, toOneNode: 3",
        to: "atOnce: 1, toOneNode: 1",
        testFile,
        test: roundTrips,
      },
    ],
  },
  {
    promise: "Nothing is signed, checked or sent that need not be",
    mutants: [
      {
        name: "every request gets a token of its own",
        file: "src/network/auth_token.ts",
        from: "if (this.#isDue(node)) this.#renew(node);",
        to: "this.#renew(node);",
        testFile,
        test: signatures,
      },
      {
        name: "a quote is checked twice",
        file: quote,
        from: 'checkLeaderSignature(connection.cluster, signed.quote, signed.signature, "quote");',
        to:
          'for (let i = 0; i < 2; i++) checkLeaderSignature(connection.cluster, signed.quote, signed.signature, "quote");',
        testFile,
        test: signatures,
      },
      {
        name: "requests carry fields that no node reads",
        file: "src/network/node_transport.ts",
        from: "const message = toBinary(input, create(input, request));",
        to:
          "const message = new Uint8Array([...toBinary(input, create(input, request)), ...Array(100).fill([0xb8, 0x3e, 0]).flat()]);",
        testFile,
        test: "a blob of 1024 bytes takes its shares on the wire, and little else",
      },
      {
        name: "what the core answers is never freed",
        file: "src/core/core.ts",
        from: "    guarded(() => glue.release(response, responseCapacity));\n",
        to: "    void responseCapacity;\n",
        testFile,
        test: "the core's memory does not grow with the number of operations",
      },
    ],
  },
];
