import type { Promised } from "../mutant.ts";

const testFile = "tests/react/hooks_test.ts";
const connection = "src/react/connection.ts";
const operation = "src/react/use_operation.ts";
const read = "src/react/use_read.ts";
const connects =
  "a provider connects once, also in strict mode, and closes its client when it goes";
const priceFirst = "useRetrieveValues shows the price first, and pays it";
const unmounted = "useStoreValues goes on when its component goes, and is aborted if it is to be";

/** What hooks for React send, pay and keep. */
export const hooks: readonly Promised[] = [
  {
    promise: "A provider has one client while it is shown, and none on a server",
    mutants: [
      {
        name: "strict mode connects twice",
        file: connection,
        from: "setTimeout(() => this.#closeUnlessHeld());",
        to: "this.#isOpening = false; this.#closeUnlessHeld();",
        testFile,
        test: connects,
      },
      {
        name: "a client stays open when its provider goes",
        file: connection,
        from: "void this.#state.client?.[Symbol.asyncDispose]();",
        to: "",
        testFile,
        test: connects,
      },
      {
        name: "a client that comes too late stays open",
        file: connection,
        from: "    this.#settle();\n    this.#closeUnlessHeld();",
        to: "this.#settle();",
        testFile,
        test: "a provider that goes while it connects closes its client afterwards",
      },
      {
        name: "a server waits for a client that never comes",
        file: read,
        from: "if (isOnServer) throw",
        to: "if (isOnServer && whenSettled === undefined) throw",
        testFile,
        test: "a server that streams does not wait for a client",
      },
    ],
  },
  {
    promise: "A hook pays what it has shown, once",
    mutants: [
      {
        name: "a read does not wait for its price to be confirmed",
        file: read,
        from: "enabled: enabled && !quoteFirst }",
        to: "enabled }",
        testFile,
        test: priceFirst,
      },
      {
        name: "a read whose price has expired is sent without one",
        file: read,
        from: "if (isResumable || !quoteFirst && read.isError)",
        to: "if (isResumable || read.isError)",
        testFile,
        test: priceFirst,
      },
      {
        name: "what goes on is another operation",
        file: operation,
        from: "mutate(...[mutation.variables] as",
        to: "mutate(...[{ ...mutation.variables }] as",
        testFile,
        test: "useStoreValues goes on after a failure and after abort(), and pays once",
      },
      {
        name: "what is confirmed is another operation",
        file: operation,
        from: "operation.mutate(...[quoting.variables] as",
        to: "operation.mutate(...[{ ...quoting.variables }] as",
        testFile,
        test: "useStoreValues shows the price first, and pays it",
      },
      {
        name: "a second operation begins beside the first",
        file: operation,
        from: "running.current !== undefined && running.current !== variables",
        to: "running.current !== undefined && variables === undefined",
        testFile,
        test: "useStoreValues leaves nothing in the cache, and refuses another object beside one",
      },
      {
        name: "what is paid is stopped when its component goes",
        file: operation,
        from: "abortOnUnmount = false,",
        to: "abortOnUnmount = true,",
        testFile,
        test: unmounted,
      },
      {
        name: "what is to be stopped goes on",
        file: operation,
        from: "abortOnUnmount ? abort : undefined",
        to: "abortOnUnmount ? undefined : undefined",
        testFile,
        test: unmounted,
      },
      {
        name: "a balance that is shown stays what it was",
        file: "src/react/use_progress.ts",
        from: 'event.type === "operationEnd"',
        to: 'event.type === "operationStart"',
        testFile,
        test: "a balance that is shown follows what hooks pay",
      },
    ],
  },
  {
    promise: "A hook keeps no secret when its component has gone",
    mutants: [
      {
        name: "what suspends stays in the cache",
        file: read,
        from: "if (keepMs === 0) setTimeout(() => queries.removeQueries(unused));",
        to: "void unused;",
        testFile,
        test: "useRetrieveValues suspends, and its data leave the cache with it",
      },
      {
        name: "variables stay in the cache",
        file: operation,
        from: 'networkMode: "always", gcTime: 0 }',
        to: 'networkMode: "always" }',
        testFile,
        test: "useStoreValues leaves nothing in the cache, and refuses another object beside one",
      },
    ],
  },
];
