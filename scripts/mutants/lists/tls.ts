import type { Promised } from "../mutant.ts";

const connection = "src/entry/node_http2_connection.ts";
const http2Fetch = "src/entry/node_http2_fetch.ts";
const server = "src/devnet/http/server.ts";

const http2Test = "tests/entry/node_http2_fetch_test.ts";
const defaultTest = "tests/base/default_fetch_test.ts";
const inFrontTest = "tests/network/in_front_test.ts";
const tlsTest = "tests/devnet/http/tls_test.ts";

/** How nodes are reached over TLS. */
export const nodesOverTls: readonly Promised[] = [
  {
    promise: "In Node, nodes are asked over HTTP/2, and nothing waits on a connection that is dead",
    mutants: [
      {
        name: "a server that fell silent is never noticed",
        file: http2Fetch,
        from: "      connection.check(session);\n",
        to: "",
        testFile: http2Test,
        test:
          "fetch over HTTP/2: a server that falls silent costs one request, not all that follow",
      },
      {
        name: "a body is taken faster than it is read",
        file: http2Fetch,
        from: "if ((controller.desiredSize ?? 0) <= 0) stream.pause();",
        to: "",
        testFile: http2Test,
        test: "fetch over HTTP/2: a large body goes both ways, and waits for its reader",
      },
      {
        name: "an origin is asked for HTTP/2 with each request",
        file: http2Fetch,
        from: "      http1Origins.add(origin);\n",
        to: "",
        testFile: http2Test,
        test:
          "fetch over HTTP/2: an origin that chooses HTTP/1.1 is asked over HTTP/1.1, after one more connection",
      },
      {
        name: "a connection that is idle is closed under a request",
        file: connection,
        from: "if (this.#streams > 0) return;",
        to: "",
        testFile: http2Test,
        test:
          "fetch over HTTP/2: a connection is closed after a while without requests, and not before",
      },
      {
        name: "a connection that nobody waits for is kept",
        file: connection,
        from: "signal?.aborted) this.#abandon();",
        to: "false) this.#abandon();",
        testFile: http2Test,
        test:
          "fetch over HTTP/2: an abort ends the wait for a connection, and gives the connection up",
      },
      {
        name: "a connection that the server has closed is used",
        file: http2Fetch,
        from: "if (known?.isOpen) return known;",
        to: "if (known) return known;",
        testFile: http2Test,
        test: "fetch over HTTP/2: a new connection follows one that the server has closed",
      },
      {
        name: "a client ignores the fetch of its entry point",
        file: "src/network/connect.ts",
        from: "network.fetch ?? defaultFetch()",
        to: "network.fetch ?? globalThis.fetch",
        testFile: defaultTest,
        test: "a client and a payer without a fetch use the one that the entry point has set",
      },
      {
        name: "a payer ignores the fetch of its entry point",
        file: "src/payments/nilchain/payer_options.ts",
        from: "network?.fetch ?? defaultFetch()",
        to: "network?.fetch ?? globalThis.fetch",
        testFile: defaultTest,
        test: "a client and a payer without a fetch use the one that the entry point has set",
      },
      {
        name: "a fetch without HTTP/2 is not told what it lacks",
        file: "src/network/no_answer.ts",
        from: "if (causes.some(isWithoutProtocol)) {",
        to: "if (false) {",
        testFile: inFrontTest,
        test: "an error of Node about HTTP/2 names what to import",
      },
    ],
  },
  {
    promise: "Over TLS, a devnet refuses what real nodes refuse",
    mutants: [
      {
        name: "a devnet offers HTTP/1.1 over TLS",
        file: server,
        from: 'ALPNProtocols: ["h2"]',
        to: 'ALPNProtocols: ["h2", "http/1.1"]',
        testFile: tlsTest,
        test: "over TLS a node speaks gRPC over HTTP/2, and refuses who offers HTTP/1.1 alone",
      },
      {
        name: "a devnet starts with a key of another certificate",
        file: "src/devnet/http/tls.ts",
        from: "if (certificate.checkPrivateKey(privateKey)) return;",
        to: "if (privateKey) return;",
        testFile: tlsTest,
        test: "a certificate that cannot be used is refused when the devnet starts",
      },
    ],
  },
];
