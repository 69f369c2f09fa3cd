import type { Promised } from "../mutant.ts";

const membership = "src/devnet/node/membership.ts";
const requestMessage = "src/devnet/http/request_message.ts";
const server = "src/devnet/http/server.ts";
const text = "src/devnet/http/grpc_web_text.ts";
const payments = "src/devnet/leader/payments_service.ts";
const startTest = "tests/devnet/start_devnet_test.ts";
const endpointTest = "tests/devnet/http/endpoint_test.ts";
const serverTest = "tests/devnet/http/server_test.ts";
const textTest = "tests/devnet/http/grpc_web_text_test.ts";
const leaderTest = "tests/devnet/leader/payments_test.ts";
const roomTest = "a leader sells no computation while more than 100 programs run, like real nodes";
const portsTest =
  "startDevnet() takes the ports from a number on, and none in the place of one that is taken";
const framesTest = "a node refuses malformed frames with the status and words of real nodes";

/** What a devnet has like real nodes. */
export const devnet: readonly Promised[] = [
  {
    promise: "The nodes of a devnet are those that real nodes would be",
    mutants: [
      {
        name: "a node's id is its public key",
        file: membership,
        from: "id: UserId.fromPublicKey(key.publicKey).toBytes()",
        to: "id: key.publicKey.toBytes()",
        testFile: startTest,
        test: "a node's id is the user id of its public key, as on real nodes",
      },
      {
        name: "the node whose id sorts first leads",
        file: membership,
        from: "identities.map(({ key }) => encodeHex(key.publicKey.toBytes()))",
        to: "identities.map(({ id }) => encodeHex(id))",
        testFile: startTest,
        test: "startDevnet() makes the node whose public key sorts first the leader",
      },
    ],
  },
  {
    promise: "A devnet listens at the ports that it was given",
    mutants: [
      {
        name: "another port is opened in the place of one that is taken",
        file: "src/devnet/start_devnet.ts",
        from: 'elsewhere: typeof ports !== "number"',
        to: "elsewhere: true || ports",
        testFile: startTest,
        test: portsTest,
      },
      {
        name: "all ports are the first one",
        file: "src/devnet/http/ports.ts",
        from: "(_, index) => ports + index",
        to: "() => ports",
        testFile: startTest,
        test: portsTest,
      },
    ],
  },
  {
    promise: "A devnet answers malformed requests, connections and limits as real nodes do",
    mutants: [
      {
        name: "a cut body is answered",
        file: requestMessage,
        from: "if (isCut) throw",
        to: "if (isCut && frames.length > 1) throw",
        testFile: endpointTest,
        test: framesTest,
      },
      {
        name: "only the first message is decoded",
        file: requestMessage,
        from: "for (const { flags, data } of frames) {",
        to: "for (const { flags, data } of frames.slice(0, 1)) {",
        testFile: endpointTest,
        test: framesTest,
      },
      {
        name: "the last message is answered",
        file: requestMessage,
        from: "return frameOf(frames[0]!.data);",
        to: "return frameOf(frames.at(-1)!.data);",
        testFile: endpointTest,
        test: "a node answers the first of two messages, like real nodes",
      },
      {
        name: "idle connections are closed",
        file: server,
        from: "{ keepAliveTimeout: 0 }, ",
        to: "",
        testFile: serverTest,
        test: "a node leaves idle connections open, like real nodes",
      },
      {
        name: "the rest of a refused request stays unread",
        file: server,
        from: 'response.once("finish", () => discardRest(request))',
        to: 'response.once("finish", () => {})',
        testFile: serverTest,
        test: "a node keeps the connection on which it refused a message that is too long",
      },
      {
        name: "the content type decides on the encoding of an answer",
        file: text,
        from: 'textTypes.includes(request.header.get("accept"))',
        to: "isText",
        testFile: textTest,
        test: "a node takes the encoding of an answer from the header accept, like real nodes",
      },
      {
        name: "a computation is sold while 101 run",
        file: payments,
        from: "programsRunning <= programsRunningMax",
        to: "programsRunning <= programsRunningMax + 1",
        testFile: leaderTest,
        test: roomTest,
      },
      {
        name: "key generations count as programs",
        file: "src/devnet/compute/computations.ts",
        from: "first?.generatesKey === false",
        to: "first !== undefined",
        testFile: leaderTest,
        test: roomTest,
      },
    ],
  },
  {
    promise: "A devnet outlives its clients",
    mutants: [
      {
        name: "HTTP/2 is told that a client ends",
        file: "src/devnet/http/server.ts",
        from: 'emit("connection", withoutGoaway(socket))',
        to: 'emit("connection", socket)',
        testFile: "tests/devnet/http/without_goaway_test.ts",
        test: "a devnet outlives a client that ends its HTTP/2 session",
      },
    ],
  },
];
