import type { Promised } from "../mutant.ts";

const testFile = "tests/query/query_test.ts";
const once = "src/query/run_once.ts";
const queries = "src/query/queries.ts";
const twice = "a paid read is sent once, although it is mounted twice or the window gets the focus";
const resumed =
  "a mutation of the same object is one operation, and resumes without a second payment";

/** What a cache of queries holds, and what its reads and mutations cost. */
export const queryOptions: readonly Promised[] = [
  {
    promise: "A query or a mutation is paid once",
    mutants: [
      {
        name: "a failed operation is made anew",
        file: once,
        from: "isOpen = operation.isResumable;",
        to: "",
        testFile,
        test: resumed,
      },
      {
        name: "a double click is two operations",
        file: once,
        from: "  shelf.set(key, operation);\n  let isOpen",
        to: "let isOpen",
        testFile,
        test: resumed,
      },
      {
        name: "a caller who shared an attempt is stopped with the other",
        file: once,
        from: "if (!(error instanceof AbortedError) || options.signal?.aborted) throw error;",
        to: "if (error !== undefined) throw error;",
        testFile,
        test: twice,
      },
      {
        name: "one user's mutation runs as another's",
        file: "src/query/mutations.ts",
        from: "runOnce(shelfOf(client, name), variables,",
        to: "runOnce(shelfOf(globalThis as never, name), variables,",
        testFile,
        test: "the same object is another operation for another user, and for another mutation",
      },
      {
        name: "a paid read is stale at once",
        file: queries,
        from: "state.data instanceof Kept ? Infinity : 0",
        to: "state.data instanceof Kept ? 0 : 0",
        testFile,
        test: twice,
      },
    ],
  },
  {
    promise: "A secret leaves the cache with its component",
    mutants: [
      {
        name: "the cache keeps secrets for as long as TanStack does",
        file: queries,
        from: "gcTime: keepMs,",
        to: "",
        testFile,
        test: "a secret leaves the cache with its component, and is never written down with it",
      },
      {
        name: "a restored cache counts as read",
        file: queries,
        from: "state.data instanceof Kept ? Infinity : 0",
        to: "Infinity",
        testFile,
        test: "a cache that was written down and restored is read again",
      },
    ],
  },
  {
    promise: "What is paid is the price that was shown",
    mutants: [
      {
        name: "a price is shown, and another one is paid",
        file: once,
        from: "if (!shelf.get(key)) shelf.set(key, operation);",
        to: "",
        testFile,
        test: "a mutation pays the price that was asked for",
      },
      {
        name: "what may be paid gets a new price",
        file: once,
        from: "if (operation.isResumable) {",
        to: "if (operation.isResumable && key === undefined) {",
        testFile,
        test: "what may be paid is told, has no new price, and goes on",
      },
      {
        name: "a paid deposit counts as done with",
        file: "src/query/mutations.ts",
        from: "error.txHash !== undefined,",
        to: "error.txHash === undefined,",
        testFile,
        test: "a deposit that is paid and not credited is told, and goes on",
      },
      {
        name: "a double click is two deposits",
        file: "src/query/mutations.ts",
        from: "return running ??= run(options)",
        to: "return run(options)",
        testFile,
        test:
          "a deposit of the same object is paid once, although it is made twice at the same time",
      },
      {
        name: "a read forgets the limits of its calls",
        file: queries,
        from: "make, { ...call, signal })),",
        to: "make, { signal })),",
        testFile,
        test: "options of calls hold for each call of a mutation and a query",
      },
      {
        name: "a listener is a part of the key",
        file: queries,
        from: "{ keepMs, timeoutMs, maxFeesUnil, onEvent, ...options } = given",
        to: "{ keepMs, timeoutMs, maxFeesUnil, ...options } = given, onEvent = given.onEvent",
        testFile,
        test: "a read pays the price that was asked for",
      },
      {
        name: "progress counts nodes that failed",
        file: "src/query/progress.ts",
        from: 'event.phase === "nodes" && event.error === undefined',
        to: 'event.phase === "nodes"',
        testFile,
        test: "progress shows the phase, the price, the transaction and the nodes",
      },
    ],
  },
];
