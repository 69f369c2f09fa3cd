import { fromBinary } from "@bufbuild/protobuf";
import { timestampMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import {
  assert,
  assertEquals,
  assertFalse,
  assertInstanceOf,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import {
  AbortedError,
  InternalError,
  InvalidArgumentError,
  NodesDisagreeError,
  NotFoundError,
  TimeoutError,
  UnavailableError,
  type VmError,
  WriteUnconfirmedError,
} from "../../src/errors/mod.ts";
import { PublicKeyType } from "../../src/gen/nillion/auth/v1/public_key_pb.ts";
import { SignedTokenSchema, TokenSchema } from "../../src/gen/nillion/auth/v1/token_pb.ts";
import { type Asked, askNodes, type Question } from "../../src/fan_out/ask_nodes.ts";
import { Tokens } from "../../src/network/auth_token.ts";
import type { NodePublicKey } from "../../src/network/cluster.ts";
import { connect } from "../../src/network/connect.ts";
import { consequenceOf, toVmError } from "../../src/network/failure.ts";
import { type Call, withDeadline } from "../../src/async/deadline.ts";
import { type Environment, platform } from "../../src/async/environment.ts";
import { checkLeaderSignature } from "../../src/network/leader_signature.ts";
import { Network } from "../../src/network/network.ts";
import type { NodeConnection } from "../../src/network/node_connection.ts";
import { agree } from "../../src/fan_out/agree.ts";
import { outcomeError } from "../../src/fan_out/outcome_error.ts";
import { readCluster } from "../../src/network/read_cluster.ts";
import { backOff, retry } from "../../src/network/retry.ts";
import { Slots } from "../../src/async/slots.ts";
import { Waits } from "../../src/async/waits.ts";
import { ed25519PublicKey, ed25519Sign } from "../../src/core/core.ts";
import { wireCluster } from "../support/wire_cluster.ts";

function call(signal: AbortSignal = new AbortController().signal): Call {
  return { signal };
}

/** A clock that moves only by sleeping, and keeps the times it slept. */
function simulated(): Environment & { nowMs: number; naps: number[] } {
  const environment = {
    nowMs: 1_700_000_000_000,
    naps: [] as number[],
    now: () => environment.nowMs,
    randomBytes: (length: number) => new Uint8Array(length).fill(0x80),
    sleep(ms: number, signal: AbortSignal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      // A longer sleep is the limit of an attempt, which no test here reaches.
      if (ms > 10_000) return new Promise<void>(() => {});
      environment.naps.push(ms);
      environment.nowMs += ms;
      return Promise.resolve();
    },
  };
  return environment;
}

// Network

Deno.test("Network keeps its options, with endpoints in one form", () => {
  const network = Network.devnet({
    bootnode: "HTTP://LocalHost:1234/",
    chainRpcEndpoint: "https://rpc.example.com/chain/",
    chainGrpcEndpoint: "rpc.example.com:9090",
  });
  assertEquals({ ...network }, {
    bootnode: "http://localhost:1234",
    chainId: "nillion-chain-devnet",
    chainRpcEndpoint: "https://rpc.example.com/chain",
    chainGrpcEndpoint: "rpc.example.com:9090",
  });
});

Deno.test("Network refuses malformed endpoints", () => {
  const malformed = [
    "",
    "node.example.com",
    "node.example.com:14311",
    "ftp://node.example.com",
    "http://",
    "http://user:password@node.example.com",
    "http://node.example.com?x=1",
    "http://node.example.com#x",
    "javascript:alert(1)",
  ];
  for (const endpoint of malformed) {
    assertThrows(() => new Network({ bootnode: endpoint }), InvalidArgumentError, "URL");
    const options = { bootnode: "http://node.example.com", chainRpcEndpoint: endpoint };
    assertThrows(() => new Network(options), InvalidArgumentError, "URL");
  }
});

Deno.test("Network refuses options of wrong types, and empty options", () => {
  const bad: [string, Record<string, unknown>][] = [
    ["chain id", { chainId: "" }],
    ["chain id", { chainId: 5 }],
    ["chain id", { chainId: null }],
    ["gRPC endpoint", { chainGrpcEndpoint: 9090 }],
    ["gRPC endpoint", { chainGrpcEndpoint: "" }],
    ["fetch", { fetch: 3 }],
    ["fetch", { fetch: null }],
  ];
  for (const [words, options] of bad) {
    const create = () => new Network({ bootnode: "http://node.example.com", ...options });
    assertThrows(create, InvalidArgumentError, words);
  }
});

Deno.test("Network never shows an endpoint that may hold a password or a token", () => {
  const secret = "c0ffee";
  const holding = [
    `http://user:${secret}@node.example.com`,
    `http://${secret}@node.example.com`,
    `http://:${secret}@node.example.com:99999`,
    `//user:${secret}@node.example.com`,
    `user:${secret}@node.example.com`,
    `http://node.example.com?token=${secret}`,
    `http://node.example.com/#${secret}`,
    `ftp://node.example.com/?${secret}`,
    `node.example.com#${secret}`,
  ];
  for (const endpoint of holding) {
    for (
      const options of [
        { bootnode: endpoint },
        { bootnode: "http://node.example.com", chainRpcEndpoint: endpoint },
      ]
    ) {
      const error = assertThrows(() => new Network(options), InvalidArgumentError);
      assert(error.message.endsWith("without credentials, query or fragment"), error.message);
      assertFalse(Deno.inspect(error).includes(secret), endpoint);
    }
  }
  const harmless = assertThrows(() => new Network({ bootnode: "node:1" }), InvalidArgumentError);
  assert(harmless.message.endsWith('got "node:1"'), harmless.message);
});

// Connection

Deno.test("connect() reads the nodes and says which of them leads", async () => {
  await using devnet = await startDevnet({ nodes: 5, polynomialDegree: 2, listen: false });
  const { network } = devnet;
  const { cluster, nodes, leader } = await connect(network, PrivateKey.random(), platform, call());
  assertEquals(nodes.map(({ member }) => member.id), devnet.nodes.map(({ id }) => id));
  assert(nodes.includes(leader));
  assertEquals(leader.member.id, devnet.nodes.find(({ isLeader }) => isLeader)!.id);
  assertEquals(cluster.polynomialDegree, 2);
});

Deno.test("connect() names the bootnode that it cannot reach", async () => {
  let attempts = 0;
  const fetch = () => {
    attempts++;
    return Promise.reject(new TypeError("tcp connect error"));
  };
  const network = new Network({ bootnode: "http://node.example.com:1", fetch });
  const error = await assertRejects(
    () => connect(network, PrivateKey.random(), simulated(), call()),
    UnavailableError,
    "The bootnode at http://node.example.com:1 cannot be reached: tcp connect error",
  );
  assertEquals(error.phase, "cluster");
  assertEquals(attempts, 5);
});

// Signatures of the leader

Deno.test("checkLeaderSignature() accepts the leader's signature on either curve, and no other", () => {
  const message = new TextEncoder().encode("a quote");
  const key = PrivateKey.random();
  const seed = new Uint8Array(32).fill(7);
  const signed: [NodePublicKey, Uint8Array][] = [
    [{ keyType: "secp256k1", contents: key.publicKey.toBytes() }, key.sign(message)],
    [{ keyType: "ed25519", contents: ed25519PublicKey(seed) }, ed25519Sign(seed, message)],
  ];
  for (const [publicKey, signature] of signed) {
    const cluster = readCluster(wireCluster());
    const ledBy = (publicKey: NodePublicKey) => ({
      ...cluster,
      leader: { ...cluster.leader, publicKey },
    });
    checkLeaderSignature(ledBy(publicKey), message, signature, "quote");
    const impossible = { ...publicKey, contents: publicKey.contents.map(() => 0xff) };
    const cases: [NodePublicKey, Uint8Array, Uint8Array][] = [
      [publicKey, message.slice(1), signature],
      [publicKey, message, signature.map((byte, index) => index === 9 ? byte ^ 1 : byte)],
      [publicKey, message, signature.slice(1)],
      [publicKey, message, new Uint8Array()],
      [impossible, message, signature],
    ];
    for (const [key, bytes, mark] of cases) {
      const error = assertThrows(
        () => checkLeaderSignature(ledBy(key), bytes, mark, "receipt"),
        InternalError,
        "has no valid signature of the leader 02",
      );
      assertEquals([error.node, error.phase], ["02", "receipt"]);
    }
  }
});

// Tokens

Deno.test("Tokens makes a token for one node and one minute", () => {
  const key = PrivateKey.random();
  const environment = simulated();
  const token = new Tokens(key, environment).for(Uint8Array.of(1, 2, 3)).current() as string;
  const bytes = Uint8Array.from(atob(token), (character) => character.charCodeAt(0));
  const signed = fromBinary(SignedTokenSchema, bytes);
  const claims = fromBinary(TokenSchema, signed.serializedToken);
  assertEquals(signed.publicKey?.keyType, PublicKeyType.SECP256K1);
  assertEquals(signed.publicKey?.contents, key.publicKey.toBytes());
  assert(key.publicKey.verify(signed.serializedToken, signed.signature));
  assertEquals(claims.targetIdentity?.contents, Uint8Array.of(1, 2, 3));
  assertEquals(claims.nonce, new Uint8Array(32).fill(0x80));
  assertEquals(timestampMs(claims.expiresAt!), environment.nowMs + 60_000);
});

Deno.test("Tokens uses a token again until its last ten seconds", () => {
  const environment = { ...simulated(), randomBytes: platform.randomBytes };
  let nowMs = 1_700_000_000_000;
  environment.now = () => nowMs;
  const token = new Tokens(PrivateKey.random(), environment).for(Uint8Array.of(1));
  const first = token.current();
  nowMs += 49_999;
  assertEquals(token.current(), first);
  nowMs += 1;
  const second = token.current();
  assertNotEquals(second, first);
  nowMs -= 3_600_000;
  assertNotEquals(token.current(), second, "a clock set back must not keep an expired token alive");
  const third = token.current();
  token.renew();
  assertNotEquals(token.current(), third);
});

// Slots

Deno.test("Slots.run() skips tasks whose signal has aborted", async () => {
  const slots = new Slots(1);
  const first = Promise.withResolvers<string>();
  const stop = new AbortController();
  const running = slots.run(() => first.promise);
  const waiting = slots.run(() => Promise.resolve("never"), stop.signal);
  const last = slots.run(() => Promise.resolve("last"));
  stop.abort(new Error("enough"));
  await assertRejects(() => waiting, Error, "enough");
  first.resolve("first");
  assertEquals(await Promise.all([running, last]), ["first", "last"]);
  await assertRejects(() => slots.run(() => Promise.resolve(), stop.signal), Error, "enough");
  assertEquals(await slots.run(() => Promise.resolve("free")), "free");
});

// Deadlines

Deno.test("withDeadline() gives the result of the task", async () => {
  assertEquals(await withDeadline(1_000, [], platform, () => Promise.resolve(7)), 7);
  const failure = new NotFoundError("not there");
  const thrown = await assertRejects(() =>
    withDeadline(1_000, [], platform, () => Promise.reject(failure))
  );
  assertStrictEquals(thrown, failure);
});

Deno.test("withDeadline() ends a task whose time is up, and names its phase and transaction", async () => {
  const error = await assertRejects(
    () =>
      withDeadline(10, [], platform, async (call) => {
        call.phase = "receipt";
        call.txHash = "AB";
        await platform.sleep(10_000, call.signal);
      }),
    TimeoutError,
    "not end within its timeoutMs of 10 ms",
  );
  assertEquals([error.phase, error.txHash], ["receipt", "AB"]);
});

Deno.test("withDeadline() ends a task when a signal aborts, before or while it runs", async () => {
  const stop = new AbortController();
  const task = (call: Call) => platform.sleep(10_000, call.signal);
  const running = withDeadline(10_000, [undefined, stop.signal], platform, task);
  stop.abort("enough");
  const error = await assertRejects(() => running, AbortedError);
  assertEquals(error.cause, "enough");
  const fail = () => Promise.reject(new Error("the task must not start"));
  await assertRejects(() => withDeadline(10, [stop.signal], platform, fail), AbortedError);
});

Deno.test("withDeadline() refuses an invalid time limit", async () => {
  for (const timeoutMs of [0, -1, NaN, Infinity, 2 ** 31]) {
    const run = () => withDeadline(timeoutMs, [], platform, () => Promise.resolve());
    await assertRejects(run, InvalidArgumentError, "timeoutMs must be");
  }
});

// Retries

Deno.test("backOff() pauses randomly below a bound that doubles up to two seconds", async () => {
  const environment = simulated();
  for (let attempt = 1; attempt <= 7; attempt++) {
    await backOff(attempt, environment, call().signal);
  }
  // The generator gives about a half each time.
  const halves = [50, 100, 200, 400, 800, 1_000, 1_000];
  assertEquals(environment.naps.map(Math.round), halves.map((ms) => Math.round(ms * 1.0039)));
});

Deno.test("backOff() asks for no longer pause than a timer can make", async () => {
  const naps: number[] = [];
  const sleep = (ms: number) => Promise.resolve(void naps.push(ms));
  for (const leastMs of [2 ** 31 - 1, 2 ** 40, Infinity]) {
    await backOff(1, { ...simulated(), sleep }, call().signal, leastMs);
  }
  assertEquals(naps, Array(3).fill(2 ** 31 - 1));
});

Deno.test("Waits.run() gives undefined when the turn is over, and fails when its task fails", async () => {
  const hungUp: string[] = [];
  const environment = { ...platform, sleep: () => Promise.resolve() };
  const signal = new AbortController().signal;
  const waiting = new Waits(environment).run(async (limit) => {
    await new Promise((resolve) => limit.addEventListener("abort", resolve));
    hungUp.push("task");
    throw limit.reason;
  }, signal);
  assertEquals([await waiting, hungUp], [undefined, ["task"]]);
  const failing = new Waits(platform).run(() => Promise.reject(new TypeError("broken")), signal);
  await assertRejects(() => failing, TypeError, "broken");
});

Deno.test("Waits.run() lets three requests wait at once", async () => {
  const waits = new Waits(platform);
  const stop = new AbortController();
  let started = 0;
  const task = (signal: AbortSignal) => {
    started++;
    return new Promise((_, reject) =>
      signal.addEventListener("abort", () => reject(signal.reason))
    );
  };
  const waiting = Array.from({ length: 9 }, (_, node) => waits.run(task, stop.signal, node));
  await new Promise((resolve) => setTimeout(resolve, 5));
  assertEquals(started, 3);
  stop.abort();
  await Promise.allSettled(waiting);
});

Deno.test("retry() sends a request up to five times, and only after a failure that may pass", async () => {
  const cases: [VmError, number][] = [
    [new UnavailableError("down"), 5],
    [new InternalError("broken"), 1],
    [new NotFoundError("not there"), 1],
  ];
  for (const [failure, expected] of cases) {
    let attempts = 0;
    const task = () => {
      attempts++;
      return Promise.reject(failure);
    };
    await assertRejects(() => retry(task, simulated(), call()));
    assertEquals(attempts, expected, failure.code);
  }
});

Deno.test("retry() repeats a request until the call ends while the network is only late", async () => {
  const stop = new AbortController();
  const environment = simulated();
  let attempts = 0;
  const task = () => {
    if (++attempts === 50) stop.abort(new TimeoutError("time is up"));
    return Promise.reject(toVmError(said(Code.Unavailable, "transaction not committed")));
  };
  await assertRejects(() => retry(task, environment, call(stop.signal)), TimeoutError);
  assertEquals(attempts, 50);
});

// Fan-out

/** Nodes that differ only in their ids. The question decides what they do. */
function nodes(...ids: string[]): NodeConnection[] {
  return ids.map((id) => ({ member: { id } }) as NodeConnection);
}

function question(
  answers: Record<string, (attempt: number) => unknown>,
  earlyEnd?: Question<unknown>["earlyEnd"],
): Question<unknown> & { attempts: Map<string, number> } {
  const attempts = new Map<string, number>();
  return {
    attempts,
    nodes: nodes(...Object.keys(answers)),
    async ask({ member: { id } }, { signal }) {
      const attempt = (attempts.get(id) ?? 0) + 1;
      attempts.set(id, attempt);
      const answer = answers[id]!(attempt);
      if (answer === hanging) {
        await new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        });
      }
      if (answer instanceof Error) throw answer;
      return answer;
    },
    earlyEnd,
  };
}

const hanging = Symbol();
const down = () => new UnavailableError("connection refused", { cause: new TypeError() });
const said = (code: Code, message: string) =>
  new ConnectError(message, code, { "grpc-status": String(code) });
const unavailable = () => toVmError(said(Code.Unavailable, "try again later"));
const broken = () => toVmError(said(Code.Internal, "disk failure"));
const refused = () => toVmError(said(Code.NotFound, "value not found"));
const spent = () => toVmError(said(Code.FailedPrecondition, "nonce already used"));

function shown(asked: Asked<unknown>[]): string[] {
  return asked.map(({ node, status, answer, error }) =>
    `${node} ${status} ${answer ?? error?.code ?? "-"}`
  );
}

Deno.test("askNodes() asks all nodes, and asks unreachable nodes again", async () => {
  const q = question({
    a: () => 1,
    b: (attempt) => attempt < 3 ? down() : 2,
    c: down,
    d: refused,
  });
  const asked = await askNodes(q, [], simulated(), call());
  assertEquals(shown(asked), [
    "a done 1",
    "b done 2",
    "c unknown UNAVAILABLE",
    "d failed NOT_FOUND",
  ]);
  assertEquals(Object.fromEntries(q.attempts), { a: 1, b: 3, c: 5, d: 1 });
});

Deno.test("askNodes() counts a used receipt as done after an attempt without an answer", async () => {
  const lost = question({ a: (attempt) => attempt === 1 ? down() : spent() });
  assertEquals(shown(await askNodes(lost, [], simulated(), call())), ["a done -"]);
  const foreign = question({ a: spent });
  const asked = await askNodes(foreign, [], simulated(), call());
  assertEquals(shown(asked), ["a failed FAILED_PRECONDITION"]);
});

Deno.test("askNodes() remembers a lost answer through later answers, and an answer through later calls", async () => {
  const sequence = [down, unavailable, spent];
  const lost = question({ a: (attempt) => sequence[attempt - 1]!() });
  assertEquals(shown(await askNodes(lost, [], simulated(), call())), ["a done -"]);
  const asked = await askNodes(question({ a: broken }), [], simulated(), call());
  assertEquals(shown(asked), ["a failed INTERNAL"]);
  const again = await askNodes(question({ a: spent }), asked, simulated(), call());
  assertEquals(shown(again), ["a failed FAILED_PRECONDITION"]);
});

Deno.test("askNodes() does not count a request as sent that was stopped before", async () => {
  const stop = new AbortController();
  stop.abort(new AbortedError("enough"));
  const asked = await askNodes(question({ a: () => 1 }), [], platform, call(stop.signal));
  assertEquals(shown(asked), ["a failed ABORTED"]);
  const again = await askNodes(question({ a: spent }), asked, simulated(), call());
  assertEquals(shown(again), ["a failed FAILED_PRECONDITION"]);
});

Deno.test("askNodes() asks only the nodes whose outcome can be resumed", async () => {
  const first = question({ a: () => 1, b: down, c: refused });
  const asked = await askNodes(first, [], simulated(), call());
  const second = question({ a: () => 9, b: spent, c: () => 9 });
  const again = await askNodes(second, asked, simulated(), call());
  assertEquals(shown(again), ["a done 1", "b done -", "c failed NOT_FOUND"]);
  assertEquals([...second.attempts.keys()], ["b"]);
});

Deno.test("askNodes() with an early end does not wait for nodes that are down", async () => {
  const environment = simulated();
  const judged: number[] = [];
  const isEnough = (answers: readonly unknown[]) => judged.push(answers.length) > 0;
  const q = question({ a: () => 1, b: () => 2, c: down }, { quorum: 2, graceMs: 1e3, isEnough });
  const asked = await askNodes(q, [], { ...environment, sleep: platform.sleep }, call());
  assertEquals(shown(asked).slice(0, 2), ["a done 1", "b done 2"]);
  assertEquals(asked[2]!.status, "unknown");
  assertEquals(judged, [2]);
  assertEquals(q.attempts.get("c"), 1);
});

Deno.test("askNodes() with an early end waits for slow nodes until the grace period ends", async () => {
  const isEnough = () => true;
  const q = question({ a: () => 1, b: () => 2, c: () => hanging }, {
    quorum: 2,
    graceMs: 30,
    isEnough,
  });
  const startedAt = performance.now();
  const asked = await askNodes(q, [], platform, call());
  assert(performance.now() - startedAt >= 29);
  assertEquals(shown(asked), ["a done 1", "b done 2", "c unknown UNAVAILABLE"]);
});

Deno.test("askNodes() with an early end keeps waiting when the answers are not enough", async () => {
  const isEnough = (answers: readonly unknown[]) => answers.length === 3;
  const q = question({ a: () => 1, b: () => 2, c: (attempt) => attempt < 4 ? down() : 3 }, {
    quorum: 2,
    graceMs: 10,
    isEnough,
  });
  const asked = await askNodes(q, [], platform, call());
  assertEquals(shown(asked), ["a done 1", "b done 2", "c done 3"]);
});

Deno.test("askNodes() that is stopped reports the requests that were sent", async () => {
  const stop = new AbortController();
  const q = question({ a: () => 1, b: () => hanging });
  const asking = askNodes(q, [], platform, call(stop.signal));
  setTimeout(() => stop.abort(new AbortedError("enough")), 5);
  const asked = await asking;
  assertEquals(shown(asked), ["a done 1", "b unknown ABORTED"]);
  const late = await askNodes(question({ a: () => 1 }), [], platform, call(stop.signal));
  assertEquals(shown(late), ["a failed ABORTED"]);
});

Deno.test("outcomeError() gives the one reason of a failed request", () => {
  const done = (node: string): Asked<unknown> => (
    { node, status: "done", answer: 1, delivery: "answered" }
  );
  const failed = (node: string, error: VmError): Asked<unknown> => (
    { node, status: "failed", error, delivery: "answered", consequence: consequenceOf(error) }
  );
  const unknown = (node: string, error: VmError): Asked<unknown> => (
    { node, status: "unknown", error, delivery: "unknown", consequence: consequenceOf(error) }
  );
  const cases: [Asked<unknown>[], new (message: string) => VmError][] = [
    [[failed("a", refused()), failed("b", refused())], NotFoundError],
    [[failed("a", refused()), unknown("b", down())], NotFoundError],
    [[failed("a", refused()), failed("b", spent())], NodesDisagreeError],
    [[done("a"), failed("b", refused())], NodesDisagreeError],
    [[done("a"), unknown("b", down())], UnavailableError],
    [[unknown("a", down())], UnavailableError],
  ];
  for (const [outcomes, Class] of cases) {
    assertInstanceOf(outcomeError(outcomes), Class);
  }
});

Deno.test("outcomeError() tells a new receipt that somebody used from other refusals", () => {
  const burnt: Asked<unknown> = {
    node: "a",
    status: "failed",
    error: spent(),
    delivery: "answered",
    consequence: "giveUp",
  };
  const error = outcomeError([burnt], "Write again");
  assertInstanceOf(error, WriteUnconfirmedError);
  assertMatch(error.message, /node a.* Write again$/);
  assertEquals(outcomeError([burnt]).code, "FAILED_PRECONDITION");
});

Deno.test("agree() ends with the limit of the call while a node waits to be asked again", async () => {
  const stop = new AbortController();
  const q = {
    ...question({ a: () => 1, b: down }),
    conclude: () => ({ result: 1 }),
  };
  const sleep = (_ms: number, signal: AbortSignal) => {
    stop.abort(new TimeoutError("The time is up"));
    return Promise.reject(signal.reason);
  };
  const environment = { ...platform, sleep };
  const { error, outcomes } = await agree(q, [], environment, call(stop.signal));
  assertInstanceOf(error, TimeoutError);
  assertEquals(shown([...outcomes]), ["a done 1", "b unknown UNAVAILABLE"]);
});

Deno.test("agree() takes a conclusion that is there when the call is stopped", async () => {
  const stop = new AbortController();
  const q = {
    ...question({
      a: () => {
        stop.abort(new TimeoutError("The time is up"));
        return 1;
      },
    }),
    conclude: (answers: readonly unknown[]) => ({ result: answers.length }),
  };
  const { conclusion } = await agree(q, [], simulated(), call(stop.signal));
  assertEquals(conclusion?.result, 1);
});
